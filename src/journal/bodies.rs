//! What the records of a feed say, as far as a check asks: a long feed has many that say nothing of note.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::body::FEED_OPENED;
use super::{Chain, Entry, Feed, Finding, FindingKind};
use crate::run::{Body, Event};

/// What the records of one feed say, by the places of their entries.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    /// What is asked for again: whatever is about more than its own line.
    pub(super) telling: BTreeMap<usize, Body>,
    /// Bodies that are none, or stand in the wrong place.
    odd: Vec<(usize, FindingKind)>,
}

/// What one record says.
struct Said {
    telling: Option<Body>,
    odd: Option<FindingKind>,
}

impl Bodies {
    /// Reads the records from a place on.
    pub(super) fn read(&mut self, feed: &Feed, from: usize) {
        // Most records say nothing of either kind, and a long feed has many.
        let read = super::parallel::map(&feed.entries()[from..], |entry| Said::of(feed, entry).map(Box::new));
        for (place, said) in (from..).zip(read) {
            let Some(said) = said else { continue };
            self.telling.extend(said.telling.map(|body| (place, body)));
            self.odd.extend(said.odd.map(|kind| (place, kind)));
        }
    }

    /// Bodies that are none, stand in the wrong place, or cannot be read here.
    pub(super) fn findings(&self, feed: &Chain, valid: usize) -> Vec<Finding> {
        let file = Finding::file_of(feed.name());
        let counts = |place: &usize| feed.entries()[*place].start < valid;
        let odd = self.odd.iter().filter(|(place, _)| counts(place)).map(|(place, kind)| {
            let entry = &feed.entries()[*place];
            let (line, offset) = (Some(entry.line), Some(entry.start as u64));
            Finding { file: Arc::clone(&file), line, offset, kind: kind.clone() }
        });
        let mut findings: Vec<Finding> = odd.collect();
        let (mut withheld, mut newer) = (0, 0);
        for (_, body) in self.telling.iter().filter(|(place, _)| counts(place)) {
            withheld += u64::from(matches!(body, Body::Withheld));
            newer += u64::from(matches!(body, Body::Unknown(_)));
        }
        let counts = [
            (withheld, FindingKind::Withheld { records: withheld }),
            (newer, FindingKind::Newer { records: newer }),
        ];
        let notes = counts.into_iter().filter(|(records, _)| *records > 0);
        findings.extend(notes.map(|(_, kind)| Finding {
            file: Arc::clone(&file),
            line: None,
            offset: None,
            kind,
        }));
        findings
    }
}

impl Said {
    /// Nothing where a record is sound and is about nothing but itself.
    fn of(feed: &Feed, entry: &Entry) -> Option<Self> {
        let body = feed.body(entry);
        let odd = match &body {
            None => Some(FindingKind::Form),
            Some(body) if !stands_where_it_should(body, entry, feed) => Some(FindingKind::Opening),
            Some(_) => None,
        };
        let telling = body.filter(tells_more);
        (odd.is_some() || telling.is_some()).then_some(Self { telling, odd })
    }
}

/// Whether a record is looked at again: by the summary, by what it states of copies, as a checkpoint, or since it
/// refers to another.
fn tells_more(body: &Body) -> bool {
    match body {
        Body::Event(event) => {
            matches!(
                event,
                Event::RunOpened { .. }
                    | Event::RunTitled { .. }
                    | Event::EvidenceAdded(_)
                    | Event::Checkpoint { .. }
            ) || event.refers_to().is_some()
        }
        Body::Withheld | Body::Unknown(_) | Body::Unproven(_) => true,
    }
}

/// Whether a record opens its feed in the right form if it is the first, and only then. Its kind alone says so;
/// what is withheld or of a newer form cannot be asked.
fn stands_where_it_should(body: &Body, entry: &Entry, feed: &Feed) -> bool {
    let opens = match body {
        Body::Event(event) => matches!(event, Event::FeedOpened { .. }),
        Body::Unknown(kind) if !entry.is_newer => kind == FEED_OPENED,
        Body::Unknown(_) | Body::Withheld | Body::Unproven(_) => return true,
    };
    let is_malformed = feed.opening().is_some_and(|opening| opening.is_malformed);
    if entry.seq == 1 { opens && !is_malformed } else { !opens }
}
