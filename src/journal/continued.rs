//! What a later feed leaves behind: where the records of a feed end that count, since its disk failed there.
//!
//! What is said of a feed and is not so makes nothing void, and neither do feeds that continue each other in a
//! circle.

use super::chain::Chain;
use super::merge::{Place, ValidEnd, at};
use super::opening::Earlier;
use super::{Digest, Finding, FindingKind, Records};

/// For each feed that a later one continues, where what counts of it ends: the earliest such place. A file
/// that holds a feed once more continues nothing.
pub(super) fn continued<F: Records>(
    feeds: &[F],
    is_double: &[bool],
    findings: &mut Vec<Finding>,
) -> Vec<Option<ValidEnd>> {
    let links: Vec<Option<Link>> = (0..feeds.len()).map(|later| link(feeds, is_double, later)).collect();
    let mut valid_ends = vec![None; feeds.len()];
    for (later, link) in links.iter().enumerate() {
        let Some(Link { stated, found }) = link else { continue };
        let Some((earlier, end)) = found.filter(|_| !is_in_circle(&links, later)) else {
            let kind = FindingKind::Continues { feed: stated.feed };
            findings.push(at(feeds, Place { feed: later, entry: 0 }, kind));
            continue;
        };
        let least: &mut Option<ValidEnd> = &mut valid_ends[earlier];
        *least = Some(least.map_or(end, |least| least.min(end)));
    }
    valid_ends
}

/// What a feed says of an earlier one, and which that is, if it is so.
struct Link {
    stated: Earlier,
    found: Option<(usize, ValidEnd)>,
}

fn link<F: Records>(feeds: &[F], is_double: &[bool], later: usize) -> Option<Link> {
    let feed = &feeds[later];
    let stated = feed.opening().filter(|_| !is_double[later])?.continues?;
    let earlier = feeds.iter().position(|other| other.name().feed == stated.feed);
    let found = earlier.filter(|earlier| *earlier != later).and_then(|earlier| {
        let end = valid_end(&stated, feed, &feeds[earlier])?;
        Some((earlier, end))
    });
    Some(Link { stated, found })
}

/// Whether the feeds that one continues, one after the other, lead back to it.
fn is_in_circle(links: &[Option<Link>], start: usize) -> bool {
    let next = |feed: usize| links[feed].as_ref().and_then(|link| link.found).map(|(earlier, _)| earlier);
    let mut feed = next(start);
    for _ in links {
        match feed {
            Some(found) if found == start => return true,
            Some(found) => feed = next(found),
            None => return false,
        }
    }
    false
}

/// Where the records of a feed end that count, by what a later one says; nothing where that is not so. A
/// withheld body has changed the number of bytes, so that only the record's hash can be compared.
fn valid_end(stated: &Earlier, feed: &Chain, earlier: &Chain) -> Option<ValidEnd> {
    if feed.name().person != earlier.name().person {
        return None;
    }
    let is_of_the_run = |place: usize| {
        let runs = (feed.entries().first(), earlier.entries().get(place));
        if let (Some(own), Some(other)) = runs { own.run == other.run } else { true }
    };
    if stated.last == Digest::ZERO {
        return (stated.valid_bytes == 0 && is_of_the_run(0)).then_some(ValidEnd { seq: 0, offset: 0 });
    }
    let place = earlier.entries().iter().position(|entry| entry.h == stated.last)?;
    let counting = &earlier.entries()[..=place];
    let end = counting.last().map(|entry| ValidEnd { seq: entry.seq, offset: entry.end() })?;
    let is_redacted = counting.iter().any(|entry| entry.is_withheld);
    let fits = is_redacted || end.offset as u64 == stated.valid_bytes;
    (fits && is_of_the_run(place)).then_some(end)
}
