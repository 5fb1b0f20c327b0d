//! A journal: the feeds of a run in one order.
//!
//! The order is a function of the set of records alone: again and again, among the records whose
//! predecessors (the one before in the feed, and those that it has seen) have all been taken, the one with
//! the least (`at`, feed, `seq`). It does not depend on how files arrive, and a journal is never refused.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use super::continued::continued;
use super::seen::unseen;
use super::which_run::which_run;
use super::{Entry, Facts, Feed, FeedName, Finding, FindingKind, Head, Records, RunId};
use crate::run::{FactId, FeedId};
use crate::time::Moment;

/// Where a record lies: its feed and its entry there, as indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub feed: usize,
    pub entry: usize,
}

/// Where what counts of a feed ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ValidEnd {
    /// The last record that counts; 0 where none does.
    pub seq: u64,
    /// The first byte that does not count.
    pub offset: usize,
}

/// The feeds of a run in one order. What is held of each feed besides its chain depends on what it was read for.
#[derive(Clone, Debug)]
pub struct Journal<F = Feed> {
    run: Option<RunId>,
    feeds: Vec<F>,
    /// For each feed, its entries that count: of this run, and not void.
    counting: Vec<Vec<usize>>,
    /// For each feed that a later one continues, where what counts ends.
    valid_ends: Vec<Option<ValidEnd>>,
    order: Vec<Place>,
    findings: Vec<Finding>,
}

impl Journal {
    /// Merges feeds. Without a run's id, the one that most records name.
    pub fn new(feeds: Vec<Feed>, run: Option<RunId>) -> Self {
        let run = run.or_else(|| which_run(&feeds, None));
        Self::of(feeds, run)
    }

    /// Every fact in order.
    pub fn facts(&self) -> Facts<'_> {
        Facts::of(self)
    }
}

impl<F: Records> Journal<F> {
    /// Merges what is held of feeds.
    pub(super) fn of(mut feeds: Vec<F>, run: Option<RunId>) -> Self {
        feeds.sort_by(|a, b| a.name().feed.cmp(&b.name().feed).then_with(|| a.name().cmp(b.name())));
        let mut findings = Vec::new();
        let is_double = doubles(&feeds, &mut findings);
        let valid_ends = continued(&feeds, &is_double, &mut findings);
        let counting = counting(&feeds, run, &is_double, &valid_ends, &mut findings);
        let mut merge = Merge::new(&feeds, &counting);
        let order = merge.order();
        findings.extend(merge.cycles.iter().map(|place| at(&feeds, *place, FindingKind::Cycle)));
        findings.extend(unseen(&feeds, &counting, &valid_ends));
        Self { run, feeds, counting, valid_ends, order, findings }
    }

    /// The run's id; none where there is no record.
    pub const fn run(&self) -> Option<RunId> {
        self.run
    }

    /// The feeds, by their ids.
    pub fn feeds(&self) -> &[F] {
        &self.feeds
    }

    /// The feeds again, and every record that counts, in order.
    pub(super) fn into_parts(self) -> (Vec<F>, Vec<Place>) {
        (self.feeds, self.order)
    }

    /// Every record that counts, in order.
    pub fn order(&self) -> &[Place] {
        &self.order
    }

    /// A record.
    pub fn entry(&self, place: Place) -> (&F, &Entry) {
        let feed = &self.feeds[place.feed];
        (feed, &feed.entries()[place.entry])
    }

    /// The last record that counts of each feed: how far the journal has come.
    pub fn heads(&self) -> Vec<Head> {
        self.named_heads().into_iter().map(|(_, head)| head).collect()
    }

    /// The same with the names of the feeds, as a writer takes note of them.
    pub fn named_heads(&self) -> Vec<(FeedName, Head)> {
        let last = |(feed, counting): (&F, &Vec<usize>)| {
            let entry = &feed.entries()[*counting.last()?];
            Some((feed.name().clone(), feed.head_of(entry)))
        };
        self.feeds.iter().zip(&self.counting).filter_map(last).collect()
    }

    /// How many records of a feed count.
    pub fn counting(&self, feed: usize) -> usize {
        self.counting.get(feed).map_or(0, Vec::len)
    }

    /// For a feed that a later one continues, where what counts of it ends.
    pub fn valid_end(&self, feed: usize) -> Option<ValidEnd> {
        self.valid_ends.get(feed).copied().flatten()
    }

    /// What is wrong between the feeds, in no order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// A finding at a record.
pub(super) fn at<F: Records>(feeds: &[F], place: Place, kind: FindingKind) -> Finding {
    let feed = &feeds[place.feed];
    let entry = &feed.entries()[place.entry];
    Finding {
        file: Finding::file_of(feed.name()),
        line: Some(entry.line),
        offset: Some(entry.start as u64),
        kind,
    }
}

/// Marks files of a feed that an earlier file holds too.
fn doubles<F: Records>(feeds: &[F], findings: &mut Vec<Finding>) -> Vec<bool> {
    let mut first: HashMap<FeedId, usize> = HashMap::new();
    let mut is_double = vec![false; feeds.len()];
    for (index, feed) in feeds.iter().enumerate() {
        let other = *first.entry(feed.name().feed).or_insert(index);
        if other != index {
            is_double[index] = true;
            let kind = FindingKind::DuplicateFeed { other: Finding::file_of(feeds[other].name()) };
            findings.push(Finding { file: Finding::file_of(feed.name()), line: None, offset: None, kind });
        }
    }
    is_double
}

/// For each feed, the entries that count.
fn counting<F: Records>(
    feeds: &[F],
    run: Option<RunId>,
    is_double: &[bool],
    valid_ends: &[Option<ValidEnd>],
    findings: &mut Vec<Finding>,
) -> Vec<Vec<usize>> {
    let mut counting = Vec::with_capacity(feeds.len());
    for (index, feed) in feeds.iter().enumerate() {
        let last = valid_ends[index].map_or(u64::MAX, |end| end.seq);
        let mut of_feed = Vec::with_capacity(feed.entries().len());
        for (place, entry) in feed.entries().iter().enumerate() {
            if let Some(expected) = run.filter(|run| entry.run != *run) {
                let kind = FindingKind::Run { expected, found: entry.run };
                findings.push(at(feeds, Place { feed: index, entry: place }, kind));
            } else if entry.seq <= last && !is_double[index] {
                of_feed.push(place);
            }
        }
        counting.push(of_feed);
    }
    counting
}

/// The first file of each feed.
pub(super) fn index_by_id<F: Records>(feeds: &[F]) -> HashMap<FeedId, usize> {
    feeds.iter().enumerate().rev().map(|(index, feed)| (feed.name().feed, index)).collect()
}

/// What a record is sorted by among those that could come next.
type Key = (Moment, FactId);

/// The merge at work: from each feed, the next record that is not taken yet.
struct Merge<'a, F> {
    feeds: &'a [F],
    counting: &'a [Vec<usize>],
    by_id: HashMap<FeedId, usize>,
    /// For each feed, how many of its counting entries are taken.
    taken: Vec<usize>,
    /// The next records of the feeds whose predecessors are taken.
    ready: BinaryHeap<Reverse<(Key, usize)>>,
    /// For each feed, the feeds whose next record waits for more of it.
    waiting: Vec<Vec<usize>>,
    /// Feeds that wait.
    held: BTreeMap<Key, usize>,
    cycles: Vec<Place>,
}

impl<'a, F: Records> Merge<'a, F> {
    fn new(feeds: &'a [F], counting: &'a [Vec<usize>]) -> Self {
        Self {
            feeds,
            counting,
            by_id: index_by_id(feeds),
            taken: vec![0; feeds.len()],
            ready: BinaryHeap::new(),
            waiting: vec![Vec::new(); feeds.len()],
            held: BTreeMap::new(),
            cycles: Vec::new(),
        }
    }

    fn order(&mut self) -> Vec<Place> {
        let mut order = Vec::with_capacity(self.counting.iter().map(Vec::len).sum());
        for feed in 0..self.feeds.len() {
            self.offer(feed);
        }
        loop {
            while let Some(Reverse((_, feed))) = self.ready.pop() {
                order.push(self.take(feed));
            }
            // Honest hashes cannot form a cycle; forged ones are cut at their least record.
            let Some((_, feed)) = self.held.pop_first() else { return order };
            self.cycles.extend(self.next(feed));
            order.push(self.take(feed));
        }
    }

    fn next(&self, feed: usize) -> Option<Place> {
        self.counting[feed].get(self.taken[feed]).map(|entry| Place { feed, entry: *entry })
    }

    fn key(&self, place: Place) -> Key {
        let feed = &self.feeds[place.feed];
        let entry = &feed.entries()[place.entry];
        (entry.at, feed.id_of(entry))
    }

    /// Makes a feed's next record ready, or lets it wait for the first feed that holds it up.
    fn offer(&mut self, feed: usize) {
        let Some(place) = self.next(feed) else { return };
        let key = self.key(place);
        let entry = &self.feeds[feed].entries()[place.entry];
        let holds_up = entry.seen.iter().find_map(|head| {
            let other = *self.by_id.get(&head.feed)?;
            let next = self.next(other)?;
            (self.feeds[other].entries()[next.entry].seq <= head.seq).then_some(other)
        });
        match holds_up {
            Some(other) => {
                self.waiting[other].push(feed);
                self.held.insert(key, feed);
            }
            None => self.ready.push(Reverse((key, feed))),
        }
    }

    /// Takes a feed's next record, and looks again at those that waited for this feed.
    fn take(&mut self, feed: usize) -> Place {
        let place = Place { feed, entry: self.counting[feed][self.taken[feed]] };
        self.taken[feed] += 1;
        self.offer(feed);
        for waiting in std::mem::take(&mut self.waiting[feed]) {
            if let Some(next) = self.next(waiting)
                && self.held.remove(&self.key(next)).is_some()
            {
                self.offer(waiting);
            }
        }
        place
    }
}
