//! A feed that was read to be checked: its chain, and what its bytes say and hash to. The bytes themselves are not held,
//! so that a long journal is checked feed by feed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use super::bodies::Bodies;
use super::chain::Flaw;
use super::copied::Copied;
use super::which_run::which_of;
use super::{Chain, Digest, Entry, Feed, FindingKind, Journal, Records};
use crate::run::{Body, Event, FactId};

/// A feed's chain, and what a check asks of its bytes.
#[derive(Debug)]
pub struct Weighed {
    chain: Chain,
    pub(super) weight: Weight,
}

/// What a check asks of a feed's bytes.
#[derive(Debug)]
pub(super) struct Weight {
    pub(super) bodies: Bodies,
    /// Records that are not what they were.
    pub(super) flaws: Vec<Flaw>,
    /// What records of a newer form state of copied evidence, by the places of their entries.
    pub(super) newer_copies: BTreeMap<usize, Copied>,
    /// The places of the checkpoints that state another digest than that of the bytes.
    pub(super) unlike: BTreeSet<usize>,
}

impl Weight {
    pub(super) fn of(feed: &Feed) -> Self {
        let bodies = Bodies::of(feed);
        let flaws = feed.hash_flaws();
        let (mut newer_copies, mut unlike) = (BTreeMap::new(), BTreeSet::new());
        for (place, body) in &bodies.telling {
            let entry = &feed.entries()[*place];
            match body {
                Body::Unknown(kind) => {
                    let copied = feed.event_bytes(entry).and_then(|event| Copied::of_newer(kind, event));
                    newer_copies.extend(copied.map(|copied| (*place, copied)));
                }
                Body::Event(event @ Event::Checkpoint { .. }) => {
                    if !is_of_the_bytes(feed, entry, event) {
                        unlike.insert(*place);
                    }
                }
                Body::Event(_) | Body::Withheld | Body::Unproven(_) => {}
            }
        }
        Self { bodies, flaws, newer_copies, unlike }
    }
}

/// Whether what a checkpoint states of its feed's bytes is so. A body that was taken out makes the bytes others; the
/// records' hashes are compared all the same. One that is not borne out at all is found elsewhere.
fn is_of_the_bytes(feed: &Feed, entry: &Entry, event: &Event) -> bool {
    let Some(Ok(statement)) = feed.bears_out(entry, event) else { return true };
    let Some(last) = feed.entry(statement.records) else { return false };
    let end = last.end();
    let covered = feed.entries().iter().take_while(|entry| entry.start < end);
    let is_whole = !covered.into_iter().any(|entry| entry.is_withheld);
    !is_whole || (statement.bytes == end as u64 && statement.sha256 == Digest::of(&feed.bytes()[..end]))
}

impl Weighed {
    /// Reads and hashes all of a feed.
    pub fn of(feed: Feed) -> Self {
        Self { weight: Weight::of(&feed), chain: feed.into_chain() }
    }

    /// Whether a record's header hashes to what it says.
    fn header_fits(&self, entry: &Entry) -> bool {
        let is_flawed = |flaw: &Flaw| flaw.line == entry.line && flaw.kind == FindingKind::HeaderHash;
        !self.weight.flaws.iter().any(is_flawed)
    }
}

impl Deref for Weighed {
    type Target = Chain;

    fn deref(&self) -> &Chain {
        &self.chain
    }
}

impl Records for Weighed {
    fn refers_to(&self, place: usize) -> Option<FactId> {
        match self.weight.bodies.telling.get(&place)? {
            Body::Event(event) => event.refers_to(),
            Body::Withheld | Body::Unknown(_) | Body::Unproven(_) => None,
        }
    }
}

impl Journal<Weighed> {
    /// Merges feeds. Which run they are of is what most records name; `short` is the folder's word for it.
    pub fn weighed(feeds: Vec<Weighed>, short: Option<&str>) -> Self {
        let run = which_of(&feeds, short, Weighed::header_fits);
        Self::of(feeds, run)
    }
}
