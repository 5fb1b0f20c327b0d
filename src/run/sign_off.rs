//! How far a confirmation stands from the work that it confirms.
//!
//! It is told, and nothing hangs on it: two people with one account may well be all that there is at night.

use serde::Serialize;

use super::state::Run;
use super::{Event, FactId, FeedId, Writer};

/// How far a confirmation stands from the work that it confirms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Independence {
    /// It was written by another account, or on another machine.
    OtherAccount,
    /// It was written by the account that also wrote the work: not independent.
    SameAccount,
    /// What the feeds say of their writers cannot be read.
    Unknown,
}

impl Run {
    /// How far the confirmation at a place stands from the work; nothing where the fact confirms nothing.
    pub fn independence(&self, place: usize) -> Option<Independence> {
        let fact = self.facts().get(place)?;
        let Some(Event::StepSigned { done_of, .. }) = fact.event() else { return None };
        let same = |a: &Writer, b: &Writer| {
            a.uid == b.uid && a.account == b.account && a.host == b.host && a.machine == b.machine
        };
        Some(match (self.writer(fact.id.feed), self.writer(done_of.feed)) {
            (Some(signer), Some(doer)) if same(signer, doer) => Independence::SameAccount,
            (Some(_), Some(_)) => Independence::OtherAccount,
            (None, _) | (_, None) => Independence::Unknown,
        })
    }

    /// What a feed's first record says of its writer.
    pub fn writer(&self, feed: FeedId) -> Option<&Writer> {
        let first = self.fact(FactId { feed, seq: 1 })?.event()?;
        if let Event::FeedOpened { writer, .. } = first { Some(writer) } else { None }
    }
}
