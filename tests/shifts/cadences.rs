//! When the next update is due, and how many are missing.

use dutybook::run::{AlarmKind, Event};
use dutybook::time::Zone;

use super::tale::{Tale, id, moment, update};

fn settle(tale: &mut Tale, step: &str) {
    tale.does("alice", Event::StepDone { step: id(step), row: None, happened: None, deviation: None });
}

#[test]
fn an_update_is_due_one_period_after_the_last_one() {
    let mut tale = Tale::pair();
    tale.spreads(true);
    assert_eq!(tale.due(), ["status 22 20:30"]);
    tale.at("20:41").does("alice", update("status"));
    assert_eq!(tale.due(), ["status 22 21:11"]);
    let mut promised = update("status");
    if let Event::UpdatePosted { next_at, .. } = &mut promised {
        *next_at = Some(moment("22:00"));
    }
    tale.at("20:50").does("bob", promised);
    assert_eq!(tale.due(), ["status 22 22:00"], "what was promised goes before the period");
    let last = tale.run.updates().next_back().unwrap().id;
    tale.does("bob", Event::FactUndone { undoes: last });
    assert_eq!(tale.due(), ["status 22 21:11"]);
}

#[test]
fn a_cadence_whose_condition_is_unknown_runs_and_one_whose_condition_is_false_does_not() {
    let mut tale = Tale::pair();
    assert_eq!(tale.due(), ["status? 22 20:30", "shift? +0".replace(" +0", " 23 00:00").as_str()]);
    tale.spreads(true);
    assert_eq!(tale.due(), ["status 22 20:30"]);
}

#[test]
fn a_cadence_counts_from_when_its_condition_came_to_hold() {
    let mut tale = Tale::pair();
    tale.spreads(true);
    tale.at("+1 03:10").spreads(false);
    assert_eq!(tale.due(), ["shift 23 07:10"]);
    tale.at("+1 03:20").spreads(false);
    assert_eq!(tale.due(), ["shift 23 07:10"], "to say the same again moves nothing");
}

#[test]
fn an_update_for_two_that_may_apply_serves_both() {
    let mut tale = Tale::pair();
    let mut both = update("status");
    if let Event::UpdatePosted { also, .. } = &mut both {
        also.push(id("shift"));
    }
    tale.at("20:25").does("alice", both);
    assert_eq!(tale.due(), ["status? 22 20:55", "shift? 23 00:25"]);
}

#[test]
fn a_stage_has_its_cadences_from_its_beginning_to_its_last_step() {
    let mut tale = Tale::pair();
    tale.spreads(true);
    tale.at("21:00");
    settle(&mut tale, "stop");
    assert_eq!(tale.due(), ["meeting 29 21:00"]);
    settle(&mut tale, "learn");
    assert!(tale.due().is_empty());
}

#[test]
fn a_later_stage_begins_early_where_somebody_begins_with_it() {
    let mut tale = Tale::pair();
    tale.spreads(true);
    tale.at("20:15").does("bob", Event::StepStarted { step: id("learn"), happened: None, deviation: None });
    assert_eq!(tale.due(), ["status 22 20:30", "meeting 29 20:15"]);
}

#[test]
fn missed_updates_are_counted_and_ring() {
    let mut tale = Tale::pair();
    tale.spreads(true);
    let beat = tale.run.beat(0, &Zone::utc()).unwrap();
    for (time, missed) in [("20:29", 0), ("20:30", 1), ("20:59", 1), ("21:00", 2), ("+1 08:00", 24)] {
        assert_eq!(beat.missed(moment(time)), missed, "{time}");
    }
    let alarms = tale.run.alarms(&Zone::utc());
    let alarm = alarms.iter().find(|alarm| alarm.kind == AlarmKind::Cadence(0)).unwrap();
    assert_eq!((alarm.at, alarm.from), (moment("20:30"), moment("20:00")));
    let name = tale.run.alarm_name(alarm.kind);
    assert_eq!(name, "cadence:status");
    tale.at("20:31").does("alice", Event::AlarmAcknowledged { alarm: name });
    assert!(tale.run.alarms(&Zone::utc())[0].is_seen());
    tale.at("20:40").does("alice", update("status"));
    assert!(!tale.run.alarms(&Zone::utc())[0].is_seen(), "the next one rings anew");
}
