//! Taking in another machine's feeds of a run: each must be new, or a longer version of what is here.
//!
//! Nothing is ever shortened or overwritten by something else. What is taken in is written beside, made durable,
//! and then put in its place by its name.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::{CWD, RenameFlags, renameat_with};
use sha2::{Digest as _, Sha256};

use super::disk::{Disk, RealDisk, create_folders, refuse_link};
use super::regular_file::{self, FileError};
use super::run_folder::{LONGEST_LINE_READ, MAX_FEED_BYTES, MAX_FEEDS, RunFolder, is_locked, names_in};
use super::shared;
use super::trouble;
use crate::journal::{Digest, Feed, FeedName, RunId};
use crate::locale::{Both, Lang};
use crate::text::SafeText;

/// The largest copy of evidence that is taken in.
const MAX_EVIDENCE_BYTES: u64 = 1 << 40;

/// What becomes of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not here: so many records, or none for a copy of evidence.
    New { records: usize },
    /// It is longer than what is here, by so many records.
    Longer { records: usize },
    /// It is here already, as long or longer.
    Known,
    /// It is not taken in.
    Refused(Refused),
}

/// Why a file is not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It says something else at a place where this one says something already: the first record that differs.
    Forked { seq: u64 },
    /// It is not whole and unchanged.
    Damaged,
    /// It is of another run.
    OtherRun,
    /// It goes by another procedure than the run here.
    OtherProcedure,
    /// A process of this machine writes it.
    Written,
    /// The run here has as many feeds as are read of one.
    TooMany,
    /// Its bytes are not those that its name says.
    OtherDigest,
    /// The machine says no.
    Io(Both<SafeText>),
}

/// What was taken in, file by file.
#[derive(Clone, Debug, Default)]
pub struct Pulled {
    /// By the name within the run's folder.
    pub files: BTreeMap<String, Outcome>,
}

impl Pulled {
    /// Whether everything could be taken in.
    pub fn is_whole(&self) -> bool {
        !self.files.values().any(|outcome| matches!(outcome, Outcome::Refused(_)))
    }
}

/// Takes into a run what a folder of the same run has more of; a dry run changes nothing. Fails where one of
/// the two cannot be read.
pub fn pull(into: &RunFolder, from: &RunFolder, dry_run: bool) -> io::Result<Pulled> {
    let here = into.read()?.journal;
    let Some(run) = here.run() else { return Err(io::ErrorKind::InvalidData.into()) };
    let mut pulled = Pulled::default();
    let known: BTreeMap<FeedName, &Feed> =
        here.feeds().iter().map(|feed| (feed.name().clone(), feed)).collect();
    let mut feeds = known.len();
    for file in names_in(&from.journal())? {
        let Some(name) = FeedName::parse(&file) else { continue };
        let is_new = !known.contains_key(&name);
        // A line that no record can be is not read to its end.
        let outcome =
            match regular_file::read_lines(&from.journal().join(&file), MAX_FEED_BYTES, LONGEST_LINE_READ) {
                Ok(lines) if lines.is_cut => Outcome::Refused(Refused::Damaged),
                Ok(_) if is_new && feeds >= MAX_FEEDS => Outcome::Refused(Refused::TooMany),
                Ok(lines) => take_feed(into, run, &known, &Feed::read(name, lines.bytes), dry_run),
                Err(error) => Outcome::Refused(unread(&error)),
            };
        feeds += usize::from(is_new && matches!(outcome, Outcome::New { .. }));
        pulled.files.insert(format!("journal/{file}"), outcome);
    }
    for file in names_in(&from.evidence()).unwrap_or_default() {
        if let Some(digest) = digest_in(&file) {
            let outcome = take_evidence(into, from, &file, digest, dry_run)
                .unwrap_or_else(|error| Outcome::Refused(unwritten(&error)));
            pulled.files.insert(format!("evidence/{file}"), outcome);
        }
    }
    Ok(pulled)
}

fn unread(error: &FileError) -> Refused {
    Refused::Io(error.say_in_both())
}

fn unwritten(error: &io::Error) -> Refused {
    Refused::Io(Both { zh: trouble::meaning(error, Lang::Zh), en: trouble::meaning(error, Lang::En) })
}

fn take_feed(
    into: &RunFolder,
    run: RunId,
    known: &BTreeMap<FeedName, &Feed>,
    feed: &Feed,
    dry_run: bool,
) -> Outcome {
    let here = known.get(feed.name()).copied();
    let outcome = match weigh(into, run, known, here, feed) {
        Ok(outcome) => outcome,
        Err(refused) => return Outcome::Refused(refused),
    };
    if dry_run || outcome == Outcome::Known {
        return outcome;
    }
    let path = into.journal().join(feed.name().to_string());
    let whole = &feed.bytes()[..feed.whole_bytes()];
    let held = here.map(|here| hold(&path, here.bytes())).transpose();
    let put = held.and_then(|held| {
        let written = put(&path, held.is_some(), |file| file.write_all(whole));
        written.map_err(|error| unwritten(&error))
    });
    put.map_or_else(Outcome::Refused, |()| outcome)
}

/// Holds a file that is to be replaced, so that nobody else does meanwhile; it must still be what was read.
fn hold(path: &Path, bytes: &[u8]) -> Result<File, Refused> {
    let file = regular_file::open(path).map_err(|error| unread(&error))?;
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        return Err(Refused::Written);
    }
    let now = regular_file::read(path, MAX_FEED_BYTES).map_err(|error| unread(&error))?;
    if now == bytes { Ok(file) } else { Err(Refused::Written) }
}

/// What would become of a feed.
fn weigh(
    into: &RunFolder,
    run: RunId,
    known: &BTreeMap<FeedName, &Feed>,
    here: Option<&Feed>,
    feed: &Feed,
) -> Result<Outcome, Refused> {
    if feed.entries().iter().any(|entry| entry.run != run) {
        return Err(Refused::OtherRun);
    }
    let is_double = |name: &&FeedName| name.feed == feed.name().feed && *name != feed.name();
    if feed.flaws().next().is_some() || !feed.hash_flaws().is_empty() || known.keys().any(|n| is_double(&n)) {
        return Err(Refused::Damaged);
    }
    let whole = &feed.bytes()[..feed.whole_bytes()];
    let records = feed.entries().len();
    let Some(here) = here else {
        let digests = into.own_digests();
        let fits = feed.opening().is_some_and(|opening| opening.files == digests);
        return if fits { Ok(Outcome::New { records }) } else { Err(Refused::OtherProcedure) };
    };
    if here.bytes().starts_with(whole) {
        return Ok(Outcome::Known);
    }
    if !whole.starts_with(here.bytes()) {
        let differs =
            |entry: &&crate::journal::Entry| here.entry(entry.seq).is_some_and(|other| other.h != entry.h);
        let seq =
            feed.entries().iter().find(differs).map_or(here.entries().len() as u64 + 1, |entry| entry.seq);
        return Err(Refused::Forked { seq });
    }
    if is_locked(&into.journal().join(feed.name().to_string())) {
        return Err(Refused::Written);
    }
    Ok(Outcome::Longer { records: records - here.entries().len() })
}

fn take_evidence(
    into: &RunFolder,
    from: &RunFolder,
    file: &str,
    digest: Digest,
    dry_run: bool,
) -> io::Result<Outcome> {
    let target = into.evidence().join(file);
    if fs::symlink_metadata(&target).is_ok() {
        return Ok(Outcome::Known);
    }
    let source = from.evidence().join(file);
    if hash(&source, &mut io::sink())? != digest {
        return Ok(Outcome::Refused(Refused::OtherDigest));
    }
    if !dry_run {
        create_folders(&RealDisk, &into.evidence())?;
        put(&target, false, |copy| {
            // It may have changed since it was looked at.
            let is_same = hash(&source, copy)? == digest;
            if is_same { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
        })?;
    }
    Ok(Outcome::New { records: 0 })
}

/// Writes a file beside and puts it in its place: over its shorter version, or where nothing was.
fn put(path: &Path, replaces: bool, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    refuse_link(parent)?;
    let mut random = [0; 8];
    getrandom::fill(&mut random)?;
    let beside = parent.join(format!(".{}.{:016x}.part", name.to_string_lossy(), u64::from_be_bytes(random)));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
    let written = shared::settle_file(&file, &beside)
        .and_then(|()| write(&mut file))
        .and_then(|()| file.sync_all())
        .and_then(|()| if replaces { fs::rename(&beside, path) } else { rename_new(&beside, path) })
        .and_then(|()| RealDisk.sync_dir(parent));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Gives a file a name that nobody has.
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        // A filesystem that does not know of it has links.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {
            fs::hard_link(from, to)?;
            fs::remove_file(from)
        }
        Err(error) => Err(error.into()),
    }
}

/// The digest that the name of a copy begins with.
fn digest_in(file: &str) -> Option<Digest> {
    let (digest, _) = file.split_once('-')?;
    Digest::parse(digest.as_bytes())
}

/// Hashes a file, and writes it on.
fn hash(path: &Path, copy: &mut dyn Write) -> io::Result<Digest> {
    let file = regular_file::open(path).map_err(|error| match error {
        FileError::Io(error) => error,
        other @ (FileError::Type | FileError::TooLong) => io::Error::other(other.to_string()),
    })?;
    let mut file = file.take(MAX_EVIDENCE_BYTES);
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(Digest(hasher.finalize().into())),
            Ok(count) => {
                hasher.update(&buffer[..count]);
                copy.write_all(&buffer[..count])?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
