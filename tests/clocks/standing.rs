//! How clocks stand, by what the facts of a run say.

use std::sync::Arc;

use dutybook::run::{
    AlarmKind, Body, ClockStanding, ClockState, Event, Fact, FactId, FeedId, Proposer, Refusal, Run, RunKind,
    Verdict, WhyNot,
};
use dutybook::runbook::{Answer, Cells, Id, Runbook};
use dutybook::time::{Moment, Zone};

const BOOK: &str = r#"
schema = 1
id = "test"
version = "1"
title = "Test"
reviewed = 2026-11-23
[[ask]]
id = "aware_at"
kind = "datetime"
label = "Aware"
[[ask]]
id = "graded_at"
kind = "datetime"
label = "Graded"
[[ask]]
id = "major_at"
kind = "datetime"
label = "Major"
[[ask]]
id = "done_at"
kind = "datetime"
label = "Done"
[[ask]]
id = "serious"
kind = "yes-no"
label = "Serious"
[[ask]]
id = "abroad"
kind = "yes-no"
label = "Abroad"
[[ask]]
id = "clients"
kind = "table"
label = "Clients"
columns = [{ id = "name", kind = "text" }, { id = "within", kind = "duration" }]
[[clock]]
id = "cac"
use = "cn.cac.report.other"
from = ["aware_at", "graded_at"]
when = "serious"
met_by = "step:report"
[[clock]]
use = "cn.cac.report.summary30"
from = "stage:emergency:ended"
met_by = "sent:closing"
[[clock]]
id = "update"
use = "cn.cac.report.update"
from = "met:cac"
[[clock]]
id = "contract"
title = "Contract"
each = "clients"
from = "aware_at"
limit = "row.within"
met_by = "sent:client"
[[clock]]
id = "gdpr"
use = "eu.gdpr.33"
from = "aware_at"
shown_when = "abroad"
[[clock]]
id = "dora-major"
use = "eu.dora.initial.classified"
from = "major_at"
shown_when = "abroad"
[[clock]]
id = "dora-aware"
use = "eu.dora.initial.aware"
from = "aware_at"
shown_when = "abroad"
[[clock]]
id = "after"
title = "After closing"
from = "closed"
limit = "7d"
met_by = "step:report"
[[notice]]
id = "client"
kind = "notification"
title = "Client"
each = "clients"
body = "Told."
[[notice]]
id = "closing"
kind = "report"
title = "Closing"
body = "Closed."
[[phase]]
id = "now"
title = "Now"
stage = "emergency"
mode = "read-do"
[[phase.step]]
id = "report"
title = "Report"
done_at = "done_at"
due = "4h"
due_from = "aware_at"
"#;

const FEED: FeedId = FeedId(1);

struct Case {
    run: Run,
    seq: u64,
    now: Moment,
}

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

impl Case {
    fn new() -> Self {
        let book = match Runbook::parse("test.toml", BOOK.as_bytes()) {
            Ok((book, _)) => book,
            Err(problems) => panic!("{:?}", problems.lines(dutybook::locale::Lang::En)),
        };
        let mut case = Self { run: Run::new(Arc::new(book)), seq: 0, now: moment("2026-11-23T04:00:00Z") };
        case.then(Event::RunOpened {
            run: RunKind::Incident,
            number: "2026-001".to_owned(),
            title: "x".to_owned(),
            runbook: id("test"),
            version: "1".to_owned(),
        });
        case
    }

    fn then(&mut self, event: Event) -> FactId {
        self.seq += 1;
        let id = FactId { feed: FEED, seq: self.seq };
        self.run.apply(Fact { id, at: self.now, by: Arc::from("alice"), body: Body::Event(event) });
        id
    }

    fn answer(&mut self, ask: &str, value: Answer) -> FactId {
        self.then(Event::AskAnswered { ask: id(ask), value, amends: None })
    }

    fn at(&mut self, ask: &str, at: &str) -> FactId {
        self.answer(ask, Answer::Datetime(moment(at)))
    }

    fn done(&mut self, happened: Option<&str>) -> FactId {
        let happened = happened.map(moment);
        self.then(Event::StepDone { step: id("report"), row: None, happened, deviation: None })
    }

    fn client(&mut self, name: &str, within: Option<&str>) -> FactId {
        let mut cells = Cells::new();
        cells.insert(id("name"), Answer::Text(name.to_owned()));
        if let Some(within) = within {
            cells.insert(id("within"), Answer::Duration(within.to_owned()));
        }
        self.then(Event::RowAdded { ask: id("clients"), cells })
    }

    fn clocks(&self, clock: &str) -> Vec<ClockState> {
        let place = self.run.clock_place(clock).unwrap();
        self.run.clocks(&Zone::utc()).into_iter().filter(|state| state.clock == place).collect()
    }

    fn clock(&self, clock: &str) -> ClockState {
        self.clocks(clock).into_iter().next().unwrap()
    }

    fn due(&self, clock: &str) -> Option<String> {
        self.clock(clock).due().map(|due| due.format("%m-%d %H:%M").to_string())
    }

    fn met(clock: &str, row: Option<FactId>, happened: &str) -> Event {
        Event::ClockMet {
            clock: clock.to_owned(),
            row,
            happened: Some(moment(happened)),
            to: "12387".to_owned(),
            reference: String::new(),
            evidence: None,
            note: String::new(),
        }
    }
}

#[test]
fn a_missing_start_is_missing_and_never_overdue() {
    let case = Case::new();
    let clock = case.clock("cac");
    assert_eq!((clock.standing, clock.due()), (ClockStanding::NotStarted, None));
    assert!(!clock.is_overdue(moment("2099-01-01T00:00:00Z")));
    assert!(case.run.alarms(&Zone::utc()).iter().all(|alarm| !matches!(alarm.kind, AlarmKind::Clock(..))));
}

#[test]
fn of_two_readings_of_the_start_the_one_that_ends_first_leads() {
    let mut case = Case::new();
    case.at("graded_at", "2026-11-23T03:00:00Z");
    assert_eq!(case.due("cac").as_deref(), Some("11-23 07:00"));
    case.at("aware_at", "2026-11-23T01:00:00Z");
    let clock = case.clock("cac");
    let ends: Vec<Option<Moment>> =
        clock.readings.iter().map(|reading| Some(reading.end.as_ref()?.at)).collect();
    assert_eq!(ends, [Some(moment("2026-11-23T05:00:00Z")), Some(moment("2026-11-23T07:00:00Z"))]);
    assert_eq!(case.due("cac").as_deref(), Some("11-23 05:00"));
    assert!(clock.is_disputed());
}

#[test]
fn an_undecided_condition_lets_the_clock_run_and_says_so_and_a_false_one_ends_it() {
    let mut case = Case::new();
    case.at("aware_at", "2026-11-23T01:00:00Z");
    assert_eq!(case.clock("cac").standing, ClockStanding::Running);
    assert!(case.clock("cac").is_undecided());
    case.answer("serious", Answer::YesNo(true));
    assert!(!case.clock("cac").is_undecided());
    case.answer("serious", Answer::YesNo(false));
    assert_eq!(case.clock("cac").standing, ClockStanding::NotApplicable(WhyNot::Condition));
    assert!(case.run.alarms(&Zone::utc()).iter().all(|alarm| !matches!(alarm.kind, AlarmKind::Clock(..))));
}

#[test]
fn a_rule_that_was_not_in_force_at_the_start_does_not_apply() {
    let mut case = Case::new();
    case.at("aware_at", "2025-10-01T00:00:00Z");
    assert!(matches!(case.clock("cac").standing, ClockStanding::NotApplicable(WhyNot::NotInForce { .. })));
}

#[test]
fn a_clock_is_met_when_the_act_happened_and_not_when_it_was_ticked() {
    let mut case = Case::new();
    case.at("aware_at", "2026-11-23T01:00:00Z");
    case.now = moment("2026-11-23T09:00:00Z");
    let ticked = case.done(None);
    assert!(case.clock("cac").was_met_late());
    // The ask of the step says when it was really done.
    case.at("done_at", "2026-11-23T04:30:00Z");
    let clock = case.clock("cac");
    assert_eq!((clock.standing, clock.was_met_late()), (ClockStanding::Met, false));
    assert_eq!(clock.met.unwrap().at, moment("2026-11-23T04:30:00Z"));
    // And so does whoever ticks it later.
    case.then(Event::FactUndone { undoes: ticked });
    assert_eq!(case.clock("cac").standing, ClockStanding::Running);
    case.done(Some("2026-11-23T04:59:00Z"));
    assert!(!case.clock("cac").was_met_late());
}

#[test]
fn a_step_ticked_late_is_not_late_where_its_ask_says_that_it_was_done_in_time() {
    use dutybook::locale::Lang;
    use dutybook::report::{Account, Mark};
    let mut case = Case::new();
    case.at("aware_at", "2026-11-23T01:00:00Z");
    case.now = moment("2026-11-23T09:00:00Z");
    let done = case.done(None);
    let is_late = |case: &Case| {
        let zone = Zone::utc();
        let account = Account::new(&case.run, Lang::En, &zone);
        let entry = account.entry(case.run.place(done).unwrap()).unwrap();
        entry.marks.iter().any(|mark| matches!(mark, Mark::Late(_)))
    };
    assert!(is_late(&case));
    case.at("done_at", "2026-11-23T04:30:00Z");
    assert!(!is_late(&case));
}

#[test]
fn a_duty_without_a_number_starts_with_a_filing_and_has_no_due_time() {
    let mut case = Case::new();
    assert_eq!(case.clock("update").standing, ClockStanding::NotStarted);
    case.at("aware_at", "2026-11-23T01:00:00Z");
    case.then(Case::met("cac", None, "2026-11-23T03:00:00Z"));
    let clock = case.clock("update");
    assert_eq!((clock.standing, clock.due()), (ClockStanding::WithoutNumber, None));
    assert_eq!(clock.readings[0].start, Some(moment("2026-11-23T03:00:00Z")));
}

#[test]
fn thirty_days_run_from_the_end_of_the_emergency() {
    let mut case = Case::new();
    assert_eq!(case.clock("cn.cac.report.summary30").standing, ClockStanding::NotStarted);
    case.done(Some("2026-11-23T03:50:00Z"));
    let end = case.clock("cn.cac.report.summary30").leading().unwrap().end.clone().unwrap();
    assert_eq!(end.last_day.unwrap().to_string(), "2026-12-23");
    assert_eq!(end.at, moment("2026-12-23T16:00:00Z"));
}

#[test]
fn each_row_has_a_clock_of_its_own_by_its_own_period_and_its_own_notice() {
    let mut case = Case::new();
    assert_eq!(case.clock("contract").standing, ClockStanding::NoRows);
    case.at("aware_at", "2026-11-23T01:00:00Z");
    let (a, _b, _c) = (case.client("A", Some("24h")), case.client("B", Some("2d")), case.client("C", None));
    let dues: Vec<Option<String>> = case
        .clocks("contract")
        .iter()
        .map(|clock| Some(clock.due()?.format("%m-%d %H:%M").to_string()))
        .collect();
    assert_eq!(dues, [Some("11-24 01:00".to_owned()), Some("11-25 01:00".to_owned()), None]);
    assert_eq!(case.clocks("contract")[2].standing, ClockStanding::LimitMissing);
    case.then(Event::NoticeSent {
        notice: id("client"),
        row: Some(a),
        draft_of: None,
        to: "A".to_owned(),
        how: "phone".to_owned(),
        reference: String::new(),
        happened: Some(moment("2026-11-23T03:00:00Z")),
        deviation: None,
    });
    let standings: Vec<ClockStanding> = case.clocks("contract").iter().map(|clock| clock.standing).collect();
    assert_eq!(standings, [ClockStanding::Met, ClockStanding::Running, ClockStanding::LimitMissing]);
}

#[test]
fn what_concerns_few_does_not_show_before_it_is_known_to_concern_us() {
    let mut case = Case::new();
    case.at("aware_at", "2026-11-23T01:00:00Z");
    assert!(case.clocks("gdpr").is_empty());
    case.answer("abroad", Answer::YesNo(true));
    assert_eq!(case.due("gdpr").as_deref(), Some("11-26 01:00"));
    case.answer("abroad", Answer::YesNo(false));
    assert!(case.clocks("gdpr").is_empty());
}

#[test]
fn of_the_two_clocks_of_dora_the_earlier_leads_and_a_late_classification_stands_alone() {
    let mut case = Case::new();
    case.answer("abroad", Answer::YesNo(true));
    case.at("aware_at", "2026-11-23T00:00:00Z");
    assert_eq!(case.clock("dora-major").standing, ClockStanding::NotStarted);
    assert_eq!(case.due("dora-aware").as_deref(), Some("11-24 00:00"));
    // Classified after ten hours: four more hours come before the twenty-four.
    case.at("major_at", "2026-11-23T10:00:00Z");
    assert_eq!(case.due("dora-major").as_deref(), Some("11-23 14:00"));
    assert_eq!(case.clock("dora-aware").standing, ClockStanding::Running);
    // Classified after twenty-four hours exactly: both still count.
    case.at("major_at", "2026-11-24T00:00:00Z");
    assert_eq!(case.clock("dora-aware").standing, ClockStanding::Running);
    // Later: the four hours from classification alone.
    case.at("major_at", "2026-11-24T00:00:01Z");
    let major = case.run.clock_place("dora-major").unwrap();
    assert_eq!(case.clock("dora-aware").standing, ClockStanding::NotApplicable(WhyNot::Yields(major)));
    // One filing meets both.
    case.at("major_at", "2026-11-23T10:00:00Z");
    case.then(Case::met("dora-major", None, "2026-11-23T12:00:00Z"));
    assert_eq!(case.clock("dora-aware").standing, ClockStanding::Met);
}

#[test]
fn what_begins_with_the_closing_runs_on_in_a_closed_run_and_can_be_met_there() {
    let mut case = Case::new();
    case.at("aware_at", "2026-11-23T01:00:00Z");
    case.then(Event::RunClosed { note: String::new(), deviation: None });
    let running: Vec<AlarmKind> = case.run.alarms(&Zone::utc()).iter().map(|alarm| alarm.kind).collect();
    assert_eq!(running, [AlarmKind::Clock(case.run.clock_place("after").unwrap(), None)]);
    let who = Proposer { person: "alice", now: case.now, pending: &[] };
    let verdict = case.run.decide(who, Case::met("after", None, "2026-11-23T04:00:00Z"));
    assert!(matches!(verdict, Verdict::Record(_)), "{verdict:?}");
}

#[test]
fn a_clock_is_met_only_where_there_is_such_a_clock_and_such_a_row() {
    let mut case = Case::new();
    let row = case.client("A", Some("24h"));
    let who = Proposer { person: "alice", now: case.now, pending: &[] };
    let refused = |event| match case.run.decide(who, event) {
        Verdict::Refused(refusal) => Some(refusal),
        Verdict::Record(_) | Verdict::NeedsReason(_) => None,
    };
    let at = "2026-11-23T03:00:00Z";
    assert_eq!(refused(Case::met("nothing", None, at)), Some(Refusal::NoSuchClock));
    assert_eq!(refused(Case::met("contract", None, at)), Some(Refusal::NoSuchRecord));
    assert_eq!(refused(Case::met("cac", Some(row), at)), Some(Refusal::NoSuchRecord));
    assert_eq!(refused(Case::met("contract", Some(row), "2026-11-23T06:00:00Z")), Some(Refusal::InFuture));
    assert_eq!(refused(Case::met("contract", Some(row), at)), None);
}

#[test]
fn an_acknowledged_deadline_rings_again_once_its_start_is_stated_anew() {
    let mut case = Case::new();
    case.at("aware_at", "2026-11-22T01:00:00Z");
    case.then(Event::AlarmAcknowledged { alarm: "clock:cac".to_owned() });
    let seen = |case: &Case| {
        let place = case.run.clock_place("cac").unwrap();
        let alarms = case.run.alarms(&Zone::utc());
        alarms.iter().find(|alarm| alarm.kind == AlarmKind::Clock(place, None)).unwrap().is_seen()
    };
    assert!(seen(&case));
    case.at("aware_at", "2026-11-22T02:00:00Z");
    assert!(!seen(&case));
}
