//! Steps that are worked for each row of a table.

use super::*;
use crate::runbook::condition::{Condition, Named, Names, Row as RowNames};

fn client(name: &str) -> Event {
    Event::RowAdded { ask: id("clients"), cells: [(id("name"), Answer::Text(name.to_owned()))].into() }
}

fn row_done(step: &str, row: FactId) -> Event {
    Event::StepDone { step: id(step), row: Some(row), happened: None, deviation: None }
}

fn row_skipped(step: &str, row: FactId) -> Event {
    let deviation = Deviation::because(because("nobody there"));
    Event::StepSkipped { step: id(step), row: Some(row), deviation }
}

fn row_opened(step: &str, row: FactId) -> Event {
    Event::StepReopened { step: id(step), row: Some(row), reason: because("again") }
}

fn opened(step: &str) -> Event {
    Event::StepReopened { step: id(step), row: None, reason: because("again") }
}

fn removed(row: FactId) -> Event {
    Event::RowRemoved { ask: id("clients"), row, reason: because("not ours") }
}

/// An event about a row of a step, by number; the row is one that somebody added, where somebody did.
pub(super) fn event_of_row(kind: u8, step: Id, facts: &[Fact]) -> Event {
    let added = |fact: &&Fact| matches!(fact.event(), Some(Event::RowAdded { .. }));
    let row = Some(facts.iter().rfind(added).or(facts.last()).unwrap().id);
    let reason = because("x");
    match kind {
        24 => Event::StepSkipped { step, row, deviation: Deviation::because(reason) },
        25 => Event::StepNotApplicable { step, row, reason },
        26 => Event::StepReopened { step, row, reason },
        _ => Event::StepDone { step, row, happened: None, deviation: None },
    }
}

/// The names of a table with these columns.
struct OfColumns(Vec<Column>);

impl Names for OfColumns {
    fn ask(&self, _id: &str) -> Named<'_> {
        Named::Nothing
    }

    fn row(&self) -> RowNames<'_> {
        RowNames::Columns(&self.0)
    }

    fn nearest_ask(&self, _typed: &str) -> Option<String> {
        None
    }
}

fn with_clients() -> (Story, [FactId; 3]) {
    let mut story = Story::new();
    let rows = ["a", "b", "c"].map(|name| story.record("bob", client(name)));
    (story, rows)
}

/// How the step stands, and how far it is.
fn stands(story: &Story, step: &str) -> (Status, Option<(usize, usize)>) {
    let state = story.run.step(step).unwrap();
    (state.status, state.row_progress())
}

#[test]
fn a_step_is_done_once_each_row_is_settled_and_one_is_done() {
    let (mut story, [a, b, c]) = with_clients();
    assert_eq!(stands(&story, "check"), (Status::Open, Some((0, 3))));
    story.does("alice", row_done("check", a));
    assert_eq!(stands(&story, "check"), (Status::Running, Some((1, 3))));
    story.does("bob", row_skipped("check", b));
    assert_eq!(story.run.step("check").unwrap().open_rows().collect::<Vec<_>>(), [c]);
    let last = story.does("alice", row_done("check", c));
    assert_eq!(stands(&story, "check"), (Status::Done, Some((3, 3))));
    let state = story.run.step("check").unwrap();
    assert_eq!(state.decided_by, story.run.place(last), "the row that ended it");
    assert_eq!(state.rounds, [story.run.place(last).unwrap()]);
    assert_eq!(state.skipped_rows().collect::<Vec<_>>(), [b]);
    assert!(story.run.left_at_closing().iter().any(|left| left.step == 2 && left.why == Left::Skipped));
    story.does("alice", Event::FactUndone { undoes: last });
    assert_eq!(stands(&story, "check"), (Status::Running, Some((2, 3))));
}

#[test]
fn a_step_of_which_every_row_is_skipped_is_skipped() {
    let (mut story, rows) = with_clients();
    for row in rows {
        story.does("alice", row_skipped("check", row));
    }
    assert_eq!(stands(&story, "check"), (Status::Skipped, Some((3, 3))));
}

#[test]
fn a_row_that_comes_later_opens_the_step_again_and_one_that_goes_counts_no_longer() {
    let (mut story, rows) = with_clients();
    for row in rows {
        story.does("alice", row_done("check", row));
    }
    let late = story.does("bob", client("d"));
    assert_eq!(stands(&story, "check"), (Status::Running, Some((3, 4))));
    assert_eq!(story.run.next_step(), Some(2), "somebody is on it");
    story.does("bob", removed(late));
    assert_eq!(stands(&story, "check"), (Status::Done, Some((3, 3))));
}

#[test]
fn a_step_that_was_done_as_a_whole_stays_done_whatever_rows_come() {
    let (mut story, [a, b, _]) = with_clients();
    story.does("alice", row_done("check", a));
    let whole = story.does("alice", done("check"));
    story.does("bob", client("d"));
    assert_eq!(stands(&story, "check"), (Status::Done, Some((4, 4))));
    assert_eq!(story.run.step("check").unwrap().decided_by, story.run.place(whole));
    assert_eq!(story.decide("bob", row_done("check", b)), Verdict::Refused(Refusal::AlreadySettled));
    // One row can still be opened, and what is done to it then counts.
    story.does("bob", row_opened("check", b));
    assert_eq!(stands(&story, "check"), (Status::Running, Some((3, 4))));
    let again = story.does("bob", row_done("check", b));
    assert_eq!(stands(&story, "check"), (Status::Done, Some((4, 4))));
    assert_eq!(story.run.step("check").unwrap().decided_by, story.run.place(again));
}

#[test]
fn reopening_the_step_opens_every_row() {
    let (mut story, rows) = with_clients();
    for row in rows {
        story.does("alice", row_done("check", row));
    }
    story.does("bob", opened("check"));
    assert_eq!(stands(&story, "check"), (Status::Open, Some((0, 3))));
    story.does("alice", row_done("check", rows[0]));
    assert_eq!(stands(&story, "check"), (Status::Running, Some((1, 3))));
}

#[test]
fn only_rows_of_the_steps_own_table_are_settled_and_only_once() {
    let (mut story, [a, ..]) = with_clients();
    assert_eq!(story.decide("alice", row_done("contain", a)), Verdict::Refused(Refusal::NoSuchRow));
    assert_eq!(story.decide("alice", row_done("nowhere", a)), Verdict::Refused(Refusal::NoSuchStep));
    assert_eq!(story.decide("alice", row_opened("check", a)), Verdict::Refused(Refusal::NotSettled));
    let note = story.does("alice", Event::NoteAdded { text: "n".into(), step: None, happened: None });
    assert_eq!(story.decide("alice", row_done("check", note)), Verdict::Refused(Refusal::NoSuchRow));
    story.does("alice", row_done("check", a));
    assert_eq!(story.decide("bob", row_skipped("check", a)), Verdict::Refused(Refusal::AlreadySettled));
    story.does("bob", removed(a));
    assert_eq!(story.decide("bob", row_done("check", a)), Verdict::Refused(Refusal::NoSuchRow));
}

#[test]
fn a_row_that_somebody_worked_on_can_be_struck_out_but_not_undone() {
    let (mut story, [a, ..]) = with_clients();
    story.does("alice", row_done("check", a));
    let undo = Event::FactUndone { undoes: a };
    assert_eq!(story.decide("bob", undo), Verdict::Refused(Refusal::ReliedOn));
    story.does("bob", removed(a));
    assert_eq!(stands(&story, "check"), (Status::Open, Some((0, 2))));
}

#[test]
fn rows_wait_for_no_other_row_and_the_last_meets_the_demands_of_the_step() {
    let mut book = Arc::unwrap_or_clone(book());
    book.steps[1].each = Some(id("clients"));
    let mut story = Story { run: Run::new(Arc::new(book)), ..Story::new() };
    let [a, b] = ["a", "b"].map(|name| story.record("bob", client(name)));
    let decide = |event, pending: &[Event]| {
        story.run.decide(Proposer { person: "alice", now: at(story.seconds), pending }, event)
    };
    let (first, last) = (row_done("restore", a), row_done("restore", b));
    assert_eq!(decide(first.clone(), &[]), Verdict::NeedsReason(vec![Unmet::Order]));
    // The second comes while the first is being written: it is the last one, and asks for evidence.
    let pending = [first.clone()];
    assert_eq!(decide(last, &pending), Verdict::NeedsReason(vec![Unmet::Evidence]));
    assert_eq!(decide(first.clone(), &pending), Verdict::Refused(Refusal::StillSaving));
    assert_eq!(decide(done("restore"), &pending), Verdict::Refused(Refusal::StillSaving));
    // Skipping the last one ends the step all the same.
    story.record("alice", first);
    let Verdict::Record(skips) = story.decide("alice", row_skipped("restore", b)) else { panic!("refused") };
    assert_eq!(skips.deviation().unwrap().unmet, [Unmet::Evidence]);
}

#[test]
fn whoever_did_a_row_does_not_confirm_the_step() {
    let (mut story, rows) = with_clients();
    story.does("carol", row_done("check", rows[0]));
    story.does("alice", row_done("check", rows[1]));
    let done_of = story.does("alice", row_done("check", rows[2]));
    let signed = Event::StepSigned { step: id("check"), done_of, note: String::new() };
    assert_eq!(story.decide("carol", signed.clone()), Verdict::Refused(Refusal::OwnWork));
    story.does("bob", signed);
    assert_eq!(story.run.signatures(story.run.step("check").unwrap()).count(), 1);
}

#[test]
fn a_condition_on_the_row_says_which_rows_count() {
    let mut book = Arc::unwrap_or_clone(book());
    let kind = AskKind::YesNo;
    let columns = vec![
        Column { id: id("name"), label: None, kind: AskKind::Text },
        Column { id: id("ours"), label: None, kind },
    ];
    book.steps[2].when = Some(Condition::parse("row.ours", &OfColumns(columns.clone())).unwrap());
    book.asks[2].kind = AskKind::Table(columns);
    let mut story = Story { run: Run::new(Arc::new(book)), ..Story::new() };
    let row =
        |ours| Event::RowAdded { ask: id("clients"), cells: [(id("ours"), Answer::YesNo(ours))].into() };
    let strange = story.does("bob", row(false));
    assert_eq!(story.run.applies(2), crate::runbook::Tri::False);
    let ours = story.does("bob", row(true));
    assert_eq!(story.run.applies(2), crate::runbook::Tri::True);
    assert_eq!(stands(&story, "check"), (Status::Open, Some((0, 1))));
    assert_eq!(
        story.decide("alice", row_done("check", strange)),
        Verdict::NeedsReason(vec![Unmet::Applicable])
    );
    story.does("alice", row_done("check", ours));
    assert_eq!(stands(&story, "check"), (Status::Done, Some((1, 1))));
}

#[test]
fn a_recurring_step_is_worked_row_by_row_in_each_round() {
    let (mut story, rows) = with_clients();
    for row in rows {
        story.does("alice", row_done("drill", row));
    }
    story.does("alice", started("drill"));
    assert_eq!(stands(&story, "drill"), (Status::Running, Some((0, 3))));
    for row in rows {
        story.does("bob", row_done("drill", row));
    }
    assert_eq!(stands(&story, "drill"), (Status::Done, Some((3, 3))));
    assert_eq!(story.run.step("drill").unwrap().rounds.len(), 2);
}

#[test]
fn rows_settled_side_by_side_in_two_ways_are_done_and_flagged() {
    let (mut story, [a, ..]) = with_clients();
    story.record("alice", row_skipped("check", a));
    story.record("bob", row_done("check", a));
    let row = *story.run.step("check").unwrap().row(a).unwrap();
    assert_eq!((row.status, row.conflict), (Status::Done, true));
    story.does("carol", row_opened("check", a));
    assert!(!story.run.step("check").unwrap().row(a).unwrap().conflict);
}

fn none() -> Event {
    Event::AskAnswered { ask: id("clients"), value: Answer::NoRows([]), amends: None }
}

#[test]
fn a_table_without_rows_on_purpose_is_known_and_its_steps_do_not_apply() {
    let mut story = Story::new();
    let check = story.run.step_place("check").unwrap();
    assert!(story.run.is_open(check) && !story.run.ask("clients").unwrap().is_answered());
    let said = story.does("alice", none());
    assert!(story.run.ask("clients").unwrap().is_answered());
    assert_eq!(story.run.applies(check), crate::runbook::Tri::False);
    assert!(!story.run.is_open(check), "nobody has to settle it");
    assert_eq!(story.decide("bob", none()), Verdict::Refused(Refusal::SameAnswer));
    story.does("alice", Event::FactUndone { undoes: said });
    assert!(story.run.is_open(check), "undone, it is unknown again");
    story.does("alice", none());
    story.does("bob", Event::AskCleared { ask: id("clients"), reason: because("by mistake") });
    assert!(story.run.is_open(check), "taken back, it is unknown again");
}

#[test]
fn a_row_takes_the_place_of_the_word_that_there_is_none() {
    let mut story = Story::new();
    let check = story.run.step_place("check").unwrap();
    story.does("alice", none());
    let row = story.does("alice", client("a"));
    assert_eq!(story.run.ask("clients").unwrap().answer, None);
    assert_eq!(stands(&story, "check"), (Status::Open, Some((0, 1))));
    assert_eq!(story.decide("bob", none()), Verdict::Refused(Refusal::HasRows));
    // Said by somebody who did not know of the row, it counts for nothing.
    story.record("bob", none());
    assert!(story.run.is_open(check) && story.run.ask("clients").unwrap().answer.is_none());
    story.does("bob", removed(row));
    assert!(!story.run.ask("clients").unwrap().is_answered(), "a row struck out says nothing of others");
    story.does("bob", none());
    assert!(!story.run.is_open(check));
}
