//! The runbook's demands, and which of them an event would set aside.

use super::super::state::Run;
use super::super::step_state::Status;
use super::super::{AskState, Event, FactId, StepState, Unmet};
use super::Proposer;
use crate::runbook::{EvidenceRule, Id, RequiredBy, Tri};

impl Run {
    /// The runbook's demands that an event would set aside.
    pub(super) fn unmet(&self, who: Proposer<'_>, event: &Event) -> Vec<Unmet> {
        let mut unmet = Vec::new();
        let mut demand = |demand: Unmet, is_unmet: bool| unmet.extend(is_unmet.then_some(demand));
        let place = event.step().and_then(|id| self.step_place(id.as_str()));
        if let Event::RunClosed { .. } = event {
            demand(Unmet::OpenSteps, (0..self.steps.len()).any(|n| self.is_open(n)));
            demand(Unmet::SignOff, self.steps.iter().any(|step| self.misses_signature(step)));
            demand(Unmet::Asks, self.missing_asks(|_| true).next().is_some());
        } else if let Event::NoticeApproved { notice, draft_of, .. } = event {
            unmet = self.unmet_of_approval(who.person, notice, *draft_of);
        } else if let Event::NoticeSent { notice, row, draft_of, .. } = event {
            demand(Unmet::Approval, self.misses_approval(notice, *row, *draft_of));
        } else if let Event::PhaseCompleted { phase, .. } = event {
            let steps = self.phase_place(phase).map_or(&[][..], |place| self.steps_of(place));
            demand(Unmet::OpenSteps, steps.iter().any(|n| self.is_proposed(*n)));
        } else if let (Event::StepStarted { .. }, Some(n)) = (event, place) {
            demand(Unmet::Order, self.open_before(n).next().is_some());
            demand(Unmet::Applicable, self.applies(n) == Tri::False);
        } else if let (Event::StepDone { row: Some(row), .. }, Some(n)) = (event, place) {
            unmet = self.unmet_of_row(n, *row, who.pending);
        } else if let (Event::StepDone { .. }, Some(n)) = (event, place) {
            // What was set aside when the step began need not be explained twice.
            let begins = self.steps[n].status != Status::Running;
            demand(Unmet::Order, begins && self.open_before(n).next().is_some());
            demand(Unmet::Applicable, begins && self.applies(n) == Tri::False);
            demand(Unmet::Evidence, self.misses_evidence(n));
            demand(Unmet::Asks, self.asks_due_with(n).next().is_some());
        } else if let (Event::StepSkipped { .. } | Event::StepNotApplicable { .. }, Some(n)) = (event, place)
        {
            demand(Unmet::Must, self.in_book(&self.steps[n]).is_some_and(|step| step.must));
            // With the last row the step is done, if another row was.
            let is_done = self.steps[n].rows.iter().any(|row| row.status == Status::Done);
            if let Some(row) = event.step_row().filter(|_| is_done) {
                unmet.extend(self.unmet_of_last_row(n, row, who.pending));
            }
        }
        unmet
    }

    /// The steps that the runbook puts before this one and that are still open.
    pub fn open_before(&self, step: usize) -> impl Iterator<Item = usize> {
        let after: &[Id] = self.in_book(&self.steps[step]).map_or(&[], |step| &step.after);
        after.iter().filter_map(|id| self.step_place(id.as_str())).filter(|n| self.is_open(*n))
    }

    /// Whether a step wants evidence and has none.
    pub fn misses_evidence(&self, step: usize) -> bool {
        let state = &self.steps[step];
        let wanted = self.in_book(state).is_some_and(|step| step.evidence == EvidenceRule::Required);
        wanted && !state.evidence.iter().any(|place| self.stands(*place))
    }

    /// Whether a done step lacks a confirmation that the runbook wants.
    pub fn misses_signature(&self, step: &StepState) -> bool {
        let wanted = self.in_book(step).map_or(0, |step| step.sign_off) as usize;
        step.status == Status::Done && self.signatures(step).count() < wanted
    }

    /// What an approval of a version by this person would set aside.
    pub(super) fn unmet_of_approval(&self, person: &str, notice: &Id, draft: FactId) -> Vec<Unmet> {
        let role = self.book.notice(notice.as_str()).and_then(|notice| notice.approve.as_ref());
        let lacks_role = role.is_some_and(|role| !self.roles_of(person).contains(&role));
        let is_drafter = self.fact(draft).is_some_and(|draft| draft.by.as_ref() == person);
        let demands = [(Unmet::Role, lacks_role), (Unmet::SecondPerson, is_drafter)];
        demands.into_iter().filter(|(_, is_unmet)| *is_unmet).map(|(demand, _)| demand).collect()
    }

    /// Whether a notice wants an approval that this version of it has not.
    pub fn misses_approval(&self, notice: &Id, row: Option<FactId>, draft: Option<FactId>) -> bool {
        let wanted = self.book.notice(notice.as_str()).is_some_and(|notice| notice.approve.is_some());
        wanted && !draft.is_some_and(|draft| self.is_approved(notice, row, draft))
    }

    /// Asks that nobody has answered, though they apply and are required by some time.
    pub fn missing_asks<'a>(&'a self, by: impl Fn(&RequiredBy) -> bool + 'a) -> impl Iterator<Item = &'a Id> {
        let missing = move |ask: &&crate::runbook::Ask| {
            ask.required_by.as_ref().is_some_and(&by)
                && ask.when.as_ref().is_none_or(|when| when.evaluate(self) != Tri::False)
                && !self.ask(ask.id.as_str()).is_some_and(AskState::is_answered)
        };
        self.book.asks.iter().filter(missing).map(|ask| &ask.id)
    }

    /// Asks that must be answered before a step is done: its own, and those of the phase or stage that ends
    /// with it.
    pub fn asks_due_with(&self, step: usize) -> impl Iterator<Item = &Id> {
        let this = &self.steps[step];
        let phase = &self.book.phases[this.phase];
        let ends = |phases: &dyn Fn(usize) -> bool| {
            let others = (0..self.steps.len()).filter(move |n| *n != step);
            others.filter(|n| phases(self.steps[*n].phase)).all(|n| !self.is_open(n))
        };
        let ends_phase = ends(&|n| n == this.phase);
        let ends_stage = ends_phase && ends(&|n| self.book.phases[n].stage == phase.stage);
        self.missing_asks(move |required| match required {
            RequiredBy::Step(id) => *id == this.id,
            RequiredBy::Phase(id) => ends_phase && *id == phase.id,
            RequiredBy::Stage(stage) => ends_stage && *stage == phase.stage,
            RequiredBy::Closed => false,
        })
    }
}
