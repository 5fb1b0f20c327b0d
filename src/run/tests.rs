//! The fold as a whole: what people may do, what follows, and that order and pace change nothing.

use std::sync::Arc;

use proptest::prelude::*;

mod rows;

use super::*;
use crate::runbook::{Answer, AskKind, EvidenceRule, Id, Mode, MomentRef, Phase, Runbook, Stage, Step, Text};
use crate::runbook::{Ask, Column, RequiredBy};
use crate::time::{Moment, Period, Zone};

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn step(name: &str, phase: usize) -> Step {
    Step {
        id: id(name),
        phase,
        source: Vec::new(),
        title: Text::Same(name.to_owned()),
        guide: None,
        role: None,
        must: false,
        target: None,
        due: None,
        due_from: MomentRef::Opened,
        done_at: None,
        after: Vec::new(),
        when: None,
        evidence: EvidenceRule::None,
        known_only: false,
        sign_off: 0,
        contacts: Vec::new(),
        asks: Vec::new(),
        commands: Vec::new(),
        every: None,
        each: None,
    }
}

fn ask(name: &str, kind: AskKind, required_by: Option<RequiredBy>) -> Ask {
    Ask {
        id: id(name),
        label: Text::Same(name.to_owned()),
        help: None,
        kind,
        required_by,
        when: None,
        role: None,
        step: None,
    }
}

/// contain (must), restore (after contain, evidence, one sign-off), check (for each client); then a recurring drill
/// (for each client).
fn book() -> Arc<Runbook> {
    let contain = Step { must: true, target: Some(Period::seconds(900)), ..step("contain", 0) };
    let restore = Step {
        after: vec![id("contain")],
        evidence: EvidenceRule::Required,
        sign_off: 1,
        due: Some(Period::seconds(3600)),
        ..step("restore", 0)
    };
    let each = Some(id("clients"));
    let every = Some(Period { days: 180, ..Period::default() });
    let drill = Step { every, each: each.clone(), ..step("drill", 1) };
    let check = Step { each, ..step("check", 0) };
    let phase = |name: &str, stage, steps| Phase {
        id: id(name),
        title: Text::Same(name.to_owned()),
        stage,
        mode: Mode::ReadDo,
        summary: None,
        pause: None,
        steps,
    };
    let columns = vec![Column { id: id("name"), label: None, kind: AskKind::Text }];
    Arc::new(Runbook {
        id: id("test"),
        version: "1".to_owned(),
        title: Text::Same("test".to_owned()),
        summary: None,
        reviewed: chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        review_every: None,
        programme: None,
        roles: Vec::new(),
        contacts: Vec::new(),
        asks: vec![
            ask("aware_at", AskKind::Datetime, Some(RequiredBy::Stage(Stage::Emergency))),
            ask("persons", AskKind::Number { min: Some(0), max: None, unit: None }, Some(RequiredBy::Closed)),
            ask("clients", AskKind::Table(columns), None),
        ],
        clocks: Vec::new(),
        cadences: Vec::new(),
        notices: Vec::new(),
        metrics: Vec::new(),
        commitments: Vec::new(),
        phases: vec![phase("now", Stage::Emergency, 0..3), phase("later", Stage::Standing, 3..4)],
        steps: vec![contain, restore, check, drill],
        catalogue: crate::runbook::Catalogue::shipped(),
    })
}

fn at(seconds: i64) -> Moment {
    "2026-11-23T04:00:00Z".parse::<Moment>().unwrap() + chrono::TimeDelta::seconds(seconds)
}

/// A run that people work on, each in a feed of their own.
struct Story {
    run: Run,
    facts: Vec<Fact>,
    seconds: i64,
}

impl Story {
    fn new() -> Self {
        let mut story = Self { run: Run::new(book()), facts: Vec::new(), seconds: 0 };
        let opened = Event::RunOpened {
            run: RunKind::Incident,
            number: "2026-001".to_owned(),
            title: "leak".to_owned(),
            runbook: id("test"),
            version: "1".to_owned(),
        };
        story.record("alice", opened);
        story
    }

    fn record(&mut self, person: &str, event: Event) -> FactId {
        let feed = FeedId(u64::from(person.as_bytes()[0]));
        let seq = 1 + self.facts.iter().filter(|fact| fact.id.feed == feed).count() as u64;
        let id = FactId { feed, seq };
        self.seconds += 60;
        let fact = Fact { id, at: at(self.seconds), by: person.into(), body: Body::Event(event) };
        self.run.apply(fact.clone());
        self.facts.push(fact);
        id
    }

    fn decide(&self, person: &str, event: Event) -> Verdict {
        self.run.decide(Proposer { person, now: at(self.seconds), pending: &[] }, event)
    }

    /// What the run lets a person do, done.
    fn does(&mut self, person: &str, event: Event) -> FactId {
        match self.decide(person, event) {
            Verdict::Record(event) => self.record(person, event),
            no @ (Verdict::NeedsReason(_) | Verdict::Refused(_)) => panic!("{person} may not: {no:?}"),
        }
    }

    fn status(&self, step: &str) -> Status {
        self.run.step(step).unwrap().status
    }
}

fn started(name: &str) -> Event {
    Event::StepStarted { step: id(name), happened: None, deviation: None }
}

fn done(name: &str) -> Event {
    Event::StepDone { step: id(name), row: None, happened: None, deviation: None }
}

fn because(text: &str) -> Reason {
    Reason { preset: None, text: text.to_owned() }
}

fn skipped(name: &str) -> Event {
    Event::StepSkipped { step: id(name), row: None, deviation: Deviation::because(because("no time")) }
}

#[test]
fn a_step_is_started_and_done_and_not_done_twice() {
    let mut story = Story::new();
    story.does("alice", started("contain"));
    assert_eq!(story.status("contain"), Status::Running);
    assert_eq!(story.decide("alice", started("contain")), Verdict::Refused(Refusal::AlreadyRunning));
    story.does("alice", done("contain"));
    assert_eq!(story.status("contain"), Status::Done);
    assert_eq!(story.decide("bob", done("contain")), Verdict::Refused(Refusal::AlreadySettled));
}

#[test]
fn what_the_runbook_demands_needs_a_reason_and_becomes_a_deviation() {
    let mut story = Story::new();
    let unmet = vec![Unmet::Order, Unmet::Evidence];
    assert_eq!(story.decide("alice", done("restore")), Verdict::NeedsReason(unmet.clone()));
    story.does("alice", done("restore").because(because("the backup was ready")));
    let last = story.run.facts().last().unwrap().event().unwrap().clone();
    assert_eq!(last.deviation().unwrap().unmet, unmet);
}

#[test]
fn a_reason_that_says_nothing_is_none() {
    let story = Story::new();
    assert!(matches!(
        story.decide("alice", skipped("contain").because(because("  "))),
        Verdict::NeedsReason(_)
    ));
}

#[test]
fn skipping_always_gives_a_reason_and_names_what_must_be_done() {
    let mut story = Story::new();
    story.does("alice", skipped("contain"));
    let last = story.run.facts().last().unwrap().event().unwrap().clone();
    assert_eq!(last.deviation().unwrap().unmet, [Unmet::Must]);
    assert_eq!(story.status("contain"), Status::Skipped);
}

#[test]
fn done_beside_skipped_is_done_and_flagged() {
    let mut story = Story::new();
    story.record("alice", skipped("contain"));
    story.record("bob", done("contain"));
    let step = story.run.step("contain").unwrap();
    assert_eq!((step.status, step.conflict), (Status::Done, true));
}

#[test]
fn what_is_chosen_of_two_outcomes_stands_until_another_comes() {
    let settled =
        |chosen| Event::ConflictSettled { step: Some(id("contain")), ask: None, chosen, note: String::new() };
    let mut story = Story::new();
    let skips = story.record("alice", skipped("contain"));
    assert_eq!(story.decide("carol", settled(skips)), Verdict::Refused(Refusal::NoConflict));
    let does = story.record("bob", done("contain"));
    let step = |story: &Story| {
        let step = story.run.step("contain").unwrap();
        (step.status, step.conflict, step.decided_by, step.rounds.len())
    };
    let sides = |story: &Story| story.run.sides_of_step(story.run.step("contain").unwrap());
    assert_eq!(sides(&story), [story.run.place(skips).unwrap(), story.run.place(does).unwrap()]);
    let other = story.record("alice", started("restore"));
    assert_eq!(story.decide("carol", settled(other)), Verdict::Refused(Refusal::NoSuchRecord));

    let choice = story.does("carol", settled(skips));
    assert_eq!(step(&story), (Status::Skipped, false, story.run.place(skips), 0));
    assert_eq!(sides(&story), [0_usize; 0]);
    // Nobody takes away what somebody else has chosen.
    let undo = Event::FactUndone { undoes: skips };
    assert_eq!(story.decide("alice", undo), Verdict::Refused(Refusal::ReliedOn));
    story.does("carol", Event::FactUndone { undoes: choice });
    assert_eq!(step(&story), (Status::Done, true, story.run.place(does), 1));
    story.does("carol", settled(does));
    assert_eq!(step(&story), (Status::Done, false, story.run.place(does), 1));

    story.record("dave", skipped("contain"));
    assert!(step(&story).1, "what comes later is weighed against what was chosen");
    assert_eq!(sides(&story).len(), 2);
}

#[test]
fn what_is_chosen_of_two_answers_stands() {
    let answered = |n: &str| Event::AskAnswered {
        ask: id("persons"),
        value: Answer::Number(n.to_owned()),
        amends: None,
    };
    let mut story = Story::new();
    let first = story.record("alice", answered("3"));
    let second = story.record("bob", answered("5"));
    let ask = |story: &Story| story.run.ask("persons").unwrap().clone();
    let places = [first, second].map(|id| story.run.place(id).unwrap());
    assert_eq!(story.run.sides_of_ask(&ask(&story)), places);
    let settled =
        Event::ConflictSettled { step: None, ask: Some(id("persons")), chosen: first, note: String::new() };
    let choice = story.does("carol", settled);
    let number = |n: &str| Some(Answer::Number(n.to_owned()));
    assert_eq!((ask(&story).answer, ask(&story).conflict), (number("3"), false));
    story.does("carol", Event::FactUndone { undoes: choice });
    assert_eq!((ask(&story).answer, ask(&story).conflict), (number("5"), true));
}

#[test]
fn done_beside_done_keeps_both_and_the_first_time_counts() {
    let mut story = Story::new();
    story.record("alice", done("contain"));
    let first = story.run.facts().last().unwrap().at;
    story.record("bob", done("contain"));
    assert_eq!(story.run.done_at(0), Some(first));
    assert_eq!(story.run.step("contain").unwrap().rounds.len(), 2);
}

#[test]
fn a_reopened_step_begins_afresh() {
    let mut story = Story::new();
    story.does("alice", done("contain"));
    story.does(
        "alice",
        Event::StepReopened { step: id("contain"), row: None, reason: because("it spread again") },
    );
    assert_eq!(story.status("contain"), Status::Open);
    story.does("bob", started("contain"));
    assert_eq!(story.status("contain"), Status::Running);
}

#[test]
fn undo_takes_back_ones_own_fact_and_leaves_it_in_the_journal() {
    let mut story = Story::new();
    let fact = story.does("alice", done("contain"));
    assert_eq!(story.decide("bob", Event::FactUndone { undoes: fact }), Verdict::Refused(Refusal::NotYours));
    story.does("alice", Event::FactUndone { undoes: fact });
    assert_eq!(story.status("contain"), Status::Open);
    assert_eq!(story.run.facts().len(), 3);
    assert_eq!(
        story.decide("alice", Event::FactUndone { undoes: fact }),
        Verdict::Refused(Refusal::NoSuchRecord)
    );
}

#[test]
fn undo_is_refused_once_another_has_built_on_it() {
    let mut story = Story::new();
    let fact = story.does("alice", done("contain"));
    story.does("bob", Event::StepSigned { step: id("contain"), done_of: fact, note: String::new() });
    assert_eq!(
        story.decide("alice", Event::FactUndone { undoes: fact }),
        Verdict::Refused(Refusal::ReliedOn)
    );
}

#[test]
fn undo_and_a_confirmation_that_did_not_know_of_each_other_leave_the_step_done() {
    let mut story = Story::new();
    let fact = story.record("alice", done("contain"));
    story.record("alice", Event::FactUndone { undoes: fact });
    story.record("bob", Event::StepSigned { step: id("contain"), done_of: fact, note: String::new() });
    assert_eq!(story.status("contain"), Status::Done);
    assert!(story.run.undone_in_vain(story.run.place(fact).unwrap()));
}

#[test]
fn a_second_person_signs_and_only_what_was_done() {
    let mut story = Story::new();
    let fact = story.does("alice", done("contain"));
    let signed = |fact| Event::StepSigned { step: id("contain"), done_of: fact, note: String::new() };
    assert_eq!(story.decide("alice", signed(fact)), Verdict::Refused(Refusal::OwnWork));
    story.does("bob", signed(fact));
    assert_eq!(story.decide("bob", signed(fact)), Verdict::Refused(Refusal::AlreadySigned));
}

#[test]
fn an_answer_beside_an_answer_shows_the_last_and_is_flagged() {
    let mut story = Story::new();
    let answered = |n: &str, amends| Event::AskAnswered {
        ask: id("persons"),
        value: Answer::Number(n.to_owned()),
        amends,
    };
    let first = story.record("alice", answered("3", None));
    story.record("bob", answered("5", None));
    let ask = story.run.ask("persons").unwrap();
    assert_eq!((ask.answer.clone(), ask.conflict), (Some(Answer::Number("5".to_owned())), true));
    let second = story.run.facts().last().unwrap().id;
    assert_ne!(first, second);
    story.does("alice", answered("4", Some(second)));
    assert!(!story.run.ask("persons").unwrap().conflict);
}

#[test]
fn a_value_of_another_kind_is_refused() {
    let story = Story::new();
    let event = |value| Event::AskAnswered { ask: id("persons"), value, amends: None };
    for value in
        [Answer::Text("3".to_owned()), Answer::Number("-1".to_owned()), Answer::Number("1e5".to_owned())]
    {
        assert_eq!(story.decide("alice", event(value)), Verdict::Refused(Refusal::WrongValue));
    }
}

#[test]
fn a_row_is_named_by_the_record_that_added_it() {
    let mut story = Story::new();
    let cells = |name: &str| [(id("name"), Answer::Text(name.to_owned()))].into();
    let row = story.does("alice", Event::RowAdded { ask: id("clients"), cells: cells("甲") });
    story.does("bob", Event::RowChanged { ask: id("clients"), row, cells: cells("乙") });
    assert_eq!(story.run.ask("clients").unwrap().rows, [Row { id: row, cells: cells("乙") }]);
    story.does("bob", Event::RowRemoved { ask: id("clients"), row, reason: because("twice") });
    assert!(story.run.ask("clients").unwrap().rows.is_empty());
}

#[test]
fn the_future_is_refused_and_the_past_is_not() {
    let story = Story::new();
    let note = |seconds| Event::NoteAdded { text: "x".to_owned(), step: None, happened: Some(at(seconds)) };
    assert_eq!(story.decide("alice", note(86_400)), Verdict::Refused(Refusal::InFuture));
    assert!(matches!(story.decide("alice", note(-86_400)), Verdict::Record(_)));
}

#[test]
fn closing_with_open_steps_needs_a_reason_and_a_closed_run_takes_nothing() {
    let mut story = Story::new();
    let close = Event::RunClosed { note: String::new(), deviation: None };
    let unmet = vec![Unmet::OpenSteps, Unmet::Asks];
    assert_eq!(story.decide("alice", close.clone()), Verdict::NeedsReason(unmet));
    story.does("alice", close.because(because("a false alarm")));
    assert!(story.run.is_closed());
    assert_eq!(story.decide("bob", done("contain")), Verdict::Refused(Refusal::RunClosed));
    story.does("bob", Event::RunReopened { reason: because("it was real") });
    assert!(!story.run.is_closed());
}

#[test]
fn the_last_step_of_a_stage_asks_for_what_the_stage_requires() {
    let mut story = Story::new();
    story.does("alice", done("contain"));
    story.does("alice", done("check"));
    let verdict = story.decide("alice", skipped("restore"));
    assert!(matches!(verdict, Verdict::Record(_)));
    let verdict = story.decide("alice", done("restore"));
    assert_eq!(verdict, Verdict::NeedsReason(vec![Unmet::Evidence, Unmet::Asks]));
}

#[test]
fn a_step_added_on_the_spot_stands_behind_its_neighbour_and_goes_when_undone() {
    let mut story = Story::new();
    let added = Event::StepAdded {
        step: id("added-alice-5"),
        phase: id("now"),
        title: "call the landlord".to_owned(),
        guide: String::new(),
        behind: Some(id("contain")),
    };
    let fact = story.does("alice", added);
    assert_eq!(story.run.steps_of(0), [0, 4, 1, 2]);
    story.does("alice", Event::FactUndone { undoes: fact });
    assert_eq!(story.run.steps_of(0), [0, 1, 2]);
    assert_eq!(story.run.progress(0), (0, 3));
}

#[test]
fn a_recurring_step_keeps_each_round() {
    let mut story = Story::new();
    story.does("alice", done("drill"));
    story.does("alice", started("drill"));
    assert_eq!(story.status("drill"), Status::Running);
    story.does("alice", done("drill"));
    assert_eq!(story.run.step("drill").unwrap().rounds.len(), 2);
}

#[test]
fn a_timer_runs_on_whatever_somebody_does_to_the_clock() {
    let mut story = Story::new();
    let timer = story.does("alice", Event::TimerStarted { title: String::new(), step: None, runs: 600 });
    let alarms = |story: &Story| story.run.alarms(&Zone::utc());
    let before = alarms(&story).iter().find(|alarm| alarm.kind == AlarmKind::Timer(timer)).unwrap().at;
    story.record("alice", Event::TimeSet { by: 3600 });
    let after = alarms(&story).iter().find(|alarm| alarm.kind == AlarmKind::Timer(timer)).unwrap().at;
    assert_eq!(after - before, chrono::TimeDelta::hours(1));
    story.does("alice", Event::TimerStopped { timer });
    assert!(alarms(&story).iter().all(|alarm| alarm.kind != AlarmKind::Timer(timer)));
}

#[test]
fn an_alarm_is_acknowledged_for_this_time_only() {
    let mut story = Story::new();
    story.does("alice", started("contain"));
    let acknowledged = |story: &Story| {
        let alarms = story.run.alarms(&Zone::utc());
        alarms.iter().find(|alarm| alarm.kind == AlarmKind::Target(0)).map(super::Alarm::is_seen)
    };
    assert_eq!(acknowledged(&story), Some(false));
    story.does("bob", Event::AlarmAcknowledged { alarm: "target:contain".to_owned() });
    assert_eq!(acknowledged(&story), Some(true));
    story.does("alice", done("contain"));
    story.does("alice", Event::StepReopened { step: id("contain"), row: None, reason: because("again") });
    story.does("alice", started("contain"));
    assert_eq!(acknowledged(&story), Some(false));
}

#[test]
fn the_same_thing_is_not_written_twice_while_the_disk_is_slow() {
    let story = Story::new();
    let pending = [done("contain")];
    let who = Proposer { person: "alice", now: at(0), pending: &pending };
    assert_eq!(story.run.decide(who, done("contain")), Verdict::Refused(Refusal::StillSaving));
}

fn any_event() -> impl Strategy<Value = (u8, u8, u8)> {
    (0..3_u8, 0..28_u8, 0..12_u8)
}

/// An event by number, about something that may or may not be there.
fn event_of(kind: u8, about: u8, facts: &[Fact]) -> Event {
    let step = id(["contain", "restore", "check", "drill", "added", "nowhere"][usize::from(about) % 6]);
    let target = facts[usize::from(about) * 7 % facts.len()].id;
    let ask = id(["aware_at", "persons", "clients", "nowhere"][usize::from(about) % 4]);
    let reason = because("x");
    match kind {
        0 => Event::StepStarted { step, happened: None, deviation: None },
        1 => Event::StepDone { step, row: None, happened: None, deviation: None },
        2 => Event::StepSkipped { step, row: None, deviation: Deviation::because(reason) },
        3 => Event::StepNotApplicable { step, row: None, reason },
        4 => Event::StepBlocked { step, reason },
        5 => Event::StepUnblocked { step, note: String::new() },
        6 => Event::StepReopened { step, row: None, reason },
        7 => Event::StepSigned { step, done_of: target, note: String::new() },
        8 => Event::StepAdded {
            step: id("added"),
            phase: id("now"),
            title: "t".into(),
            guide: String::new(),
            behind: None,
        },
        9 => Event::AskAnswered { ask, value: Answer::Number(about.to_string()), amends: None },
        10 => Event::AskCleared { ask, reason },
        11 => Event::RowAdded { ask, cells: [(id("name"), Answer::Text("n".into()))].into() },
        12 => Event::RowChanged { ask, row: target, cells: [(id("name"), Answer::Text("m".into()))].into() },
        13 => Event::RowRemoved { ask, row: target, reason },
        14 => Event::NoteAdded { text: "n".into(), step: Some(step), happened: None },
        15 => Event::NoteAmended { amends: target, text: "m".into() },
        16 => Event::QuestionRaised { text: "q".into(), step: None },
        17 => Event::QuestionAnswered { answers: target, text: "a".into() },
        18 => Event::TimerStarted { title: String::new(), step: Some(step), runs: 60 },
        19 => Event::TimerStopped { timer: target },
        20 => Event::RunClosed { note: String::new(), deviation: None },
        21 => Event::RunReopened { reason },
        22 => Event::TimeSet { by: i64::from(about) - 6 },
        23 => Event::FactUndone { undoes: target },
        _ => rows::event_of_row(kind, step, facts),
    }
}

/// Everything that follows from the facts, as text.
fn digest(run: &Run) -> String {
    let alarms = run.alarms(&Zone::utc());
    let steps: Vec<String> = run.steps().iter().map(|step| format!("{step:?}")).collect();
    let asks: Vec<String> = run.asks().iter().map(|ask| format!("{ask:?}")).collect();
    let open: Vec<FactId> = run.open_questions().map(|fact| fact.id).collect();
    format!(
        "{steps:?} {asks:?} {alarms:?} {open:?} {:?} {:?} {:?}",
        run.closed_at(),
        run.title(),
        run.next_step()
    )
}

proptest! {
    #[test]
    fn replaying_all_facts_equals_applying_them_one_by_one(moves in prop::collection::vec(any_event(), 0..60)) {
        let mut story = Story::new();
        for (person, kind, about) in moves {
            let event = event_of(kind, about, &story.facts);
            story.record(["alice", "bob", "carol"][usize::from(person)], event);
        }
        let folded = Run::fold(book(), story.facts.clone());
        prop_assert_eq!(digest(&folded), digest(&story.run));
    }

    #[test]
    fn no_sequence_of_requests_panics_and_what_is_recorded_is_allowed_once(
        moves in prop::collection::vec(any_event(), 0..60)
    ) {
        let mut story = Story::new();
        for (person, kind, about) in moves {
            let person = ["alice", "bob", "carol"][usize::from(person)];
            let event = event_of(kind, about, &story.facts);
            match story.decide(person, event) {
                Verdict::Record(event) => {
                    let undone = matches!(event, Event::FactUndone { .. });
                    story.record(person, event.clone());
                    if undone {
                        prop_assert!(!matches!(story.decide(person, event), Verdict::Record(_)));
                    }
                }
                Verdict::NeedsReason(_) | Verdict::Refused(_) => {}
            }
        }
    }
}
