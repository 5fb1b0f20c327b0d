//! Late facts: those that stand before what a person recorded, though that person could not know of them.
//!
//! A feed that came in late is folded where it belongs; this says how much of it is news.

use std::collections::HashMap;

use super::{Journal, PersonId, Records};
use crate::run::FeedId;

impl<F: Records> Journal<F> {
    /// How many facts came in late for a person: they stand before the last one of this person's, and nothing
    /// that the person has recorded shows that they were taken in.
    pub fn late_for(&self, person: &PersonId) -> usize {
        let is_own = |feed: usize| self.feeds()[feed].name().person == *person;
        let Some(last) = self.order().iter().rposition(|place| is_own(place.feed)) else { return 0 };
        let known = self.known_to(person);
        let is_late = |place: &&super::merge::Place| {
            let (feed, entry) = self.entry(**place);
            known.get(&feed.name().feed).is_none_or(|seq| entry.seq > *seq)
        };
        self.order()[..last].iter().filter(is_late).count()
    }

    /// How far each feed was taken in, by the person's own records and by what those had taken in.
    fn known_to(&self, person: &PersonId) -> HashMap<FeedId, u64> {
        let own = self.feeds().iter().filter(|feed| feed.name().person == *person);
        let mut news: Vec<(FeedId, u64)> = own.map(|feed| (feed.name().feed, u64::MAX)).collect();
        let mut known: HashMap<FeedId, u64> = HashMap::new();
        while let Some((id, upto)) = news.pop() {
            let from = known.get(&id).copied().unwrap_or(0);
            if upto <= from {
                continue;
            }
            known.insert(id, upto);
            let feed = self.feeds().iter().find(|feed| feed.name().feed == id);
            let entries = feed.into_iter().flat_map(|feed| feed.entries());
            let fresh = entries.filter(|entry| entry.seq > from && entry.seq <= upto);
            news.extend(fresh.flat_map(|entry| entry.seen.iter().map(|head| (head.feed, head.seq))));
        }
        known
    }
}
