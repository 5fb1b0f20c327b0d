//! What a journal is merged of: feeds as chains, whatever else is held of them.

use std::ops::Deref;

use super::{Chain, Feed};
use crate::run::FactId;

/// The records of a feed, of which at least the chain is held.
pub trait Records: Deref<Target = Chain> {
    /// What the record at a place of the chain refers to.
    fn refers_to(&self, place: usize) -> Option<FactId>;
}

impl Records for Feed {
    fn refers_to(&self, place: usize) -> Option<FactId> {
        self.fact(&self.entries()[place])?.event()?.refers_to()
    }
}
