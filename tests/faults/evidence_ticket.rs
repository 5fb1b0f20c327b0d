//! A file that is still being hashed when its run is left.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dutybook::app::msg::Taken;
use dutybook::app::{Console, Msg, Room};
use dutybook::locale::Lang;
use dutybook::run::{Event, EvidenceHow, RunKind};

use crate::screens::desk::Desk;

fn console(desk: &Desk) -> &Console {
    match &desk.app.room {
        Room::Console(console) => console,
        Room::Home(_) => panic!("at home"),
    }
}

/// Asks for a file to be taken, and gives the number that the answer will bear.
fn take(desk: &mut Desk, path: &str) -> u64 {
    desk.keys("e").types(path);
    desk.wait(1);
    desk.tell(Msg::Key(KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL)));
    console(desk).hashing.last().expect("it is being hashed").ticket
}

fn hashed(desk: &mut Desk, ticket: u64, name: &str) {
    let taken = Taken {
        how: EvidenceHow::Copied,
        name: name.to_owned(),
        place: format!("/tmp/{name}"),
        sha256: "0".repeat(64),
        size: 1,
        modified: None,
    };
    desk.tell(Msg::EvidenceReady { ticket, taken });
}

fn evidence(desk: &Desk) -> Vec<String> {
    let name = |fact: &dutybook::run::Fact| match fact.event() {
        Some(Event::EvidenceAdded(evidence)) => Some(evidence.name.clone()),
        _ => None,
    };
    console(desk).run.facts().iter().filter_map(name).collect()
}

#[test]
fn what_was_hashed_for_a_run_that_was_left_is_never_recorded_in_another() {
    let mut desk = Desk::opened(Lang::En, RunKind::Incident);
    let of_the_first = take(&mut desk, "/tmp/of-the-first");
    desk.keys("q");
    assert!(matches!(desk.app.room, Room::Home(_)));
    desk.wait(1);
    desk.open(RunKind::Incident, "Another run");
    let of_the_second = take(&mut desk, "/tmp/of-the-second");
    assert_ne!(of_the_first, of_the_second);
    hashed(&mut desk, of_the_first, "of-the-first");
    assert_eq!(evidence(&desk), [""; 0]);
    hashed(&mut desk, of_the_second, "of-the-second");
    assert_eq!(evidence(&desk), ["of-the-second"]);
}
