//! The list of what was left behind: to look at, before a phase is called complete, before the run is closed.
//!
//! Its first row goes on with what it stands before; every other row takes one step up again. Nothing in it has
//! to be done.

use super::console::Then;
use super::keymap::{movement, step_cursor};
use super::overlay::Overlay;
use super::{App, Effect, Focus, FormKind, Tone};
use crate::locale::app as words;
use crate::run::{Event, LeftBehind, Run};

/// What was left behind, and what it is looked at for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftList {
    pub purpose: Purpose,
    /// The chosen row; where there is something to go on with, that is the first.
    pub cursor: usize,
}

/// What the list stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Nothing: it was asked for.
    Look,
    /// Calling the phase of this place complete.
    Phase(usize),
    /// Closing the run.
    Closing,
}

impl LeftList {
    /// The list before anything is chosen in it.
    pub const fn new(purpose: Purpose) -> Self {
        Self { purpose, cursor: 0 }
    }

    /// The steps in it.
    pub fn steps(&self, run: &Run) -> Vec<LeftBehind> {
        match self.purpose {
            Purpose::Look => run.left_behind(),
            Purpose::Phase(phase) => run.left_of_phase(phase),
            Purpose::Closing => run.left_at_closing(),
        }
    }

    /// How many rows stand above the steps.
    pub const fn first_step(&self) -> usize {
        match self.purpose {
            Purpose::Look => 0,
            Purpose::Phase(_) | Purpose::Closing => 1,
        }
    }
}

impl App {
    pub(super) fn open_left_behind(&mut self) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        if console.left_behind.is_empty() {
            self.say(Tone::Ok, words::NOTHING_LEFT_BEHIND.text(self.settings.lang));
        } else {
            self.overlays.push(Overlay::Left(LeftList::new(Purpose::Look)));
        }
        Vec::new()
    }

    /// Asks to call the phase of the chosen step complete.
    pub(super) fn call_phase(&mut self) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        if let Some(why) = console.journal.read_only.clone() {
            self.say(Tone::Refused, why);
        } else if console.run.is_closed() {
            self.say(Tone::Refused, words::RUN_IS_CLOSED.text(self.settings.lang));
        } else {
            let list = LeftList::new(Purpose::Phase(console.phase()));
            self.overlays.push(Overlay::Left(list));
        }
        Vec::new()
    }

    /// Asks whether a phase is complete once its last step is settled; under what is being written, never over it.
    pub(super) fn phase_ends(&mut self, phase: usize) {
        if self.console().is_some_and(|console| console.run.wants_call(phase)) {
            self.overlays.insert(0, Overlay::Left(LeftList::new(Purpose::Phase(phase))));
        }
    }

    /// Closes the run, past what was left behind.
    pub(super) fn close_run(&mut self) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let is_fixed = console.journal.read_only.is_some() || console.run.is_closed();
        if is_fixed || console.run.left_at_closing().is_empty() {
            return self.open_form(FormKind::CloseRun);
        }
        self.overlays.push(Overlay::Left(LeftList::new(Purpose::Closing)));
        Vec::new()
    }

    pub(super) fn left_key(&mut self, mut list: LeftList, name: &str) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let rows = list.first_step() + list.steps(&console.run).len();
        let digit = name.parse::<usize>().ok().filter(|n| (1..=rows.min(9)).contains(n));
        if let Some(n) = digit.map(|n| n - 1).or((name == "Enter").then_some(list.cursor)) {
            list.cursor = n;
            return self.take_up(list);
        }
        if name == "Esc" {
            return Vec::new();
        }
        if let Some(by) = movement(name) {
            list.cursor = step_cursor(list.cursor, rows, by);
        }
        self.overlays.push(Overlay::Left(list));
        Vec::new()
    }

    /// Goes on with what the list stands before, or takes a step up again.
    fn take_up(&mut self, list: LeftList) -> Vec<Effect> {
        let Some(console) = self.console_mut() else { return Vec::new() };
        if let Some(place) = list.cursor.checked_sub(list.first_step()) {
            let step = list.steps(&console.run).get(place).map(|left| left.step);
            if let Some(step) = step {
                console.choose(step);
                console.focus = Focus::Steps;
                self.overlays.clear();
            }
            return Vec::new();
        }
        match list.purpose {
            Purpose::Look => Vec::new(),
            Purpose::Closing => self.open_form(FormKind::CloseRun),
            Purpose::Phase(phase) => {
                let phase = console.run.phases().get(phase).map(|phase| phase.id.clone());
                let call = phase.map(|phase| Event::PhaseCompleted {
                    phase,
                    open: Vec::new(),
                    skipped: Vec::new(),
                    deviation: None,
                });
                call.map_or_else(Vec::new, |call| self.propose(call, Then::Stay, None))
            }
        }
    }
}
