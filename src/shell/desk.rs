//! A run taken up by this process: its folder, its feed, its drafts.
//!
//! Reading comes first and never writes (`taking_up.rs`). The feed is made when there is something to write: on coming back to
//! an open run that somebody has returned, on looking at a closed one nothing.

mod elsewhere;
mod follow;
mod taking_up;

use std::path::PathBuf;
use std::sync::Arc;

use super::drafts::DraftsFile;
use super::follow::Following;
use super::home::NewRun;
use super::presence::PresenceFile;
use super::run_folder::RunFolder;
use super::settings::Settings;
use super::store::{AppendError, Desk, FeedWriter};
use super::watch::Watch;
use crate::app::Opening;
use crate::app::console::JournalHealth;
use crate::app::draft::Drafts;
use crate::app::msg::RunReady;
use crate::journal::FeedName;
use crate::journal::checkpoint::Statement;
use crate::locale::{Lang, fault as faults, shell as words};
use crate::run::{Event, Fact, FeedId, Run};
use crate::runbook::Runbook;
use crate::text::SafeText;
use crate::time::Now;

pub use self::taking_up::{TakenUp, Unchecked};

/// A run that this process has open.
pub struct OpenDesk {
    pub folder: RunFolder,
    desk: Desk,
    book: Arc<Runbook>,
    following: Following,
    writer: Option<FeedWriter>,
    /// Feeds of this process that have failed, and the bytes of them that are on disk.
    failed: Vec<(FeedName, u64)>,
    /// Openings of feeds that nobody was told of yet.
    opened: Vec<Fact>,
    fallback: Option<PathBuf>,
    /// Somebody was told that the records go to the fallback folder.
    is_told: bool,
    drafts: Option<DraftsFile>,
    kept: Drafts,
    presence: Option<PresenceFile>,
    display: String,
    watch: Option<Watch>,
    /// Why nothing may be recorded, as the check of the journal has found.
    refuses: Option<SafeText>,
}

/// Why a run cannot be taken up, in words.
pub type Trouble = SafeText;

impl OpenDesk {
    /// Makes a run's folder, opens it with its first facts, and gives back what the console shows.
    pub fn create(settings: &Settings, opening: &Opening, now: Now) -> Result<(Self, RunReady), Trouble> {
        let (lang, entry) = (settings.lang, &opening.runbook);
        let failed = |error: &dyn std::fmt::Display| words::CANNOT_CREATE_RUN.with(lang, &[error]);
        let refused = |error: &std::io::Error| failed(&super::trouble::meaning(error, lang));
        let home = super::home::Home::of(settings);
        if let Some(group) = &settings.group {
            super::shared::prepare(&settings.home, group).map_err(|why| why.say(lang))?;
        }
        let run = super::disk::new_run_id(&*settings.disk).map_err(|error| refused(&error))?;
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
        let folder = home.create(&*settings.disk, &new).map_err(|error| refused(&error))?;
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
        let unopened = Run::new(book.clone());
        events.extend(opening.answers.iter().map(|(ask, value)| {
            let event = Event::AskAnswered { ask: ask.clone(), value: value.clone(), amends: None };
            unopened.of_role(event)
        }));
        events.extend(
            opening
                .rows
                .iter()
                .map(|(ask, cells)| Event::RowAdded { ask: ask.clone(), cells: cells.clone() }),
        );
        let facts = this.append(events, now).map_err(|error| failed(&error.say(lang)))?;
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

    fn at(
        settings: &Settings,
        folder: RunFolder,
        run: crate::journal::RunId,
        book: Arc<Runbook>,
        following: Following,
    ) -> Self {
        let desk = Desk {
            disk: Arc::clone(&settings.disk),
            folder: folder.journal(),
            also: folder.elsewhere().map(|elsewhere| elsewhere.join("journal")).into_iter().collect(),
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
            opened: Vec::new(),
            is_told: false,
            fallback: settings.fallback.clone(),
            drafts: None,
            kept: Drafts::new(),
            presence: None,
            display: settings.display.clone(),
            watch: None,
            refuses: None,
        }
    }

    /// Appends events. Where the feed has failed before, a new one continues it first.
    pub fn append(&mut self, events: Vec<Event>, now: Now) -> Result<Vec<Fact>, AppendError> {
        self.go_on(now)?;
        super::evidence::keep_notices(&*self.desk.disk, &self.folder, &events);
        let Some(writer) = &mut self.writer else { return Err(AppendError::Dead) };
        match writer.append(events, now) {
            Ok(more) => {
                self.following.wrote(&more);
                let mut facts = std::mem::take(&mut self.opened);
                facts.extend(more);
                Ok(facts)
            }
            Err(error) => {
                if error.is_final() {
                    // What failed counts nowhere once a feed goes on without it; that cannot come too soon.
                    let _ = self.go_on(now);
                }
                Err(error)
            }
        }
    }

    /// Sees to it that there is a feed to write: here, or in the fallback folder where this disk has failed.
    fn go_on(&mut self, now: Now) -> Result<(), AppendError> {
        let dead = match self.writer.take() {
            Some(writer) if !writer.is_dead() => {
                self.writer = Some(writer);
                return Ok(());
            }
            dead_or_none => dead_or_none,
        };
        let mut failure = AppendError::Dead;
        for desk in self.desks(dead.is_some()) {
            // Where nothing has failed, nothing is continued: what another process of this person has written
            // counts, whether or not that process still runs somewhere.
            let opened = self.stand_in(&desk).and_then(|()| match &dead {
                Some(dead) => dead.reopen_at(desk, now),
                None => FeedWriter::open(desk, &self.following.heads(), now),
            });
            match opened {
                Ok((fresh, opened)) => {
                    // The feed's first record is on disk, and nobody is told of it yet.
                    self.following.wrote(std::slice::from_ref(&opened));
                    self.failed.extend(dead.map(|dead| (dead.name().clone(), dead.valid_bytes())));
                    self.writer = Some(fresh);
                    self.opened.push(opened);
                    return Ok(());
                }
                Err(error) => failure = error,
            }
        }
        self.writer = dead;
        Err(failure)
    }

    /// Why nothing may be recorded here, where that is so: for what was asked before the check had ended.
    pub const fn refuses(&self) -> Option<&SafeText> {
        self.refuses.as_ref()
    }

    /// That records go to the fallback folder, once.
    pub fn news(&mut self, lang: Lang) -> Option<SafeText> {
        let told = faults::ELSEWHERE_NOW.with(lang, &[&self.elsewhere_now()?.display()]);
        (!std::mem::replace(&mut self.is_told, true)).then_some(told)
    }

    /// What failed, what it means for what was to be recorded, and where it goes on.
    pub fn say(&self, error: &AppendError, lang: Lang) -> SafeText {
        let told = error.say(lang);
        if !error.is_final() {
            return told;
        }
        let writer = self.writer.as_ref().filter(|writer| !writer.is_dead());
        match (writer, self.elsewhere_now()) {
            (Some(_), Some(elsewhere)) => {
                faults::SETTLED_ELSEWHERE.with(lang, &[&told, &elsewhere.display()])
            }
            (Some(_), None) => faults::SETTLED.with(lang, &[&told]),
            (None, _) if error.leaves_doubt() => faults::UNSETTLED.with(lang, &[&told]),
            (None, _) => faults::NOTHING_WRITTEN.with(lang, &[&told]),
        }
    }

    /// What durability is not proven on, in a sentence.
    fn warning(&self, lang: Lang) -> Option<SafeText> {
        if let Some(elsewhere) = self.folder.elsewhere().filter(|_| !self.folder.left_elsewhere().is_empty())
        {
            return Some(faults::ELSEWHERE.with(lang, &[&self.folder.label(), &elsewhere.display()]));
        }
        let kind = super::filesystem::network_kind(self.folder.path())?;
        Some(words::NETWORK_FILESYSTEM.with(lang, &[&kind]))
    }

    /// Keeps what is half written.
    pub fn save_drafts(&mut self, drafts: Drafts) -> std::io::Result<()> {
        if drafts == self.kept {
            return Ok(());
        }
        if self.drafts.is_none() {
            let own = self.drafts_name()?;
            self.drafts = Some(DraftsFile::open(&self.folder.drafts(), &own, &self.folder.alive()).0);
        }
        if let Some(file) = &mut self.drafts {
            file.save(&*self.desk.disk, &drafts)?;
            self.kept = drafts;
        }
        Ok(())
    }

    /// What the drafts of this process are called: as its feed is, or by a name of their own where nothing was recorded
    /// yet.
    fn drafts_name(&self) -> std::io::Result<FeedName> {
        if let Some(writer) = &self.writer {
            return Ok(writer.name().clone());
        }
        let mut random = [0; 8];
        self.desk.disk.random(&mut random)?;
        Ok(FeedName { person: self.desk.person.clone(), feed: FeedId(u64::from_be_bytes(random)) })
    }

    /// Whether a feed is the one that this process writes now.
    pub fn writes(&self, feed: FeedId) -> bool {
        self.writer.as_ref().is_some_and(|writer| writer.name().feed == feed && !writer.is_dead())
    }

    /// What there is to sign of this process's own records.
    pub fn statement(&self) -> Option<Statement> {
        self.writer.as_ref()?.statement(&self.following.heads())
    }

    /// Says why this process lets go of the run, where it has written anything.
    pub fn leave(&mut self, cause: &str, now: Now) {
        self.presence = None;
        if self.writer.as_ref().is_some_and(|writer| !writer.is_dead()) {
            let _ = self.append(vec![Event::ConsoleLeft { cause: cause.to_owned() }], now);
        }
    }
}
