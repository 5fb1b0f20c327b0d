//! What gives way where the room is short, and that it says so.

use dutybook::app::{Msg, Overlay};
use dutybook::locale::Lang;
use dutybook::run::{Event, RunKind};

use super::desk::{BOB, Desk, moment};
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
