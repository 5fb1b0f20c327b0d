//! Taking up a run: it is read and can be shown, then its whole journal is checked, and only then is it written to.

use std::collections::BTreeSet;
use std::io;

use serde_json::Value;

use super::{OpenDesk, Trouble};
use crate::app::console::JournalHealth;
use crate::app::draft::{Drafts, Values};
use crate::app::msg::{Checked, RunReady};
use crate::journal::{FeedName, Finding, Head, Journal, PersonId};
use crate::locale::{Lang, shell as words};
use crate::run::{Event, Fact, FeedId, Run, WriterMode};
use crate::shell::drafts::{self, DraftsFile};
use crate::shell::follow::Following;
use crate::shell::reading;
use crate::shell::run_folder::RunFolder;
use crate::shell::settings::Settings;
use crate::shell::shared;
use crate::shell::store::AppendError;
use crate::time::Now;

/// How many of a person's last records are looked at for what a draft holds.
const LAST_LOOKED_AT: usize = 16;
/// A text of fewer characters is not taken for the beginning of another.
const LEAST_TO_GO_ON: usize = 8;
/// The cause of leaving where this person has not left: another console of theirs is there.
const OPEN_ELSEWHERE: &str = "open-elsewhere";

/// A journal of fewer bytes is checked before anybody could look at it.
const LONG_JOURNAL_BYTES: u64 = 4 << 20;

/// A run that was read and can be shown. Nothing is recorded in it before it is checked.
pub struct TakenUp {
    pub desk: OpenDesk,
    pub ready: RunReady,
    pub unchecked: Unchecked,
}

/// A journal whose hashes were not yet looked at, and what is to be recorded once they were.
pub struct Unchecked {
    journal: Held,
    returned: Option<Event>,
    /// This person works on in it, with what they had half written.
    is_gone_on_with: bool,
}

/// What is held of a journal until it is checked.
enum Held {
    /// All of it, with what was found while its files were read.
    Whole(Journal, Vec<Finding>),
    /// How far each feed had come. It is long, so its bytes are read once more.
    Heads(Vec<Head>),
}

impl Held {
    fn damage(self, folder: &RunFolder) -> io::Result<Vec<Finding>> {
        match self {
            Self::Whole(journal, findings) => Ok(folder.damage(&journal, &findings)),
            Self::Heads(heads) => folder.damage_on_disk(heads),
        }
    }
}

impl OpenDesk {
    /// Takes up a run: reads it, checks it, and records the return of this person where the run is open.
    pub fn take_up(settings: &Settings, folder: RunFolder, now: Now) -> Result<(Self, RunReady), Trouble> {
        Ok(TakenUp::read(settings, folder, now)?.checked(settings, now))
    }
}

impl TakenUp {
    /// Reads a run to go on with it.
    pub fn read(settings: &Settings, folder: RunFolder, now: Now) -> Result<Self, Trouble> {
        let mut this = Self::of(settings, folder, Some(&settings.person))?;
        let Self { desk, ready: RunReady { run, journal, drafts, away, .. }, unchecked } = &mut this;
        let lang = settings.lang;
        let is_shared_as_said = |group| shared::check(desk.folder.path(), group);
        let unshared = settings.group.as_deref().and_then(|group| is_shared_as_said(group).err());
        if run.is_closed() {
            return Ok(this);
        }
        if let Some(why) = unshared {
            journal.read_only = Some(why.say(lang));
        } else if run.unknown_facts() > 0 {
            journal.read_only = Some(words::NEEDS_NEWER.with(lang, &[&run.unknown_facts()]));
        } else {
            let (me, alive) = (settings.person.as_str(), desk.folder.alive());
            if let Some((event, seconds, cause)) = return_of(run, &settings.person, &alive, now) {
                unchecked.returned = Some(event);
                *away = Some((seconds, words::cause(&cause).text(lang)));
            }
            unchecked.is_gone_on_with = true;
            *drafts = drafts::left(&desk.folder.drafts(), &settings.person, &alive);
            drafts.retain(|_, values| !was_recorded(run, me, values));
        }
        Ok(this)
    }

    /// Reads a run to be looked at: nothing is written, and nothing is locked.
    pub fn only_look(settings: &Settings, folder: RunFolder) -> Result<Self, Trouble> {
        let mut this = Self::of(settings, folder, None)?;
        this.ready.journal.read_only = Some(words::ONLY_WATCHING.text(settings.lang));
        Ok(this)
    }

    /// Reads a run; `who` is told what came in late.
    fn of(settings: &Settings, folder: RunFolder, who: Option<&PersonId>) -> Result<Self, Trouble> {
        let is_long = folder.journal_bytes() >= LONG_JOURNAL_BYTES;
        let told = if is_long { reading::read_facts(&folder, settings.lang)? } else { None };
        match told {
            Some(read) => {
                let heads = read.journal.heads();
                let late = who.map_or(0, |who| read.journal.late_for(who));
                let following = Following::of(folder.clone(), &read.journal);
                let run = Run::fold(read.book.clone(), read.journal.into_facts());
                let desk = OpenDesk::at(settings, folder, read.run, read.book, following);
                Ok(Self::with(desk, run, late, Held::Heads(heads), settings.lang))
            }
            None => {
                let read = reading::read(&folder, settings.lang)?;
                let late = who.map_or(0, |who| read.journal.late_for(who));
                let following = Following::of(folder.clone(), &read.journal);
                let run = Run::fold(read.book.clone(), read.journal.facts());
                let desk = OpenDesk::at(settings, folder, read.run, read.book, following);
                Ok(Self::with(desk, run, late, Held::Whole(read.journal, read.findings), settings.lang))
            }
        }
    }

    fn with(desk: OpenDesk, run: Run, late: usize, held: Held, lang: Lang) -> Self {
        let ready = RunReady {
            run,
            folder: desk.folder.label(),
            drafts: Drafts::new(),
            journal: JournalHealth { late, ..JournalHealth::default() },
            away: None,
            warning: desk.warning(lang),
        };
        let unchecked = Unchecked { journal: held, returned: None, is_gone_on_with: false };
        Self { desk, ready, unchecked }
    }

    /// Checks it before it is shown.
    pub fn checked(self, settings: &Settings, now: Now) -> (OpenDesk, RunReady) {
        let Self { mut desk, mut ready, unchecked } = self;
        let Checked { facts, health } = unchecked.check(&mut desk, settings, now);
        ready.run.apply_all(facts);
        ready.journal.take_in(health);
        (desk, ready)
    }
}

impl Unchecked {
    /// Whether checking it takes so long that it is shown before.
    pub fn is_long(&self) -> bool {
        match &self.journal {
            Held::Heads(_) => true,
            Held::Whole(journal, _) => {
                let bytes = journal.feeds().iter().map(|feed| feed.len() as u64).sum::<u64>();
                bytes >= LONG_JOURNAL_BYTES
            }
        }
    }

    /// Checks the journal, and records this person's return where it is sound.
    pub fn check(self, desk: &mut OpenDesk, settings: &Settings, now: Now) -> Checked {
        let lang = settings.lang;
        let Self { journal, returned, is_gone_on_with } = self;
        let mut health = JournalHealth::default();
        let damage = journal.damage(&desk.folder).unwrap_or_else(|error| {
            health.read_only = Some(reading::unreadable(&error, lang));
            Vec::new()
        });
        health.damage = damage.iter().map(|finding| finding.say(lang)).collect();
        let mut facts = Vec::new();
        if health.read_only.is_some() {
            // What cannot be checked is not gone on with.
        } else if damage.iter().any(|finding| finding.kind.makes_the_run_doubtful()) {
            health.read_only = Some(words::DOUBTFUL_RUN.text(lang));
        } else if let Some(event) = returned {
            match desk.append(vec![event], now) {
                Ok(appended) => facts = appended,
                Err(error) if is_forbidden(&error) && settings.fallback.is_none() => {
                    health.read_only = Some(words::READ_ONLY.with(lang, &[&error.say(lang)]));
                }
                // The disk may be well again by the time there is something to record.
                Err(error) => health.failed = Some(desk.say(&error, lang)),
            }
        }
        desk.refuses.clone_from(&health.read_only);
        if is_gone_on_with
            && health.read_only.is_none()
            && let Ok(own) = desk.drafts_name()
        {
            let (file, drafts) = DraftsFile::open(&desk.folder.drafts(), &own, &desk.folder.alive());
            (desk.drafts, desk.kept) = (Some(file), drafts);
        }
        Checked { facts, health }
    }
}

/// Whether this person may not write there at all, so that trying again changes nothing.
fn is_forbidden(error: &AppendError) -> bool {
    let AppendError::Create(error) = error else { return false };
    error.kind() == std::io::ErrorKind::PermissionDenied
}

/// Whether a person has recorded what a draft holds, all of it or further on: the process was killed before it could
/// let go of the draft, or another console of that person has gone on with it.
fn was_recorded(run: &Run, me: &str, values: &Values) -> bool {
    let typed: Vec<&str> = values.values().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    let own = run.facts().iter().rev().filter(|fact| fact.by.as_ref() == me).take(LAST_LOOKED_AT);
    let mut events = own.filter_map(|fact| serde_json::to_value(fact.event()?).ok());
    !typed.is_empty() && events.any(|event| typed.iter().all(|text| holds(&event, text)))
}

/// Whether an event says this somewhere, as it stands or, where it is more than a word, further on.
fn holds(event: &Value, typed: &str) -> bool {
    match event {
        Value::String(text) => {
            let is_long = typed.chars().count() >= LEAST_TO_GO_ON;
            text.trim() == typed || is_long && text.starts_with(typed)
        }
        Value::Array(parts) => parts.iter().any(|part| holds(part, typed)),
        Value::Object(parts) => parts.values().any(|part| holds(part, typed)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The return of a person who was here before: the event, how long they were away, and why they had left.
fn return_of(run: &Run, person: &PersonId, alive: &[FeedName], now: Now) -> Option<(Event, u64, String)> {
    // What the person recorded from the shell was no stay at the console.
    let is_command = |fact: &&Fact| match fact.event() {
        Some(Event::FeedOpened { writer, .. }) => writer.mode == WriterMode::OneShot,
        Some(_) | None => false,
    };
    let commands: BTreeSet<FeedId> = run.facts().iter().filter(is_command).map(|fact| fact.id.feed).collect();
    let mine = |fact: &&Fact| fact.by.as_ref() == person.as_str() && !commands.contains(&fact.id.feed);
    let last = run.facts().iter().rev().find(mine)?;
    let away = u64::try_from((now.wall - last.at).num_seconds()).unwrap_or(0);
    let is_elsewhere = alive.iter().any(|feed| feed.person == *person && !commands.contains(&feed.feed));
    let cause = match last.event() {
        Some(Event::ConsoleLeft { cause }) => cause.as_str(),
        Some(_) | None if is_elsewhere => OPEN_ELSEWHERE,
        Some(_) | None => "unknown",
    };
    Some((Event::ConsoleReturned { last: last.id, away, cause: cause.to_owned() }, away, cause.to_owned()))
}
