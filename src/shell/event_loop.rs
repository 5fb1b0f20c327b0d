//! The loop: everything that happens comes in through one inbox, `update` says what follows, the disk thread
//! carries it out, and the screen is drawn once for all that came in together. Whether that is a screen or lines is
//! the front's affair.
//!
//! Nothing here waits for a disk, and nothing wakes while nothing is due.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::alarm::Alarm;
use super::clock::Drift;
use super::disk_thread::{DiskThread, Post};
use super::front::{End, Front, Heard};
use super::lines::LinesFront;
use super::screen::ScreenFront;
use super::settings::Settings;
use super::wake::{Inbox, Wake};
use super::{clock, library, look};
use crate::app::{App, Console, Effect, Library, Msg, Opening, Room, next_change, update};
use crate::locale::shell as words;
use crate::text::SafeText;
use crate::theme::ColourWish;

/// How long the end of the program waits for the disk.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the console begins with.
#[derive(Debug, Default)]
pub struct Beginning {
    /// Runbooks that the command line names.
    pub runbooks: Vec<PathBuf>,
    /// A run to open at once.
    pub open: Option<Opening>,
    /// The folder of a run to take up at once.
    pub take_up: Option<String>,
    /// The folder of a run to look at, without writing anything.
    pub watch: Option<String>,
    /// The theme that the command line names.
    pub theme: Option<String>,
    /// Whether the console is led in lines instead of on a screen.
    pub plain: bool,
    /// How many colours the command line wants.
    pub colour: Option<ColourWish>,
    /// Whether it wants signs in ASCII.
    pub ascii: Option<bool>,
}

/// How the console ended.
#[derive(Debug)]
pub struct Ending {
    /// What the program exits with.
    pub code: u8,
    /// What there is to say once the terminal is given back.
    pub words: Vec<SafeText>,
}

/// Runs the console until somebody leaves it. Fails where there is no terminal to draw on.
pub fn run(settings: &Settings, beginning: Beginning) -> io::Result<Ending> {
    if beginning.plain {
        return lead(settings, beginning, |inbox| {
            LinesFront::enter(settings.wishes.ambiguous, &inbox.sender())
        });
    }
    let wishes = settings.wishes.overruled(beginning.colour, beginning.ascii);
    let mut found = look::of(settings, wishes, beginning.theme.as_deref());
    // Said with the settings' own, as often as the home is read.
    let mut settings = Settings { lang: found.lang, ..settings.clone() };
    settings.problems.append(&mut found.problems);
    lead(&settings, beginning, |inbox| ScreenFront::enter(found, wishes, &inbox.sender()))
}

/// The same for either front.
fn lead<F: Front>(
    settings: &Settings,
    beginning: Beginning,
    enter: impl FnOnce(&Inbox<Msg>) -> io::Result<F>,
) -> io::Result<Ending> {
    let (runbooks, problems) = library::covers(settings, &beginning.runbooks);
    let library = Library { runbooks, runs: Vec::new(), problems, is_partial: true };
    let inbox = Inbox::new();
    let sender = inbox.sender();
    let post: Post = Arc::new(move |msg| {
        sender.send(Wake::Other(msg));
    });
    let watches = beginning.watch.is_some();
    let disk = if watches {
        DiskThread::watching(settings.clone(), post)
    } else {
        DiskThread::start(settings.clone(), beginning.runbooks, post)
    };
    let in_lines = beginning.plain;
    let for_console = crate::app::Settings { watches, in_lines, ..settings.for_console() };
    let mut app = App::new(settings.me(), for_console, library, clock::now());
    let is_at_home = beginning.open.is_none() && beginning.watch.is_none() && beginning.take_up.is_none();
    let first = match (beginning.open, beginning.watch.or(beginning.take_up)) {
        (Some(opening), _) => Effect::OpenRun(Box::new(opening)),
        (None, Some(folder)) => Effect::ReopenRun { folder },
        (None, None) => Effect::ReadLibrary,
    };
    if let Room::Home(home) = &mut app.room {
        home.opening = !is_at_home;
    }
    disk.carry_out(first);
    let front = enter(&inbox)?;
    let alarm = Alarm::start(inbox.sender())?;
    let drift = Drift::at(clock::now());
    let mut stage = Stage { app, disk, front, alarm, drift };
    let end = stage.play(&inbox);
    Ok(stage.close(end, settings.lang))
}

/// Everything that the loop holds.
struct Stage<F> {
    app: App,
    disk: DiskThread,
    front: F,
    alarm: Alarm,
    drift: Drift,
}

impl<F: Front> Stage<F> {
    fn play(&mut self, inbox: &Inbox<Msg>) -> End {
        if let Some(end) = self.show() {
            return end;
        }
        loop {
            for wake in inbox.wait() {
                if let Some(end) = self.take(wake) {
                    return end;
                }
            }
            if let Some(end) = self.show() {
                return end;
            }
        }
    }

    fn take(&mut self, wake: Wake<Msg>) -> Option<End> {
        match wake {
            Wake::Given(given) => {
                self.front.take(given);
                self.hear().err()
            }
            Wake::Resized | Wake::Due => self.tell(Msg::Redraw),
            Wake::ClockSet => self.clock_set(),
            Wake::Other(msg) => self.tell(msg),
            Wake::Signal(leave) => Some(End::Signal(leave)),
            Wake::Panicked => Some(End::Broken),
        }
    }

    /// Hears whatever can be heard now. Answers whether there was anything, or that it is the end.
    fn hear(&mut self) -> Result<bool, End> {
        let mut any = false;
        while let Some(heard) = self.front.hear(&self.app) {
            any = true;
            match heard {
                Heard::Msg(msg) => {
                    if let Some(end) = self.tell(msg) {
                        return Err(end);
                    }
                }
                Heard::End(end) => return Err(end),
            }
        }
        Ok(any)
    }

    fn tell(&mut self, msg: Msg) -> Option<End> {
        let mut end = None;
        for effect in update(&mut self.app, clock::now(), msg) {
            match effect {
                Effect::Quit => end = Some(End::Quit),
                Effect::Bell => self.front.ring(),
                Effect::Notify(text) => self.front.notify(&text),
                Effect::Copy(text) => self.front.copy(&text),
                Effect::OpenRun(_)
                | Effect::ReopenRun { .. }
                | Effect::Append { .. }
                | Effect::SaveDrafts(_)
                | Effect::SayWhere { .. }
                | Effect::TakeEvidence { .. }
                | Effect::CompletePath { .. }
                | Effect::WriteText { .. }
                | Effect::LeaveRun { .. }
                | Effect::ReadLibrary => self.disk.carry_out(effect),
            }
        }
        end
    }

    fn clock_set(&mut self) -> Option<End> {
        let by = self.drift.jump(clock::now());
        self.tell(by.map_or(Msg::Redraw, |by| Msg::ClockSet { by }))
    }

    /// Shows what the app knows, hears what was waiting for that, and sets the alarm to when it next changes.
    fn show(&mut self) -> Option<End> {
        loop {
            if self.front.show(&self.app).is_err() {
                return Some(End::InputClosed);
            }
            match self.hear() {
                Ok(true) => {}
                Ok(false) => break,
                Err(end) => return Some(end),
            }
        }
        self.alarm.set(next_change::changes_at(&self.app)).err().map(|_| End::InputClosed)
    }

    /// Lets go of the run, saying why, waits a little for the disk, and gives the terminal back.
    fn close(mut self, end: End, lang: crate::locale::Lang) -> Ending {
        let (cause, code) = end.cause();
        self.front.give_back();
        let drafts = self.app.console().map(Console::drafts_left).unwrap_or_default();
        self.disk.carry_out(Effect::LeaveRun { cause, drafts });
        let mut said = self.front.last_words(&self.app, lang);
        if !self.disk.finish(PATIENCE) {
            said.push(words::STILL_WRITING.text(lang));
        }
        if let Room::Console(console) = &self.app.room
            && !console.run.is_closed()
        {
            said.push(words::STILL_OPEN.with(lang, &[&console.run.number()]));
        }
        if !self.front.takes_words() {
            said.clear();
        }
        Ending { code, words: said }
    }
}
