//! What was left behind: steps that somebody went past, and why they are not simply done.
//!
//! Nothing here keeps anybody from going on. It is what comes back to be looked at before a phase, a stage or
//! the run is called complete.

use super::event::{Deviation, Event};
use super::state::Run;
use super::step_state::Status;
use super::{StepState, Unmet};
use crate::runbook::{Id, Mode, RequiredBy, Tri};

/// Why a step is left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nobody has settled it, and its phase is over.
    Open,
    /// Work has gone past it, since it is not proposed until it is known whether it applies.
    Undecided,
    Blocked,
    /// It was skipped, or a row of it was.
    Skipped,
    /// It was done against a demand of the runbook that is still not met.
    Lacking(Unmet),
}

/// A step that was left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// By its place in [`Run::steps`].
    pub step: usize,
    pub why: Left,
}

impl Run {
    /// What is left behind now, in the order in which the steps are worked, and last what waits to be decided. A phase
    /// is over once it was called complete, or work has begun in a later one.
    pub fn left_behind(&self) -> Vec<LeftBehind> {
        let begun = |phase: &usize| self.steps_of(*phase).iter().any(|n| self.has_begun(*n));
        let reached = (0..self.phases().len()).rev().find(begun).unwrap_or(0);
        let mut left = self.left_in(|_| true, |phase| phase < reached || self.completed(phase).is_some());
        left.sort_by_key(|left| left.why == Left::Undecided);
        left
    }

    /// What is left behind of a phase once it is called complete; of its whole stage where the stage ends with it.
    pub fn left_of_phase(&self, phase: usize) -> Vec<LeftBehind> {
        let ends = self.ends_stage(phase);
        let stage = self.phases().get(phase).map(|phase| phase.stage);
        let counts =
            |n: usize| n == phase || (ends && self.phases().get(n).map(|phase| phase.stage) == stage);
        self.left_in(counts, |_| true)
    }

    /// What is left behind if the run is closed now.
    pub fn left_at_closing(&self) -> Vec<LeftBehind> {
        self.left_in(|_| true, |_| true)
    }

    /// Whether no step of the stage of a phase is open any more.
    pub fn ends_stage(&self, phase: usize) -> bool {
        let Some(stage) = self.phases().get(phase).map(|phase| phase.stage) else { return false };
        let phases = self.phases().iter().enumerate().filter(|(_, phase)| phase.stage == stage);
        phases.flat_map(|(n, _)| self.steps_of(n)).all(|n| !self.is_open(*n))
    }

    /// The fact that called a phase complete, unless something has been opened or done in it since.
    pub fn completed(&self, phase: usize) -> Option<usize> {
        let id = &self.phases().get(phase)?.id;
        let calls = self.log.completed.iter().rev().filter(|place| self.stands(**place));
        let mut of_it = calls.filter_map(|place| match self.facts[*place].event() {
            Some(Event::PhaseCompleted { phase, open, .. }) if phase == id => Some((*place, open)),
            Some(_) | None => None,
        });
        let (place, open) = of_it.next()?;
        let is_settled = |n: &usize| {
            let state = &self.steps[*n];
            let listed = open.contains(&state.id);
            listed || (!self.is_open(*n) && state.decided_by.is_none_or(|decided| decided < place))
        };
        self.steps_of(phase).iter().all(is_settled).then_some(place)
    }

    /// Whether a phase is to be called complete: nothing in it is proposed any more, nobody has called it, and there is
    /// something to say or to look at: it is confirmed as a whole, has words to be said aloud, or leaves
    /// something behind.
    pub fn wants_call(&self, phase: usize) -> bool {
        let Some(known) = self.phases().get(phase) else { return false };
        let steps = self.steps_of(phase);
        let is_over = steps.iter().any(|n| self.has_begun(*n)) && steps.iter().all(|n| !self.is_proposed(*n));
        is_over
            && self.completed(phase).is_none()
            && (known.mode == Mode::DoConfirm
                || known.pause.is_some()
                || !self.left_of_phase(phase).is_empty())
    }

    /// The place of the phase of an id.
    pub(super) fn phase_place(&self, id: &Id) -> Option<usize> {
        self.phases().iter().position(|phase| phase.id == *id)
    }

    /// The steps of a phase that are open, and those that were skipped.
    pub(super) fn open_and_skipped(&self, phase: usize) -> (Vec<usize>, Vec<usize>) {
        let steps = self.steps_of(phase).iter().copied();
        let open = steps.clone().filter(|n| self.is_open(*n)).collect();
        let skipped = steps.filter(|n| self.steps[*n].status == Status::Skipped).collect();
        (open, skipped)
    }

    fn has_begun(&self, step: usize) -> bool {
        self.steps[step].decided_by.is_some()
    }

    fn left_in(&self, counts: impl Fn(usize) -> bool, is_over: impl Fn(usize) -> bool) -> Vec<LeftBehind> {
        let phases = (0..self.phases().len()).filter(|phase| counts(*phase));
        phases
            .flat_map(|phase| {
                let over = is_over(phase);
                let steps = self.steps_of(phase).iter();
                steps.filter_map(move |&step| Some(LeftBehind { step, why: self.left(step, over)? }))
            })
            .collect()
    }

    /// Whether work has begun behind a step that waits until its condition is known.
    fn is_passed_by(&self, step: usize) -> bool {
        let state = &self.steps[step];
        let waits = state.status == Status::Open && self.is_open(step) && !self.is_proposed(step);
        let later = self.steps_of(state.phase).iter().skip_while(|n| **n != step).skip(1);
        waits && later.into_iter().any(|n| self.has_begun(*n) || self.steps[*n].status == Status::Running)
    }

    fn left(&self, step: usize, is_over: bool) -> Option<Left> {
        let state = &self.steps[step];
        match state.status {
            Status::Skipped => Some(Left::Skipped),
            Status::NotApplicable => None,
            Status::Done if state.skipped_rows().next().is_some() => Some(Left::Skipped),
            Status::Done => self.lacking(step, is_over).map(Left::Lacking),
            Status::Blocked | Status::Open | Status::Running if self.applies(step) == Tri::False => None,
            Status::Blocked => Some(Left::Blocked),
            Status::Open | Status::Running if is_over => Some(Left::Open),
            Status::Open | Status::Running => self.is_passed_by(step).then_some(Left::Undecided),
        }
    }

    /// The first demand that a done step was done against and that is not met to this day. That a confirmation
    /// is missing counts once the phase is over.
    fn lacking(&self, step: usize, is_over: bool) -> Option<Unmet> {
        let state = &self.steps[step];
        let in_book = self.in_book(state)?;
        let is_missing = |id: &Id| {
            let ask = self.book.ask(id.as_str());
            ask.is_some_and(|ask| {
                matches!(&ask.required_by, Some(RequiredBy::Step(of)) if *of == state.id)
                    && ask.when.as_ref().is_none_or(|when| when.evaluate(self) != Tri::False)
                    && !self.ask(ask.id.as_str()).is_some_and(super::AskState::is_answered)
            })
        };
        if self.misses_evidence(step) {
            Some(Unmet::Evidence)
        } else if in_book.asks.iter().any(is_missing) {
            Some(Unmet::Asks)
        } else if self.went_against(state, Unmet::Order) && self.open_before(step).next().is_some() {
            Some(Unmet::Order)
        } else if is_over && self.misses_signature(state) {
            Some(Unmet::SignOff)
        } else {
            None
        }
    }

    /// Whether a step was begun or done against a demand of the runbook.
    fn went_against(&self, state: &StepState, demand: Unmet) -> bool {
        let facts = state.started.into_iter().chain(state.settled_by());
        let deviations = facts.filter_map(|place| self.facts[place].event().and_then(Event::deviation));
        deviations.into_iter().any(|deviation: &Deviation| deviation.unmet.contains(&demand))
    }
}
