//! Which run a journal is of: what most of its records say, not what the first one says.
//!
//! One changed byte, or one file laid beside the others, does not take the run away from its records.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Entry, Feed, Records, RunId, parallel};

/// The run that most records name whose header fits its hash, among those that begin as the folder's name
/// says; among all where none does. Of equals the first in the alphabet.
pub fn which_run(feeds: &[Feed], short: Option<&str>) -> Option<RunId> {
    which_of(feeds, short, Feed::header_fits)
}

/// The same, by whatever is held of the feeds.
pub(super) fn which_of<F: Records + Sync>(
    feeds: &[F],
    short: Option<&str>,
    header_fits: impl Fn(&F, &Entry) -> bool + Sync,
) -> Option<RunId> {
    let said = named(feeds.iter().flat_map(|feed| feed.entries()));
    // Where all say the same there is nothing to hash.
    let fitting = if said.len() < 2 { BTreeMap::new() } else { fitting(feeds, header_fits) };
    let named = if fitting.is_empty() { said } else { fitting };
    let begins = |run: &RunId| short.is_some_and(|short| run.short() == short);
    let most = |fits: &dyn Fn(&RunId) -> bool| {
        let runs = named.iter().filter(|(run, _)| fits(run));
        runs.max_by_key(|(run, records)| (**records, Reverse(**run))).map(|(run, _)| *run)
    };
    most(&begins).or_else(|| most(&|_| true))
}

fn named<'a>(entries: impl Iterator<Item = &'a Entry>) -> BTreeMap<RunId, usize> {
    let mut named = BTreeMap::new();
    for entry in entries {
        *named.entry(entry.run).or_default() += 1;
    }
    named
}

/// The same of the records whose header hashes to what it says.
fn fitting<F: Records + Sync>(
    feeds: &[F],
    header_fits: impl Fn(&F, &Entry) -> bool + Sync,
) -> BTreeMap<RunId, usize> {
    named(feeds.iter().flat_map(|feed| {
        let fits = parallel::map(feed.entries(), |entry| header_fits(feed, entry));
        feed.entries().iter().zip(fits).filter(|(_, fits)| *fits).map(|(entry, _)| entry)
    }))
}
