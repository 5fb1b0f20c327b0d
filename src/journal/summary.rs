//! What was checked of a journal: its names, its numbers, and how far each feed has come.

use std::collections::{BTreeMap, BTreeSet};

use super::merge::Place;
use super::titles::Titles;
use super::{Chain, Head, Journal, PersonId, Records, RunId};
use crate::run::{Body, Event};
use crate::time::Moment;

/// What was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub run: Option<RunId>,
    pub number: Option<String>,
    pub title: Option<String>,
    pub feeds: usize,
    /// Records that count.
    pub records: usize,
    /// Of them, those whose body was taken out.
    pub withheld: usize,
    /// Of them, those of a newer version.
    pub newer: usize,
    /// Persons and the names that they gave.
    pub persons: BTreeMap<PersonId, String>,
    pub first: Option<Moment>,
    pub last: Option<Moment>,
    /// The last record that counts of each feed.
    pub heads: Vec<Head>,
    /// Of them, those that no record of another feed names. Who holds these holds all: each vouches for what was seen.
    pub unnamed: Vec<Head>,
}

impl Summary {
    /// Sums up a journal by what its records say, in order.
    pub(super) fn of<'a, F: Records>(
        journal: &Journal<F>,
        bodies: impl Iterator<Item = (Place, &'a Body)>,
    ) -> Self {
        let moments = || journal.order().iter().map(|place| journal.entry(*place).1.at);
        let mut summary = Self {
            run: journal.run(),
            feeds: journal.feeds().len(),
            records: journal.order().len(),
            persons: journal.feeds().iter().map(|feed| (feed.name().person.clone(), display(feed))).collect(),
            first: moments().min(),
            last: moments().max(),
            heads: journal.heads(),
            unnamed: unnamed(journal),
            ..Self::default()
        };
        let mut titles = Titles::default();
        for (place, body) in bodies {
            match body {
                Body::Withheld => summary.withheld += 1,
                Body::Unknown(_) => summary.newer += 1,
                // Whether a checkpoint holds is asked of its feed.
                Body::Unproven(_) => {}
                Body::Event(event) => {
                    if let Event::RunOpened { number, .. } = event {
                        summary.number.get_or_insert_with(|| number.clone());
                    }
                    let (feed, entry) = journal.entry(place);
                    titles.take_in(feed.id_of(entry), &feed.name().person, event);
                }
            }
        }
        summary.title = titles.last();
        summary
    }
}

/// The last records that no other feed names.
fn unnamed<F: Records>(journal: &Journal<F>) -> Vec<Head> {
    let seen = journal.order().iter().flat_map(|place| journal.entry(*place).1.seen.iter());
    let named: BTreeSet<&Head> = seen.collect();
    journal.heads().into_iter().filter(|head| !named.contains(head)).collect()
}

fn display(feed: &Chain) -> String {
    feed.opening().map(|opening| opening.display.clone()).unwrap_or_default()
}
