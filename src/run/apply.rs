//! Applying facts. Total: whatever a fact says, the run takes it in, and what it cannot place has no effect.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::ask_state::{AskState, Row};
use super::state::{Run, stands};
use super::step_state::{Move, StepState};
use super::{Body, Event, Fact, FactId};
use crate::runbook::{Answer, Id, Runbook, Tri};

/// The version of the rules by which a state follows from facts: `rules` in the first record of a feed.
pub const RULES: u32 = 1;

impl Run {
    /// Folds facts, which come in the order of the run, over a runbook.
    pub fn fold(book: Arc<Runbook>, facts: impl IntoIterator<Item = Fact>) -> Self {
        let mut run = Self::new(book);
        run.take_all(facts);
        run.settled()
    }

    /// Applies one more fact, which comes after all others.
    pub fn apply(&mut self, fact: Fact) {
        self.apply_all([fact]);
    }

    /// Applies more facts, which come in order and after all others.
    pub fn apply_all(&mut self, facts: impl IntoIterator<Item = Fact>) {
        self.take_all(facts);
        self.weigh_conditions();
    }

    fn take_all(&mut self, facts: impl IntoIterator<Item = Fact>) {
        let facts = facts.into_iter();
        let (least, most) = facts.size_hint();
        let count = most.unwrap_or(least);
        self.facts.reserve(count);
        self.standing.reserve(count);
        self.by_id.reserve(count);
        for fact in facts {
            self.take_in(fact);
        }
    }

    pub(super) fn settled(mut self) -> Self {
        self.weigh_conditions();
        self
    }

    /// Works out which steps apply. Cheap beside drawing, so it is done whenever facts came in.
    fn weigh_conditions(&mut self) {
        self.weigh_roles();
        let weigh = |step: &StepState| {
            let condition = self.in_book(step).and_then(|step| step.when.as_ref());
            condition.map_or(Tri::True, |condition| condition.evaluate(self))
        };
        self.applies = self.steps.iter().map(weigh).collect();
        self.weigh_rows();
    }

    fn take_in(&mut self, fact: Fact) {
        let Entry::Vacant(slot) = self.by_id.entry(fact.id) else { return };
        let place = *slot.insert(self.facts.len());
        self.standing.push(super::state::Standing::default());
        self.facts.push(fact);
        match &self.facts[place].body {
            Body::Event(_) => {
                self.note_reference(place);
                self.place_event(place);
            }
            Body::Withheld | Body::Unproven(_) => {}
            Body::Unknown(_) => self.log.unknown += 1,
        }
    }

    /// A fact that refers to another person's makes that one impossible to undo.
    fn note_reference(&mut self, place: usize) {
        let event = self.facts[place].event();
        let Some(target) = event.and_then(Event::refers_to).and_then(|id| self.place(id)) else { return };
        let by_another = self.facts[place].by != self.facts[target].by;
        if matches!(event, Some(Event::FactUndone { .. })) {
            let undoable = self.facts[target].event().is_some_and(super::decide::can_be_undone);
            if !by_another && undoable && target < place {
                self.standing[target].undone = true;
                self.resettle(target);
            }
        } else if by_another {
            self.standing[target].relied_on = true;
            self.resettle(target);
        }
    }

    /// Works out anew what follows from a fact whose standing has changed.
    fn resettle(&mut self, place: usize) {
        let Some(event) = self.facts[place].event() else { return };
        if let Some(step) = event.step().and_then(|id| self.step_index.get(id).copied()) {
            self.settle_step(step);
        }
        let ask = self.facts[place].event().and_then(Event::ask).cloned();
        if let Some(ask) = ask.and_then(|id| self.ask_index.get(&id).copied()) {
            self.settle_ask(ask);
        }
        if let Some(Event::StepAdded { step, .. }) = self.facts[place].event() {
            let step = step.clone();
            self.show_added_step(place, &step);
        }
    }

    #[allow(clippy::too_many_lines)] // an arm for each kind
    fn place_event(&mut self, place: usize) {
        let Some(event) = self.facts[place].event() else { return };
        match event {
            Event::RunOpened { .. } => {
                self.opened = self.opened.or(Some(place));
                self.titles.push(place);
            }
            Event::RunTitled { .. } => self.titles.push(place),
            Event::RunClosed { .. } | Event::RunReopened { .. } => self.closings.push(place),
            Event::TimeSet { by } => self.log.time_set.push((place, *by)),
            Event::StepStarted { step, .. } => self.move_step(place, &step.clone(), Move::Started),
            Event::StepDone { step, row, .. } => self.move_rows(place, &step.clone(), *row, Move::Done),
            Event::StepSkipped { step, row, .. } => self.move_rows(place, &step.clone(), *row, Move::Skipped),
            Event::StepNotApplicable { step, row, .. } => {
                self.move_rows(place, &step.clone(), *row, Move::NotApplicable);
            }
            Event::StepBlocked { step, .. } => self.move_step(place, &step.clone(), Move::Blocked),
            Event::StepUnblocked { step, .. } => self.move_step(place, &step.clone(), Move::Unblocked),
            Event::StepReopened { step, row, .. } => {
                self.move_rows(place, &step.clone(), *row, Move::Reopened);
            }
            Event::StepAssigned { step, .. } => {
                self.list_at_step(place, &step.clone(), |step| &mut step.assigned);
            }
            Event::StepSigned { step, .. } => {
                self.list_at_step(place, &step.clone(), |step| &mut step.signed);
            }
            Event::StepAdded { step, phase, behind, .. } => {
                let (step, phase, behind) = (step.clone(), phase.clone(), behind.clone());
                self.add_step(place, step, &phase, behind.as_ref());
            }
            Event::PhaseCompleted { .. } => self.log.completed.push(place),
            Event::AskAnswered { ask, .. }
            | Event::AskCleared { ask, .. }
            | Event::RowAdded { ask, .. }
            | Event::RowChanged { ask, .. }
            | Event::RowRemoved { ask, .. } => self.answer(place, &ask.clone()),
            Event::NoteAdded { step: Some(step), .. } => {
                self.list_at_step(place, &step.clone(), |step| &mut step.notes);
            }
            Event::NoteAmended { amends, .. } => self.log.amendments.push((self.first_note(*amends), place)),
            Event::QuestionRaised { .. } => self.log.questions.push(place),
            Event::QuestionAnswered { answers, .. } => self.log.answers.push((*answers, place)),
            Event::EvidenceAdded(evidence) => {
                let step = evidence.step.clone();
                self.log.evidence.push(place);
                if let Some(step) = step {
                    self.list_at_step(place, &step, |step| &mut step.evidence);
                }
            }
            Event::EvidenceHanded { evidence, .. } => self.log.hand_overs.push((*evidence, place)),
            Event::TimerStarted { .. } => self.log.timers.push(place),
            Event::TimerStopped { timer } => self.log.timers_stopped.push((*timer, place)),
            Event::TimerSnoozed { timer, .. } => self.log.timers_snoozed.push((*timer, place)),
            Event::ClockMet { clock, row, .. } => self.log.clocks_met.push((clock.clone(), *row, place)),
            Event::AlarmAcknowledged { alarm } => self.log.acknowledged.push((alarm.clone(), place)),
            Event::NoticeDrafted { notice, row, .. }
            | Event::NoticeApproved { notice, row, .. }
            | Event::NoticeSent { notice, row, .. }
            | Event::NoticeNotNeeded { notice, row, .. } => {
                self.log.notices.entry((notice.clone(), *row)).or_default().push(place);
            }
            Event::RoleTaken { .. } | Event::RoleGiven { .. } | Event::RoleLeft { .. } => {
                self.log.roles.push(place);
            }
            Event::UpdatePosted { .. } => self.log.updates.push(place),
            Event::HandoverGiven { .. } => self.log.handovers.push(place),
            Event::HandoverConfirmed { handover, .. } => {
                self.log.roles.push(place);
                self.log.confirmed.push((*handover, place));
            }
            Event::ConflictSettled { step, ask, chosen, .. } => {
                let (step, ask, chosen) = (step.clone(), ask.clone(), *chosen);
                self.settle_conflict(place, step, ask, chosen);
            }
            Event::FeedOpened { .. } => self.log.feeds.push(place),
            Event::Checkpoint { upto, .. } => self.log.checkpoints.push((*upto, place)),
            Event::ConsoleLeft { .. }
            | Event::ConsoleReturned { .. }
            | Event::NoteAdded { step: None, .. }
            | Event::DecisionMade { .. }
            | Event::CallMade { .. }
            | Event::FactUndone { .. } => {}
        }
    }

    pub(super) fn move_step(&mut self, place: usize, step: &Id, step_move: Move) {
        if let Some(&n) = self.step_index.get(step) {
            self.steps[n].moves.push((place, step_move));
            self.settle_step(n);
        }
    }

    /// What was chosen comes before, since whoever chose it had it.
    fn settle_conflict(&mut self, place: usize, step: Option<Id>, ask: Option<Id>, chosen: FactId) {
        let Some(chosen) = self.by_id.get(&chosen).copied() else { return };
        if let Some(step) = step {
            self.move_step(place, &step, Move::Settled(chosen));
        }
        if let Some(ask) = ask {
            self.answer(place, &ask);
        }
    }

    pub(super) fn settle_step(&mut self, n: usize) {
        let recurs = self.in_book(&self.steps[n]).is_some_and(|step| step.every.is_some());
        let standing = &self.standing;
        self.steps[n].settle(|place| stands(standing, place), recurs);
    }

    fn list_at_step(&mut self, place: usize, step: &Id, list: impl Fn(&mut StepState) -> &mut Vec<usize>) {
        if let Some(&n) = self.step_index.get(step) {
            list(&mut self.steps[n]).push(place);
        }
    }

    fn add_step(&mut self, place: usize, id: Id, phase: &Id, behind: Option<&Id>) {
        if self.step_index.contains_key(&id) || self.book.phases.is_empty() {
            return;
        }
        let phase = self.book.phases.iter().position(|known| known.id == *phase).unwrap_or(0);
        let n = self.steps.len();
        let mut step = StepState::new(id.clone(), phase);
        step.added_by = Some(place);
        self.steps.push(step);
        self.step_index.insert(id, n);
        let behind = behind.and_then(|id| self.step_index.get(id).copied());
        let order = &mut self.order[phase];
        let at =
            behind.and_then(|n| order.iter().position(|known| *known == n)).map_or(order.len(), |at| at + 1);
        order.insert(at, n);
    }

    /// Takes a step whose adding was undone out of its phase, and puts it back where that had no effect.
    fn show_added_step(&mut self, place: usize, id: &Id) {
        let Some(&n) = self.step_index.get(id).filter(|n| self.steps[**n].added_by == Some(place)) else {
            return;
        };
        let shown = self.stands(place);
        let order = &mut self.order[self.steps[n].phase];
        match order.iter().position(|known| *known == n) {
            Some(at) if !shown => {
                order.remove(at);
            }
            None if shown => order.push(n),
            Some(_) | None => {}
        }
    }

    fn answer(&mut self, place: usize, ask: &Id) {
        if let Some(&n) = self.ask_index.get(ask) {
            self.asks[n].facts.push(place);
            self.take_answer(n, place);
        }
    }

    pub(super) fn settle_ask(&mut self, n: usize) {
        let mut blank = AskState::new(self.asks[n].id.clone());
        blank.facts = std::mem::take(&mut self.asks[n].facts);
        let facts = blank.facts.clone();
        self.asks[n] = blank;
        for place in facts.into_iter().filter(|place| self.stands(*place)).collect::<Vec<_>>() {
            self.take_answer(n, place);
        }
    }

    fn take_answer(&mut self, n: usize, place: usize) {
        let chosen = self.chosen_answer(place);
        let fact = &self.facts[place];
        let ask = &mut self.asks[n];
        match fact.event() {
            // Rows that are there say more than that there is none.
            Some(Event::AskAnswered { value: Answer::NoRows(_), .. }) if !ask.rows.is_empty() => {}
            Some(Event::AskAnswered { value, amends, .. }) => {
                let previous = ask.decided_by.map(|place| self.facts[place].id);
                let side_by_side = ask.answer.is_some() && *amends != previous;
                ask.conflict = side_by_side && ask.answer.as_ref() != Some(value);
                ask.answer = Some(value.clone());
                ask.decided_by = Some(place);
            }
            Some(Event::ConflictSettled { .. }) => {
                if let Some(chosen) = chosen
                    && let Some(Event::AskAnswered { value, .. }) = self.facts[chosen].event()
                {
                    ask.answer = Some(value.clone());
                    ask.conflict = false;
                    ask.decided_by = Some(chosen);
                }
            }
            Some(Event::AskCleared { .. }) => {
                ask.answer = None;
                ask.conflict = false;
                ask.decided_by = Some(place);
            }
            Some(Event::RowAdded { cells, .. }) => {
                ask.rows.push(Row { id: fact.id, cells: cells.clone() });
                // That the table has none is no longer so.
                if matches!(ask.answer, Some(Answer::NoRows(_))) {
                    (ask.answer, ask.conflict, ask.decided_by) = (None, false, None);
                }
            }
            Some(Event::RowChanged { row, cells, .. }) => {
                if let Some(known) = ask.rows.iter_mut().find(|known| known.id == *row) {
                    known.cells.extend(cells.clone());
                }
            }
            Some(Event::RowRemoved { row, .. }) => ask.rows.retain(|known| known.id != *row),
            Some(_) | None => {}
        }
    }

    /// The answer that the fact at a place says to stand, if that one stands.
    fn chosen_answer(&self, place: usize) -> Option<usize> {
        let Some(Event::ConflictSettled { chosen, .. }) = self.facts[place].event() else { return None };
        self.by_id.get(chosen).copied().filter(|chosen| self.stands(*chosen))
    }

    /// The note at the beginning of a line of amendments.
    fn first_note(&self, amends: FactId) -> FactId {
        let known = self.log.amendments.iter().find(|(_, place)| self.facts[*place].id == amends);
        known.map_or(amends, |(first, _)| *first)
    }
}
