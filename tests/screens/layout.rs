//! What stands on the screen whatever its size.

use dutybook::app::{Msg, Room};
use dutybook::locale::Lang;
use dutybook::run::RunKind;
use dutybook::theme::{Depth, Glyphs, Theme};
use dutybook::view::{Look, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::Desk;
use super::picture::text;

/// The rows of a screen.
pub(crate) fn rows(desk: &Desk, columns: u16, rows: u16) -> Vec<String> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    draw(&desk.app, &Look::new(&Theme::default(), Glyphs::UNICODE, Depth::True), &mut buffer);
    text(&buffer).lines().map(|line| line.trim_end_matches('¦').to_owned()).collect()
}

/// Columns and rows that people have: from a phone with its keyboard up to a wall.
const SIZES: [(u16, u16); 7] = [(40, 12), (45, 14), (60, 20), (80, 24), (100, 30), (120, 40), (200, 60)];

fn begun(lang: Lang, kind: RunKind) -> Desk {
    let mut desk = Desk::opened(lang, kind);
    desk.keys("Enter");
    desk
}

#[test]
fn the_run_the_drill_the_deadline_and_the_person_stand_in_the_first_lines_at_every_width() {
    for lang in Lang::ALL {
        let mut desk = begun(lang, RunKind::Drill);
        desk.keys("T")
            .types(" 数据恢复 and a title that is far too long for any line of any screen")
            .keys("Enter");
        let deadline = if lang == Lang::Zh { "分" } else { "m" };
        for columns in 40..=200 {
            let screen = rows(&desk, columns, 24);
            for part in ["DRILL", "2026-007", "alice"] {
                assert!(screen[0].contains(part), "{columns}: {part} is not in {}", screen[0]);
            }
            let told = screen[..2].iter().filter(|line| line.contains("◷") && line.contains(deadline));
            assert_eq!(told.count(), 1, "{columns}: {:#?}", &screen[..2]);
        }
    }
}

#[test]
fn a_form_over_a_drill_cuts_neither_its_number_nor_the_deadline() {
    for lang in Lang::ALL {
        let mut desk = begun(lang, RunKind::Drill);
        desk.wait(3 * 3600).keys("n");
        let deadline = if lang == Lang::Zh { "‼ 超2时" } else { "2h57m over" };
        for columns in 40..=63 {
            let first = rows(&desk, columns, 12).remove(0);
            for part in ["DRILL", " 2026-007 ", deadline] {
                assert!(first.contains(part), "{columns}: {part} is not in {first}");
            }
        }
    }
}

#[test]
fn a_phone_shows_the_title_of_a_run_and_its_deadline_once() {
    for (lang, title) in [(Lang::Zh, "甲公司账套外泄"), (Lang::En, "Ledgers of Client A leaked")] {
        for kind in [RunKind::Incident, RunKind::Drill] {
            let desk = begun(lang, kind);
            for (columns, height) in [(40, 12), (45, 14), (60, 20)] {
                let screen = rows(&desk, columns, height);
                let begun: String = title.chars().take(3).collect();
                assert!(screen[0].contains(&begun), "{columns}: {}", screen[0]);
                assert!(!screen[0].contains("◷") && screen[1].contains("◷"), "{screen:#?}");
            }
        }
    }
}

#[test]
fn when_a_run_was_closed_is_never_cut() {
    for (lang, closed) in [(Lang::Zh, "结案 2026-11-23 "), (Lang::En, "closed 2026-11-23 ")] {
        for kind in [RunKind::Incident, RunKind::Drill] {
            let mut desk = begun(lang, kind);
            desk.comes_in(
                super::BOB,
                serde_json::from_str(r#"{"kind":"run.closed","note":"false alarm"}"#).unwrap(),
            );
            for columns in 40..=100 {
                let first = rows(&desk, columns, 24).remove(0);
                assert!(first.contains(closed) && !first.contains("  · "), "{columns}: {first}");
            }
        }
    }
}

#[test]
fn what_is_in_sight_of_a_guide_is_told_with_its_total_at_every_width() {
    for lang in Lang::ALL {
        let desk = begun(lang, RunKind::Incident);
        for step in 0..desk.app.console().map_or(0, |console| console.run.steps().len()) {
            let mut desk = begun(lang, RunKind::Incident);
            let id = desk.app.console().unwrap().run.steps()[step].id.to_string();
            desk.go(&id);
            for columns in [40, 45, 52, 60] {
                let screen = rows(&desk, columns, 12);
                let title = screen.iter().find(|line| line.starts_with('─')).unwrap();
                assert!(!title.contains("   · ") && !title.contains("/…"), "{columns}: {title}");
                let total = title.split_once('▾').and_then(|(_, shown)| shown.split_once('/'));
                assert!(
                    !title.contains('▾')
                        || total.is_some_and(|(_, total)| total.starts_with(char::is_numeric)),
                    "{columns}: {title}"
                );
            }
        }
    }
}

#[test]
fn what_is_due_next_is_named_before_who_leads() {
    for (lang, names, no_lead) in
        [(Lang::Zh, ["认清", "定下"], "无负责人"), (Lang::En, ["Recog", "Name "], "no lead")]
    {
        for kind in [RunKind::Incident, RunKind::Drill] {
            let mut desk = begun(lang, kind);
            for title in
                ["甲公司账套外泄", "甲公司乙公司丙公司账套与工资表一并外泄 payroll of three clients leaked"]
            {
                desk.keys("T").types(title).keys("Enter").wait(60);
                for late in [false, true] {
                    desk.wait(if late { 3600 } else { 0 }).tell(Msg::Redraw);
                    for columns in [45, 60, 80, 100, 120, 200] {
                        let screen = rows(&desk, columns, 24);
                        // On the narrowest it has a line of its own.
                        let first = &screen[usize::from(columns < 64)];
                        let is_named = names.iter().any(|name| first.contains(name));
                        assert!(is_named, "{columns}: {names:?} is not in {first}");
                        assert!(
                            columns < 120 || late || first.contains(no_lead),
                            "{columns}: there is room for `{no_lead}` in {first}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn a_title_is_whole_where_the_name_of_what_is_due_next_can_give_way() {
    let mut desk = begun(Lang::Zh, RunKind::Incident);
    for title in ["外泄", "外泄x", "甲公司", "甲公司x", "甲公司乙"] {
        desk.comes_in(super::BOB, dutybook::run::Event::RunTitled { title: title.to_owned() });
        desk.wait(60).tell(Msg::Redraw);
        for columns in 60..=200 {
            let first = rows(&desk, columns, 24).remove(0);
            assert!(first.contains(&format!(" {title} ")), "{columns}: {title} is not whole in {first}");
        }
    }
}

#[test]
fn the_first_instruction_and_when_the_step_is_done_are_in_sight_at_every_size() {
    for lang in Lang::ALL {
        let desk = begun(lang, RunKind::Incident);
        for (columns, height) in SIZES {
            let screen = rows(&desk, columns, height);
            let done_when = if lang == Lang::Zh { "• 完成" } else { "• Done when" };
            for part in ["1. ", done_when] {
                assert!(
                    screen.iter().any(|row| row.contains(part)),
                    "{columns}x{height}: {part}\n{screen:#?}"
                );
            }
        }
    }
}

#[test]
fn a_phone_shows_the_step_its_time_and_the_keys() {
    for lang in Lang::ALL {
        let desk = begun(lang, RunKind::Incident);
        let (step, enter) = match lang {
            Lang::Zh => ("认清出了什么事", "Enter 完成并前进"),
            Lang::En => ("Recognise what happened", "Enter Finish, go on"),
        };
        for (columns, height) in [(40, 12), (45, 14), (60, 20)] {
            let screen = rows(&desk, columns, height).join("\n");
            for part in [step, "◷", enter] {
                assert!(screen.contains(part), "{columns}x{height}: {part}\n{screen}");
            }
        }
    }
}

#[test]
fn too_small_a_window_says_so_and_is_whole_again_when_it_grows() {
    let desk = begun(Lang::En, RunKind::Incident);
    let before = rows(&desk, 80, 24);
    let said = |columns, height| {
        let said = rows(&desk, columns, height).join(" ");
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(said(30, 10).contains("30x10 now, 40x12"), "{}", said(30, 10));
    assert!(said(120, 8).contains("120x8 now"), "{}", said(120, 8));
    assert_eq!(rows(&desk, 80, 24), before);
}

#[test]
fn a_title_of_any_script_is_cut_between_characters_and_no_border_shifts() {
    let titles = [
        "甲公司账套外泄与勒索事件的后续跟踪和赔偿处理",
        "e\u{301}a\u{308}o\u{302} combining marks on every letter of the title e\u{301}a\u{308}o\u{302}",
        "👩‍👩‍👧‍👦👩🏽‍🚒🇨🇳🇩🇪❤️☎️ emoji of every make 👩‍👩‍👧‍👦👩🏽‍🚒🇨🇳🇩🇪❤️☎️ and again 👩‍👩‍👧‍👦",
        "ﷺ क्षि ไทย 한국어 עברית",
    ];
    for title in titles {
        let mut desk = Desk::opened(Lang::Zh, RunKind::Incident);
        desk.comes_in(
            super::BOB,
            dutybook::run::Event::StepAdded {
                step: super::id("added-bob-1"),
                phase: super::id("first-15-minutes"),
                title: title.to_owned(),
                guide: format!("{title}\n\n- {title}"),
                behind: None,
            },
        );
        desk.comes_in(super::BOB, dutybook::run::Event::RunTitled { title: title.to_owned() });
        desk.go("added-bob-1").tell(Msg::Redraw);
        for columns in 64..=120 {
            let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 24));
            draw(&desk.app, &Look::new(&Theme::default(), Glyphs::UNICODE, Depth::True), &mut buffer);
            let Room::Console(_) = &desk.app.room else { panic!("no run") };
            let border = (1..22).filter(|y| "│├".contains(buffer[(border_of(columns), *y)].symbol())).count();
            assert_eq!(border, 21, "{columns}: {title}\n{}", text(&buffer));
        }
    }
}

/// Where the phases end.
fn border_of(columns: u16) -> u16 {
    (columns / 4).clamp(21, 34)
}
