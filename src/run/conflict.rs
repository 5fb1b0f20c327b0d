//! What people recorded side by side, without knowing of each other: between which records somebody can choose.

use super::state::Run;
use super::step_state::{Move, StepState};
use super::{AskState, Event, FactId, Refusal};
use crate::runbook::Id;

impl Run {
    /// The facts that settled a step side by side, by place; none where there is no conflict.
    pub fn sides_of_step(&self, step: &StepState) -> Vec<usize> {
        let mut sides = Vec::new();
        for &(place, step_move) in step.moves.iter().filter(|(place, _)| self.stands(*place)) {
            match step_move {
                Move::Done | Move::Skipped | Move::NotApplicable => sides.push(place),
                Move::Reopened => sides.clear(),
                Move::Settled(chosen) if sides.contains(&chosen) => sides = vec![chosen],
                Move::Settled(_) | Move::Started | Move::Blocked | Move::Unblocked => {}
            }
        }
        if step.conflict { sides } else { Vec::new() }
    }

    /// The answers of an ask that stand side by side, by place; none where there is no conflict.
    pub fn sides_of_ask(&self, ask: &AskState) -> Vec<usize> {
        let mut sides: Vec<usize> = Vec::new();
        for &place in ask.facts.iter().filter(|place| self.stands(**place)) {
            let event = self.facts()[place].event();
            if let Some(Event::AskAnswered { amends, .. }) = event {
                sides.retain(|side| Some(self.facts()[*side].id) != *amends);
                sides.push(place);
            } else if let Some(Event::AskCleared { .. }) = event {
                sides.clear();
            } else if let Some(Event::ConflictSettled { chosen, .. }) = event {
                sides = self.place(*chosen).into_iter().collect();
            }
        }
        if ask.conflict { sides } else { Vec::new() }
    }

    /// Why one record cannot be chosen among those that stand side by side.
    pub(super) fn choosing(&self, step: Option<&Id>, ask: Option<&Id>, chosen: FactId) -> Option<Refusal> {
        let of_step = step.and_then(|id| self.step(id.as_str())).map(|step| self.sides_of_step(step));
        let of_ask = ask.and_then(|id| self.ask(id.as_str())).map(|ask| self.sides_of_ask(ask));
        let sides: Vec<usize> = of_step.into_iter().chain(of_ask).flatten().collect();
        if sides.is_empty() {
            return Some(Refusal::NoConflict);
        }
        let is_there = sides.iter().any(|place| self.facts()[*place].id == chosen);
        (!is_there).then_some(Refusal::NoSuchRecord)
    }
}
