//! The loop: everything that happens comes in through one inbox, `update` says what follows, the disk thread
//! carries it out, and the screen is drawn once for all that came in together.
//!
//! Nothing here waits for a disk, and nothing wakes while nothing is due.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::alarm::Alarm;
use super::disk_thread::{DiskThread, Post};
use super::settings::Settings;
use super::terminal::{Screen, Terminal};
use super::wake::{Inbox, Leave, Wake};
use super::{clock, input, library, look, signals};
use crate::app::{App, Effect, Library, Msg, Opening, Room, next_change, update};
use crate::locale::shell as words;
use crate::text::SafeText;
use crate::time::Now;
use crate::view::{self, Look};

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
    let look = look::of(settings, beginning.theme.as_deref());
    // Said with the settings' own, as often as the home is read.
    let mut settings = settings.clone();
    settings.problems.extend(look.problem);
    let (runbooks, problems) = library::covers(&settings, &beginning.runbooks);
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
    let for_console = crate::app::Settings { watches, ..settings.for_console() };
    let app = App::new(settings.me(), for_console, library, clock::now());
    let first = match (beginning.open, beginning.watch.or(beginning.take_up)) {
        (Some(opening), _) => Effect::OpenRun(Box::new(opening)),
        (None, Some(folder)) => Effect::ReopenRun { folder },
        (None, None) => Effect::ReadLibrary,
    };
    disk.carry_out(first);
    let terminal = Terminal::enter()?;
    terminal.give_back_on_panic(inbox.sender());
    signals::listen(inbox.sender(), terminal.is_leaving())?;
    input::listen(terminal.input()?, inbox.sender())?;
    let alarm = Alarm::start(inbox.sender())?;
    let screen = terminal.screen(look.ability)?;
    let drift = drift(clock::now());
    let mut stage = Stage { app, look: look.look, disk, terminal, screen, alarm, drift, bell: false };
    let end = stage.play(&inbox);
    Ok(stage.close(end, settings.lang))
}

/// Everything that the loop holds.
struct Stage {
    app: App,
    look: Look,
    disk: DiskThread,
    terminal: Terminal,
    screen: Screen,
    alarm: Alarm,
    /// The wall clock less the boot-time clock, in microseconds: it changes when somebody sets the one.
    drift: i64,
    /// The bell is to ring with the next frame.
    bell: bool,
}

/// Why the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Quit,
    Signal(Leave),
    InputClosed,
    Broken,
}

impl Stage {
    fn play(&mut self, inbox: &Inbox<Msg>) -> End {
        if self.show().is_err() {
            return End::InputClosed;
        }
        loop {
            for wake in inbox.wait() {
                if let Some(end) = self.take(wake) {
                    return end;
                }
            }
            if self.show().is_err() {
                return End::InputClosed;
            }
        }
    }

    fn take(&mut self, wake: Wake<Msg>) -> Option<End> {
        match wake {
            Wake::Input(Event::Key(key)) => self.key(key),
            Wake::Input(Event::Paste(text)) => self.tell(Msg::Paste(text)),
            Wake::Input(Event::FocusGained | Event::FocusLost | Event::Mouse(_) | Event::Resize(_, _))
            | Wake::Resized
            | Wake::Due => self.tell(Msg::Redraw),
            Wake::ClockSet => self.clock_set(),
            Wake::Resumed => {
                let _ = self.terminal.take_again(&mut self.screen);
                None
            }
            Wake::Other(msg) => self.tell(msg),
            Wake::InputClosed => Some(End::InputClosed),
            Wake::Signal(leave) => Some(End::Signal(leave)),
            Wake::Panicked => Some(End::Broken),
        }
    }

    fn key(&mut self, key: KeyEvent) -> Option<End> {
        if key.kind == KeyEventKind::Release {
            return None;
        }
        if key.code == KeyCode::Char('z') && key.modifiers.contains(KeyModifiers::CONTROL) {
            let _ = self.terminal.suspend(&mut self.screen);
            return None;
        }
        self.tell(Msg::Key(key))
    }

    fn tell(&mut self, msg: Msg) -> Option<End> {
        let mut end = None;
        for effect in update(&mut self.app, clock::now(), msg) {
            match effect {
                Effect::Quit => end = Some(End::Quit),
                Effect::Bell => self.bell = true,
                Effect::OpenRun(_)
                | Effect::ReopenRun { .. }
                | Effect::Append { .. }
                | Effect::SaveDrafts(_)
                | Effect::SayWhere { .. }
                | Effect::TakeEvidence { .. }
                | Effect::CompletePath { .. }
                | Effect::LeaveRun { .. }
                | Effect::ReadLibrary => self.disk.carry_out(effect),
            }
        }
        end
    }

    /// Small corrections are the time service's daily bread; a jump is worth a record.
    fn clock_set(&mut self) -> Option<End> {
        let drift = drift(clock::now());
        let by = (drift - self.drift) / 1_000_000;
        self.drift = drift;
        if by.abs() < 2 { self.tell(Msg::Redraw) } else { self.tell(Msg::ClockSet { by }) }
    }

    /// Draws the screen, and sets the alarm to when it next changes.
    fn show(&mut self) -> io::Result<()> {
        let (app, look) = (&self.app, &self.look);
        self.screen.draw(|frame| {
            if let Some(cursor) = view::draw(app, look, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        if std::mem::take(&mut self.bell) {
            self.terminal.ring()?;
        }
        self.alarm.set(next_change::changes_at(&self.app))
    }

    /// Lets go of the run, saying why, waits a little for the disk, and gives the terminal back.
    fn close(self, end: End, lang: crate::locale::Lang) -> Ending {
        let (cause, code) = match end {
            End::Quit => ("quit", 0),
            End::Signal(Leave::Hangup) => ("hangup", 129),
            End::Signal(Leave::Interrupted) => ("interrupted", 130),
            End::Signal(Leave::Quit) => ("terminated", 131),
            End::Signal(Leave::Terminated) => ("terminated", 143),
            End::InputClosed => ("input-closed", 1),
            End::Broken => ("error", 101),
        };
        self.terminal.give_back();
        self.disk.carry_out(Effect::LeaveRun { cause });
        let mut said = Vec::new();
        if !self.disk.finish(PATIENCE) {
            said.push(words::STILL_WRITING.text(lang));
        }
        if let Room::Console(console) = &self.app.room
            && !console.run.is_closed()
        {
            said.push(words::STILL_OPEN.with(lang, &[&console.run.number()]));
        }
        Ending { code, words: said }
    }
}

fn drift(now: Now) -> i64 {
    now.wall.timestamp_micros() - i64::try_from(now.boot.micros).unwrap_or(i64::MAX)
}
