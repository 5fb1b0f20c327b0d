//! The moments of a run that its runbook names, and how the wall clock's jumps are taken out again.

use chrono::TimeDelta;

use super::state::Run;
use super::{Event, Fact};
use crate::runbook::{Answer, MomentRef, Stage};
use crate::time::{Moment, Zone};

/// The ask whose answer tells when the organisation became aware; elapsed time counts from it.
pub const AWARENESS_ASK: &str = "aware_at";

impl Run {
    /// When a named moment was, if it was.
    pub fn moment(&self, moment: &MomentRef) -> Option<Moment> {
        match moment {
            MomentRef::Opened => self.opened_at(),
            MomentRef::Closed => self.closed_at(),
            MomentRef::Ask(id) => self.ask(id.as_str())?.answer.as_ref()?.datetime(),
            MomentRef::Step(id) => self.done_at(self.step_place(id.as_str())?),
            MomentRef::Sent(id) => self.all_sent_at(id),
            MomentRef::Met(id) => self.clock_met_at(id.as_str(), None),
            MomentRef::StageEnded(stage) => self.stage_ended(*stage),
        }
    }

    /// When a step was done for the first time since its last reopening: as its ask for that says, else as the
    /// person says, else as it was recorded.
    pub fn done_at(&self, step: usize) -> Option<Moment> {
        let state = &self.steps[step];
        if state.status != super::Status::Done {
            return None;
        }
        let asked = self.in_book(state).and_then(|step| step.done_at.as_ref());
        let told = asked.and_then(|ask| self.ask(ask.as_str())?.answer.as_ref()?.datetime());
        told.or_else(|| self.when(state.decided_by?))
    }

    /// When the step was done that the fact at a place says is done.
    pub fn done_when(&self, place: usize) -> Option<Moment> {
        let step = self.facts.get(place)?.event().and_then(Event::step);
        let step = step.and_then(|step| self.step_place(step.as_str()));
        let decides = step.filter(|step| self.steps[*step].decided_by == Some(place));
        decides.and_then(|step| self.done_at(step)).or_else(|| self.when(place))
    }

    /// When the fact at a place happened: as the person says, else as it was recorded.
    pub fn when(&self, place: usize) -> Option<Moment> {
        let fact = self.facts.get(place)?;
        Some(fact.event().and_then(Event::happened).unwrap_or(fact.at))
    }

    /// When the last step of a stage was settled; none while one is open.
    pub fn stage_ended(&self, stage: Stage) -> Option<Moment> {
        let mut last = None;
        for (n, _) in self.phases().iter().enumerate().filter(|(_, phase)| phase.stage == stage) {
            for &step in self.steps_of(n) {
                if self.is_open(step) {
                    return None;
                }
                last = last.max(self.steps[step].decided_by.and_then(|place| self.done_when(place)));
            }
        }
        last
    }

    /// From when elapsed time counts: awareness where it is known, else the opening.
    pub fn elapsed_from(&self) -> Option<(Moment, bool)> {
        let aware = self.ask(AWARENESS_ASK).and_then(|ask| ask.answer.as_ref()).and_then(Answer::datetime);
        aware.map(|moment| (moment, true)).or_else(|| self.opened_at().map(|moment| (moment, false)))
    }

    /// When the runbook's deadline of a step is; none without one, or while its start is unknown.
    pub fn due_at(&self, step: usize, zone: &Zone) -> Option<Moment> {
        let state = &self.steps[step];
        let in_book = self.in_book(state)?;
        let round = in_book.every.filter(|_| state.status == super::Status::Done);
        if let (Some(every), Some(&last)) = (round, state.rounds.last()) {
            return every.after(self.when(last)?, zone);
        }
        in_book.due?.after(self.moment(&in_book.due_from)?, zone)
    }

    /// When a running step has used up its time budget.
    pub fn target_at(&self, step: usize, zone: &Zone) -> Option<Moment> {
        let state = &self.steps[step];
        let target = self.in_book(state)?.target?;
        let started = state.started?;
        let start = self.facts[started].event().and_then(Event::happened);
        target.after(start.unwrap_or_else(|| self.on_present_clock(started)), zone)
    }

    /// When a fact was recorded, told by the wall clock as it is set now: jumps that came later are added, so
    /// that what runs from it is neither shortened nor stretched by somebody's setting the clock.
    pub fn on_present_clock(&self, place: usize) -> Moment {
        let fact: &Fact = &self.facts[place];
        let jumps = self.log.time_set.iter().filter(|(later, _)| *later > place);
        let seconds = jumps.fold(0_i64, |sum, (_, by)| sum.saturating_add(*by));
        let shift = TimeDelta::try_seconds(seconds).unwrap_or_default();
        fact.at.checked_add_signed(shift).unwrap_or(fact.at)
    }
}
