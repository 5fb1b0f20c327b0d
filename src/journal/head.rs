//! How far a feed has come: its last record, by place and hash.

use std::fmt;

use super::Digest;
use crate::run::{FactId, FeedId};

/// One record of a feed, named so that nobody can put another in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Head {
    pub feed: FeedId,
    pub seq: u64,
    /// The record's `h`.
    pub h: Digest,
}

impl Head {
    /// The record's id.
    pub const fn id(&self) -> FactId {
        FactId { feed: self.feed, seq: self.seq }
    }

    /// Reads `FEED:SEQ H`, as somebody noted it down; a colon does for the space.
    pub fn parse(text: &str) -> Option<Self> {
        let (id, h) = text.trim().rsplit_once([' ', ':'])?;
        let FactId { feed, seq } = FactId::parse(id.trim_end())?;
        Some(Self { feed, seq, h: Digest::parse(h.as_bytes())? })
    }
}

impl fmt::Display for Head {
    /// `FEED:SEQ H`, to be noted down elsewhere.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {}", self.feed, self.seq, self.h)
    }
}
