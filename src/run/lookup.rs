//! What later facts say about an earlier one, found without looking through all of them.

use super::state::Run;
use super::{Event, FactId};

impl Run {
    /// Whether the run was closed when the fact at a place came in its order.
    pub fn was_closed_before(&self, place: usize) -> bool {
        let last = self.closings.iter().rev().find(|closing| **closing < place && self.stands(**closing));
        let event = last.and_then(|closing| self.facts[*closing].event());
        matches!(event, Some(Event::RunClosed { .. }))
    }

    /// Whether a later fact that stands gives a note another text, or an ask another answer in its place.
    pub fn is_amended(&self, place: usize) -> bool {
        let Some(fact) = self.facts.get(place) else { return false };
        let amends_it = |later: &usize| {
            let Some(Event::NoteAmended { amends, .. } | Event::AskAnswered { amends: Some(amends), .. }) =
                self.facts[*later].event()
            else {
                return false;
            };
            *amends == fact.id && *later > place && self.stands(*later)
        };
        match fact.event() {
            Some(Event::NoteAdded { .. } | Event::NoteAmended { .. }) => {
                self.log.amendments.iter().any(|(_, later)| amends_it(later))
            }
            Some(Event::AskAnswered { ask, .. }) => {
                self.ask(ask.as_str()).is_some_and(|ask| ask.facts.iter().any(amends_it))
            }
            Some(_) | None => false,
        }
    }

    /// The number of a piece of evidence, counted from 1 in the order of the run, those undone included.
    pub fn evidence_number(&self, evidence: FactId) -> Option<usize> {
        let place = self.place(evidence)?;
        self.log.evidence.binary_search(&place).ok().map(|n| n + 1)
    }
}
