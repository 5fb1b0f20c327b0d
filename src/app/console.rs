//! A run on screen: where the person stands in it, and what is being written.

use std::collections::BTreeSet;

use super::draft::{Draft, Drafts};
use super::msg::Present;
use crate::run::{Alarm, ClockState, Event, Fact, FactId, LeftBehind, Run};
use crate::text::SafeText;
use crate::time::{BootTime, Zone};

/// The state of the console.
#[derive(Debug)]
pub struct Console {
    pub run: Run,
    /// Everything that runs in it, soonest first: it follows from the facts alone, so it is worked out when
    /// they come in, and not for every frame.
    pub alarms: Vec<Alarm>,
    /// What was left behind; worked out when facts come in, too.
    pub left_behind: Vec<LeftBehind>,
    /// How its clocks stand; worked out together with them.
    pub clocks: Vec<ClockState>,
    /// The run's folder, for showing.
    pub folder: SafeText,
    /// The chosen step, by its place in [`Run::steps`].
    pub step: usize,
    pub focus: Focus,
    /// Whether the chosen step is shown alone.
    pub zoomed: bool,
    /// Lines of the guide scrolled away.
    pub guide_scroll: u16,
    pub pending: Vec<Pending>,
    /// Evidence that is being hashed: name, bytes done, bytes in all.
    pub hashing: Vec<Hashing>,
    pub journal: JournalHealth,
    /// What was typed and not recorded yet, by form.
    pub drafts: Drafts,
    /// Alarms that have rung in this process.
    pub rung: BTreeSet<String>,
    pub next_ticket: u64,
    /// Who else has the run open, by person.
    pub others: Vec<Present>,
    /// What somebody else has just recorded, until the next key.
    pub news: Option<SafeText>,
    /// What was last recorded here, until the next key.
    pub recorded: Option<FactId>,
    /// When somebody else last moved the step that is chosen here.
    pub overtaken: Option<BootTime>,
    pub whereabouts: Whereabouts,
}

/// The step that the person rests at, and what the others were told of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whereabouts {
    pub step: usize,
    pub since: BootTime,
    /// The step that they were told, if any.
    pub told: Option<usize>,
}

/// How long a person rests at a step before the others are told: passing by is no news.
pub const RESTS_AFTER_MICROS: u64 = 1_000_000;

/// For so long after somebody else moved a step, Enter says so first: it would do another thing than was meant.
pub const OVERTAKEN_FOR_MICROS: u64 = 1_500_000;

/// Which part of the console has the arrows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The phases on the left.
    Phases,
    /// The steps of the chosen step's phase.
    #[default]
    Steps,
    /// The guide, which scrolls.
    Guide,
}

/// Events that were handed to the store and are not on disk yet.
#[derive(Clone, Debug)]
pub struct Pending {
    pub ticket: u64,
    pub events: Vec<Event>,
    /// When they were handed over; "saving…" is shown a quarter of a second later.
    pub since: BootTime,
    /// What the form held that they come from.
    pub draft: Option<Draft>,
    /// Where to go once they are recorded.
    pub then: Then,
}

/// What follows a recorded event on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Then {
    #[default]
    Stay,
    /// The step is settled: on to the next open one.
    Advance(usize),
    /// To the first screen.
    GoHome,
    /// A version is kept: on to its sending.
    SendNotice,
    /// Somebody was told: on to the next who was not.
    NextNotice,
    /// A row of a step is settled: on to the next that is not.
    NextRow,
}

/// A piece of evidence on its way.
#[derive(Clone, Debug)]
pub struct Hashing {
    pub ticket: u64,
    pub name: SafeText,
    pub done: u64,
    pub total: u64,
    /// What is recorded once the digest is known; its file fields are still blank.
    pub event: Event,
    /// What its form held.
    pub draft: Draft,
}

/// How the journal is.
#[derive(Clone, Debug, Default)]
pub struct JournalHealth {
    /// The last append failed: in words, until one succeeds.
    pub failed: Option<SafeText>,
    /// Facts that came in late, out of their order.
    pub late: usize,
    /// Why the run can only be read, where it can.
    pub read_only: Option<SafeText>,
    /// What the reading found damaged, in a sentence each.
    pub damage: Vec<SafeText>,
    /// The run is shown while its hashes are being looked at; nothing is recorded before that is done.
    pub is_being_checked: bool,
}

impl JournalHealth {
    /// Takes in what the check of the whole journal has found.
    pub fn take_in(&mut self, found: Self) {
        self.damage.extend(found.damage);
        self.read_only = self.read_only.take().or(found.read_only);
        self.failed = found.failed.or(self.failed.take());
        self.is_being_checked = false;
    }
}

impl Console {
    /// A run just opened or reopened, at its next step.
    pub fn new(run: Run, folder: SafeText, drafts: Drafts, zone: &Zone) -> Self {
        let step = run.next_step().unwrap_or(0);
        let clocks = run.clocks(zone);
        Self {
            left_behind: run.left_behind(),
            alarms: run.alarms_beside(&clocks, zone),
            clocks,
            run,
            folder,
            step,
            focus: Focus::default(),
            zoomed: false,
            guide_scroll: 0,
            pending: Vec::new(),
            hashing: Vec::new(),
            journal: JournalHealth::default(),
            drafts,
            rung: BTreeSet::new(),
            next_ticket: 1,
            others: Vec::new(),
            news: None,
            recorded: None,
            overtaken: None,
            whereabouts: Whereabouts::default(),
        }
    }

    /// Takes in facts that are on disk.
    pub fn take_in(&mut self, facts: Vec<Fact>, zone: &Zone) {
        self.run.apply_all(facts);
        self.left_behind = self.run.left_behind();
        self.clocks = self.run.clocks(zone);
        self.alarms = self.run.alarms_beside(&self.clocks, zone);
    }

    /// Goes to the step that a person last recorded something about, if there is still something to do at it.
    pub fn return_to_where(&mut self, person: &str) {
        let mut mine = self.run.facts().iter().rev().filter(|fact| fact.by.as_ref() == person);
        let last = mine.find_map(|fact| fact.event()?.step());
        let place = last.and_then(|step| self.run.step_place(step.as_str()));
        if let Some(step) = place.filter(|step| self.run.is_open(*step)) {
            self.step = step;
        }
    }

    /// The phase of the chosen step.
    pub fn phase(&self) -> usize {
        self.run.steps().get(self.step).map_or(0, |step| step.phase)
    }

    /// Whether "saving…" is to be shown.
    pub fn is_saving_long(&self, now: BootTime) -> bool {
        self.pending.iter().any(|pending| now.micros >= pending.since.micros + SAVING_AFTER_MICROS)
    }
}

/// How long a write may take before the screen says so.
pub const SAVING_AFTER_MICROS: u64 = 250_000;
