//! The list of everything that runs, at the console.

use dutybook::app::{ClockDeed, Overlay, Room};
use dutybook::locale::{Lang, app as words};
use dutybook::run::{AlarmKind, Event, RunKind};
use dutybook::runbook::Answer;

use crate::screens::desk::{BOB, Desk, id, moment};

/// A run whose organisation became aware at four, a quarter of an hour ago.
fn aware(lang: Lang) -> Desk {
    let mut desk = Desk::opened(lang, RunKind::Incident);
    let value = Answer::Datetime(moment("2026-11-22T20:00:00Z"));
    desk.comes_in(BOB, Event::AskAnswered { ask: id("aware_at"), value, amends: None });
    desk
}

#[test]
fn the_nearest_deadline_of_law_is_in_the_first_line_and_rings_once() {
    let mut desk = aware(Lang::En);
    let Room::Console(console) = &desk.app.room else { panic!() };
    assert!(console.alarms.iter().any(|alarm| matches!(alarm.kind, AlarmKind::Clock(..))));
    let names: Vec<String> = console.alarms.iter().map(|alarm| console.run.alarm_name(alarm.kind)).collect();
    assert!(names.contains(&"clock:cn.cac.report.other".to_owned()), "{names:?}");
    desk.wait(4 * 3600);
    let Room::Console(console) = &desk.app.room else { panic!() };
    let passed = console.clocks.iter().filter(|clock| clock.is_overdue(desk.now.wall)).count();
    assert!(passed >= 2, "{passed}");
}

#[test]
fn a_clock_is_recorded_as_met_from_its_own_page() {
    let mut desk = aware(Lang::En);
    desk.keys("D Enter");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Clock(_))));
    desk.keys("Enter");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Form(_))), "{:?}", desk.app.overlays.last());
    desk.keys("Tab Tab");
    desk.types("R-7");
    desk.keys("Tab Tab Enter");
    let run = &desk.app.console().unwrap().run;
    let met = run.facts().last().unwrap().event().unwrap();
    let Event::ClockMet { clock, reference, to, .. } = met else { panic!("{met:?}") };
    assert_eq!((clock.as_str(), reference.as_str()), ("cn.cac.report.cii", "R-7"));
    assert!(!to.is_empty());
    // What is offered then is to record another one.
    let Some(Overlay::Clock(sheet)) = desk.app.overlays.last() else { panic!() };
    assert_eq!(sheet.deeds[0].1.as_str(), words::DEED_MEET_AGAIN.en);
}

#[test]
fn in_a_closed_run_a_clock_offers_to_be_met_and_nothing_else() {
    let mut desk = aware(Lang::En);
    desk.wait(4 * 3600);
    desk.comes_in(BOB, Event::RunClosed { note: String::new(), deviation: None });
    desk.keys("D Enter");
    let Some(Overlay::Clock(sheet)) = desk.app.overlays.last() else { panic!() };
    assert_eq!(sheet.deeds.iter().map(|(deed, _)| deed).collect::<Vec<_>>(), [&ClockDeed::Meet]);
}

#[test]
fn what_a_clock_waits_for_can_be_answered_from_its_page() {
    let mut desk = aware(Lang::En);
    desk.keys("D Enter Down Enter");
    let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!() };
    assert!(form.title.as_str().contains("Graded at"), "{}", form.title);
}

#[test]
fn a_closed_run_shows_its_clocks_as_they_stood() {
    let mut desk = aware(Lang::En);
    desk.comes_in(BOB, Event::RunClosed { note: String::new(), deviation: None });
    desk.keys("D");
    assert!(dutybook::app::next_change::changes_at(&desk.app).is_none());
}
