//! Power cuts at every moment: what a disk may hold afterwards, and what the program makes of it.
//!
//! After each operation of a night, every file may have kept any part of what was not synced: a beginning, zeros in
//! place of the rest, anything but its line break, or rubbish; and a name that was not synced may be lost.
//!
//! `DUTYBOOK_SEED` says which rubbish, and which tails of several files at once; `DUTYBOOK_CRASHES` how many of those
//! for each moment.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use dutybook::journal::{Feed, FeedName, FindingKind, Head, Journal, RunId};
use dutybook::run::FactId;

use super::memory_disk::Remains;
use super::scenario::{Seat, Told, desk, note};
use super::{How, MemoryDisk};

/// The disk after one operation, and what had been acknowledged by then.
struct Moment {
    feeds: BTreeMap<PathBuf, Remains>,
    recorded: Vec<Head>,
    within: Vec<FactId>,
    /// Records that were told as failed, and the feed that continues theirs is acknowledged.
    void: Vec<FactId>,
}

/// A night with a failure.
fn night(failure: Option<(usize, How)>) -> (MemoryDisk, Told) {
    let disk = MemoryDisk::with_folder("journal");
    disk.remember();
    if let Some((at, how)) = failure {
        disk.fail(at, how);
    }
    let mut told = Told::default();
    let mut alice = Seat::at(desk(&disk, "alice", Path::new("journal")));
    let mut bob = Seat::at(desk(&disk, "bob", Path::new("journal")));
    for round in 0..2 {
        alice.record(&disk, &mut told, &[note("a")], round * 4);
        bob.sees(&alice);
        bob.record(&disk, &mut told, &[note("b"), note("c")], round * 4 + 1);
        alice.sees(&bob);
    }
    (disk, told)
}

/// Numbers that look like chance and are the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Everything that a power cut may leave of a file, shared work first: the feed as far as it was synced, and
/// what may stand behind that.
fn tails(file: &Remains, chance: &mut Chance) -> Vec<Vec<u8>> {
    let rest = &file.bytes[file.settled..];
    let mut tails = Vec::new();
    for kept in 0..=rest.len() {
        tails.push(rest[..kept].to_vec());
        let mut zeros = rest[..kept].to_vec();
        zeros.resize(rest.len(), 0);
        tails.push(zeros);
        let mut rubbish = rest[..kept].to_vec();
        rubbish.extend((kept..rest.len()).map(|_| chance.below(256) as u8));
        tails.push(rubbish);
        if let Some((_, shorter)) = rest[..kept].split_last() {
            // A line break that never came, and what looks like the beginning of another line.
            let mut joined = shorter.to_vec();
            joined.extend_from_slice(b"{\"v\":1");
            tails.push(joined);
        }
    }
    tails
}

/// A feed whose synced bytes are read, with zeros where a sync failed.
fn read(path: &Path, file: &Remains, with_holes: bool) -> Feed {
    let mut bytes = file.bytes[..file.settled].to_vec();
    if with_holes {
        file.holes.iter().for_each(|hole| bytes[hole.clone()].fill(0));
    }
    Feed::read(FeedName::parse(path.file_name().unwrap().to_str().unwrap()).unwrap(), bytes)
}

fn check(journal: &Journal, moment: &Moment, what: &dyn Fn() -> String) {
    let heads = moment.recorded.iter();
    let there = |head: &Head| {
        let counts = journal.order().iter().find(|place| {
            let (feed, entry) = journal.entry(**place);
            feed.name().feed == head.feed && entry.seq == head.seq
        });
        counts.is_some_and(|place| journal.entry(*place).1.h == head.h)
    };
    for head in heads {
        assert!(there(head), "{}: {head:?} was acknowledged and is lost", what());
    }
    for place in journal.order() {
        let (feed, entry) = journal.entry(*place);
        let id = feed.id_of(entry);
        assert!(!moment.void.contains(&id), "{}: {id:?} was told as failed and counts", what());
    }
    let ids = moment.within.iter().filter(|id| {
        !journal.order().iter().any(|place| {
            let (feed, entry) = journal.entry(*place);
            feed.id_of(entry) == **id
        })
    });
    assert_eq!(ids.count(), 0, "{}", what());
}

/// Looks at every image of one moment; how many they were.
fn images(moment: &Moment, what: &str, chance: &mut Chance) -> usize {
    let run = RunId::parse(b"7f3k0000000000zz");
    let look = |feeds: Vec<Feed>, what: &dyn Fn() -> String| check(&Journal::new(feeds, run), moment, what);
    let mut count = 0;
    let is_holed = moment.feeds.values().any(|file| !file.holes.is_empty());
    for with_holes in [false, true].into_iter().take(1 + usize::from(is_holed)) {
        let whole: Vec<Feed> = moment.feeds.iter().map(|(path, file)| read(path, file, with_holes)).collect();
        look(whole.clone(), &|| what.to_owned());
        for (n, (path, file)) in moment.feeds.iter().enumerate() {
            for (k, tail) in tails(file, chance).iter().enumerate() {
                let mut feed = whole[n].clone();
                feed.extend(tail);
                let is_wrong = |flaw: &dutybook::journal::chain::Flaw| flaw.kind == FindingKind::HeaderHash;
                assert!(!feed.flaws().any(is_wrong), "{what}: a power cut forges no record");
                // The journal is made of the records; where there are none more, it has been looked at.
                if feed.entries().len() != whole[n].entries().len() {
                    let mut feeds = whole.clone();
                    feeds[n] = feed;
                    look(feeds, &|| format!("{what}, {}, tail {k}", path.display()));
                }
                count += 1;
            }
            if !file.is_named {
                let mut feeds = whole.clone();
                feeds.remove(n);
                look(feeds, &|| format!("{what}, without {}", path.display()));
                count += 1;
            }
        }
        count += several(moment, &whole, what, chance);
    }
    count
}

/// Images in which every file ends as it will, and any name that was not synced is lost.
fn several(moment: &Moment, whole: &[Feed], what: &str, chance: &mut Chance) -> usize {
    let run = RunId::parse(b"7f3k0000000000zz");
    let times = setting("DUTYBOOK_CRASHES", 20);
    for time in 0..times {
        let mut feeds = Vec::new();
        for ((_, file), whole) in moment.feeds.iter().zip(whole) {
            if !file.is_named && chance.below(3) == 0 {
                continue;
            }
            let ends = tails(file, chance);
            let mut feed = whole.clone();
            feed.extend(&ends[chance.below(ends.len())]);
            feeds.push(feed);
        }
        check(&Journal::new(feeds, run), moment, &|| format!("{what}, several {time}"));
    }
    usize::try_from(times).unwrap()
}

/// The night with a failure, and the disk after each of its operations.
fn all_moments(failure: Option<(usize, How)>, chance: &mut Chance) -> usize {
    let (disk, told) = night(failure);
    let moment = |done: usize| {
        let by = |at: usize| at <= done;
        Moment {
            feeds: disk.remains_after(done),
            recorded: told.recorded.iter().filter(|(_, at)| by(*at)).map(|(head, _)| *head).collect(),
            within: told.within.iter().filter(|(_, at)| by(*at)).map(|(id, _)| *id).collect(),
            void: told.void.iter().filter(|(_, at)| by(*at)).map(|(id, _)| *id).collect(),
        }
    };
    // What comes before the failure has been looked at in the night without one.
    let first = failure.map_or(1, |(at, _)| at + 1);
    let last = failure.map_or(disk.count(), |(at, _)| disk.count().min(at + 8));
    let image = |done| images(&moment(done), &format!("{failure:?}, after {done}"), chance);
    (first..=last).map(image).sum()
}

#[test]
fn no_power_cut_takes_what_was_acknowledged_or_gives_what_was_told_as_failed() {
    let seed = setting("DUTYBOOK_SEED", 1);
    let mut chance = Chance(seed);
    let mut count = all_moments(None, &mut chance);
    // A write or a sync of either person's, in the first record of a feed and in a later one.
    for at in [2, 3, 4, 5, 9, 10, 12, 13] {
        for how in [How::Short, How::AfterAll] {
            count += all_moments(Some((at, how)), &mut chance);
        }
    }
    let _ = writeln!(std::io::stdout(), "{count} images, seed {seed}");
    assert!(count >= 100_000, "{count} images");
}
