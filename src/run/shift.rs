//! Who is on: the people of a run, who holds which role, and the shifts that were handed over.

use super::state::Run;
use super::{Event, Fact, FactId};
use crate::runbook::Id;
use crate::time::Moment;

/// The role whose holder is always on screen.
pub const LEAD_ROLE: &str = "lead";

/// Who holds a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// As in records' `by` where the run knows the person, else as they are called.
    pub person: String,
    /// The fact by which they hold it, by its place.
    pub since: usize,
    /// Somebody took it without knowing that another one had.
    pub conflict: bool,
}

impl Run {
    /// Everybody who wrote here, with the name that they go by, in the order in which they came.
    pub fn people(&self) -> Vec<(&str, &str)> {
        let mut people: Vec<(&str, &str)> = Vec::new();
        for &place in &self.log.feeds {
            if let Some(Event::FeedOpened { writer, .. }) = self.facts[place].event() {
                let name = if writer.display.trim().is_empty() { &writer.person } else { &writer.display };
                match people.iter_mut().find(|(id, _)| *id == writer.person) {
                    Some(known) => known.1 = name,
                    None => people.push((&writer.person, name)),
                }
            }
        }
        people
    }

    /// The person whom a name means: by id, else by the name that they go by; else nobody whom the run knows.
    pub fn person_called<'a>(&'a self, name: &'a str) -> &'a str {
        let people = self.people();
        let by_id = people.iter().find(|(id, _)| *id == name);
        by_id.or_else(|| people.iter().find(|(_, display)| *display == name)).map_or(name, |(id, _)| *id)
    }

    /// The name that a person goes by.
    pub fn display_of<'a>(&'a self, person: &'a str) -> &'a str {
        let wrote = self.log.feeds.iter().rev().filter_map(|place| self.facts[*place].event());
        let mut names = wrote.filter_map(|event| {
            let Event::FeedOpened { writer, .. } = event else { return None };
            (writer.person == person).then_some(writer.display.as_str())
        });
        names.find(|name| !name.trim().is_empty()).unwrap_or(person)
    }

    /// Who holds a role now.
    pub fn holding(&self, role: &str) -> Option<Holding> {
        self.holding_before(role, self.facts.len())
    }

    /// Who held a role before the fact at a place.
    pub(super) fn holding_before(&self, role: &str, end: usize) -> Option<Holding> {
        let mut held: Option<Holding> = None;
        for &place in self.log.roles.iter().filter(|place| **place < end && self.stands(**place)) {
            let fact = &self.facts[place];
            let known = |holding: &Holding| self.facts[holding.since].id;
            match fact.event() {
                Some(Event::RoleTaken { role: of, takes_over }) if of.as_str() == role => {
                    held = Some(self.passed(held.as_ref(), &fact.by, place, *takes_over));
                }
                Some(Event::RoleGiven { role: of, person, takes_over }) if of.as_str() == role => {
                    held = Some(self.passed(held.as_ref(), person, place, *takes_over));
                }
                // Who lays down what another one has taken meanwhile lays down nothing.
                Some(Event::RoleLeft { role: of, takes_over, .. }) if of.as_str() == role => {
                    held = held.filter(|holding| takes_over.is_some_and(|id| id != known(holding)));
                }
                Some(Event::HandoverConfirmed { handover, .. }) => {
                    if self.passes_on(*handover, place, role, held.as_ref()) {
                        let person = fact.by.to_string();
                        held = Some(Holding { person, since: place, conflict: false });
                    }
                }
                Some(_) | None => {}
            }
        }
        held
    }

    fn passed(
        &self,
        before: Option<&Holding>,
        person: &str,
        place: usize,
        takes_over: Option<FactId>,
    ) -> Holding {
        let person = self.person_called(person).to_owned();
        let unknown = |before: &Holding| {
            takes_over != Some(self.facts[before.since].id) && self.person_called(&before.person) != person
        };
        Holding { conflict: before.is_some_and(unknown), person, since: place }
    }

    /// Whether a role passes by the confirming of a handover: it is named there, it is the first confirming,
    /// and who handed over has it still, or nobody has.
    fn passes_on(&self, handover: FactId, confirmed: usize, role: &str, held: Option<&Holding>) -> bool {
        let Some(given) = self.place(handover).filter(|place| self.stands(*place)) else { return false };
        let Some(Event::HandoverGiven { roles, .. }) = self.facts[given].event() else { return false };
        let is_first = self.confirming(handover).is_none_or(|first| first == confirmed);
        let by = self.person_called(&self.facts[given].by);
        let is_givers = held.is_none_or(|held| self.person_called(&held.person) == by);
        is_first && is_givers && roles.iter().any(|named| named.as_str() == role)
    }

    /// The roles that a person holds, in the order of the runbook.
    pub fn roles_of(&self, person: &str) -> Vec<&Id> {
        let person = self.person_called(person);
        let holds = |role: &&Id| {
            self.holding(role.as_str()).is_some_and(|held| self.person_called(&held.person) == person)
        };
        self.book.roles.iter().map(|role| &role.id).filter(holds).collect()
    }

    /// The shifts that were handed over, in order.
    pub fn handovers(&self) -> impl DoubleEndedIterator<Item = &Fact> {
        self.log.handovers.iter().filter(|place| self.stands(**place)).map(|&place| &self.facts[place])
    }

    /// The place of the fact by which a handover was confirmed first.
    pub fn confirming(&self, handover: FactId) -> Option<usize> {
        let of = |(id, place): &&(FactId, usize)| *id == handover && self.stands(*place);
        self.log.confirmed.iter().find(of).map(|(_, place)| *place)
    }

    /// The handover that nobody has confirmed: the last that was given, since it says all that an earlier one did.
    pub fn waiting_handover(&self) -> Option<&Fact> {
        self.handovers().next_back().filter(|fact| self.confirming(fact.id).is_none() && !self.is_closed())
    }

    /// When the present shift began: with the last handover that was confirmed, else with the run.
    pub fn shift_began(&self) -> Option<Moment> {
        let confirmed =
            self.log.confirmed.iter().map(|(_, place)| *place).filter(|place| self.stands(*place));
        confirmed.max().map(|place| self.facts[place].at).or_else(|| self.opened_at())
    }
}
