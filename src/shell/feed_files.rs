//! Reading the feeds of a folder: every file that is one, a few at a time where they are large.

use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io, thread};

use super::regular_file::{self, FileError, Lines, Pieces};
use super::run_folder::{LONGEST_LINE_READ, MAX_FEED_BYTES, MAX_FEEDS, names_in, unread};
use crate::journal::digest::Summing;
use crate::journal::{Feed, FeedName, Finding, FindingKind, Told, Weighed};

/// Reads a file as a feed of a name, and keeps of it what is wanted; and whether a line was too long to read on. Several
/// threads do so at once where there are `many` files.
pub(super) type ReadFeed<'a, F> = &'a (dyn Fn(&Path, &FeedName, Many) -> Result<(F, bool), FileError> + Sync);

/// Whether a file is one of many that are read at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Many(bool);

impl Many {
    /// Bytes to read at once: what stays in a processor's cache, or is worth several threads.
    const fn piece(self) -> u64 {
        if self.0 { 128 << 10 } else { 4 << 20 }
    }
}

/// Feeds, or what is kept of each, and what was found while they were read.
pub(super) struct FeedFiles<'a, F = Feed> {
    read_feed: ReadFeed<'a, F>,
    pub(super) feeds: Vec<F>,
    pub(super) findings: Vec<Finding>,
}

impl<'a, F: Send> FeedFiles<'a, F> {
    pub(super) const fn new(read_feed: ReadFeed<'a, F>) -> Self {
        Self { read_feed, feeds: Vec::new(), findings: Vec::new() }
    }

    /// Reads the feeds of a folder.
    pub(super) fn read(&mut self, folder: &Path, shown: &str) -> io::Result<()> {
        let feeds = self.read_in(folder, shown)?;
        self.feeds.extend(feeds);
        Ok(())
    }

    fn read_in(&mut self, folder: &Path, shown: &str) -> io::Result<Vec<F>> {
        let own = self.feeds.len();
        let mut wanted = Vec::new();
        for file in names_in(folder)? {
            match FeedName::parse(&file) {
                None => self.find(shown, &file, FindingKind::StrayFile),
                Some(_) if own + wanted.len() >= MAX_FEEDS => {
                    self.find(shown, &file, FindingKind::FileTooLong);
                }
                Some(name) => wanted.push((name, file)),
            }
        }
        let (read_feed, many) = (self.read_feed, Many(wanted.len() > 1));
        let read = in_parallel(folder, &wanted, |(name, file)| read_feed(&folder.join(file), name, many));
        let mut feeds = Vec::with_capacity(wanted.len());
        for ((_, file), read) in wanted.iter().zip(read) {
            match read {
                Ok((feed, is_cut)) => {
                    if is_cut {
                        self.find(shown, file, FindingKind::FileTooLong);
                    }
                    feeds.push(feed);
                }
                Err(error) => self.find(shown, file, unread(error)),
            }
        }
        Ok(feeds)
    }

    fn find(&mut self, shown: &str, file: &str, kind: FindingKind) {
        self.findings.push(Finding::of_file(&format!("{shown}/{file}"), kind));
    }
}

impl FeedFiles<'_> {
    /// Reads the feeds of another folder. One that is here already and only shorter is the same feed.
    pub(super) fn read_besides(&mut self, folder: &Path, shown: &str) -> io::Result<()> {
        let own = self.feeds.len();
        for feed in self.read_in(folder, shown)? {
            self.take(own, feed);
        }
        Ok(())
    }

    /// Takes a feed in. The first `own` are those of the folder before.
    fn take(&mut self, own: usize, feed: Feed) {
        let (name, bytes) = (feed.name(), feed.bytes());
        let same = self.feeds[..own].iter_mut().find(|known| {
            known.name() == name && (known.bytes().starts_with(bytes) || bytes.starts_with(known.bytes()))
        });
        match same {
            Some(known) if known.bytes().len() < bytes.len() => *known = feed,
            Some(_) => {}
            None => self.feeds.push(feed),
        }
    }
}

/// Reads a feed; of those in `ends` only so many bytes.
pub(super) fn whole(
    path: &Path,
    name: &FeedName,
    ends: &[(FeedName, u64)],
) -> Result<(Feed, bool), FileError> {
    let Lines { mut bytes, is_cut } = regular_file::read_lines(path, MAX_FEED_BYTES, LONGEST_LINE_READ)?;
    if let Some((_, end)) = ends.iter().find(|(feed, _)| feed == name) {
        bytes.truncate(usize::try_from(*end).unwrap_or(usize::MAX));
    }
    Ok((Feed::read(name.clone(), bytes), is_cut))
}

/// Reads what a feed tells, piece by piece.
pub(super) fn told(path: &Path, name: &FeedName, many: Many) -> Result<(Told, bool), FileError> {
    let mut pieces = Pieces::open(path, MAX_FEED_BYTES, LONGEST_LINE_READ)?;
    let mut told = Told::new(name.clone());
    while told.read(|bytes| pieces.read(many.piece(), bytes))? {}
    Ok((told, pieces.is_cut))
}

/// Reads and hashes a feed, piece by piece.
pub(super) fn weighed(path: &Path, name: &FeedName, many: Many) -> Result<(Weighed, bool), FileError> {
    let mut pieces = Pieces::open(path, MAX_FEED_BYTES, LONGEST_LINE_READ)?;
    let mut weighed = Weighed::new(name.clone());
    while weighed.read(|bytes| pieces.read(many.piece(), bytes))? {}
    let is_cut = pieces.is_cut;
    if weighed.has_stated() {
        let (mut file, mut sum, mut begin) = (pieces.again().map_err(FileError::Io)?, Summing::default(), 0);
        let mut failed = None;
        weighed.compare(|end| {
            let more = io::copy(&mut file.by_ref().take((end - begin) as u64), &mut sum);
            failed = failed.take().or(more.err());
            begin = end;
            sum.sum()
        });
        if let Some(error) = failed {
            return Err(FileError::Io(error));
        }
    }
    Ok((weighed, is_cut))
}

/// Files of fewer bytes in all are read sooner than a thread starts.
const MIN_BYTES_FOR_THREADS: u64 = 1 << 20;
const THREADS: usize = 4;

/// The same work on many files, on a few threads where they are large. The order is kept.
fn in_parallel<R: Send>(
    folder: &Path,
    files: &[(FeedName, String)],
    work: impl Fn(&(FeedName, String)) -> R + Sync,
) -> Vec<R> {
    let size =
        |(_, file): &(FeedName, String)| fs::symlink_metadata(folder.join(file)).map_or(0, |data| data.len());
    if files.len() < 2 || files.iter().map(size).sum::<u64>() < MIN_BYTES_FOR_THREADS {
        return files.iter().map(work).collect();
    }
    let (next, work) = (AtomicUsize::new(0), &work);
    let take = || {
        let mut done = Vec::new();
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            match files.get(n) {
                Some(file) => done.push((n, work(file))),
                None => return done,
            }
        }
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS.min(files.len())).map(|_| scope.spawn(take)).collect();
        let join = |thread: thread::ScopedJoinHandle<'_, Vec<(usize, R)>>| match thread.join() {
            Ok(done) => done,
            Err(cause) => std::panic::resume_unwind(cause),
        };
        threads.into_iter().flat_map(join).collect()
    });
    done.sort_unstable_by_key(|(n, _)| *n);
    done.into_iter().map(|(_, result)| result).collect()
}
