//! Following a run: what others have written since, read as far as it is whole, and never more than is new.
//!
//! Nothing here writes or locks. What one's own process has written is known already and is not read again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};

use super::regular_file::{self, FileError};
use super::run_folder::{MAX_FEED_BYTES, MAX_FEEDS, RunFolder, names_in};
use crate::journal::{Feed, FeedName, Frontier, Head, Journal, Reached, Records, RunId};
use crate::run::{Fact, FeedId};

/// How far each feed of a run was read.
pub(super) struct Following {
    folder: RunFolder,
    reached: BTreeMap<String, (FeedName, Reached)>,
    frontier: Option<Frontier>,
    /// Feeds that a later one continues, with the last record of each that counts: what lies behind that is never
    /// named.
    ended: BTreeMap<FeedId, Option<Head>>,
    /// Files that are shorter than what was read of them, or gone.
    cut: BTreeSet<String>,
}

/// What a look has found.
pub(super) enum Look {
    Nothing,
    /// They come after everything known, in this order.
    After(Vec<Fact>),
    /// The whole journal has to be read and merged.
    Anew,
}

impl Following {
    /// Goes on from a run that was just made.
    pub(super) fn new(folder: RunFolder, run: RunId) -> Self {
        let frontier = Some(Frontier::new(run));
        Self { folder, reached: BTreeMap::new(), frontier, ended: BTreeMap::new(), cut: BTreeSet::new() }
    }

    /// Goes on from a journal that was just read.
    pub(super) fn of<F: Records>(folder: RunFolder, journal: &Journal<F>) -> Self {
        let reached = journal.feeds().iter().map(|feed| {
            let name = feed.name().clone();
            (name.to_string(), (name, feed.reached()))
        });
        let counting = journal.heads();
        let ends = journal.feeds().iter().enumerate().filter(|(n, _)| journal.valid_end(*n).is_some());
        let ended = ends.map(|(_, feed)| {
            let feed = feed.name().feed;
            (feed, counting.iter().find(|head| head.feed == feed).copied())
        });
        Self {
            folder,
            reached: reached.collect(),
            frontier: Frontier::of(journal),
            ended: ended.collect(),
            cut: BTreeSet::new(),
        }
    }

    /// Goes on from a journal that was read anew; what was told of files that are shorter stays told.
    pub(super) fn again(&mut self, journal: &Journal) {
        let cut = std::mem::take(&mut self.cut);
        *self = Self { cut, ..Self::of(self.folder.clone(), journal) };
    }

    /// Takes note of what this process has written itself.
    pub(super) fn wrote(&mut self, facts: &[Fact]) {
        for fact in facts {
            if let Some(frontier) = &mut self.frontier {
                frontier.pass(fact);
            }
        }
    }

    /// How far the others have come, for one's next record to name.
    pub(super) fn heads(&self) -> Vec<(FeedName, Head)> {
        let head = |(name, reached): &(FeedName, Reached)| {
            let last = self.ended.get(&name.feed).copied().unwrap_or_else(|| reached.head(name.feed));
            Some((name.clone(), last?))
        };
        self.reached.values().filter_map(head).collect()
    }

    /// Reads what is new: of these files, or of all. Those in `own` are this process's.
    pub(super) fn look(&mut self, files: Option<&BTreeSet<String>>, own: &[FeedName]) -> io::Result<Look> {
        let listed;
        let files = match files {
            Some(files) => files,
            None => {
                listed = names_in(&self.folder.journal())?.into_iter().collect();
                &listed
            }
        };
        let mut fresh = Vec::new();
        for (name, file) in files.iter().filter_map(|file| Some((FeedName::parse(file)?, file))) {
            if !own.contains(&name)
                && self.reached.len() + fresh.len() < MAX_FEEDS
                && let Some(feed) = self.read_on(file, name)
            {
                fresh.push(feed);
            }
        }
        if fresh.is_empty() {
            return Ok(Look::Nothing);
        }
        let reached: Vec<(FeedName, Reached)> =
            fresh.iter().map(|feed| (feed.name().clone(), feed.reached())).collect();
        let Some(facts) = self.frontier.as_mut().and_then(|frontier| frontier.take_in(fresh)) else {
            return Ok(Look::Anew);
        };
        self.reached.extend(reached.into_iter().map(|(name, reached)| (name.to_string(), (name, reached))));
        Ok(if facts.is_empty() { Look::Nothing } else { Look::After(facts) })
    }

    /// Feeds whose files have become shorter than what was read of them, or are gone; each is told once.
    pub(super) fn newly_cut(&mut self, files: Option<&BTreeSet<String>>) -> Vec<String> {
        let is_cut = |(file, (_, reached)): (&String, &(FeedName, Reached))| {
            let holds = |folder: std::path::PathBuf| {
                fs::symlink_metadata(folder.join(file)).is_ok_and(|data| data.len() >= reached.bytes)
            };
            let is_whole = self.folder.journals().any(holds);
            (!is_whole && !self.cut.contains(file)).then(|| file.clone())
        };
        let asked = self.reached.iter().filter(|(file, _)| files.is_none_or(|files| files.contains(*file)));
        let cut: Vec<String> = asked.filter_map(is_cut).collect();
        self.cut.extend(cut.iter().cloned());
        cut
    }

    /// The whole lines behind what was read. Nothing where there are none, or where the file cannot be read: a
    /// reading of the whole run tells why.
    fn read_on(&self, file: &str, name: FeedName) -> Option<Feed> {
        let known = self.reached.get(file).map(|(_, reached)| *reached);
        let reached = known.unwrap_or_default();
        let bytes = tail(&self.folder.journal().join(file), reached.bytes).unwrap_or_default();
        let is_new = known.is_none() || bytes.contains(&b'\n');
        is_new.then(|| Feed::read_on(name, reached, bytes)).filter(|feed| !feed.bytes().is_empty())
    }
}

/// The bytes of a file from a place on.
fn tail(path: &std::path::Path, from: u64) -> Result<Vec<u8>, FileError> {
    let mut file = regular_file::open(path)?;
    let size = file.metadata().map_err(FileError::Io)?.len();
    if size <= from {
        return Ok(Vec::new());
    }
    if size > MAX_FEED_BYTES {
        return Err(FileError::TooLong);
    }
    file.seek(SeekFrom::Start(from)).map_err(FileError::Io)?;
    let mut bytes = Vec::new();
    file.take(MAX_FEED_BYTES - from).read_to_end(&mut bytes).map_err(FileError::Io)?;
    Ok(bytes)
}
