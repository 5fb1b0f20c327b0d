//! Clocks that are set, machines that sleep, zones that change and days that are rare, while a run is open.

use chrono::TimeDelta;
use dutybook::app::next_change::changes_at;
use dutybook::app::{Console, Msg, Room};
use dutybook::locale::Lang;
use dutybook::run::{Alarm, AlarmKind, Event, RunKind};
use dutybook::shell::clock::Drift;
use dutybook::time::{BootTime, Now, Zone};

use crate::screens::desk::{Desk, moment};

const HOUR: i64 = 3_600;

fn console(desk: &Desk) -> &Console {
    match &desk.app.room {
        Room::Console(console) => console,
        Room::Home(_) => panic!("at home"),
    }
}

/// A run with a timer of twenty minutes that has just begun.
fn with_timer() -> Desk {
    let mut desk = Desk::opened(Lang::En, RunKind::Incident);
    desk.tell(Msg::Redraw);
    desk.keys("t").types("20").keys("Tab Tab Enter");
    let timers = console(&desk)
        .run
        .facts()
        .iter()
        .filter(|fact| matches!(fact.event(), Some(Event::TimerStarted { runs: 1_200, .. })));
    assert_eq!(timers.count(), 1, "{:?}", console(&desk).run.facts().last());
    desk
}

/// What was set by hand; a cadence of the runbook runs beside it.
fn timer(desk: &Desk) -> &Alarm {
    let mut alarms = console(desk).alarms.iter();
    alarms.find(|alarm| matches!(alarm.kind, AlarmKind::Timer(_))).unwrap()
}

/// Seconds until the timer rings, on the clock that nobody sets.
fn left(desk: &Desk) -> i64 {
    (timer(desk).at - desk.now.wall).num_seconds()
}

/// Somebody sets the wall clock, and the shell notices as it does.
fn set(desk: &mut Desk, by: i64) {
    let mut drift = Drift::at(desk.now);
    desk.now.wall += TimeDelta::seconds(by);
    assert_eq!(drift.jump(desk.now), Some(by));
    desk.tell(Msg::ClockSet { by });
}

fn rings(desk: &mut Desk) -> bool {
    desk.tell(Msg::Redraw);
    console(desk).rung.iter().any(|name| name.starts_with("timer:"))
}

#[test]
fn a_clock_set_back_or_forward_an_hour_is_recorded_and_moves_no_timer() {
    for by in [-HOUR, HOUR] {
        let mut desk = with_timer();
        desk.wait(300);
        let before = left(&desk);
        assert!((880..=900).contains(&before), "{before}");
        set(&mut desk, by);
        let facts = console(&desk).run.facts();
        assert!(matches!(facts.last().unwrap().event(), Some(Event::TimeSet { by: told }) if *told == by));
        assert_eq!(left(&desk), before, "set by {by}");
        let due = changes_at(&desk.app).unwrap().micros;
        assert!(due > desk.now.boot.micros && due <= desk.now.boot.micros + 900_000_000);
        desk.wait(before - 5);
        assert!(!rings(&mut desk), "set by {by}: it is not time yet");
        desk.wait(10);
        assert!(rings(&mut desk), "set by {by}: it is time");
    }
}

#[test]
fn what_is_recorded_after_the_clock_was_set_back_comes_after_what_was_before() {
    let mut desk = with_timer();
    set(&mut desk, -HOUR);
    desk.keys("n").types("later").keys("Tab Tab Enter");
    let facts = console(&desk).run.facts();
    let (set_at, noted_at) = (facts[facts.len() - 2].at, facts[facts.len() - 1].at);
    assert!(matches!(facts.last().unwrap().event(), Some(Event::NoteAdded { .. })));
    assert!(noted_at > set_at && facts[facts.len() - 3].at > noted_at, "honest wall time, in honest order");
}

#[test]
fn a_machine_that_slept_through_a_timer_rings_when_it_wakes_and_no_clock_was_set() {
    let mut desk = with_timer();
    let mut drift = Drift::at(desk.now);
    let due = changes_at(&desk.app).unwrap();
    // Both clocks go on while it sleeps; nothing was drawn meanwhile.
    desk.wait(8 * HOUR);
    assert!(desk.now.boot > due);
    assert_eq!(drift.jump(desk.now), None);
    assert!(rings(&mut desk));
    assert!(
        !console(&desk).run.facts().iter().any(|fact| matches!(fact.event(), Some(Event::TimeSet { .. })))
    );
}

#[test]
fn small_corrections_of_a_time_service_are_no_jumps_and_add_up_to_none() {
    let mut now = Now { wall: moment("2026-11-22T20:12:00Z"), boot: BootTime { micros: 5_000_000 } };
    let mut drift = Drift::at(now);
    for _ in 0..100 {
        now.boot.micros += 60_000_000;
        now.wall += TimeDelta::seconds(60) + TimeDelta::milliseconds(400);
        assert_eq!(drift.jump(now), None);
    }
    now.wall -= TimeDelta::seconds(40);
    assert_eq!(drift.jump(now), Some(-40));
}

#[test]
fn another_zone_shows_other_hours_and_changes_no_deadline() {
    let mut desk = with_timer();
    let (before, at) = (left(&desk), timer(&desk).at);
    let shown = desk.app.settings.zone.full(at);
    desk.app.settings.zone = Zone::from_offset("-05:00").unwrap();
    desk.keys("n").types("from another desk").keys("Tab Tab Enter");
    assert_eq!(timer(&desk).at, at);
    assert!((before - left(&desk)) < 10);
    assert_ne!(desk.app.settings.zone.full(at), shown);
}

#[test]
fn a_leap_day_comes_between_two_days_of_a_run() {
    let mut desk = with_timer();
    // One minute before the leap day begins, in the zone of the desk.
    let eve = moment("2028-02-28T15:59:00Z");
    let (by, before) = ((eve - desk.now.wall).num_seconds(), left(&desk));
    set(&mut desk, by);
    assert_eq!(left(&desk), before, "two years of difference move no timer");
    let midnight = moment("2028-02-28T16:00:00Z");
    let zone = &desk.app.settings.zone;
    assert_eq!(zone.local(midnight).date().to_string(), "2028-02-29");
    let day = dutybook::time::Period::parse("1d").unwrap();
    let month = dutybook::time::Period::parse("1mo").unwrap();
    let year = dutybook::time::Period::parse("1y").unwrap();
    let local = |at| zone.local(at).date().to_string();
    assert_eq!(local(day.after(eve, zone).unwrap()), "2028-02-29");
    assert_eq!(local(month.after(moment("2028-01-31T04:00:00Z"), zone).unwrap()), "2028-02-29");
    assert_eq!(local(year.after(moment("2028-02-29T04:00:00Z"), zone).unwrap()), "2029-02-28");
    desk.wait(61);
    desk.tell(Msg::Redraw);
    assert_eq!(desk.app.settings.zone.local(desk.now.wall).date().to_string(), "2028-02-29");
}
