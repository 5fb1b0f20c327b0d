//! What makes an event about one row of a step untrue, and what it sets aside.

use super::super::refusal::Refusal;
use super::super::state::Run;
use super::super::step_state::Status;
use super::super::{Event, FactId, Unmet};
use crate::runbook::Tri;

impl Run {
    /// The row must be one of the step's table; it is settled once, and reopened only after that.
    pub(super) fn objection_to_row(&self, event: &Event, row: FactId) -> Option<Refusal> {
        let Some(state) = event.step().and_then(|step| self.step(step.as_str())) else {
            return Some(Refusal::NoSuchStep);
        };
        let Some(known) = state.row(row) else { return Some(Refusal::NoSuchRow) };
        if matches!(event, Event::StepReopened { .. }) {
            (!known.status.is_settled()).then_some(Refusal::NotSettled)
        } else {
            known.status.is_settled().then_some(Refusal::AlreadySettled)
        }
    }

    /// The runbook's demands that doing one row would set aside. What is demanded of the step as a whole is asked
    /// with the last row, and what stands before it with the first.
    pub(super) fn unmet_of_row(&self, n: usize, row: FactId, pending: &[Event]) -> Vec<Unmet> {
        let state = &self.steps[n];
        let is_begun = state.status == Status::Running
            || pending.iter().any(|event| event.step() == Some(&state.id) && event.step_row().is_some());
        let applies = state.row(row).map_or(Tri::True, |row| row.applies);
        let mut unmet = Vec::new();
        unmet.extend((!is_begun && self.open_before(n).next().is_some()).then_some(Unmet::Order));
        unmet.extend((applies == Tri::False).then_some(Unmet::Applicable));
        unmet.extend(self.unmet_of_last_row(n, row, pending));
        unmet
    }

    /// The demands of a step that are not met as its last row is settled.
    pub(super) fn unmet_of_last_row(&self, n: usize, row: FactId, pending: &[Event]) -> Vec<Unmet> {
        if !self.steps[n].is_last_row(row, pending) {
            return Vec::new();
        }
        let evidence = self.misses_evidence(n).then_some(Unmet::Evidence);
        let asks = self.asks_due_with(n).next().is_some().then_some(Unmet::Asks);
        evidence.into_iter().chain(asks).collect()
    }

    /// Whether a person did one of the rows that make a step done.
    pub(super) fn did_a_row(&self, n: usize, person: &str) -> bool {
        let of_rows = self.steps[n].rows.iter().filter(|row| row.status == Status::Done);
        of_rows.filter_map(|row| row.decided_by).any(|place| self.facts[place].by.as_ref() == person)
    }
}
