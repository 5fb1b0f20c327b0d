//! The folder of a run, wherever it lies: reading its feeds and what lies beside them.
//!
//! Nothing here changes a byte of it. What is no feed, or cannot be read, is a finding and never a hang.

use std::collections::BTreeMap;
use std::fs::{self, TryLockError};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::RunName;
use super::feed_files::{self, FeedFiles};
use super::reading::RUNBOOK_FILE;
use super::regular_file::{self, FileError};
use super::trouble;
use crate::journal::verify::{Beside, Owners, Surroundings, chain_findings};
use crate::journal::{
    Digest, Feed, FeedName, Finding, FindingKind, Head, Journal, MAX_LINE_BYTES, Report, Told, Weighed,
    which_run,
};

/// The most bytes of a feed that are read: three months of a record every two seconds.
pub const MAX_FEED_BYTES: u64 = 1 << 30;
/// How far a line of a feed is read: a record is far shorter, and what follows such a line is not read.
pub const LONGEST_LINE_READ: usize = 1 << 20;
/// The most feeds of a run that are read.
pub const MAX_FEEDS: usize = 10_000;
/// The most bytes of one of the run's own files, such as the runbook.
pub const MAX_OWN_FILE_BYTES: u64 = 16 << 20;

/// A run's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunFolder {
    path: PathBuf,
    /// The run's folder on the disk that stands in when this one fails.
    elsewhere: Option<PathBuf>,
}

/// The journal of a run as it was on disk.
#[derive(Debug)]
pub struct ReadRun<F = Feed> {
    pub journal: Journal<F>,
    /// What was found while the files were read.
    pub findings: Vec<Finding>,
}

impl RunFolder {
    /// A run's folder by its path. It is one if it holds a `journal`; and where that is gone, if it is named as
    /// a run is or holds a runbook, so that the loss can be told.
    pub fn open(path: &Path) -> io::Result<Self> {
        let folder = Self::new(path.to_owned());
        if !fs::metadata(path)?.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        match fs::symlink_metadata(folder.journal()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && !folder.is_left_of_a_run() => Err(error),
            Ok(_) | Err(_) => Ok(folder),
        }
    }

    fn is_left_of_a_run(&self) -> bool {
        self.name().is_some() || fs::symlink_metadata(self.path.join(RUNBOOK_FILE)).is_ok()
    }

    /// A folder that is known to be a run's.
    pub const fn new(path: PathBuf) -> Self {
        Self { path, elsewhere: None }
    }

    /// The same run, part of which may lie in a fallback folder.
    #[must_use]
    pub fn with_fallback(self, fallback: Option<&Path>) -> Self {
        let elsewhere = fallback.map(|fallback| fallback.join(self.label()));
        Self { elsewhere, ..self }
    }

    /// The run's folder below the fallback folder, where one is configured. It need not be there.
    pub fn elsewhere(&self) -> Option<&Path> {
        self.elsewhere.as_deref()
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder's own name.
    pub fn label(&self) -> String {
        // `.` and `..` have no name of their own.
        let own = self.path.file_name().map(ToOwned::to_owned);
        let own = own.or_else(|| self.path.canonicalize().ok()?.file_name().map(ToOwned::to_owned));
        own.unwrap_or_default().to_string_lossy().into_owned()
    }

    /// What the folder's name says, if it is named as a run is.
    pub fn name(&self) -> Option<RunName> {
        RunName::parse(&self.label())
    }

    /// The folder of the feeds.
    pub fn journal(&self) -> PathBuf {
        self.path.join("journal")
    }

    /// The folder of the copied evidence.
    pub fn evidence(&self) -> PathBuf {
        self.path.join("evidence")
    }

    /// The folder of what is half written.
    pub fn drafts(&self) -> PathBuf {
        self.path.join("drafts")
    }

    /// The exact bytes of one of the run's own files, such as `runbook.toml`.
    pub fn own_file(&self, name: &str) -> Result<Vec<u8>, FileError> {
        regular_file::read(&self.path.join(name), MAX_OWN_FILE_BYTES)
    }

    /// The digests of the run's own files, by name: what a feed's first record states.
    pub fn own_digests(&self) -> BTreeMap<String, Digest> {
        self.own_files().into_iter().filter_map(|(name, read)| Some((name, read.ok()?))).collect()
    }

    /// The same, and why something else beside them was not read.
    fn own_files(&self) -> Beside {
        let read = |name: String| {
            let digest = self.own_file(&name).map(|bytes| Digest::of(&bytes)).map_err(unread);
            (name, digest)
        };
        names_in(&self.path).unwrap_or_default().into_iter().map(read).collect()
    }

    /// Reads every feed and merges them. Where a part of them lies elsewhere, that is read too.
    pub fn read(&self) -> io::Result<ReadRun> {
        self.read_up_to(&[])
    }

    /// The same; of some feeds only so many bytes, since no more is promised to be there.
    pub fn read_up_to(&self, ends: &[(FeedName, u64)]) -> io::Result<ReadRun> {
        let (feeds, findings) = self.whole_feeds(ends)?;
        let run = which_run(&feeds, self.short().as_deref());
        Ok(ReadRun { journal: Journal::new(feeds, run), findings })
    }

    /// Reads every feed for its facts, and keeps no bytes. Nothing where these are needed: to say by their hashes which of
    /// several runs it is, or which parts of feeds are the same where some lie elsewhere.
    pub fn read_facts(&self) -> io::Result<Option<ReadRun<Told>>> {
        if self.has_feeds_elsewhere() {
            return Ok(None);
        }
        let FeedFiles { feeds, findings, .. } = self.own_feeds(FeedFiles::new(&feed_files::told))?;
        Ok(Journal::told(feeds).map(|journal| ReadRun { journal, findings }))
    }

    /// Reads and hashes every feed to be checked, and keeps no bytes.
    pub fn weigh(&self) -> io::Result<ReadRun<Weighed>> {
        let (feeds, findings) = if self.has_feeds_elsewhere() {
            let (feeds, findings) = self.whole_feeds(&[])?;
            (feeds.into_iter().map(Weighed::of).collect(), findings)
        } else {
            let FeedFiles { feeds, findings, .. } = self.own_feeds(FeedFiles::new(&feed_files::weighed))?;
            (feeds, findings)
        };
        Ok(ReadRun { journal: Journal::weighed(feeds, self.short().as_deref()), findings })
    }

    fn short(&self) -> Option<String> {
        self.name().map(|name| name.short)
    }

    fn has_feeds_elsewhere(&self) -> bool {
        self.journal_elsewhere().is_some_and(|folder| folder.is_dir())
    }

    /// Every feed. Where a part of them lies elsewhere, that is read too.
    fn whole_feeds(&self, ends: &[(FeedName, u64)]) -> io::Result<(Vec<Feed>, Vec<Finding>)> {
        let read = |path: &Path, name: &FeedName, _| feed_files::whole(path, name, ends);
        let mut files = self.own_feeds(FeedFiles::new(&read))?;
        // The disk that stands in may not be there; that takes nothing from what is here.
        if let Some(journal) = self.journal_elsewhere().filter(|folder| folder.is_dir()) {
            let _ = files.read_besides(&journal, &journal.to_string_lossy());
        }
        Ok((files.feeds, files.findings))
    }

    /// Reads the feeds in the run's own folder.
    fn own_feeds<'a, F: Send>(&self, mut files: FeedFiles<'a, F>) -> io::Result<FeedFiles<'a, F>> {
        match fs::symlink_metadata(self.journal()) {
            Ok(metadata) if metadata.is_dir() => files.read(&self.journal(), "journal")?,
            Ok(_) => files.findings.push(Finding::of_file("journal", FindingKind::FileType)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        Ok(files)
    }

    /// Bytes of all feeds, as far as they can be looked at.
    pub fn journal_bytes(&self) -> u64 {
        let size =
            |file: &String| fs::symlink_metadata(self.journal().join(file)).map_or(0, |found| found.len());
        names_in(&self.journal()).unwrap_or_default().iter().map(size).sum()
    }

    /// Whether some feed begins with a record, as every feed does that was not harmed there.
    pub fn has_a_record(&self) -> bool {
        let begins = |folder: &Path, file: &str| {
            let name = FeedName::parse(file)?;
            let mut bytes = Vec::new();
            let opened = regular_file::open(&folder.join(file)).ok()?;
            opened.take(MAX_LINE_BYTES as u64).read_to_end(&mut bytes).ok()?;
            Feed::read(name, bytes).entries().first().map(|_| ())
        };
        self.journals().any(|folder| {
            names_in(&folder).unwrap_or_default().iter().any(|file| begins(&folder, file).is_some())
        })
    }

    /// Every folder that holds feeds of the run.
    pub fn journals(&self) -> impl Iterator<Item = PathBuf> {
        std::iter::once(self.journal()).chain(self.journal_elsewhere())
    }

    fn journal_elsewhere(&self) -> Option<PathBuf> {
        self.elsewhere.as_ref().map(|folder| folder.join("journal"))
    }

    /// The feeds that lie elsewhere and are not, or not as far, in the run's own folder.
    pub fn left_elsewhere(&self) -> Vec<FeedName> {
        let Some(journal) = self.journal_elsewhere() else { return Vec::new() };
        let size = |folder: &Path, file: &str| fs::metadata(folder.join(file)).map_or(0, |found| found.len());
        let names = names_in(&journal).unwrap_or_default();
        let left = names.iter().filter(|file| size(&journal, file) > size(&self.journal(), file));
        left.filter_map(|file| FeedName::parse(file)).collect()
    }

    /// The feeds whose writers hold them open now.
    pub fn alive(&self) -> Vec<FeedName> {
        let alive = |folder: PathBuf| {
            let names = names_in(&folder).unwrap_or_default();
            let feeds = names.iter().filter_map(|file| FeedName::parse(file));
            feeds.filter(|name| is_locked(&folder.join(name.to_string()))).collect::<Vec<_>>()
        };
        self.journals().flat_map(alive).collect()
    }

    /// Hashes what lies beside the feeds.
    pub fn surroundings(&self, findings: Vec<Finding>) -> Surroundings {
        let hash = |name: String| {
            let digest = hash_file(&self.evidence().join(&name)).map_err(unread);
            (name, digest)
        };
        let evidence = names_in(&self.evidence()).unwrap_or_default().into_iter().map(hash).collect();
        Surroundings {
            files: self.own_files(),
            evidence: Some(evidence),
            findings,
            ..Surroundings::default()
        }
    }

    /// Whose files the feeds are, where accounts share the folder; `machine` is the one that is asked.
    pub fn owners(&self, machine: &str) -> Option<Owners> {
        if !super::shared::is_shared(&self.journal()) {
            return None;
        }
        let uid = |file: &String| fs::symlink_metadata(self.journal().join(file)).ok().map(|data| data.uid());
        let files = names_in(&self.journal()).unwrap_or_default();
        let of = files.into_iter().filter_map(|file| Some((file.clone(), uid(&file)?))).collect();
        Some(Owners { machine: machine.to_owned(), of })
    }

    /// What is damaged of a run that was read. The evidence is not looked at, since it can be large: that is
    /// what `verify` does.
    pub fn damage(&self, journal: &Journal, findings: &[Finding]) -> Vec<Finding> {
        let files = self.own_files();
        let beside = Surroundings { files, findings: findings.to_vec(), ..Surroundings::default() };
        damage(Report::of(journal, &beside))
    }

    /// The same of the run as it is on disk now, read feed by feed; each of the records in `held` has to be there.
    pub fn damage_on_disk(&self, held: Vec<Head>) -> io::Result<Vec<Finding>> {
        let ReadRun { journal, findings } = self.weigh()?;
        let beside = Surroundings { files: self.own_files(), findings, held, ..Surroundings::default() };
        Ok(damage(Report::of_weighed(&journal, &beside)))
    }

    /// The same as far as chains and order tell, for who looks at many runs at once.
    pub fn damage_of_chains(journal: &Journal, findings: &[Finding]) -> Vec<Finding> {
        let found = findings.iter().cloned().chain(chain_findings(journal));
        found.filter(|finding| finding.kind.is_damage()).collect()
    }
}

fn damage(report: Report) -> Vec<Finding> {
    report.findings.into_iter().filter(|finding| finding.kind.is_damage()).collect()
}

/// Why a file was not read, as a finding.
pub(super) fn unread(error: FileError) -> FindingKind {
    match error {
        FileError::Type => FindingKind::FileType,
        FileError::TooLong => FindingKind::FileTooLong,
        FileError::Io(error) => FindingKind::Unreadable { cause: trouble::reading_in_both(&error) },
    }
}

/// The names in a folder, sorted. One that is no Unicode is shown with marks, and is then no feed's.
pub(super) fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    Ok(names)
}

/// Whether a writer holds a file. The probe holds it for an instant, shared, which a writer waits out.
pub(super) fn is_locked(path: &Path) -> bool {
    regular_file::open(path).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

fn hash_file(path: &Path) -> Result<Digest, FileError> {
    let mut file = regular_file::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(Digest(hasher.finalize().into())),
            Ok(count) => hasher.update(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(FileError::Io(error)),
        }
    }
}
