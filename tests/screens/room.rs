//! What gives way where the room is short, and that it says so.

use dutybook::app::{Msg, Overlay};
use dutybook::locale::Lang;
use dutybook::run::{Event, RunKind};

use super::desk::{BOB, Desk, library, moment, summary};
use super::layout::rows;

fn event(text: &str) -> Event {
    serde_json::from_str(text).unwrap()
}

fn shown(desk: &Desk, columns: u16, height: u16) -> String {
    rows(desk, columns, height).join("\n")
}

/// A run with clients who are to be told within minutes by their contracts, the first of them first.
fn promised(lang: Lang, clients: &[(&str, u8)]) -> Desk {
    let mut desk = Desk::opened(lang, RunKind::Incident);
    let value = dutybook::runbook::Answer::Datetime(moment("2026-11-22T20:00:00Z"));
    desk.comes_in(BOB, Event::AskAnswered { ask: super::id("aware_at"), value, amends: None });
    for (name, minutes) in clients {
        let cells = format!(r#"{{"name":{{"text":"{name}"}},"notify_within":{{"duration":"{minutes}m"}}}}"#);
        desk.comes_in(BOB, event(&format!(r#"{{"kind":"row.added","ask":"clients","cells":{cells}}}"#)));
    }
    desk.wait(3600).tell(Msg::Redraw);
    desk
}

#[test]
fn what_an_update_says_is_read_from_its_beginning_until_it_is_typed_into() {
    for (columns, height) in [(45, 14), (80, 24)] {
        let mut desk = Desk::opened(Lang::En, RunKind::Incident);
        for n in 1..=30 {
            let text =
                format!("question {n}? who had been at the machine that night, and what did they do there?");
            desk.comes_in(BOB, event(&format!(r#"{{"kind":"question.raised","text":"{text}"}}"#)));
        }
        let form = |desk: &Desk| {
            let rows = rows(desk, columns, height);
            rows.into_iter().filter(|line| line.starts_with('│')).collect::<Vec<_>>().join("\n")
        };
        desk.keys("p");
        let read = form(&desk);
        assert!(read.contains("Open questions:") && !read.contains("question 30?"), "{read}");
        assert!(read.contains("[ Post ]"), "{read}");
        desk.keys("Tab");
        let typed = form(&desk);
        assert!(!typed.contains("Open questions:") && typed.contains("did they do there?"), "{typed}");
    }
}

#[test]
fn of_the_headings_of_a_table_as_many_are_whole_as_can_be() {
    for (lang, whole) in [(Lang::En, "Told at"), (Lang::Zh, "账套数")] {
        let mut desk = Desk::opened(lang, RunKind::Incident);
        desk.comes_in(
            BOB,
            event(
                r#"{"kind":"row.added","ask":"clients","cells":{"name":{"text":"北京甲信息技术服务有限公司"},"accounts":{"number":"13"},"contact":{"text":"王经理 13800000000"}}}"#,
            ),
        );
        let asks = &desk.app.console().unwrap().run.book.asks;
        let table = asks.iter().position(|ask| ask.id.as_str() == "clients");
        desk.keys("a");
        if let Some(Overlay::Sheet(sheet)) = desk.app.overlays.last_mut() {
            sheet.table = table;
        }
        let told = shown(&desk, 80, 24);
        assert!(told.contains(whole), "{told}");
        assert!(told.contains("北京甲信息技术服务有限公司") && told.contains("王经理 13800000000"), "{told}");
    }
}

#[test]
fn the_page_of_a_clock_says_that_more_can_be_done_than_it_has_rows_for() {
    for lang in Lang::ALL {
        let mut desk = promised(lang, &[]);
        desk.keys("D Enter");
        for (columns, height) in [(40, 12), (45, 14)] {
            let told = rows(&desk, columns, height);
            let Some(Overlay::Clock(sheet)) = desk.app.overlays.last() else { panic!("no clock") };
            let title = told.iter().rposition(|line| line.starts_with('─')).unwrap();
            let (listed, all) = (told.len() - title - 2, sheet.deeds.len());
            let more = format!("▾1-{listed}/{all} ");
            assert!(listed < all && told[title].contains(&more), "{told:#?}");
        }
    }
}

#[test]
fn the_way_back_from_a_step_alone_is_told_at_every_width() {
    for lang in Lang::ALL {
        let mut desk = promised(lang, &[("甲公司", 5)]);
        desk.keys("z");
        for started in [false, true] {
            if started {
                desk.keys("Enter");
            }
            for columns in [45, 60, 80] {
                let line = rows(&desk, columns, 14).pop().unwrap();
                assert!(line.contains(" z "), "{columns}: {line}");
                assert!(columns < 60 || line.contains(" m "), "{columns}: {line}");
            }
        }
    }
}

#[test]
fn a_target_and_a_deadline_of_one_step_are_told_apart_where_names_are_cut() {
    for (lang, word) in [(Lang::Zh, "目标"), (Lang::En, "target")] {
        let mut desk = promised(lang, &[]);
        desk.go("contain").keys("Enter 1");
        let pane = |line: &String| line.split('│').next().unwrap_or_default().to_owned();
        let begins = if lang == Lang::Zh { " 停止" } else { " Stop" };
        let told: Vec<String> =
            rows(&desk, 80, 24).iter().map(pane).filter(|line| line.starts_with(begins)).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(told.iter().filter(|line| line.contains(word)).count(), 1, "{told:?}");
        desk.keys("D");
        let listed = rows(&desk, 40, 40);
        assert_eq!(listed.iter().filter(|line| line.contains(word)).count(), 1, "{listed:#?}");
    }
}

#[test]
fn the_sign_that_a_step_is_late_is_no_part_of_its_time() {
    for lang in Lang::ALL {
        let mut desk = Desk::opened(lang, RunKind::Incident);
        desk.go("contain").keys("Enter 1").wait(2 * 3600).tell(Msg::Redraw);
        let told = shown(&desk, 80, 24);
        assert!(told.contains("‼ "), "{told}");
        let glued = told
            .match_indices('‼')
            .filter(|(at, sign)| told[at + sign.len()..].starts_with(|c: char| c.is_ascii_digit()));
        assert_eq!(glued.count(), 0, "{told}");
    }
}

#[test]
fn the_rows_of_one_clock_are_named_in_one_order() {
    for (lang, clock) in [(Lang::Zh, "按合同"), (Lang::En, "Notify")] {
        let mut desk = promised(lang, &[("甲公司", 5), ("北京甲信息技术服务有限公司上海分公司", 6)]);
        desk.keys("D");
        for (columns, height) in [(60, 20), (80, 24), (120, 40)] {
            let told = rows(&desk, columns, height);
            for name in ["甲公司", "北京甲"] {
                let line = told[2..].iter().find(|line| line.contains(name)).unwrap();
                let at = line.find(name).unwrap();
                assert!(line.find(clock).is_none_or(|clock| at < clock), "{columns}: {line}");
            }
        }
    }
}

#[test]
fn how_much_else_is_over_is_told_in_the_first_line_at_every_width() {
    for lang in Lang::ALL {
        for kind in [RunKind::Incident, RunKind::Drill] {
            let mut desk = Desk::opened(lang, kind);
            desk.wait(26 * 3600).tell(Msg::Redraw);
            desk.keys("D");
            for columns in 40..=63 {
                let first = rows(&desk, columns, 12).remove(0);
                let told = first.split('+').nth(1).is_some_and(|rest| rest.contains('‼'));
                assert!(told, "{columns}: {first}");
            }
        }
    }
}

#[test]
fn the_title_of_a_notices_rows_never_cuts_how_many_were_told() {
    for (lang, count) in [(Lang::Zh, " · 已告知 "), (Lang::En, " · told ")] {
        let desk = super::telling(lang);
        for columns in [40, 45, 60] {
            let title = rows(&desk, columns, 14).swap_remove(1);
            let told = title.split_once(count).map(|(_, told)| told);
            assert!(told.is_some_and(|told| told.starts_with("1/3 ")), "{columns}: {title}");
        }
    }
}

#[test]
fn a_hint_in_an_empty_field_is_not_cut_within_a_clause() {
    for lang in Lang::ALL {
        for columns in [40, 45, 60] {
            for key in ["n", "p", "t"] {
                let mut desk = Desk::opened(lang, RunKind::Incident);
                desk.keys(key);
                let told = rows(&desk, columns, 20);
                let hints = told.iter().filter(|line| line.starts_with('│') && line.contains("20m"));
                let empty = told.iter().filter(|line| line.contains("空着=") || line.contains("empty ="));
                for line in hints.chain(empty) {
                    assert!(!line.contains('…'), "{columns}: {line}");
                }
            }
        }
    }
}

#[test]
fn leaving_says_how_much_goes_on_that_is_not_named() {
    for (lang, more) in [(Lang::Zh, "│   另有 "), (Lang::En, "│   and ")] {
        let clients: Vec<(String, u8)> = (1..=7).map(|n| (format!("客户{n}"), n)).collect();
        let clients: Vec<(&str, u8)> = clients.iter().map(|(name, n)| (name.as_str(), *n)).collect();
        let mut desk = promised(lang, &clients);
        desk.app.overlays.push(Overlay::Quit);
        let told = rows(&desk, 80, 24);
        let named = told.iter().filter(|line| line.starts_with('│') && line.contains('‼')).count();
        let line = told.iter().find(|line| line.starts_with(more)).expect("how many more");
        let count: usize = line.split(|c: char| !c.is_ascii_digit()).find_map(|n| n.parse().ok()).unwrap();
        assert!(named == 5 && count >= 2, "{told:#?}");
    }
}

#[test]
fn the_first_screen_says_how_much_of_a_run_is_overdue() {
    for (lang, told, last) in [(Lang::Zh, "‼ 2 项超时", "最近记录"), (Lang::En, "‼ 2 overdue", "last record")]
    {
        let mut library = library();
        let mut run = summary("2026-007", "甲公司账套外泄", "2026-11-22T19:30:00Z");
        run.due =
            ["2026-11-22T20:00:00Z", "2026-11-22T20:12:00Z", "2026-11-22T20:13:00Z"].map(moment).to_vec();
        library.runs = vec![run];
        let mut desk = Desk::home(lang, library);
        desk.tell(Msg::Redraw);
        for columns in [40, 45, 60, 80, 120] {
            let shown = shown(&desk, columns, 14);
            assert!(shown.contains(told), "{columns}: {shown}");
            assert!(columns < 60 || shown.contains(last), "{columns}: {shown}");
        }
        desk.wait(60);
        assert!(shown(&desk, 80, 24).contains(&told.replace('2', "3")));
    }
}
