//! What records name of other feeds against what is there: once for each feed that names and feed that is named.
//!
//! What is missing within a feed is told there, by its numbers, and not again.

use std::collections::{HashMap, HashSet};

use super::merge::{Place, ValidEnd, at, index_by_id};
use super::{Chain, Finding, FindingKind, Head, Records};
use crate::run::{FactId, FeedId};

/// What the records that count name of other feeds and is not there, is another, or does not count.
pub(super) fn unseen<F: Records>(
    feeds: &[F],
    counting: &[Vec<usize>],
    valid_ends: &[Option<ValidEnd>],
) -> Vec<Finding> {
    let by_id = index_by_id(feeds);
    // Most journals have nothing that is void, and then no event is read here.
    let any_void = valid_ends.iter().any(Option::is_some);
    let void = Void { feeds, valid_ends, by_id: &by_id };
    let mut findings = Vec::new();
    for (index, of_feed) in counting.iter().enumerate() {
        let feed = &feeds[index];
        let (mut told, mut void_told) = (HashSet::new(), HashSet::new());
        for place in of_feed {
            let entry = &feed.entries()[*place];
            let mut tell = |kind| findings.push(at(feeds, Place { feed: index, entry: *place }, kind));
            for head in &entry.seen {
                let other = by_id.get(&head.feed).map(|other| (&*feeds[*other], valid_ends[*other]));
                if let Some(kind) = unseen_head(head, other)
                    && told.insert(head.feed)
                {
                    tell(kind);
                }
            }
            let named = if any_void { void.named(feed, *place) } else { Vec::new() };
            for FactId { feed, seq } in named.into_iter().filter(|id| void_told.insert(id.feed)) {
                tell(FindingKind::SeenVoid { feed, seq });
            }
        }
    }
    findings
}

fn unseen_head(head: &Head, other: Option<(&Chain, Option<ValidEnd>)>) -> Option<FindingKind> {
    let (feed, seq) = (head.feed, head.seq);
    let Some((other, valid_end)) = other else { return Some(FindingKind::SeenFeed { feed }) };
    if let Some(entry) = other.entry(seq) {
        return (entry.h != head.h).then_some(FindingKind::SeenHash { feed, seq });
    }
    // What lies behind the bytes that count may be lost, and what is missing within a feed is told there.
    let is_void = valid_end.is_some_and(|end| seq > end.seq);
    (!is_void && !other.tells_of_missing(seq)).then_some(FindingKind::SeenRecord { feed, seq })
}

/// The records that later feeds leave behind.
struct Void<'a, F> {
    feeds: &'a [F],
    valid_ends: &'a [Option<ValidEnd>],
    by_id: &'a HashMap<FeedId, usize>,
}

impl<F: Records> Void<'_, F> {
    /// The void records of other persons that a record names as seen, or refers to. Nobody's word alone takes
    /// away what somebody else has relied on.
    fn named(&self, feed: &F, place: usize) -> Vec<FactId> {
        let is_void = |id: &FactId| {
            let Some(other) = self.by_id.get(&id.feed).copied() else { return false };
            let is_of_another = self.feeds[other].name().person != feed.name().person;
            is_of_another && self.valid_ends[other].is_some_and(|end| id.seq > end.seq)
        };
        let seen = feed.entries()[place].seen.iter().map(Head::id);
        seen.chain(feed.refers_to(place)).filter(is_void).collect()
    }
}
