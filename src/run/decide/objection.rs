//! What makes an event untrue: each kind of event against the run as it is.

use super::super::refusal::Refusal;
use super::super::state::Run;
use super::super::step_state::Status;
use super::super::{Event, FactId, StepState};
use super::{Proposer, can_be_undone};
use crate::runbook::{Answer, Cells, Id};

impl Run {
    #[allow(clippy::too_many_lines)] // an arm for each kind
    pub(super) fn objection_of_kind(&self, who: Proposer<'_>, event: &Event) -> Option<Refusal> {
        if let Some(row) = event.step_row() {
            return self.objection_to_row(event, row);
        }
        match event {
            Event::StepStarted { step, .. } => self.at_step(step, |state| match state.status {
                Status::Running => Some(Refusal::AlreadyRunning),
                Status::Done if self.recurs(state) => None,
                Status::Done | Status::Skipped | Status::NotApplicable => Some(Refusal::AlreadySettled),
                Status::Open | Status::Blocked => None,
            }),
            Event::StepDone { step, .. } => self.at_step(step, |state| {
                let again = state.status == Status::Done && self.recurs(state);
                (state.status.is_settled() && !again).then_some(Refusal::AlreadySettled)
            }),
            Event::StepSkipped { step, .. } | Event::StepNotApplicable { step, .. } => {
                self.at_step(step, |state| state.status.is_settled().then_some(Refusal::AlreadySettled))
            }
            Event::StepBlocked { step, .. } => self.at_step(step, |state| match state.status {
                Status::Blocked => Some(Refusal::AlreadyBlocked),
                Status::Done | Status::Skipped | Status::NotApplicable => Some(Refusal::AlreadySettled),
                Status::Open | Status::Running => None,
            }),
            Event::StepUnblocked { step, .. } => {
                self.at_step(step, |state| (state.status != Status::Blocked).then_some(Refusal::NotBlocked))
            }
            Event::StepReopened { step, .. } => {
                self.at_step(step, |state| (!state.status.is_settled()).then_some(Refusal::NotSettled))
            }
            Event::StepAssigned { step, .. } => self.at_step(step, |_| None),
            Event::StepAdded { step, title, .. } => {
                self.step(step.as_str()).map(|_| Refusal::StepExists).or_else(|| blank(&[title]))
            }
            Event::PhaseCompleted { phase, .. } => match self.phase_place(phase) {
                None => Some(Refusal::NoSuchPhase),
                Some(place) => self.completed(place).map(|_| Refusal::PhaseCalled),
            },
            Event::StepSigned { step, done_of, .. } => {
                self.at_step(step, |state| self.signing(who, state, *done_of))
            }
            Event::AskAnswered { ask, value, .. } => self.answering(ask, value),
            Event::AskCleared { ask, .. } => match self.ask(ask.as_str()) {
                None => Some(Refusal::NoSuchAsk),
                Some(state) => state.answer.is_none().then_some(Refusal::NotAnswered),
            },
            Event::RowAdded { ask, cells } => {
                self.row(ask, None, Some(cells)).or_else(|| cells.is_empty().then_some(Refusal::Empty))
            }
            Event::RowChanged { ask, row, cells } => self.row(ask, Some(*row), Some(cells)),
            Event::RowRemoved { ask, row, .. } => self.row(ask, Some(*row), None),
            Event::RunTitled { title } => blank(&[title]),
            Event::RunReopened { .. } => (!self.is_closed()).then_some(Refusal::RunOpen),
            Event::NoteAdded { text, .. }
            | Event::QuestionRaised { text, .. }
            | Event::UpdatePosted { changed: text, .. }
            | Event::HandoverGiven { text, .. } => blank(&[text]),
            Event::NoteAmended { amends: id, text } | Event::QuestionAnswered { answers: id, text } => {
                blank(&[text]).or_else(|| self.missing(*id))
            }
            Event::DecisionMade { question, choice, decided_by, .. } => {
                blank(&[question, choice, decided_by])
            }
            Event::CallMade { whom, reached: false, .. } => blank(&[whom]),
            Event::CallMade { whom, said, .. } => blank(&[whom, said]),
            Event::EvidenceAdded(evidence) => blank(&[&evidence.name]),
            Event::EvidenceHanded { evidence, to, .. } => blank(&[to]).or_else(|| self.missing(*evidence)),
            Event::TimerStarted { runs, .. } => (*runs == 0).then_some(Refusal::Empty),
            Event::TimerStopped { timer } => {
                let stopped = |(of, n): &(FactId, usize)| of == timer && self.stands(*n);
                let over = self.missing(*timer).is_some() || self.log.timers_stopped.iter().any(stopped);
                over.then_some(Refusal::NotRunning)
            }
            Event::NoticeDrafted { .. }
            | Event::NoticeApproved { .. }
            | Event::NoticeSent { .. }
            | Event::NoticeNotNeeded { .. } => self.objection_to_notice(who, event),
            Event::TimerSnoozed { timer, by } => {
                (*by == 0 || !self.is_timer_running(*timer)).then_some(Refusal::NotRunning)
            }
            Event::RoleTaken { role, .. } => self.role_passing(role, who.person),
            Event::RoleGiven { role, person, .. } => {
                blank(&[person]).or_else(|| self.role_passing(role, person))
            }
            Event::RoleLeft { role, .. } => {
                self.holding(role.as_str()).is_none().then_some(Refusal::NobodyHolds)
            }
            Event::HandoverConfirmed { handover, .. } => self
                .missing(*handover)
                .or_else(|| self.confirming(*handover).map(|_| Refusal::AlreadyConfirmed)),
            Event::ConflictSettled { step, ask, chosen, .. } => {
                self.choosing(step.as_ref(), ask.as_ref(), *chosen)
            }
            Event::ClockMet { clock, row, evidence, to, .. } => {
                self.meeting(clock, *row).or_else(|| blank(&[to])).or_else(|| self.missing((*evidence)?))
            }
            Event::FactUndone { undoes } => self.undoing(who, *undoes),
            Event::FeedOpened { .. }
            | Event::RunOpened { .. }
            | Event::RunClosed { .. }
            | Event::ConsoleLeft { .. }
            | Event::ConsoleReturned { .. }
            | Event::TimeSet { .. }
            | Event::Checkpoint { .. }
            | Event::AlarmAcknowledged { .. } => None,
        }
    }

    fn at_step(&self, step: &Id, objection: impl Fn(&StepState) -> Option<Refusal>) -> Option<Refusal> {
        self.step(step.as_str()).map_or(Some(Refusal::NoSuchStep), objection)
    }

    fn role_passing(&self, role: &Id, to: &str) -> Option<Refusal> {
        if self.book.role(role.as_str()).is_none() {
            return Some(Refusal::NoSuchRole);
        }
        let held = self.holding(role.as_str())?;
        let is_theirs = self.person_called(&held.person) == self.person_called(to);
        (is_theirs && !held.conflict).then_some(Refusal::AlreadyHolds)
    }

    /// Whether a step comes due again after it is done.
    pub fn recurs(&self, step: &StepState) -> bool {
        self.in_book(step).is_some_and(|step| step.every.is_some())
    }

    fn signing(&self, who: Proposer<'_>, state: &StepState, done_of: FactId) -> Option<Refusal> {
        let done = state.decided_by.filter(|n| state.status == Status::Done && self.facts[*n].id == done_of);
        let Some(done) = done else { return Some(Refusal::NotDone) };
        let of_rows = self.step_place(state.id.as_str()).is_some_and(|n| self.did_a_row(n, who.person));
        if self.facts[done].by.as_ref() == who.person || of_rows {
            return Some(Refusal::OwnWork);
        }
        let mine = |n: usize| self.facts[n].by.as_ref() == who.person;
        self.signatures(state).any(mine).then_some(Refusal::AlreadySigned)
    }

    fn answering(&self, ask: &Id, value: &Answer) -> Option<Refusal> {
        let (Some(state), Some(known)) = (self.ask(ask.as_str()), self.book.ask(ask.as_str())) else {
            return Some(Refusal::NoSuchAsk);
        };
        if !known.kind.takes(value) {
            return Some(Refusal::WrongValue);
        }
        if matches!(value, Answer::NoRows(_)) && !state.rows.is_empty() {
            return Some(Refusal::HasRows);
        }
        (state.answer.as_ref() == Some(value)).then_some(Refusal::SameAnswer)
    }

    fn row(&self, ask: &Id, row: Option<FactId>, cells: Option<&Cells>) -> Option<Refusal> {
        let (Some(state), Some(known)) = (self.ask(ask.as_str()), self.book.ask(ask.as_str())) else {
            return Some(Refusal::NoSuchAsk);
        };
        if row.is_some_and(|row| !state.rows.iter().any(|known| known.id == row)) {
            return Some(Refusal::NoSuchRecord);
        }
        cells.is_some_and(|cells| !known.kind.takes_cells(cells)).then_some(Refusal::WrongValue)
    }

    /// Whether there is such a clock, of such a row.
    fn meeting(&self, clock: &str, row: Option<FactId>) -> Option<Refusal> {
        let Some(place) = self.clock_place(clock) else { return Some(Refusal::NoSuchClock) };
        match (self.book.clocks[place].each.is_some(), row) {
            (false, None) => None,
            (true, Some(row)) => self.clock_row(place, row).is_none().then_some(Refusal::NoSuchRecord),
            (true, None) | (false, Some(_)) => Some(Refusal::NoSuchRecord),
        }
    }

    fn missing(&self, id: FactId) -> Option<Refusal> {
        self.place(id).is_none_or(|n| !self.stands(n)).then_some(Refusal::NoSuchRecord)
    }

    fn undoing(&self, who: Proposer<'_>, undoes: FactId) -> Option<Refusal> {
        let Some(place) = self.place(undoes).filter(|n| self.stands(*n)) else {
            return Some(Refusal::NoSuchRecord);
        };
        let fact = &self.facts[place];
        if !fact.event().is_some_and(can_be_undone) {
            Some(Refusal::CannotUndo)
        } else if fact.by.as_ref() != who.person {
            Some(Refusal::NotYours)
        } else {
            self.standing[place].relied_on.then_some(Refusal::ReliedOn)
        }
    }
}

pub(super) fn blank(texts: &[&String]) -> Option<Refusal> {
    texts.iter().any(|text| text.trim().is_empty()).then_some(Refusal::Empty)
}
