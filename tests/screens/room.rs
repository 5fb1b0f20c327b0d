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
