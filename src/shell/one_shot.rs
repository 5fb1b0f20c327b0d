//! A command that writes into a run and ends: it reads the run, decides as the console does, and appends.
//!
//! Many such commands go on in one feed, so that a script of a thousand notes does not make a thousand files.
//! A feed is taken up only where nothing speaks against it: the same writer to the letter (account, host and boot
//! among it), released by the command before, locked by this one, whole and sound to its last byte.

use std::sync::Arc;

use super::disk::DiskFile;
use super::identity::{self, Identity, IdentityFault};
use super::reading::{self, Reading};
use super::run_folder::RunFolder;
use super::settings::Settings;
use super::store::{AppendError, Desk, FeedWriter};
use crate::journal::{Feed, FeedName, Finding, Head};
use crate::locale::shell as words;
use crate::run::{Body, Event, Fact, RULES, Run, Writer, WriterMode};
use crate::text::SafeText;
use crate::time::Now;

/// So many feeds are tried; who finds them all held by others opens one of their own.
const MOST_TRIED: usize = 4;

/// A run as one command sees it, and where the command writes.
pub struct OneShot {
    pub folder: RunFolder,
    pub run: Run,
    desk: Desk,
    seen: Vec<(FeedName, Head)>,
    /// The idle feed that was taken up, or the one that was opened.
    writer: Option<FeedWriter>,
}

/// What was recorded: the fact, and its record's hash.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    pub fact: Fact,
    pub head: Head,
}

impl OneShot {
    /// Reads a run to write into it. Fails where it cannot be read, or should not be written to.
    pub fn open(settings: &Settings, folder: RunFolder) -> Result<Self, SafeText> {
        let lang = settings.lang;
        if let Some(group) = &settings.group {
            super::shared::check(folder.path(), group).map_err(|why| why.say(lang))?;
        }
        let digests = folder.own_digests().into_iter();
        let files = digests.map(|(name, digest)| (name, digest.to_string())).collect();
        let writer = Writer { mode: WriterMode::OneShot, ..settings.writer() };
        let mut read = reading::read(&folder, lang)?;
        let desk = Desk {
            disk: Arc::clone(&settings.disk),
            folder: folder.journal(),
            also: folder.elsewhere().map(|elsewhere| elsewhere.join("journal")).into_iter().collect(),
            run: read.run,
            person: settings.person.clone(),
            writer,
            files,
        };
        let held = take_up(&desk, &folder, &mut read, lang)?;
        let damage = folder.damage(&read.journal, &read.findings);
        if damage.iter().any(|finding| finding.kind.makes_the_run_doubtful()) {
            return Err(words::DOUBTFUL_RUN.text(lang));
        }
        let seen = read.journal.named_heads();
        let writer = held.filter(|(name, _)| is_sound(name, &damage)).and_then(|(name, file)| {
            let feed = read.journal.feeds().iter().find(|feed| *feed.name() == name)?;
            Some(FeedWriter::go_on(desk.clone(), feed, file, seen.clone()))
        });
        let run = Run::fold(read.book.clone(), read.journal.facts());
        Ok(Self { folder, run, desk, seen, writer })
    }

    /// Appends events, all or none: what comes back is on disk, and the run has taken it in.
    pub fn append(&mut self, events: Vec<Event>, now: Now) -> Result<Vec<Recorded>, AppendError> {
        let mut writer = match self.writer.take() {
            Some(writer) => writer,
            None => {
                let (writer, opened) = FeedWriter::open(self.desk.clone(), &self.seen, now)?;
                self.run.apply_all([opened]);
                writer
            }
        };
        super::evidence::keep_notices(&*self.desk.disk, &self.folder, &events);
        let facts = match writer.append(events.clone(), now) {
            // The feed has ended; what was not acknowledged is recorded anew in one that continues it.
            Err(error) if error.is_final() => {
                let (fresh, opened) = writer.reopen(now)?;
                writer = fresh;
                self.run.apply_all([opened]);
                writer.append(events, now)?
            }
            outcome @ (Ok(_) | Err(_)) => outcome?,
        };
        self.run.apply_all(facts.clone());
        let recorded =
            facts.into_iter().zip(writer.group()).map(|(fact, head)| Recorded { fact, head: *head });
        let recorded = recorded.collect();
        self.writer = Some(writer);
        Ok(recorded)
    }
}

/// Why nothing was signed.
#[derive(Debug)]
pub enum SigningError {
    Identity(IdentityFault),
    Append(AppendError),
}

impl SigningError {
    /// What is wrong and what to do, in words.
    pub fn say(&self, lang: crate::locale::Lang) -> SafeText {
        match self {
            Self::Identity(fault) => fault.say(lang),
            Self::Append(error) => error.say(lang),
        }
    }
}

impl OneShot {
    /// Signs all that this person's feed holds and how far the others have come. `now` is asked once the key has
    /// answered, which may take a person's hand.
    pub fn sign(&mut self, identity: &Identity, now: impl Fn() -> Now) -> Result<Recorded, SigningError> {
        if self.writer.is_none() {
            let (writer, opened) =
                FeedWriter::open(self.desk.clone(), &self.seen, now()).map_err(SigningError::Append)?;
            self.run.apply_all([opened]);
            self.writer = Some(writer);
        }
        let statement = self.writer.as_ref().and_then(|writer| writer.statement(&self.seen));
        let statement = statement.ok_or(SigningError::Append(AppendError::Dead))?;
        let event = identity.checkpoint(&statement, identity::PATIENCE).map_err(SigningError::Identity)?;
        let mut recorded = self.append(vec![event], now()).map_err(SigningError::Append)?;
        recorded.pop().ok_or(SigningError::Append(AppendError::Dead))
    }
}

impl Drop for OneShot {
    /// The command is over: a later one may go on in the feed.
    fn drop(&mut self) {
        if let Some(writer) = self.writer.take() {
            writer.release();
        }
    }
}

type Held = (FeedName, Box<dyn DiskFile>);

/// Takes up an idle feed of this writer, if there is one. Where it grew before it was held, the run is read again.
fn take_up(
    desk: &Desk,
    folder: &RunFolder,
    read: &mut Reading,
    lang: crate::locale::Lang,
) -> Result<Option<Held>, SafeText> {
    for name in idle(desk, read).into_iter().take(MOST_TRIED) {
        let Ok((file, bytes)) = desk.disk.take_up(&desk.folder.join(name.to_string())) else { continue };
        let known = |read: &Reading| {
            let feed = read.journal.feeds().iter().find(|feed| *feed.name() == name);
            feed.map(|feed| feed.bytes().len() as u64)
        };
        if known(read) != Some(bytes) {
            *read = reading::read(folder, lang)?;
        }
        if known(read) == Some(bytes) && idle(desk, read).contains(&name) {
            return Ok(Some((name, file)));
        }
    }
    Ok(None)
}

/// The feeds that a command of this writer may go on in, the latest first.
fn idle(desk: &Desk, read: &Reading) -> Vec<FeedName> {
    let feeds = read.journal.feeds().iter().enumerate();
    let mut fit: Vec<&Feed> = feeds
        .filter(|(n, feed)| is_of(desk, feed) && read.journal.valid_end(*n).is_none())
        .map(|(_, feed)| feed)
        .collect();
    fit.sort_by_key(|feed| std::cmp::Reverse(feed.entries().last().map(|entry| entry.at)));
    fit.into_iter().map(|feed| feed.name().clone()).collect()
}

/// Whether a feed is this writer's own from its first record on, and ends in a whole one.
fn is_of(desk: &Desk, feed: &Feed) -> bool {
    let first = feed.entries().first().and_then(|entry| feed.fact(entry));
    let is_mine = match first.as_ref().map(|fact| &fact.body) {
        Some(Body::Event(Event::FeedOpened { writer, rules, files, .. })) => {
            **writer == desk.writer && *rules == RULES && *files == desk.files
        }
        Some(Body::Event(_) | Body::Withheld | Body::Unknown(_) | Body::Unproven(_)) | None => false,
    };
    is_mine && feed.name().person == desk.person && feed.tail().is_none() && feed.flaws().next().is_none()
}

/// Whether nothing was found in a feed.
fn is_sound(name: &FeedName, damage: &[Finding]) -> bool {
    let file = format!("journal/{name}");
    damage.iter().all(|finding| *finding.file != *file)
}
