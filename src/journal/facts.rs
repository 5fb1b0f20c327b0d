//! The facts of a journal, in order: read in pieces on a few threads, and handed on one by one.
//!
//! A piece is soon forgotten again, so that the facts of a long journal do not lie in memory twice.

use super::merge::Place;
use super::{Journal, parallel};
use crate::run::Fact;

/// How many records are read at once.
const PIECE: usize = 8_192;

/// Every fact of a journal, in order.
pub struct Facts<'a> {
    journal: &'a Journal,
    /// The records that are not yet read.
    rest: &'a [Place],
    piece: std::vec::IntoIter<Option<Fact>>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(journal: &'a Journal) -> Self {
        Self { journal, rest: journal.order(), piece: Vec::new().into_iter() }
    }
}

impl Iterator for Facts<'_> {
    type Item = Fact;

    fn next(&mut self) -> Option<Fact> {
        loop {
            // A record that says nothing is no fact.
            if let Some(fact) = self.piece.find_map(|fact| fact) {
                return Some(fact);
            }
            let (piece, rest) = self.rest.split_at(self.rest.len().min(PIECE));
            if piece.is_empty() {
                return None;
            }
            self.rest = rest;
            let read = parallel::map(piece, |place| {
                let (feed, entry) = self.journal.entry(*place);
                feed.fact(entry)
            });
            self.piece = read.into_iter();
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.rest.len() + self.piece.len()))
    }
}
