//! The store: writes a feed, so that what was acknowledged is on disk.
//!
//! One group of events is one `write` and one `fdatasync`. Any failure of the two is final for the file:
//! the writer is dead from then on, nothing is tried again, and nothing is cut off. A new feed continues it.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk, DiskFile, refuse_link};
use super::trouble;
use crate::journal::checkpoint::Statement;
use crate::journal::digest::Summing;
use crate::journal::{Digest, Draft, DraftError, Feed, FeedName, Head, Line, PersonId, RunId, Salt};
use crate::locale::{Lang, Word, fault as words};
use crate::run::event::{Continues, Writer, WriterMode};
use crate::run::{Body, Event, Fact, FeedId, RULES};
use crate::text::SafeText;
use crate::time::{BootTime, Now};

/// Where a person writes, and as whom.
#[derive(Clone)]
pub struct Desk {
    pub disk: Arc<dyn Disk>,
    /// The folder to write in: the run's `journal`, or one that stands in for it.
    pub folder: PathBuf,
    /// Where feeds of the run lie besides.
    pub also: Vec<PathBuf>,
    pub run: RunId,
    pub person: PersonId,
    pub writer: Writer,
    /// Digests of the run's own files by name.
    pub files: BTreeMap<String, String>,
}

impl Desk {
    /// Every folder that holds feeds of the run.
    fn places(&self) -> impl Iterator<Item = &Path> {
        std::iter::once(self.folder.as_path()).chain(self.also.iter().map(PathBuf::as_path))
    }
}

/// Why events are not in the journal.
#[derive(Debug)]
pub enum AppendError {
    /// An event cannot be written as a record. Nothing was written, and the feed goes on.
    Draft(DraftError),
    /// The machine gave no random bytes. Nothing was written, and the feed goes on.
    Random(io::Error),
    /// The file cannot be created.
    Create(io::Error),
    /// The file did not take the bytes; the feed has ended.
    Write(io::Error),
    /// The file took a part of the bytes; the feed has ended.
    ShortWrite { written: usize, of: usize },
    /// The bytes may not be on disk; the feed has ended.
    Sync(io::Error),
    /// The feed has ended before.
    Dead,
}

impl AppendError {
    /// What failed and what it means, in words.
    pub fn say(&self, lang: Lang) -> SafeText {
        let told = |word: Word, error: &io::Error| word.with(lang, &[&trouble::meaning(error, lang)]);
        match self {
            Self::Draft(error) => SafeText::line(&error.to_string()),
            Self::Random(error) => told(words::RANDOM, error),
            Self::Create(error) => told(words::CREATE, error),
            Self::Write(error) => told(words::WRITE, error),
            Self::ShortWrite { written, of } => words::SHORT.with(lang, &[written, of]),
            Self::Sync(error) => told(words::SYNC, error),
            Self::Dead => words::DEAD.text(lang),
        }
    }

    /// Whether bytes of what failed may be in the file all the same.
    pub const fn leaves_doubt(&self) -> bool {
        match self {
            Self::Write(_) | Self::ShortWrite { .. } | Self::Sync(_) => true,
            Self::Draft(_) | Self::Random(_) | Self::Create(_) | Self::Dead => false,
        }
    }

    /// Whether the feed has ended, so that only a new one can go on.
    pub const fn is_final(&self) -> bool {
        match self {
            Self::Draft(_) | Self::Random(_) => false,
            Self::Create(_) | Self::Write(_) | Self::ShortWrite { .. } | Self::Sync(_) | Self::Dead => true,
        }
    }
}

impl fmt::Display for AppendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draft(error) => write!(f, "{error}"),
            Self::Random(error) => write!(f, "no random bytes: {error}"),
            Self::Create(error) => write!(f, "cannot create a journal file: {error}"),
            Self::Write(error) => write!(f, "cannot write to the journal: {error}"),
            Self::ShortWrite { written, of } => {
                write!(f, "the journal took only {written} of {of} bytes: the disk may be full")
            }
            Self::Sync(error) => write!(f, "the journal may not be on disk: {error}"),
            Self::Dead => f.write_str("the journal file failed before, and is not written to any more"),
        }
    }
}

impl std::error::Error for AppendError {}

/// One process's feed in one run.
pub struct FeedWriter {
    desk: Desk,
    name: FeedName,
    file: Box<dyn DiskFile>,
    head: Option<Head>,
    valid_bytes: u64,
    /// The digest of these bytes.
    sum: Summing,
    up: BootTime,
    continues: Option<Continues>,
    /// What was taken in of other feeds and is not named yet.
    seen: BTreeMap<FeedId, (FeedName, Head)>,
    /// What was named last of each.
    named: BTreeMap<FeedId, u64>,
    /// The records of the last group.
    group: Vec<Head>,
    is_dead: bool,
}

impl FeedWriter {
    /// Creates a feed and records that it is open. `seen` is what the person has taken in of the run.
    pub fn open(desk: Desk, seen: &[(FeedName, Head)], now: Now) -> Result<(Self, Fact), AppendError> {
        Self::begin(desk, None, seen.to_vec(), now)
    }

    /// Goes on after a failure, in a new feed that continues this one. What was not acknowledged is not in
    /// the journal and has to be appended anew.
    pub fn reopen(&self, now: Now) -> Result<(Self, Fact), AppendError> {
        self.reopen_at(self.desk.clone(), now)
    }

    /// The same at another desk of the same person in the same run.
    pub fn reopen_at(&self, desk: Desk, now: Now) -> Result<(Self, Fact), AppendError> {
        let continues = match self.head {
            Some(head) => Some(Continues {
                feed: self.name.feed.to_string(),
                valid_bytes: self.valid_bytes,
                last: head.h.to_string(),
            }),
            None => self.continues.clone(),
        };
        let mut seen: Vec<(FeedName, Head)> = self.seen.values().cloned().collect();
        seen.extend(self.head.map(|head| (self.name.clone(), head)));
        Self::begin(desk, continues, seen, now)
    }

    /// What there is to sign: all of this feed that counts, and how far the others have come as the caller has taken
    /// them in.
    pub fn statement(&self, others: &[(FeedName, Head)]) -> Option<Statement> {
        let head = self.head.filter(|_| !self.is_dead)?;
        let mut seen: Vec<Head> = others.iter().map(|(_, head)| *head).collect();
        seen.retain(|other| other.feed != head.feed);
        seen.sort_unstable();
        Some(Statement {
            run: self.desk.run,
            feed: head.feed,
            by: self.desk.person.clone(),
            records: head.seq,
            bytes: self.valid_bytes,
            sha256: self.sum.sum(),
            h: head.h,
            seen,
        })
    }

    /// Goes on in an idle feed of the same writer, which the caller holds and has read to its end.
    pub fn go_on(desk: Desk, feed: &Feed, file: Box<dyn DiskFile>, seen: Vec<(FeedName, Head)>) -> Self {
        let mut named = BTreeMap::new();
        for head in feed.entries().iter().flat_map(|entry| &entry.seen) {
            let known = named.entry(head.feed).or_insert(head.seq);
            *known = head.seq.max(*known);
        }
        let mut sum = Summing::default();
        sum.add(feed.bytes());
        let mut writer = Self {
            desk,
            name: feed.name().clone(),
            file,
            head: feed.head(),
            valid_bytes: feed.bytes().len() as u64,
            sum,
            up: feed.entries().last().map_or_else(BootTime::default, |entry| entry.up),
            continues: None,
            seen: BTreeMap::new(),
            named,
            group: Vec::new(),
            is_dead: false,
        };
        writer.saw(seen);
        writer
    }

    /// Lets another command go on in this feed, unless it has ended.
    pub fn release(mut self) {
        if !self.is_dead {
            // Where that fails, the next command opens a feed of its own.
            let _ = self.file.release();
        }
    }

    fn begin(
        desk: Desk,
        continues: Option<Continues>,
        seen: Vec<(FeedName, Head)>,
        now: Now,
    ) -> Result<(Self, Fact), AppendError> {
        let mut random = [0; 8];
        desk.disk.random(&mut random).map_err(AppendError::Random)?;
        let name = FeedName { person: desk.person.clone(), feed: FeedId(u64::from_be_bytes(random)) };
        let path = desk.folder.join(name.to_string());
        refuse_link(&desk.folder).map_err(AppendError::Create)?;
        let mut file = desk.disk.create_new(&path).map_err(AppendError::Create)?;
        if desk.writer.mode == WriterMode::OneShot {
            // Where that cannot be, the file is never taken up again either.
            let _ = file.hold();
        }
        desk.disk.sync_dir(&desk.folder).map_err(AppendError::Create)?;
        let opened = Event::FeedOpened {
            writer: Box::new(desk.writer.clone()),
            rules: RULES,
            files: desk.files.clone(),
            continues: continues.clone().map(Box::new),
        };
        let mut writer = Self {
            desk,
            name,
            file,
            head: None,
            valid_bytes: 0,
            sum: Summing::default(),
            up: BootTime::default(),
            continues,
            seen: BTreeMap::new(),
            named: BTreeMap::new(),
            group: Vec::new(),
            is_dead: false,
        };
        writer.saw(seen);
        let mut facts = writer.append(vec![opened], now)?;
        facts.pop().map(|fact| (writer, fact)).ok_or(AppendError::Dead)
    }

    /// The folder that it is written in.
    pub fn folder(&self) -> &Path {
        &self.desk.folder
    }

    /// Whose feed, and which.
    pub const fn name(&self) -> &FeedName {
        &self.name
    }

    /// The last record that is on disk.
    pub const fn head(&self) -> Option<Head> {
        self.head
    }

    /// The records that the last call to [`Self::append`] wrote.
    pub fn group(&self) -> &[Head] {
        &self.group
    }

    /// The bytes of the file that are on disk and count.
    pub const fn valid_bytes(&self) -> u64 {
        self.valid_bytes
    }

    /// Whether the feed has ended.
    pub const fn is_dead(&self) -> bool {
        self.is_dead
    }

    /// Takes note of how far other feeds have come; the next record names what is new of it.
    pub fn saw(&mut self, heads: impl IntoIterator<Item = (FeedName, Head)>) {
        for (name, head) in heads {
            let is_known = self.named.get(&head.feed).is_some_and(|seq| *seq >= head.seq);
            let is_older = self.seen.get(&head.feed).is_some_and(|(_, known)| known.seq > head.seq);
            if head.feed != self.name.feed && !is_known && !is_older {
                self.seen.insert(head.feed, (name, head));
            }
        }
    }

    /// Appends a group of events, all or none: the facts are on disk when this returns.
    pub fn append(&mut self, events: Vec<Event>, now: Now) -> Result<Vec<Fact>, AppendError> {
        if self.is_dead {
            return Err(AppendError::Dead);
        }
        if events.is_empty() {
            return Ok(Vec::new());
        }
        let up = now.boot.max(self.up);
        let seen = self.durable_heads();
        let (bytes, heads) = self.lines(&events, &seen, Now { boot: up, ..now })?;
        self.write(&bytes).inspect_err(|_| self.is_dead = true)?;
        self.up = up;
        self.valid_bytes += bytes.len() as u64;
        self.sum.add(&bytes);
        self.head = heads.last().copied();
        for head in seen {
            self.seen.remove(&head.feed);
            self.named.insert(head.feed, head.seq);
        }
        self.group.clone_from(&heads);
        let facts = events.into_iter().zip(heads).map(|(event, head)| Fact {
            id: head.id(),
            at: now.wall,
            by: self.name.person.shared(),
            body: Body::Event(event),
        });
        Ok(facts.collect())
    }

    /// What can be named of other feeds: a record that a crash could still take away is not named yet.
    fn durable_heads(&self) -> Vec<Head> {
        let is_durable = |(name, _): &&(FeedName, Head)| {
            let is_own = self.continues.as_ref().is_some_and(|own| own.feed == name.feed.to_string());
            is_own || self.desk.places().any(|place| self.sync(place, name))
        };
        self.seen.values().filter(is_durable).map(|(_, head)| *head).collect()
    }

    fn sync(&self, folder: &Path, name: &FeedName) -> bool {
        self.desk.disk.sync_file(&folder.join(name.to_string())).is_ok()
    }

    /// The bytes of a group, and the head after each record.
    fn lines(&self, events: &[Event], seen: &[Head], now: Now) -> Result<(Vec<u8>, Vec<Head>), AppendError> {
        let mut bytes = Vec::with_capacity(events.len() * 512);
        let mut heads: Vec<Head> = Vec::with_capacity(events.len());
        for event in events {
            let before = heads.last().or(self.head.as_ref());
            let seq = before.map_or(1, |head| head.seq + 1);
            let mut salt = Salt([0; 16]);
            self.desk.disk.random(&mut salt.0).map_err(AppendError::Random)?;
            let Line { bytes: line, h } = Draft {
                run: self.desk.run,
                feed: self.name.feed,
                seq,
                prev: before.map_or(Digest::ZERO, |head| head.h),
                at: now.wall,
                up: now.boot,
                by: &self.name.person,
                seen: if heads.is_empty() { seen } else { &[] },
                salt,
                event,
            }
            .line()
            .map_err(AppendError::Draft)?;
            bytes.extend_from_slice(&line);
            heads.push(Head { feed: self.name.feed, seq, h });
        }
        Ok((bytes, heads))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), AppendError> {
        let written = self.file.write(bytes).map_err(AppendError::Write)?;
        if written != bytes.len() {
            return Err(AppendError::ShortWrite { written, of: bytes.len() });
        }
        self.file.sync_data().map_err(AppendError::Sync)
    }
}
