//! A feed that was read for its facts: they and the chain are held, and none of its bytes.
//!
//! A long run is shown from this. Nothing of it is hashed, so it says nothing of whether the feed was changed.

use std::iter::Flatten;
use std::ops::Deref;
use std::vec;

use super::merge::Place;
use super::{Chain, Feed, FeedName, Journal, Records, parallel};
use crate::run::{Fact, FactId};

/// How many facts are held in one piece of memory, which is let go of once they were handed on.
const PIECE: usize = 2_048;

/// A feed's chain, and the fact of each record, where it is one.
#[derive(Clone, Debug)]
pub struct Told {
    /// Without the bytes of whole lines.
    feed: Feed,
    facts: Vec<Piece>,
}

/// The facts of some records, where they are any.
type Piece = Vec<Option<Fact>>;

impl Told {
    /// A feed of which nothing was read yet.
    pub fn new(name: FeedName) -> Self {
        Self { feed: Feed::read(name, Vec::new()), facts: Vec::new() }
    }

    /// Reads on: the bytes that follow are put behind those that are given.
    pub fn read<R>(&mut self, read: impl FnOnce(&mut Vec<u8>) -> R) -> R {
        let known = self.feed.entries().len();
        let answer = self.feed.extend_by(read);
        let feed = &self.feed;
        for fact in parallel::map(&feed.entries()[known..], |entry| feed.fact(entry)) {
            match self.facts.last_mut().filter(|piece| piece.len() < PIECE) {
                Some(piece) => piece.push(fact),
                None => {
                    let mut piece = Vec::with_capacity(PIECE);
                    piece.push(fact);
                    self.facts.push(piece);
                }
            }
        }
        self.feed.let_go();
        answer
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
        self.facts.get(place / PIECE)?.get(place % PIECE)?.as_ref()?.event()?.refers_to()
    }
}

impl Journal<Told> {
    /// Merges feeds that all name one run; nothing where they do not, since hashes have to say then which it is.
    pub fn told(feeds: Vec<Told>) -> Option<Self> {
        let mut runs = feeds.iter().flat_map(|feed| feed.entries()).map(|entry| entry.run);
        let run = runs.next()?;
        if runs.all(|other| other == run) { Some(Self::of(feeds, Some(run))) } else { None }
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
    fn of(facts: Vec<Piece>) -> Self {
        Self { facts: facts.into_iter().flatten(), at: 0 }
    }

    /// The fact at a place, which comes after all that were asked for. Those between do not count.
    fn take(&mut self, place: usize) -> Option<Fact> {
        let between = place - self.at;
        self.at = place + 1;
        self.facts.nth(between).flatten()
    }
}
