//! What the last line promises and the pages say holds: nothing is offered that does nothing, and nothing is cut
//! where there is room.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dutybook::app::{Msg, Overlay, Room, Toast, Tone};
use dutybook::locale::Lang;
use dutybook::run::{Left, RunKind};
use dutybook::text::SafeText;
use dutybook::theme::{Depth, Glyphs, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::Desk;
use super::layout::rows;

/// The last line of a screen.
fn last_line(desk: &Desk, columns: u16, height: u16) -> String {
    rows(desk, columns, height).pop().unwrap_or_default()
}

/// Presses Ctrl-S.
fn record(desk: &mut Desk) {
    desk.tell(Msg::Key(KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL)));
}

fn of(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

fn incident(lang: Lang) -> Desk {
    Desk::opened(lang, RunKind::Incident)
}

#[test]
fn the_menu_offers_digits_only_while_nothing_is_typed_and_nothing_where_nothing_fits() {
    let mut desk = incident(Lang::En);
    desk.keys(":");
    assert!(last_line(&desk, 80, 24).contains("1-9"));
    desk.types("note");
    let line = last_line(&desk, 80, 24);
    assert!(line.contains("Enter") && !line.contains("1-9"), "{line}");
    desk.types("qqqq");
    let line = last_line(&desk, 80, 24);
    assert_eq!(line.trim(), "Esc Back");
    desk.keys("Esc / x q x q x q");
    assert_eq!(last_line(&desk, 80, 24).trim(), "Esc Back");
}

#[test]
fn the_menu_numbers_what_can_be_done_and_says_of_the_rest_why_not() {
    let mut desk = incident(Lang::En);
    desk.keys("s 1").go("recognise").keys(":");
    let shown = rows(&desk, 45, 14).join("\n");
    assert!(shown.contains("   Start/finish") && shown.contains(" 2 Note"), "{shown}");
    assert!(last_line(&desk, 45, 14).contains("Enter"), "it begins at what can be done");
    desk.keys("Up");
    assert!(!last_line(&desk, 45, 14).contains("Enter"), "{}", last_line(&desk, 45, 14));
    desk.keys("Down 1");
    let shown = rows(&desk, 45, 14).join("\n");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Palette(finder)) if finder.cursor == 0));
    assert!(shown.contains("⚠"), "{shown}");
}

/// A run that was left and taken up again.
fn taken_up(lang: Lang) -> Desk {
    let mut desk = incident(lang);
    desk.keys("n").types("gone for a while").keys("Tab Tab Enter");
    let last = desk.app.console().unwrap().run.facts().last().unwrap().id;
    desk.comes_in(super::BOB, Desk::feed_of("bob", "bob"));
    let cause = "hangup".to_owned();
    desk.comes_in(super::BOB, dutybook::run::Event::ConsoleReturned { last, away: 65, cause });
    desk
}

#[test]
fn who_came_and_went_stands_among_all_records_and_does_not_hide_what_was_done() {
    for (lang, came) in [(Lang::Zh, "个人分册"), (Lang::En, "opened a feed")] {
        let mut desk = taken_up(lang);
        desk.keys("r");
        let work = rows(&desk, 80, 24).join("\n");
        assert!(!work.contains(came) && work.contains("gone for a while"), "{work}");
        desk.keys("Tab");
        let all = rows(&desk, 80, 24).join("\n");
        assert!(all.contains(came) && all.contains("gone for a while"), "{all}");
    }
}

#[test]
fn the_filter_that_holds_is_in_sight_at_every_width() {
    for lang in Lang::ALL {
        for columns in [40, 45, 60, 80] {
            let mut desk = taken_up(lang);
            desk.keys("r");
            for _ in 0..10 {
                let tabs = rows(&desk, columns, 14).swap_remove(2);
                assert!(tabs.contains('[') && tabs.contains(']'), "{columns}: {tabs}");
                desk.keys("Tab");
            }
        }
    }
}

#[test]
fn a_ready_reason_is_whole_where_there_is_room_and_ends_with_a_sign_where_it_is_cut() {
    let mut desk = incident(Lang::En);
    desk.go("name-lead").keys("s");
    for (columns, height) in [(40, 12), (45, 14), (60, 20)] {
        let shown = rows(&desk, columns, height);
        let whole = shown.join(" ");
        assert!(whole.contains("1 no time"), "{columns}: {shown:#?}");
        assert_eq!(whole.contains("unavailable"), columns > 40, "{columns}: {shown:#?}");
        assert!(columns > 40 || whole.contains("the person or system needed is u…"), "{shown:#?}");
    }
}

#[test]
fn a_field_in_which_nothing_is_typed_is_read_from_its_beginning() {
    let mut desk = incident(Lang::En);
    desk.keys("T").types(" and what else there is to say of it").keys("Tab");
    let shown = rows(&desk, 40, 12).join("\n");
    assert!(shown.contains("Title* Ledgers of Client A leaked …"), "{shown}");
}

#[test]
fn the_rows_of_a_notice_show_no_column_without_room() {
    for lang in Lang::ALL {
        let desk = super::telling(lang);
        for columns in [40, 45, 60] {
            let shown = rows(&desk, columns, 14);
            assert!(!shown[2].contains('…'), "{columns}: {shown:#?}");
        }
    }
}

#[test]
fn a_skipped_step_says_for_what_reason() {
    let mut desk = incident(Lang::En);
    desk.keys("s 4").go("recognise");
    for (columns, height) in [(45, 14), (80, 24)] {
        let shown = rows(&desk, columns, height).join("\n");
        assert!(shown.contains("Skipped: the lead decided so"), "{shown}");
    }
}

#[test]
fn what_has_to_be_known_of_a_step_says_where_it_is_cut() {
    let mut desk = incident(Lang::Zh);
    desk.go("client-care");
    let shown = rows(&desk, 40, 12).join("\n");
    assert!(shown.contains("先登记：事件…") || shown.contains("先登记：事件类…"), "{shown}");
}

#[test]
fn a_history_in_which_nothing_fits_has_no_record_to_open() {
    let mut desk = incident(Lang::Zh);
    desk.keys("r");
    assert!(last_line(&desk, 80, 24).contains("Enter 看全文"));
    desk.keys("Tab Tab Tab");
    let line = last_line(&desk, 80, 24);
    assert!(line.contains("/ 搜索") && !line.contains("Enter") && !line.contains("移动"), "{line}");
}

#[test]
fn a_key_typed_into_the_menu_finds_its_action_first() {
    for (typed, key) in [("q", "q"), ("S", "S"), ("C", "C"), ("K", "K"), ("?", "?")] {
        let mut desk = incident(Lang::Zh);
        desk.keys(":").types(typed);
        let Some(Overlay::Palette(finder)) = desk.app.overlays.last() else { panic!("no menu") };
        let action = finder.hits.first().map(|hit| hit.item).expect("a hit");
        assert_eq!(desk.app.settings.keys.first(action), key);
    }
}

#[test]
fn a_form_tells_how_to_record_it_at_every_width() {
    for (columns, height) in [(40, 12), (45, 14), (60, 20), (80, 24)] {
        let mut desk = incident(Lang::En);
        desk.keys("c");
        let line = last_line(&desk, columns, height);
        assert!(line.contains("Ctrl-S Record"), "{columns}: {line}");
        assert_eq!(line.contains("Enter Next field"), columns >= 60, "{columns}: {line}");
        assert!(!line.contains("Tab"), "{columns}: Enter does the same: {line}");
        desk.keys("Esc e");
        let line = last_line(&desk, 80, 24);
        assert!(line.contains("Tab Complete"), "in a path, Tab completes: {line}");
    }
}

#[test]
fn a_form_that_scrolls_keeps_its_button_in_sight_and_cuts_no_label() {
    for (lang, button, label) in [
        (Lang::Zh, "[ 记录 ]", ["备选（每行一个）", ""]),
        (Lang::En, "[ Record ]", ["Options, one a", "line"]),
    ] {
        for (columns, height) in [(40, 12), (45, 14), (60, 20)] {
            let mut desk = incident(lang);
            desk.keys("d");
            for _ in 0..7 {
                let shown = rows(&desk, columns, height).join("\n");
                assert!(shown.contains(button), "{columns}: {shown}");
                desk.keys("Tab");
            }
            let mut desk = incident(lang);
            desk.keys("d");
            let shown = rows(&desk, columns, height).join("\n");
            assert!(label.iter().all(|part| shown.contains(part)), "{columns}: {shown}");
        }
    }
}

#[test]
fn what_is_found_is_counted_as_one_counts() {
    for (lang, told) in [(Lang::Zh, "个步骤"), (Lang::En, " steps")] {
        let mut desk = incident(lang);
        desk.keys("/");
        let shown = rows(&desk, 45, 14);
        let count = shown.iter().find(|line| line.contains(told)).unwrap();
        let at = count.find(told).unwrap();
        assert!(count[..at].trim_end().ends_with(char::is_numeric), "{count}");
    }
}

#[test]
fn a_closed_run_has_nothing_due_and_nothing_undecided() {
    for (lang, words) in [(Lang::Zh, ["待定", "截止"]), (Lang::En, ["undecided", "due "])] {
        let mut desk = incident(lang);
        assert!(rows(&desk, 200, 60).join("\n").contains(words[0]));
        let closed = r#"{"kind":"run.closed","note":"false alarm"}"#;
        desk.comes_in(super::BOB, serde_json::from_str(closed).unwrap());
        for keys in ["", "z"] {
            desk.keys(keys);
            for (columns, height) in [(60, 20), (80, 24), (200, 60)] {
                let shown = rows(&desk, columns, height).join("\n");
                assert!(words.iter().all(|word| !shown.contains(word)), "{columns}: {shown}");
            }
        }
    }
}

#[test]
fn headings_begin_with_a_capital() {
    let mut desk = incident(Lang::En);
    desk.keys("M");
    let shown = rows(&desk, 60, 200).join("\n");
    assert!(shown.contains("  Commitments ") && shown.contains("  Metrics "), "{shown}");
    desk.keys("Esc");
    assert!(rows(&desk, 80, 24).join("\n").contains(" Emergency ─"));
}

#[test]
fn how_long_it_has_been_going_on_is_told_alike_in_the_first_line_and_the_handover() {
    for (lang, told) in [(Lang::Zh, "1时07分"), (Lang::En, "1h07m")] {
        let mut desk = incident(lang);
        desk.wait(67 * 60 + 20).tell(Msg::Redraw);
        assert!(rows(&desk, 80, 24)[0].contains(told));
        desk.keys("H");
        let shown = rows(&desk, 80, 24);
        assert!(shown[1..].join("\n").contains(told), "{shown:#?}");
    }
}

#[test]
fn leaving_the_question_whether_a_phase_is_complete_is_told_at_every_width() {
    for lang in Lang::ALL {
        let mut desk = incident(lang);
        desk.keys("K");
        for columns in [45, 60, 80] {
            let line = last_line(&desk, columns, 20);
            assert!(line.contains("Esc"), "{columns}: {line}");
        }
    }
}

#[test]
fn help_has_room_for_what_actions_do_and_cuts_no_name() {
    let mut desk = incident(Lang::En);
    desk.keys("?");
    for columns in [45, 60, 80, 120] {
        let shown = rows(&desk, columns, 200).join("\n");
        assert!(shown.contains("Evidence kept elsewhere"), "{columns}: {shown}");
    }
    let narrow = rows(&desk, 45, 14).join("\n");
    assert!(narrow.contains("The natural next thing: start"), "{narrow}");
}

#[test]
fn a_line_of_the_handover_that_goes_on_is_set_further_in() {
    let mut desk = incident(Lang::En);
    desk.keys("Enter H");
    let shown = rows(&desk, 60, 60);
    let at = shown.iter().position(|line| line.contains("still wanted:")).expect("the evidence");
    assert!(shown[at].starts_with("    still"), "{}", shown[at]);
    assert!(shown[at + 1].starts_with("      "), "{}", shown[at + 1]);
}

#[test]
fn a_reason_is_asked_for_by_what_it_is_for() {
    for (lang, skip, close) in [
        (Lang::Zh, "跳过：认清出了什么事", "写明理由后继续：结案"),
        (Lang::En, "Skip: Recognise", "reason: Close run"),
    ] {
        let mut desk = incident(lang);
        desk.keys("s");
        assert!(rows(&desk, 80, 24).join("\n").contains(skip));
        desk.keys("Esc C Enter");
        record(&mut desk);
        let shown = rows(&desk, 80, 24);
        assert!(shown.join("\n").contains(close), "{shown:#?}");
        let at =
            shown.iter().position(|line| line.contains('⚠') && line.contains('、')).unwrap_or(usize::MAX);
        if let Some(further) = shown.get(at.saturating_add(1)) {
            assert!(further.starts_with("│     "), "{further}");
        }
    }
}

#[test]
fn the_chosen_deadline_is_told_whole_where_the_list_leaves_room() {
    let mut desk = incident(Lang::Zh);
    desk.keys("a Enter").types("-20m").keys("Enter Esc D");
    let shown = rows(&desk, 200, 60).join("\n");
    assert!(shown.contains("依据"), "{shown}");
    let short = rows(&desk, 80, 24);
    assert!(short[short.len() - 2].trim_end().ends_with('…'), "what is cut says so: {short:#?}");
}

#[test]
fn what_a_deadline_is_called_stands_apart_from_how_it_stands() {
    let mut desk = incident(Lang::En);
    desk.keys("D");
    let shown = rows(&desk, 80, 40).join("\n");
    assert!(shown.contains("not started  Summary") || shown.contains("not started Summary"), "{shown}");
}

#[test]
fn taking_back_goes_to_the_step_that_is_open_again() {
    let mut desk = incident(Lang::Zh);
    desk.keys("s 1");
    let step = |desk: &Desk| match &desk.app.room {
        Room::Console(console) => console.step,
        Room::Home(_) => panic!("no run"),
    };
    assert_ne!(step(&desk), 0);
    desk.keys("u");
    assert_eq!(step(&desk), 0);
}

#[test]
fn evidence_that_is_not_taken_is_named_and_its_form_is_there_again() {
    let mut desk = incident(Lang::En);
    desk.keys("e").types("/tmp/nothing-here.log");
    record(&mut desk);
    let Room::Console(console) = &desk.app.room else { panic!("no run") };
    let ticket = console.hashing.first().expect("it is being taken").ticket;
    desk.tell(Msg::EvidenceFailed { ticket, why: SafeText::line("there is no such file") });
    let said = desk.app.toast.as_ref().map(|toast| toast.text.to_string()).unwrap_or_default();
    assert_eq!(said, "Not taken, nothing-here.log: there is no such file");
    desk.keys("e");
    assert!(rows(&desk, 80, 24).join("\n").contains("/tmp/nothing-here.log"));
}

#[test]
fn one_open_question_is_not_several() {
    let mut desk = incident(Lang::En);
    desk.keys("w").types("Who had it?");
    record(&mut desk);
    let shown = rows(&desk, 80, 24).join("\n");
    assert!(shown.contains("1 open question ─"), "{shown}");
}

#[test]
fn the_form_of_a_sending_does_not_propose_whom_the_chosen_step_says_to_call() {
    let mut desk = incident(Lang::En);
    desk.keys("Down Down Down c");
    assert!(rows(&desk, 80, 24).join("\n").contains("empty = Owner"), "the step says whom to call");
    desk.keys("Esc N Enter 2 4");
    let shown = rows(&desk, 80, 24);
    let to = shown.iter().find(|line| line.contains("To whom")).expect("the field");
    assert!(to.contains("the authority or person") && !to.contains("Owner"), "{to}");
}

#[test]
fn a_text_that_is_only_read_offers_its_deeds_and_one_that_is_written_takes_digits() {
    let mut desk = incident(Lang::En);
    desk.keys("N Enter");
    assert!(last_line(&desk, 80, 24).contains("1-9"));
    desk.keys("5");
    assert!(!last_line(&desk, 80, 24).contains("1-9"));
}

#[test]
fn a_digit_opens_a_deadline_and_what_rings_there_can_be_acknowledged() {
    let mut desk = incident(Lang::En);
    desk.keys("a Enter").types("-20m").keys("Enter Esc D");
    let shown = rows(&desk, 80, 24).join("\n");
    assert!(shown.contains("2 ◷ 3h40m        Report the incident to the CAC "), "no title is cut: {shown}");
    desk.keys("2");
    assert!(rows(&desk, 80, 24)[1].contains("Report the incident to the CAC"));
    desk.keys("Esc");
    assert!(!last_line(&desk, 80, 24).contains("m Acknowledge"));
    desk.wait(4 * 3600).tell(Msg::Redraw);
    assert!(last_line(&desk, 80, 24).contains("m Acknowledge"));
    desk.keys("Enter");
    let state = rows(&desk, 80, 24).into_iter().find(|line| line.contains("State")).expect("how it stands");
    assert!(state.contains("over") && !state.contains("overdue"), "{state}");
}

#[test]
fn help_on_the_first_screen_speaks_of_no_letters_that_are_typed_there_and_keeps_signs_with_their_words() {
    for (lang, word) in [(Lang::En, "‼ late"), (Lang::Zh, "‼ 已超时")] {
        let mut desk = Desk::home(lang, super::desk::library());
        desk.keys("?");
        for columns in [45, 60, 80] {
            let shown = rows(&desk, columns, 40).join("\n");
            assert!(!shown.contains("hjkl"), "{shown}");
            assert!(shown.contains(word), "{columns}: {shown}");
        }
    }
}

#[test]
fn a_version_that_waits_for_approval_says_whose() {
    let mut desk = incident(Lang::En);
    desk.keys("N Enter 2");
    let shown = rows(&desk, 80, 24).join("\n");
    assert!(shown.contains(" · awaits Incident lead · "), "{shown}");
}

#[test]
fn what_was_said_goes_on_below_itself() {
    let mut desk = incident(Lang::En);
    desk.keys("e").types("/tmp/nothing-here.log");
    record(&mut desk);
    let Room::Console(console) = &desk.app.room else { panic!("no run") };
    let ticket = console.hashing.first().expect("it is being taken").ticket;
    desk.tell(Msg::EvidenceFailed { ticket, why: SafeText::line("there is no such file") });
    let shown = rows(&desk, 45, 14);
    let at = shown.iter().position(|line| line.contains("‼ Not taken")).expect("what was said");
    assert!(shown[at + 1].starts_with("   ") && !shown[at + 1].starts_with("    "), "{}", shown[at + 1]);
}

#[test]
fn how_often_an_update_was_missed_takes_no_room_from_what_is_due() {
    let mut desk = incident(Lang::Zh);
    desk.wait(65 * 60);
    for (columns, height) in [(80, 24), (120, 40)] {
        let shown = rows(&desk, columns, height);
        let of_update: Vec<&String> = shown.iter().filter(|row| row.contains("‼")).collect();
        assert!(of_update.len() > 1, "{shown:?}");
        assert!(of_update.iter().all(|row| row.contains("处置简报")), "{columns}: {of_update:#?}");
    }
    assert!(rows(&desk, 120, 40)[0].contains("处置简报（漏 2 次）"), "where there is room it is told");
}

#[test]
fn where_nothing_can_be_recorded_nothing_promises_that_it_can() {
    for lang in Lang::ALL {
        let mut desk = incident(lang);
        desk.keys("s 1");
        if let Room::Console(console) = &mut desk.app.room {
            console.journal.read_only = Some(SafeText::line("watching"));
        }
        let fills = of(lang, "填写", "Fill in");
        assert!(!last_line(&desk, 120, 24).contains(fills));
        desk.keys("?");
        let shown = rows(&desk, 80, 60).join("\n");
        let now =
            shown.split(of(lang, "现在不能做", "Not at this moment")).next().unwrap_or_default().to_owned();
        assert!(now.len() < shown.len(), "{shown}");
        for promised in ["Fill in", "correct or clear", "takes one up", "填写", "接着处理"] {
            assert!(!now.contains(promised), "{promised}: {now}");
        }
        desk.keys("Esc :");
        assert!(last_line(&desk, 80, 24).contains("Enter"), "the cursor begins at what can be done");
        desk.keys("Home");
        assert!(!last_line(&desk, 80, 24).contains("Enter"), "{:#?}", rows(&desk, 80, 24));
        desk.keys("Esc a");
        assert!(!last_line(&desk, 80, 24).contains("Enter"), "{:#?}", rows(&desk, 80, 24));
    }
}

#[test]
fn a_note_is_told_by_what_was_written_and_then_by_its_step() {
    for lang in Lang::ALL {
        let mut desk = incident(lang);
        desk.keys("n").types("mailbox locked").keys("Enter");
        record(&mut desk);
        let shown = rows(&desk, 80, 24);
        let note = shown.iter().find(|line| line.contains("mailbox locked")).expect("the note");
        let written = note.find("mailbox locked").unwrap_or_default();
        let step = note.find(of(lang, "认清", "Recognise"));
        assert!(step.is_none_or(|step| step > written), "{note}");
        assert!(note.contains(of(lang, "备注：mailbox", "note: mailbox")), "{note}");
    }
}

#[test]
fn a_phase_counts_what_was_left_behind_in_it_apart_from_the_rest() {
    for lang in Lang::ALL {
        let mut desk = incident(lang);
        desk.keys("s 1");
        desk.go("grade").keys("s 1");
        desk.go("grade");
        let heading = |desk: &Desk| rows(desk, 120, 40)[1].clone();
        let all = |desk: &Desk| {
            let left = desk.app.console().map(|console| console.left_behind.iter());
            left.into_iter().flatten().filter(|left| left.why != Left::Undecided).count()
        };
        assert!(all(&desk) > 1);
        let both = match lang {
            Lang::Zh => format!("遗留 1，别处 {}", all(&desk) - 1),
            Lang::En => format!("1 left behind, {} elsewhere", all(&desk) - 1),
        };
        assert!(heading(&desk).contains(&both), "{both}: {}", heading(&desk));
        desk.go("restore-data");
        let elsewhere = match lang {
            Lang::Zh => format!("别处遗留 {}", all(&desk)),
            Lang::En => format!("{} left behind elsewhere", all(&desk)),
        };
        assert!(heading(&desk).contains(&elsewhere), "{elsewhere}: {}", heading(&desk));
    }
}

#[test]
fn a_step_that_must_be_done_says_so_however_little_room_there_is_and_on_its_page() {
    for (lang, must, row) in [(Lang::Zh, "必做", "必做"), (Lang::En, "must", "Must")] {
        let mut desk = incident(lang);
        let shown = rows(&desk, 80, 24);
        let heading = shown.iter().find(|line| line.contains("▾1-")).expect("the heading of the step");
        assert!(heading.contains(must), "{heading}");
        desk.keys("Space");
        let shown = rows(&desk, 80, 24);
        assert!(shown.iter().any(|line| line.trim_start().starts_with(row)), "{shown:#?}");
    }
}

#[test]
fn a_step_that_has_the_screen_alone_marks_what_is_cut_and_keeps_what_it_wants_recorded() {
    for (lang, done, record, evidence) in
        [(Lang::Zh, "• 完成", "• 记录", "证据"), (Lang::En, "• Done when", "• Record", "Evidence")]
    {
        let mut desk = incident(lang);
        desk.go("recall").keys("z");
        let shown = rows(&desk, 80, 24);
        let at = |text: &str| shown.iter().position(|line| line.trim_start().starts_with(text));
        let rule = shown.iter().position(|line| line.contains("─") && line.contains("▾1-"));
        let rule = rule.unwrap_or_else(|| panic!("no mark of what is cut: {shown:#?}"));
        assert_eq!(at(done), Some(rule + 1), "{shown:#?}");
        assert!(at(record) > Some(rule) && at(evidence) > at(record), "{shown:#?}");
    }
}

#[test]
fn the_rows_of_lists_are_no_wider_than_the_eye_follows() {
    for keys in ["P", "a", "N", "S"] {
        let mut desk = incident(Lang::En);
        desk.keys("t").types("20m backup").keys("Enter");
        record(&mut desk);
        desk.keys(keys);
        let wide = rows(&desk, 200, 60);
        let rows = wide[2..].iter().filter(|line| !line.starts_with('─') && !line.contains("───"));
        for row in rows.take(40) {
            assert!(row.trim_end().chars().count() <= 110, "{keys}: {row}");
        }
    }
    let desk = Desk::home(Lang::En, super::desk::library());
    let shown = rows(&desk, 200, 60);
    let reviewed = shown.iter().find(|line| line.contains("reviewed")).expect("when it was reviewed");
    assert!(reviewed.trim_end().chars().count() <= 110, "{reviewed}");
}

#[test]
fn in_ascii_success_reads_as_success_and_titles_stand_below_each_other() {
    let ascii = |desk: &Desk| {
        let look = dutybook::view::Look::new(&Theme::default(), Glyphs::ASCII, Depth::None);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        dutybook::view::draw(&desk.app, &look, &mut buffer);
        let row = |y| (0..80).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<String>();
        (0..24).map(row).collect::<Vec<String>>()
    };
    let mut desk = incident(Lang::En);
    desk.app.toast = Some(Toast { text: SafeText::line("Back after 0s"), tone: Tone::Ok });
    let shown = ascii(&desk).join("\n");
    assert!(shown.contains("OK Back after 0s"), "{shown}");
    desk.app.toast = None;
    desk.go("recall").keys("Enter Enter 1");
    desk.go("contain").keys("s 1 B");
    let shown = ascii(&desk);
    let column = |text: &str| {
        let row = shown.iter().find(|line| line.starts_with('|') && line.contains(text));
        row.and_then(|row| row.find(text))
    };
    let (skipped, lacking) = (column("Stop the spread"), column("Recall what was mis-sent"));
    assert!(skipped.is_some() && skipped == lacking, "{shown:#?}");
}
