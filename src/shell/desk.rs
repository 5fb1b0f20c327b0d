//! A run taken up by this process: its folder, its feed, its drafts.
//!
//! Reading comes first and never writes. The feed is made when there is something to write: on coming back to
//! an open run that somebody has returned, on looking at a closed one nothing.

mod follow;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::disk::RealDisk;
use super::drafts::DraftsFile;
use super::follow::Following;
use super::home::NewRun;
use super::presence::PresenceFile;
use super::run_folder::RunFolder;
use super::settings::Settings;
use super::store::{AppendError, Desk, FeedWriter};
use super::watch::Watch;
use crate::app::Opening;
use crate::app::console::{Drafts, JournalHealth};
use crate::app::msg::RunReady;
use crate::journal::FeedName;
use crate::locale::shell as words;
use crate::run::{Event, Fact, FeedId, Run, WriterMode};
use crate::runbook::Runbook;
use crate::text::SafeText;
use crate::time::Now;

/// A run that this process has open.
pub struct OpenDesk {
    pub folder: RunFolder,
    desk: Desk,
    book: Arc<Runbook>,
    following: Following,
    writer: Option<FeedWriter>,
    /// Feeds of this process that have failed, and the bytes of them that are on disk.
    failed: Vec<(FeedName, u64)>,
    drafts: Option<DraftsFile>,
    kept: Drafts,
    presence: Option<PresenceFile>,
    display: String,
    watch: Option<Watch>,
}

/// Why a run cannot be taken up, in words.
pub type Trouble = SafeText;

impl OpenDesk {
    /// Makes a run's folder, opens it with its first facts, and gives back what the console shows.
    pub fn create(settings: &Settings, opening: &Opening, now: Now) -> Result<(Self, RunReady), Trouble> {
        let (lang, entry) = (settings.lang, &opening.runbook);
        let failed = |error: &dyn std::fmt::Display| words::CANNOT_CREATE_RUN.with(lang, &[error]);
        let home = super::home::Home::new(&settings.home);
        let run = super::disk::new_run_id(&RealDisk).map_err(|error| failed(&error))?;
        let local = settings.zone.local(now.wall);
        let problems = |count| words::RUNBOOK_HAS_PROBLEMS.with(lang, &[&entry.cover.id, &count]);
        let book = super::library::book(entry).map_err(problems)?;
        let files: Vec<(&str, &[u8])> = entry.files.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
        let new = NewRun {
            run,
            year: chrono::Datelike::year(&local),
            title: &opening.title,
            runbook: &book.id,
            files: &files,
        };
        let folder = home.create(&new).map_err(|error| failed(&error))?;
        let following = Following::new(folder.clone(), run);
        let mut this = Self::at(settings, folder, run, book.clone(), following);
        let number = this.folder.name().map(|name| name.label()).unwrap_or_default();
        let mut events = vec![Event::RunOpened {
            run: opening.kind,
            number,
            title: opening.title.clone(),
            runbook: book.id.clone(),
            version: book.version.clone(),
        }];
        events.extend(opening.answers.iter().map(|(ask, value)| Event::AskAnswered {
            ask: ask.clone(),
            value: value.clone(),
            amends: None,
        }));
        events.extend(
            opening
                .rows
                .iter()
                .map(|(ask, cells)| Event::RowAdded { ask: ask.clone(), cells: cells.clone() }),
        );
        let facts = this.append(events, now).map_err(|error| failed(&error))?;
        let run = Run::fold(book, facts);
        let ready = RunReady {
            run,
            folder: this.folder.label(),
            drafts: Drafts::new(),
            journal: JournalHealth::default(),
            away: None,
            warning: this.warning(lang),
        };
        Ok((this, ready))
    }

    /// Takes up a run: reads it, and records the return of this person where the run is open.
    pub fn take_up(settings: &Settings, folder: RunFolder, now: Now) -> Result<(Self, RunReady), Trouble> {
        let lang = settings.lang;
        let read = super::reading::read(&folder, lang)?;
        let mut run = Run::fold(read.book.clone(), read.journal.facts());
        let alive = folder.alive();
        let damage = folder.damage(&read.journal, &read.findings);
        let is_doubtful = damage.iter().any(|finding| finding.kind.makes_the_run_doubtful());
        let damage = damage.iter().map(|finding| finding.say(lang)).collect();
        let following = Following::of(folder.clone(), &read.journal);
        let mut this = Self::at(settings, folder, read.run, read.book.clone(), following);
        let late = read.journal.late_for(&settings.person);
        let mut journal = JournalHealth { late, damage, ..JournalHealth::default() };
        let me = settings.person.as_str();
        let mut away = None;
        if is_doubtful {
            journal.read_only = Some(words::DOUBTFUL_RUN.text(lang));
        } else if run.unknown_facts() > 0 {
            journal.read_only = Some(words::NEEDS_NEWER.with(lang, &[&run.unknown_facts()]));
        } else if let Some((event, seconds, cause)) = return_of(&run, me, now).filter(|_| !run.is_closed()) {
            match this.append(vec![event], now) {
                Ok(facts) => run.apply_all(facts),
                Err(error) => journal.read_only = Some(words::READ_ONLY.with(lang, &[&error])),
            }
            away = Some((seconds, words::cause(&cause).text(lang)));
        }
        let own = this.writer.as_ref().map(|writer| writer.name().clone());
        if let Some(own) = own.filter(|_| journal.read_only.is_none()) {
            let (file, drafts) = DraftsFile::open(&this.folder.drafts(), &own, &alive);
            (this.drafts, this.kept) = (Some(file), drafts);
        }
        let warning = this.warning(lang);
        let ready =
            RunReady { run, folder: this.folder.label(), drafts: this.kept.clone(), journal, away, warning };
        Ok((this, ready))
    }

    /// Reads a run to be looked at: nothing is written, and nothing is locked.
    pub fn look_on(settings: &Settings, folder: RunFolder) -> Result<(Self, RunReady), Trouble> {
        let lang = settings.lang;
        let read = super::reading::read(&folder, lang)?;
        let run = Run::fold(read.book.clone(), read.journal.facts());
        let damage = folder.damage(&read.journal, &read.findings);
        let following = Following::of(folder.clone(), &read.journal);
        let this = Self::at(settings, folder, read.run, read.book, following);
        let ready = RunReady {
            run,
            folder: this.folder.label(),
            drafts: Drafts::new(),
            journal: JournalHealth {
                read_only: Some(words::ONLY_WATCHING.text(lang)),
                damage: damage.iter().map(|finding| finding.say(lang)).collect(),
                ..JournalHealth::default()
            },
            away: None,
            warning: this.warning(lang),
        };
        Ok((this, ready))
    }

    fn at(
        settings: &Settings,
        folder: RunFolder,
        run: crate::journal::RunId,
        book: Arc<Runbook>,
        following: Following,
    ) -> Self {
        let desk = Desk {
            disk: Arc::new(RealDisk),
            folder: folder.journal(),
            run,
            person: settings.person.clone(),
            writer: settings.writer(),
            files: folder
                .own_digests()
                .into_iter()
                .map(|(name, digest)| (name, digest.to_string()))
                .collect(),
        };
        Self {
            folder,
            desk,
            book,
            following,
            writer: None,
            failed: Vec::new(),
            drafts: None,
            kept: Drafts::new(),
            presence: None,
            display: settings.display.clone(),
            watch: None,
        }
    }

    /// Appends events. Where the feed has failed before, a new one continues it first.
    pub fn append(&mut self, events: Vec<Event>, now: Now) -> Result<Vec<Fact>, AppendError> {
        let mut facts = Vec::new();
        let writer = match self.writer.take() {
            Some(writer) if !writer.is_dead() => self.writer.insert(writer),
            Some(dead) => match dead.reopen(now) {
                Ok((fresh, opened)) => {
                    facts.push(opened);
                    self.failed.push((dead.name().clone(), dead.valid_bytes()));
                    self.writer.insert(fresh)
                }
                Err(error) => {
                    self.writer = Some(dead);
                    return Err(error);
                }
            },
            None => {
                // Nothing is continued here: what another process of this person has written counts, whether
                // or not that process still runs somewhere.
                let (fresh, opened) = FeedWriter::open(self.desk.clone(), &self.following.heads(), now)?;
                facts.push(opened);
                self.writer.insert(fresh)
            }
        };
        // The record holds the text; the file is for handing on, and its loss loses nothing.
        for event in &events {
            if let Event::NoticeDrafted { notice, version, text, .. } = event {
                let _ = super::evidence::keep_text(&self.folder, &format!("{notice}-{version}.txt"), text);
            }
        }
        let written = writer.append(events, now);
        if let Ok(more) = written {
            facts.extend(more);
            self.following.wrote(&facts);
            return Ok(facts);
        }
        // The feed's first record is on disk, and nobody is told of it.
        self.following.wrote(&facts);
        written
    }

    /// What durability is not proven on, in a sentence.
    fn warning(&self, lang: crate::locale::Lang) -> Option<SafeText> {
        let kind = super::filesystem::network_kind(self.folder.path())?;
        Some(words::NETWORK_FILESYSTEM.with(lang, &[&kind]))
    }

    /// Keeps what is half written.
    pub fn save_drafts(&mut self, drafts: Drafts) -> std::io::Result<()> {
        if drafts == self.kept {
            return Ok(());
        }
        if self.drafts.is_none()
            && let Some(writer) = &self.writer
        {
            self.drafts = Some(DraftsFile::open(&self.folder.drafts(), writer.name(), &[]).0);
        }
        if let Some(file) = &mut self.drafts {
            file.save(&drafts)?;
            self.kept = drafts;
        }
        Ok(())
    }

    /// Says why this process lets go of the run, where it has written anything.
    pub fn leave(&mut self, cause: &str, now: Now) {
        self.presence = None;
        if self.writer.as_ref().is_some_and(|writer| !writer.is_dead()) {
            let _ = self.append(vec![Event::ConsoleLeft { cause: cause.to_owned() }], now);
        }
    }
}

/// The return of a person who was here before: the event, how long they were away, and why they had left.
fn return_of(run: &Run, me: &str, now: Now) -> Option<(Event, u64, String)> {
    // What the person recorded from the shell was no stay at the console.
    let is_command = |fact: &&Fact| match fact.event() {
        Some(Event::FeedOpened { writer, .. }) => writer.mode == WriterMode::OneShot,
        Some(_) | None => false,
    };
    let commands: BTreeSet<FeedId> = run.facts().iter().filter(is_command).map(|fact| fact.id.feed).collect();
    let mine = |fact: &&Fact| fact.by.as_ref() == me && !commands.contains(&fact.id.feed);
    let last = run.facts().iter().rev().find(mine)?;
    let away = u64::try_from((now.wall - last.at).num_seconds()).unwrap_or(0);
    let cause = match last.event() {
        Some(Event::ConsoleLeft { cause }) => cause.clone(),
        Some(_) | None => "unknown".to_owned(),
    };
    Some((Event::ConsoleReturned { last: last.id, away, cause: cause.clone() }, away, cause))
}
