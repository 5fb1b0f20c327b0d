//! The commitments and metrics of the shipped runbook, measured in runs that keep them and break them.

use std::sync::Arc;

use chrono::TimeDelta;
use dutybook::locale::Lang;
use dutybook::report::{Account, State, measure};
use dutybook::run::{Body, CommitmentVerdict, Event, Fact, FactId, FeedId, MetricVerdict, Run};
use dutybook::time::{Moment, Zone};

use super::shipped;

const OPENED: &str = r#"{"kind":"run.opened","run":"incident","number":"2026-001","title":"t","runbook":"data-security-incident","version":"1"}"#;

fn at(minutes: i64) -> Moment {
    "2026-11-23T04:00:00Z".parse::<Moment>().unwrap() + TimeDelta::minutes(minutes)
}

/// A run of the incident's runbook: each event with the minute in which it was recorded.
fn run(events: &[(i64, &str)]) -> Run {
    let mut run = Run::new(Arc::new(shipped().remove(0)));
    let events = [(0, OPENED)].into_iter().chain(events.iter().copied());
    run.apply_all(events.zip(1..).map(|((minute, event), seq)| Fact {
        id: FactId { feed: FeedId(1), seq },
        at: at(minute),
        by: "alice".into(),
        body: Body::Event(serde_json::from_str::<Event>(event).unwrap()),
    }));
    run
}

fn done(step: &str) -> String {
    format!(r#"{{"kind":"step.done","step":"{step}"}}"#)
}

fn moment(ask: &str, minute: i64) -> String {
    let text = at(minute).format("%Y-%m-%dT%H:%M:%SZ");
    format!(r#"{{"kind":"ask.answered","ask":"{ask}","value":{{"datetime":"{text}"}}}}"#)
}

fn verdict(run: &Run, id: &str, minute: i64) -> CommitmentVerdict {
    let zone = Zone::utc();
    let found = run.commitments(at(minute), &zone).find(|(promise, _)| promise.id.as_str() == id);
    found.unwrap().1.verdict
}

fn metric(run: &Run, id: &str, minute: i64) -> MetricVerdict {
    let zone = Zone::utc();
    run.metrics(at(minute), &zone).find(|(metric, _)| metric.id.as_str() == id).unwrap().1.verdict
}

#[test]
fn a_fast_response_is_kept_once_its_steps_are_done_and_the_spread_was_cut_within_the_hour() {
    let (aware, cut) = (moment("aware_at", 0), moment("contained_at", 40));
    let steps = [done("safe-channel"), done("name-lead"), done("contain")];
    let some = run(&[(1, &aware), (5, &steps[0])]);
    assert_eq!(verdict(&some, "fast-response", 10), CommitmentVerdict::Open);
    let all = run(&[(1, &aware), (5, &steps[0]), (6, &steps[1]), (70, &steps[2]), (71, &cut)]);
    assert_eq!(verdict(&all, "fast-response", 90), CommitmentVerdict::Kept, "what counts is when it was cut");
    assert_eq!(metric(&all, "time-to-contain", 90), MetricVerdict::Reached);
}

#[test]
fn a_fast_response_is_broken_by_a_skipped_step_or_by_the_hour_that_passed() {
    let aware = moment("aware_at", 0);
    let late = run(&[(1, &aware)]);
    assert_eq!(metric(&late, "time-to-contain", 59), MetricVerdict::Running);
    assert_eq!(metric(&late, "time-to-contain", 61), MetricVerdict::Overrun);
    assert_eq!(verdict(&late, "fast-response", 61), CommitmentVerdict::Broken);

    let skipped =
        r#"{"kind":"step.skipped","step":"name-lead","deviation":{"unmet":[],"reason":{"text":"x"}}}"#;
    let skipped = run(&[(1, &aware), (2, skipped)]);
    assert_eq!(verdict(&skipped, "fast-response", 10), CommitmentVerdict::Broken);
}

#[test]
fn what_a_run_never_learned_is_neither_kept_nor_broken() {
    let steps = [done("safe-channel"), done("name-lead"), done("contain")];
    let closed = r#"{"kind":"run.closed"}"#;
    let run = run(&[(5, &steps[0]), (6, &steps[1]), (7, &steps[2]), (9, closed)]);
    assert_eq!(metric(&run, "time-to-contain", 20), MetricVerdict::Unknown);
    assert_eq!(verdict(&run, "fast-response", 20), CommitmentVerdict::Unproven);
    assert_eq!(verdict(&run, "accountability", 20), CommitmentVerdict::Broken, "closed without it");
}

#[test]
fn a_metric_that_ends_before_it_begins_asks_to_be_corrected_and_proves_nothing() {
    let run = run(&[(1, &moment("aware_at", 30)), (2, &moment("contained_at", 10))]);
    assert_eq!(metric(&run, "time-to-contain", 40), MetricVerdict::Reversed);
}

#[test]
fn a_commitment_whose_steps_have_nothing_to_do_with_the_run_is_not_held_against_anybody() {
    let steps = ["determine-liability", "hold-to-account", "quantify-loss", "compensation-plan"];
    let beside = steps.map(|step| {
        format!(r#"{{"kind":"step.not-applicable","step":"{step}","reason":{{"text":"no loss"}}}}"#)
    });
    let events: Vec<(i64, &str)> = beside.iter().map(|event| (1, event.as_str())).collect();
    assert_eq!(verdict(&run(&events), "accountability", 5), CommitmentVerdict::NotApplicable);
}

#[test]
fn the_state_tells_each_commitment_with_its_proofs_and_each_metric_with_its_target() {
    let cut = moment("contained_at", 40);
    let run = run(&[(1, &moment("aware_at", 0)), (5, &done("contain")), (41, &cut)]);
    let zone = Zone::utc();
    let account = Account::new(&run, Lang::En, &zone);
    let state = State::of(&account, at(50));
    let lines: Vec<String> = state.page(&account).iter().map(ToString::to_string).collect();
    let text = lines.join("\n");
    for line in [
        "S.1 Fast response: under way",
        "Stop the spread: done 2026-11-23 04:05 alice",
        "Time to contain: took 40m · target 1h · reached",
        "Time to grade: so far 50m · target 2h · running",
    ] {
        assert!(text.contains(line), "{line} is missing in\n{text}");
    }
    let metrics = measure::metrics(&account, at(50));
    let contain = metrics.iter().find(|metric| metric.id.as_str() == "time-to-contain").unwrap();
    assert_eq!((contain.seconds, contain.target.as_deref()), (Some(2400), Some("1h")));
}

#[test]
fn status_updates_that_nobody_gave_are_counted_where_the_run_is_told() {
    let kind = r#"{"kind":"ask.answered","ask":"kind","value":{"choice":"leak"}}"#;
    let spreading = r#"{"kind":"ask.answered","ask":"still_spreading","value":{"yes-no":true}}"#;
    let run = run(&[(0, kind), (0, spreading)]);
    let zone = Zone::utc();
    let account = Account::new(&run, Lang::En, &zone);
    let told = |minute| {
        let state = State::of(&account, at(minute));
        let update = state.alarms.iter().find(|due| due.alarm == "cadence:status");
        update.map(|due| due.title.clone()).unwrap()
    };
    assert_eq!(told(45), "Status update", "one is overdue, which its time tells");
    assert_eq!(told(100), "Status update (3 missed)");
}
