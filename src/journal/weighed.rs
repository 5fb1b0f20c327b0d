//! A feed that was read to be checked: its chain, and what its bytes say and hash to. The bytes themselves are not held,
//! so that a long journal is checked piece by piece.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use super::bodies::Bodies;
use super::chain::Flaw;
use super::copied::Copied;
use super::digest::Summing;
use super::which_run::which_of;
use super::{Chain, Digest, Entry, Feed, FeedName, FindingKind, Journal, Records};
use crate::run::{Body, Event, FactId};

/// A feed's chain, and what a check asks of its bytes.
#[derive(Debug)]
pub struct Weighed {
    /// Without the bytes of whole lines.
    feed: Feed,
    pub(super) weight: Weight,
}

/// What a check asks of a feed's bytes.
#[derive(Debug, Default)]
pub(super) struct Weight {
    pub(super) bodies: Bodies,
    /// Records that are not what they were.
    pub(super) flaws: Vec<Flaw>,
    /// What records of a newer form state of copied evidence, by the places of their entries.
    pub(super) newer_copies: BTreeMap<usize, Copied>,
    /// What checkpoints state of the bytes up to a place in the file.
    stated: Vec<Stated>,
    /// The places of the checkpoints that state another digest than that of the bytes.
    pub(super) unlike: BTreeSet<usize>,
}

/// The digest that a checkpoint states of its feed's first bytes.
#[derive(Debug)]
struct Stated {
    /// The place of the checkpoint.
    by: usize,
    end: usize,
    sha256: Digest,
}

impl Weight {
    /// Weighs a feed whose bytes are all held.
    pub(super) fn of(feed: &Feed) -> Self {
        let mut this = Self::default();
        this.read(feed, 0);
        let (mut sum, mut begin) = (Summing::default(), 0);
        this.compare(|end| {
            sum.add(&feed.bytes()[begin..end]);
            begin = end;
            sum.sum()
        });
        this
    }

    /// Weighs the records from a place on.
    fn read(&mut self, feed: &Feed, from: usize) {
        self.bodies.read(feed, from);
        self.flaws.extend(feed.hash_flaws_from(from));
        for (place, body) in self.bodies.telling.range(from..) {
            let entry = &feed.entries()[*place];
            match body {
                Body::Unknown(kind) => {
                    let copied = feed.event_bytes(entry).and_then(|event| Copied::of_newer(kind, event));
                    self.newer_copies.extend(copied.map(|copied| (*place, copied)));
                }
                Body::Event(event @ Event::Checkpoint { .. }) => match of_bytes(feed, entry, event) {
                    Some(Ok((end, sha256))) => self.stated.push(Stated { by: *place, end, sha256 }),
                    Some(Err(())) => self.unlike.extend([*place]),
                    None => {}
                },
                Body::Event(_) | Body::Withheld | Body::Unproven(_) => {}
            }
        }
    }

    /// Compares what is stated of the first bytes with their digests, which are asked for by rising length.
    fn compare(&mut self, mut digest_up_to: impl FnMut(usize) -> Digest) {
        self.stated.sort_unstable_by_key(|stated| stated.end);
        let mut last = None;
        for Stated { by, end, sha256 } in self.stated.drain(..) {
            let found = match last.filter(|(known, _)| *known == end) {
                Some((_, found)) => found,
                None => digest_up_to(end),
            };
            last = Some((end, found));
            if found != sha256 {
                self.unlike.insert(by);
            }
        }
    }
}

/// What a checkpoint states of its feed's first bytes: how many, and their digest, or that it is not so. Nothing where a
/// body was taken out of them, which makes the bytes others; the records' hashes are compared all the same. One that
/// is not borne out at all is found elsewhere.
fn of_bytes(feed: &Feed, entry: &Entry, event: &Event) -> Option<Result<(usize, Digest), ()>> {
    let statement = feed.bears_out(entry, event)?.ok()?;
    let end = feed.entry(statement.records)?.end();
    let is_whole =
        !feed.entries().iter().take_while(|entry| entry.start < end).any(|entry| entry.is_withheld);
    let fits = statement.bytes == end as u64;
    is_whole.then_some(if fits { Ok((end, statement.sha256)) } else { Err(()) })
}

impl Weighed {
    /// A feed of which nothing was read yet.
    pub fn new(name: FeedName) -> Self {
        Self { feed: Feed::read(name, Vec::new()), weight: Weight::default() }
    }

    /// Weighs a feed whose bytes are all held.
    pub fn of(feed: Feed) -> Self {
        Self { weight: Weight::of(&feed), feed }
    }

    /// Reads on: the bytes that follow are put behind those that are given.
    pub fn read<R>(&mut self, read: impl FnOnce(&mut Vec<u8>) -> R) -> R {
        let known = self.feed.entries().len();
        let answer = self.feed.extend_by(read);
        self.weight.read(&self.feed, known);
        self.feed.let_go();
        answer
    }

    /// Whether checkpoints state the digests of the file's first bytes, so that these have to be digested besides.
    pub fn has_stated(&self) -> bool {
        !self.weight.stated.is_empty()
    }

    /// Compares what checkpoints state of the file's first bytes with their digests, which are asked for by rising length.
    pub fn compare(&mut self, digest_up_to: impl FnMut(usize) -> Digest) {
        self.weight.compare(digest_up_to);
    }

    /// Whether a record's header hashes to what it says.
    fn header_fits(&self, entry: &Entry) -> bool {
        let flaws = &self.weight.flaws;
        let found = flaws.binary_search_by_key(&entry.line, |flaw| flaw.line);
        found.map_or(true, |at| flaws[at].kind != FindingKind::HeaderHash)
    }
}

impl Deref for Weighed {
    type Target = Chain;

    fn deref(&self) -> &Chain {
        &self.feed
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
