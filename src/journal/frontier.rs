//! How far a merged journal has come, so that what is written next need not be merged with all of it.
//!
//! Records that come after everything known are taken as they come. Whatever could stand before something
//! that is known, or says more than its own line, is left to a merge of the whole journal.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Chain, Digest, Feed, FeedName, Head, Journal, Records, RunId};
use crate::run::{Fact, FactId, FeedId};
use crate::time::Moment;

/// What has to be known of an order to go on with it.
#[derive(Clone, Debug)]
pub struct Frontier {
    run: RunId,
    /// The greatest time of all records, and whose that is.
    last: Option<(Moment, FactId)>,
    /// How far each feed was named by others: a record up to there comes before one that is known.
    named: HashMap<FeedId, u64>,
    /// The feeds, and how they are called.
    names: HashMap<FeedId, FeedName>,
    /// Feeds that a later one leaves behind.
    left_behind: HashSet<FeedId>,
    /// The digests of the run's own files, as the feeds state them.
    files: Option<BTreeMap<String, Digest>>,
    /// The order has no circle that a record could change.
    is_plain: bool,
}

impl Frontier {
    /// A run of which nothing is written yet.
    pub fn new(run: RunId) -> Self {
        Self {
            run,
            last: None,
            named: HashMap::new(),
            names: HashMap::new(),
            left_behind: HashSet::new(),
            files: None,
            is_plain: true,
        }
    }

    /// How far a journal has come; nothing where it is of no run.
    pub fn of<F: Records>(journal: &Journal<F>) -> Option<Self> {
        let mut this = Self::new(journal.run()?);
        this.is_plain = !journal.findings().iter().any(|finding| finding.kind.is_damage());
        for (index, feed) in journal.feeds().iter().enumerate() {
            this.names.insert(feed.name().feed, feed.name().clone());
            if journal.valid_end(index).is_some() {
                this.left_behind.insert(feed.name().feed);
            }
            this.pass_feed(feed);
        }
        Some(this)
    }

    /// Takes in what came of each feed, if all of it comes after everything known: the facts, in order.
    /// Nothing, and nothing changes, where the whole journal has to be merged.
    pub fn take_in(&mut self, fresh: Vec<Feed>) -> Option<Vec<Fact>> {
        if !self.is_plain || !fresh.iter().all(|feed| self.comes_after(feed)) {
            return None;
        }
        let mut ids: Vec<FeedId> = fresh.iter().map(|feed| feed.name().feed).collect();
        ids.sort_unstable();
        if ids.windows(2).any(|pair| pair[0] == pair[1]) {
            return None;
        }
        for feed in &fresh {
            self.names.insert(feed.name().feed, feed.name().clone());
            self.pass_feed(feed);
        }
        Some(Journal::new(fresh, Some(self.run)).facts().collect())
    }

    /// Takes note of a fact of one's own, which comes after everything that one knows.
    pub fn pass(&mut self, fact: &Fact) {
        self.last = self.last.max(Some((fact.at, fact.id)));
    }

    fn pass_feed(&mut self, feed: &Chain) {
        for entry in feed.entries() {
            self.last = self.last.max(Some((entry.at, feed.id_of(entry))));
            for Head { feed, seq, .. } in &entry.seen {
                let named = self.named.entry(*feed).or_default();
                *named = (*named).max(*seq);
            }
        }
        if self.files.is_none() {
            self.files = feed.opening().map(|opening| opening.files.clone());
        }
    }

    /// Whether what came of a feed is sound by itself and comes after everything known.
    fn comes_after(&self, feed: &Feed) -> bool {
        let id = feed.name().feed;
        let is_known = self.names.get(&id).is_none_or(|name| name == feed.name());
        let named = self.named.get(&id).copied().unwrap_or(0);
        let is_next = |entry: &super::Entry| {
            entry.run == self.run
                && entry.seq > named
                && self.last.is_none_or(|last| (entry.at, feed.id_of(entry)) > last)
                && feed.body(entry).is_some_and(|body| feed.can_be_weighed(entry, &body))
        };
        is_known
            && !self.left_behind.contains(&id)
            && feed.flaws().next().is_none()
            && self.opens_plainly(feed)
            && feed.entries().iter().all(is_next)
            && feed.hash_flaws().is_empty()
    }

    /// Whether a feed that begins is one that leaves no other behind and is of the same procedure.
    fn opens_plainly(&self, feed: &Feed) -> bool {
        let is_alone = feed.entries().iter().all(|entry| feed.opens(entry) == (entry.seq == 1));
        let fits = |opening: &super::Opening| {
            let is_same = self.files.as_ref().is_none_or(|files| *files == opening.files);
            is_same && opening.continues.is_none() && !opening.is_malformed
        };
        is_alone && (!feed.is_from_its_beginning() || feed.opening().is_none_or(fits))
    }
}
