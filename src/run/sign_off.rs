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
    /// Both are signed, by different keys.
    OtherKey,
    /// Both are signed by the same key: not independent.
    SameKey,
    /// It was written by another account, or on another machine.
    OtherAccount,
    /// It was written by the account that also wrote the work: not independent.
    SameAccount,
    /// What the feeds say of their writers cannot be read.
    Unknown,
}

impl Independence {
    /// Whether one hand may have done both.
    pub const fn is_not_independent(self) -> bool {
        match self {
            Self::SameKey | Self::SameAccount => true,
            Self::OtherKey | Self::OtherAccount | Self::Unknown => false,
        }
    }
}

impl Run {
    /// How far the confirmation at a place stands from the work; nothing where the fact confirms nothing.
    pub fn independence(&self, place: usize) -> Option<Independence> {
        let fact = self.facts().get(place)?;
        let Some(Event::StepSigned { done_of, .. }) = fact.event() else { return None };
        if let (Some(signer), Some(doer)) = (self.key_of(fact.id), self.key_of(*done_of)) {
            return Some(if signer == doer { Independence::SameKey } else { Independence::OtherKey });
        }
        let same = |a: &Writer, b: &Writer| {
            a.uid == b.uid && a.account == b.account && a.host == b.host && a.machine == b.machine
        };
        Some(match (self.writer(fact.id.feed), self.writer(done_of.feed)) {
            (Some(signer), Some(doer)) if same(signer, doer) => Independence::SameAccount,
            (Some(_), Some(_)) => Independence::OtherAccount,
            (None, _) | (_, None) => Independence::Unknown,
        })
    }

    /// Whether others will rely on a record by name, so that it is signed at once where the person has a key: what a
    /// person stands for, and the work that somebody is to confirm. Of a step that is worked row by row, that is the
    /// record that makes it whole. `beside` is what is being written with it.
    pub fn is_to_be_signed(&self, event: &Event, beside: &[Event]) -> bool {
        let Event::StepDone { step, row, .. } = event else { return event.is_a_signature_by_name() };
        let Some(state) = self.step(step.as_str()) else { return false };
        let is_confirmed = self.in_book(state).is_some_and(|step| step.sign_off > 0);
        is_confirmed && row.is_none_or(|row| state.is_last_row(row, beside))
    }

    /// The fingerprint of the key that a record was first signed with; nothing where it is not signed.
    pub fn key_of(&self, id: FactId) -> Option<&str> {
        let covers = |(upto, place): &&(u64, usize)| {
            let checkpoint = self.facts[*place].id;
            checkpoint.feed == id.feed && id.seq <= *upto
        };
        let (_, place) = self.log.checkpoints.iter().find(covers)?;
        if let Some(Event::Checkpoint { key, .. }) = self.facts[*place].event() { Some(key) } else { None }
    }

    /// What a feed's first record says of its writer.
    pub fn writer(&self, feed: FeedId) -> Option<&Writer> {
        let first = self.fact(FactId { feed, seq: 1 })?.event()?;
        if let Event::FeedOpened { writer, .. } = first { Some(writer) } else { None }
    }
}
