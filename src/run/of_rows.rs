//! A step that is worked for each row of a table: where each row stands, and what follows for the step.
//!
//! What is recorded of the whole step holds for every row that has no word of its own; a row's own word comes
//! before it. Rows that were struck out, or that the step's condition leaves out, do not count.

mod told;

use super::ask_state::Row;
use super::of_row::OfRow;
use super::state::Run;
use super::step_state::{Move, Status, StepState};
use super::{Event, FactId, Meeting};
use crate::runbook::{Id, Tri};
use told::{Own, Told, outcome};

/// One row of a step. Facts are named by their place in the run's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowState {
    /// The fact that added the row to its table.
    pub row: FactId,
    /// Whether the step's condition holds for the row.
    pub applies: Tri,
    pub status: Status,
    /// The fact that settled it: of the row, or of the whole step.
    pub decided_by: Option<usize>,
    /// Facts of different kinds settled it side by side.
    pub conflict: bool,
}

impl RowState {
    /// Whether there is still something to do for the row.
    pub fn is_open(&self) -> bool {
        !self.status.is_settled() && self.applies != Tri::False
    }

    fn counts(&self) -> bool {
        self.status.is_settled() || self.applies != Tri::False
    }
}

impl StepState {
    /// The rows for which there is still something to do, in the order of the table.
    pub fn open_rows(&self) -> impl Iterator<Item = FactId> {
        self.rows.iter().filter(|row| row.is_open()).map(|row| row.row)
    }

    /// The rows that were skipped, though the step was not skipped as a whole.
    pub fn skipped_rows(&self) -> impl Iterator<Item = FactId> {
        let alone = self.status != Status::Skipped;
        let skipped = move |row: &&RowState| alone && row.status == Status::Skipped;
        self.rows.iter().filter(skipped).map(|row| row.row)
    }

    /// How far the step is: rows that are settled, and rows that count; none where it has no such rows.
    pub fn row_progress(&self) -> Option<(usize, usize)> {
        let all = self.rows.iter().filter(|row| row.counts()).count();
        let settled = self.rows.iter().filter(|row| row.status.is_settled()).count();
        (all > 0).then_some((settled, all))
    }

    /// Whether a row would be the last to be settled, once what is being written is on disk.
    pub(super) fn is_last_row(&self, row: FactId, pending: &[Event]) -> bool {
        let is_pending = |other: FactId| {
            pending.iter().any(|event| {
                event.step() == Some(&self.id)
                    && event.step_row() == Some(other)
                    && !matches!(event, Event::StepReopened { .. })
            })
        };
        self.open_rows().all(|other| other == row || is_pending(other))
    }

    /// The facts that settled the step, or its rows one by one.
    pub(super) fn settled_by(&self) -> Vec<usize> {
        let rows = self.rows.iter().filter_map(|row| row.decided_by);
        let mut places: Vec<usize> = self.decided_by.into_iter().chain(rows).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Where one row stands.
    pub fn row(&self, row: FactId) -> Option<&RowState> {
        self.rows.iter().find(|known| known.row == row)
    }
}

impl Run {
    /// The table for each of whose rows a step is worked.
    pub fn table_of(&self, step: &StepState) -> Option<&Id> {
        self.in_book(step).and_then(|step| step.each.as_ref())
    }

    /// Takes in what happened to a step, or to one row of it.
    pub(super) fn move_rows(&mut self, place: usize, step: &Id, row: Option<FactId>, step_move: Move) {
        match (row, self.step_index.get(step)) {
            (Some(row), Some(&n)) => self.steps[n].row_moves.push((place, row, step_move)),
            (None, _) => self.move_step(place, step, step_move),
            (Some(_), None) => {}
        }
    }

    /// Works out where the rows stand, and what follows for their steps. It begins from what the facts about the
    /// whole step say, so that it may be done again and again.
    pub(super) fn weigh_rows(&mut self) {
        for n in 0..self.steps.len() {
            if self.table_of(&self.steps[n]).is_some() {
                self.settle_step(n);
                self.weigh_rows_of(n);
            }
        }
    }

    fn weigh_rows_of(&mut self, n: usize) {
        let state = &self.steps[n];
        let told = self.replay(state);
        let rows: Vec<RowState> =
            self.rows_that_stand(state).map(|row| self.row_state(n, row, &told)).collect();
        let outcome = outcome(state, &rows, &told);
        // What holds for one row holds for the step; what is unknown of one is unknown of the step.
        let applies = rows.iter().map(|row| row.applies).max_by_key(|applies| match applies {
            Tri::True => 2,
            Tri::Unknown => 1,
            Tri::False => 0,
        });
        // Of a table that has none on purpose there is nothing to work.
        let has_none = self.table_of(&self.steps[n]).is_some_and(|table| self.is_known_empty(table));
        let applies = if has_none { Some(Tri::False) } else { applies };
        let known = self.applies.get_mut(n).zip(applies);
        if let Some((known, applies)) = known {
            *known = applies;
        }
        let state = &mut self.steps[n];
        state.rows = rows;
        state.rounds.extend(told.rounds);
        if let Some(outcome) = outcome {
            state.status = outcome.status;
            state.decided_by = Some(outcome.decided_by);
            state.started = state.started.or(told.first);
            state.rounds.extend((outcome.status == Status::Done).then_some(outcome.decided_by));
        }
        state.rounds.sort_unstable();
        state.rounds.dedup();
    }

    fn rows_that_stand(&self, state: &StepState) -> impl Iterator<Item = &Row> {
        self.table_of(state).map_or(&[][..], |table| self.rows(table)).iter()
    }

    fn row_state(&self, n: usize, row: &Row, told: &Told) -> RowState {
        let state = &self.steps[n];
        let condition = self.in_book(state).and_then(|step| step.when.as_ref());
        let applies = condition.map_or(Tri::True, |condition| condition.evaluate(&OfRow { run: self, row }));
        let own = told.own.get(&row.id).copied().unwrap_or_default();
        let (status, decided_by) = told.verdict(own, state);
        RowState { row: row.id, applies, status, decided_by, conflict: own.settlements() > 1 }
    }

    /// Goes through what happened to a step and its rows, in order.
    fn replay(&self, state: &StepState) -> Told {
        let recurs = self.recurs(state);
        let mut told = Told::default();
        let whole = state.moves.iter().map(|(place, what)| (*place, None, *what));
        let rows = state.row_moves.iter().map(|(place, row, what)| (*place, Some(*row), *what));
        let mut all: Vec<(usize, Option<FactId>, Move)> = whole.chain(rows).collect();
        all.sort_unstable_by_key(|(place, _, _)| *place);
        for (place, row, what) in all.into_iter().filter(|(place, _, _)| self.stands(*place)) {
            match row {
                Some(row) => told.of_row(place, row, what),
                None => {
                    let round =
                        (what == Move::Started && recurs).then(|| self.round_before(state, &told, place));
                    match round.flatten() {
                        Some(done) => told.next_round(place, done),
                        None => told.of_whole(place, what),
                    }
                }
            }
        }
        told
    }

    /// The fact by which the rows of a recurring step had all been settled when its next round began.
    fn round_before(&self, state: &StepState, told: &Told, place: usize) -> Option<usize> {
        let was_there = |row: &&Row| self.place(row.id).is_some_and(|added| added < place);
        let mut rows = self.rows_that_stand(state).filter(was_there).peekable();
        rows.peek()?;
        let owns = rows.map(|row| told.own.get(&row.id).copied().unwrap_or_default());
        let owns: Option<Vec<Own>> = owns.map(|own| own.verdict().is_some().then_some(own)).collect();
        owns?.into_iter().filter_map(|own| own.done).max()
    }

    /// When a step was done, and by which fact: for one row, where it is worked for that row by itself.
    pub(super) fn step_meeting(&self, step: usize, row: Option<FactId>) -> Option<Meeting> {
        let state = &self.steps[step];
        if let Some(row) = row.and_then(|row| state.row(row)) {
            let fact = row.decided_by.filter(|_| row.status == Status::Done)?;
            if state.status != Status::Done || state.decided_by != Some(fact) {
                return Some(Meeting { at: self.when(fact)?, fact });
            }
        }
        Some(Meeting { at: self.done_at(step)?, fact: state.decided_by? })
    }
}
