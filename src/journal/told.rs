//! A feed that was read for its facts: they and the chain are held, and none of its bytes.
//!
//! A long run is shown from this. Nothing of it is hashed, so it says nothing of whether the feed was changed.

use std::collections::BTreeSet;
use std::iter::Flatten;
use std::ops::Deref;
use std::vec;

use super::merge::Place;
use super::{Chain, Feed, FeedName, Journal, Records, parallel};
use crate::run::{Fact, FactId};

/// A feed's chain, and the fact of each record, where it is one.
#[derive(Clone, Debug)]
pub struct Told {
    /// Without the bytes of whole lines.
    feed: Feed,
    /// In pieces, as they were read, so that what was handed on of them is soon let go of. Each with the place of its
    /// first record.
    facts: Vec<(usize, Piece)>,
}

/// The facts of some records, where they are any.
type Piece = Vec<Option<Fact>>;

impl Told {
    /// A feed of which nothing was read yet.
    pub fn new(name: FeedName) -> Self {
        Self { feed: Feed::read(name, Vec::new()), facts: Vec::new() }
    }

    /// Reads the bytes that follow those that were read.
    pub fn extend(&mut self, more: &[u8]) {
        let known = self.feed.entries().len();
        self.feed.extend(more);
        let feed = &self.feed;
        let piece = parallel::map(&feed.entries()[known..], |entry| feed.fact(entry));
        if !piece.is_empty() {
            self.facts.push((known, piece));
        }
        self.feed.let_go();
    }
}

impl Deref for Told {
    type Target = Chain;

    fn deref(&self) -> &Chain {
        &self.feed
    }
}

impl Records for Told {
    fn refers_to(&self, place: usize) -> Option<FactId> {
        let behind = self.facts.partition_point(|(first, _)| *first <= place);
        let (first, piece) = self.facts.get(behind.checked_sub(1)?)?;
        piece.get(place - first)?.as_ref()?.event()?.refers_to()
    }
}

impl Journal<Told> {
    /// Merges feeds that all name one run; nothing where they do not, since hashes have to say then which it is.
    pub fn told(feeds: Vec<Told>) -> Option<Self> {
        let runs: BTreeSet<_> = feeds.iter().flat_map(|feed| feed.entries()).map(|entry| entry.run).collect();
        let run = runs.first().copied().filter(|_| runs.len() == 1)?;
        Some(Self::of(feeds, Some(run)))
    }

    /// Hands on every fact in order.
    pub fn into_facts(self) -> impl Iterator<Item = Fact> {
        let (feeds, order) = self.into_parts();
        let mut rest: Vec<Rest> = feeds.into_iter().map(|feed| Rest::of(feed.facts)).collect();
        order.into_iter().filter_map(move |Place { feed, entry }| rest[feed].take(entry))
    }
}

/// The facts of a feed that were not yet handed on.
struct Rest {
    facts: Flatten<vec::IntoIter<Piece>>,
    /// The place of the first of them.
    at: usize,
}

impl Rest {
    fn of(facts: Vec<(usize, Piece)>) -> Self {
        let pieces: Vec<Piece> = facts.into_iter().map(|(_, piece)| piece).collect();
        Self { facts: pieces.into_iter().flatten(), at: 0 }
    }

    /// The fact at a place, which comes after all that were asked for. Those between do not count.
    fn take(&mut self, place: usize) -> Option<Fact> {
        let between = place - self.at;
        self.at = place + 1;
        self.facts.nth(between).flatten()
    }
}
