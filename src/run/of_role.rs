//! Asks that the runbook binds to a role: who holds the role is their answer, so that the two never differ.

use super::state::Run;
use super::{Event, Holding};
use crate::runbook::{Answer, Id};

impl Run {
    /// The same event in the words of the role, where it answers or clears an ask that is bound to one.
    pub fn of_role(&self, event: Event) -> Event {
        let role = event.ask().and_then(|ask| self.book.ask(ask.as_str())?.role.clone());
        let Some(role) = role else { return event };
        let takes_over = self.holding(role.as_str()).map(|held| self.facts[held.since].id);
        if let Event::AskAnswered { value: Answer::Person(name), .. } = &event {
            let person = self.person_called(name.trim()).to_owned();
            Event::RoleGiven { role, person, takes_over }
        } else if let Event::AskCleared { reason, .. } = &event {
            let preset = reason.preset.as_ref().filter(|_| reason.text.is_empty());
            let note = preset.map_or_else(|| reason.text.clone(), ToString::to_string);
            Event::RoleLeft { role, takes_over, note }
        } else {
            event
        }
    }

    /// Answers the asks that are bound to a role. It begins from what their own facts say, so that it may be done
    /// again and again.
    pub(super) fn weigh_roles(&mut self) {
        for n in 0..self.asks.len() {
            let Some(role) = self.book.asks.get(n).and_then(|ask| ask.role.clone()) else { continue };
            self.settle_ask(n);
            if let Some(held) = self.holding(role.as_str()) {
                let answer = self.holder(&held);
                let ask = &mut self.asks[n];
                (ask.answer, ask.decided_by, ask.conflict) = (Some(answer), Some(held.since), false);
            }
        }
    }

    /// Who held the role of an ask before the fact at a place, as an answer.
    pub(super) fn holder_before(&self, ask: &Id, place: usize) -> Option<Answer> {
        let role = self.book.ask(ask.as_str())?.role.as_ref()?;
        self.holding_before(role.as_str(), place).map(|held| self.holder(&held))
    }

    fn holder(&self, held: &Holding) -> Answer {
        Answer::Person(self.display_of(&held.person).to_owned())
    }
}
