//! Everything that runs, in one list: clocks by what is left, then timers and the times of steps; and one clock
//! in full, with what can be done about it.

use super::console::Then;
use super::form::FormKind;
use super::keymap::{Move, movement, step_cursor};
use super::overlay::Overlay;
use super::{App, Console, Effect, Focus};
use crate::locale::{app as words, clock as clock_words};
use crate::report::clock::{self, ClockAccount};
use crate::report::{Account, name};
use crate::run::{Alarm, AlarmKind, ClockStanding, ClockState, Event, FactId};
use crate::runbook::{Id, MomentRef};
use crate::text::SafeText;
use crate::time::Moment;

/// The list of everything that runs.
#[derive(Clone, Debug, Default)]
pub struct Deadlines {
    pub cursor: usize,
}

/// A line of it.
#[derive(Clone, Copy, Debug)]
pub enum DeadlineLine<'a> {
    Clock(&'a ClockState),
    /// A timer, a time budget or a deadline of a step.
    Alarm(&'a Alarm),
}

impl DeadlineLine<'_> {
    /// What may ring for it.
    pub const fn kind(&self) -> AlarmKind {
        match self {
            Self::Clock(state) => AlarmKind::Clock(state.clock, state.row),
            Self::Alarm(alarm) => alarm.kind,
        }
    }
}

/// One clock in full.
#[derive(Clone, Debug)]
pub struct ClockSheet {
    pub clock: usize,
    pub row: Option<FactId>,
    pub scroll: u16,
    /// What can be done about it, each with its words.
    pub deeds: Vec<(ClockDeed, SafeText)>,
    pub cursor: usize,
}

/// What can be done about a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockDeed {
    /// Record that it was met.
    Meet,
    /// Answer an ask that it starts from, or waits for.
    Answer(Id),
    /// Go to the step that meets it.
    GoTo(usize),
    /// Say that one has seen it pass.
    Acknowledge,
}

impl Console {
    /// Everything that runs: clocks that count down, then duties without a number, timers and the times of steps;
    /// behind them the clocks that have not started, those met and those that do not apply.
    pub fn deadlines(&self) -> Vec<DeadlineLine<'_>> {
        let mut clocks: Vec<&ClockState> = self.clocks.iter().collect();
        clocks.sort_by_key(|state| (rank(state), state.due().filter(|_| rank(state) == 0), met_at(state)));
        let is_clock = |alarm: &&Alarm| matches!(alarm.kind, AlarmKind::Clock(..));
        let others = self.alarms.iter().filter(|alarm| !is_clock(alarm));
        let idle = clocks.split_off(clocks.partition_point(|state| !is_idle(state)));
        let running = clocks.into_iter().map(DeadlineLine::Clock).chain(others.map(DeadlineLine::Alarm));
        running.chain(idle.into_iter().map(DeadlineLine::Clock)).collect()
    }

    /// How a clock stands that is shown in full.
    pub fn clock_of(&self, sheet: &ClockSheet) -> Option<&ClockState> {
        self.clocks.iter().find(|state| state.clock == sheet.clock && state.row == sheet.row)
    }
}

/// Whether nothing counts and nothing is to be done: it has not started, was met or does not apply.
pub const fn is_idle(state: &ClockState) -> bool {
    rank(state) >= IDLE_FROM
}

const IDLE_FROM: u8 = 2;

const fn rank(state: &ClockState) -> u8 {
    match state.standing {
        ClockStanding::Running => 0,
        ClockStanding::WithoutNumber | ClockStanding::LimitMissing => 1,
        ClockStanding::NotStarted | ClockStanding::NoRows => IDLE_FROM,
        ClockStanding::Met => 3,
        ClockStanding::NotApplicable(_) => 4,
    }
}

fn met_at(state: &ClockState) -> Option<Moment> {
    state.met.map(|met| met.at)
}

/// The name of the draft of the form that records that a clock was met.
pub(super) fn draft_name(clock: &str, row: Option<FactId>) -> String {
    match row {
        Some(row) => format!("met:{clock}:{row}"),
        None => format!("met:{clock}"),
    }
}

impl App {
    pub(super) fn deadlines_key(&mut self, mut list: Deadlines, name: &str) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let lines = console.deadlines();
        match name {
            "Esc" => return Vec::new(),
            "?" => {
                self.overlays.push(Overlay::Deadlines(list));
                self.overlays.push(Overlay::ClockHelp { scroll: 0 });
                return Vec::new();
            }
            "m" => {
                let alarm = lines.get(list.cursor).map(DeadlineLine::kind);
                self.overlays.push(Overlay::Deadlines(list));
                return alarm.map_or_else(Vec::new, |kind| self.acknowledge_this(kind));
            }
            "Enter" => {
                let what = lines.get(list.cursor).map(DeadlineLine::kind);
                self.overlays.push(Overlay::Deadlines(list));
                return what.map_or_else(Vec::new, |what| self.open_deadline(what));
            }
            digit if digit.parse::<usize>().is_ok_and(|n| (1..=lines.len()).contains(&n)) => {
                list.cursor = digit.parse::<usize>().map_or(list.cursor, |n| n - 1);
                let what = lines.get(list.cursor).map(DeadlineLine::kind);
                self.overlays.push(Overlay::Deadlines(list));
                return what.map_or_else(Vec::new, |what| self.open_deadline(what));
            }
            _move => {
                if let Some(by) = movement(name) {
                    list.cursor = step_cursor(list.cursor, lines.len(), by);
                }
            }
        }
        self.overlays.push(Overlay::Deadlines(list));
        Vec::new()
    }

    /// Shows a line in full: a clock with what can be done, a timer's record, a step.
    fn open_deadline(&mut self, what: AlarmKind) -> Vec<Effect> {
        match what {
            AlarmKind::Clock(clock, row) => {
                let sheet = ClockSheet { clock, row, scroll: 0, deeds: Vec::new(), cursor: 0 };
                self.overlays.push(Overlay::Clock(self.with_deeds(sheet)));
            }
            AlarmKind::Timer(fact) => {
                let place = self.console().and_then(|console| console.run.place(fact));
                let record = place.and_then(|place| self.record(place));
                self.overlays.extend(record.map(Overlay::Record));
            }
            AlarmKind::Cadence(_) => return self.open_form(FormKind::Update),
            AlarmKind::Target(step) | AlarmKind::Due(step) => self.go_to_step(step),
        }
        Vec::new()
    }

    /// A step on screen, with nothing over it.
    fn go_to_step(&mut self, step: usize) {
        if let Some(console) = self.console_mut() {
            console.choose(step);
            console.focus = Focus::Steps;
            self.overlays.clear();
        }
    }

    /// What can be done about the clock now.
    fn with_deeds(&self, mut sheet: ClockSheet) -> ClockSheet {
        sheet.deeds.clear();
        let Some(console) = self.console() else { return sheet };
        let Some(state) = console.clock_of(&sheet) else { return sheet };
        let (run, lang) = (&console.run, self.settings.lang);
        let clock = &run.book.clocks[state.clock];
        // What was met after the closing is still recorded; nothing else is.
        let is_closed = run.is_closed();
        let mut deeds = Vec::new();
        let mut asks: Vec<Id> = Vec::new();
        if !matches!(state.standing, ClockStanding::NotApplicable(_) | ClockStanding::NoRows) {
            let word = if state.met.is_some() { words::DEED_MEET_AGAIN } else { words::DEED_MEET };
            deeds.push((ClockDeed::Meet, word.text(lang)));
            let missing = state.readings.iter().filter(|reading| reading.start.is_none());
            asks.extend(missing.filter_map(|reading| match &reading.from {
                MomentRef::Ask(id) => Some(id.clone()),
                MomentRef::Opened
                | MomentRef::Closed
                | MomentRef::Step(_)
                | MomentRef::Sent(_)
                | MomentRef::Met(_)
                | MomentRef::StageEnded(_) => None,
            }));
        }
        if !matches!(state.standing, ClockStanding::Met) {
            asks.extend(clock::waits_for(run, state).into_iter().filter_map(Id::new));
        }
        if matches!(state.standing, ClockStanding::NoRows | ClockStanding::LimitMissing) {
            asks.extend(clock.each.clone());
        }
        let mut offered: Vec<Id> = Vec::new();
        for ask in asks {
            if !is_closed && !offered.contains(&ask) {
                let label = name::ask_of(run, &ask, lang);
                deeds.push((ClockDeed::Answer(ask.clone()), words::DEED_ANSWER_ASK.with(lang, &[&label])));
                offered.push(ask);
            }
        }
        for by in &clock.met_by {
            if let MomentRef::Step(id) = by
                && let Some(step) = run.step_place(id.as_str())
            {
                let title = name::step_of(run, id, lang);
                deeds.push((ClockDeed::GoTo(step), words::DEED_GO_TO.with(lang, &[&title])));
            }
        }
        let is_due = !is_closed && state.is_overdue(self.now.wall);
        if is_due && !self.is_seen(AlarmKind::Clock(state.clock, state.row)) {
            deeds.push((ClockDeed::Acknowledge, words::DEED_ACKNOWLEDGE.text(lang)));
        }
        sheet.cursor = sheet.cursor.min(deeds.len().saturating_sub(1));
        sheet.deeds = deeds;
        sheet
    }

    /// What can be done about a clock that is looked at follows from what has come in.
    pub(super) fn refresh_clock(&mut self) {
        if let Some(Overlay::Clock(sheet)) = self.overlays.last() {
            let sheet = self.with_deeds(sheet.clone());
            self.overlays.pop();
            self.overlays.push(Overlay::Clock(sheet));
        }
    }

    fn is_seen(&self, kind: AlarmKind) -> bool {
        let alarms = self.console().map(|console| console.alarms.as_slice()).unwrap_or_default();
        alarms.iter().any(|alarm| alarm.kind == kind && alarm.is_seen())
    }

    pub(super) fn clock_key(&mut self, sheet: ClockSheet, name: &str) -> Vec<Effect> {
        let mut sheet = self.with_deeds(sheet);
        let digit = name.parse::<usize>().ok().filter(|n| (1..=sheet.deeds.len()).contains(n)).map(|n| n - 1);
        if let Some(n) = digit.or((name == "Enter").then_some(sheet.cursor)) {
            let deed = sheet.deeds.get(n).map(|(deed, _)| deed.clone());
            let (clock, row) = (sheet.clock, sheet.row);
            self.overlays.push(Overlay::Clock(sheet));
            return deed.map_or_else(Vec::new, |deed| self.do_clock_deed(clock, row, deed));
        }
        match movement(name) {
            Some(Move::PageUp) => sheet.scroll = sheet.scroll.saturating_sub(5),
            Some(Move::PageDown) => sheet.scroll = sheet.scroll.saturating_add(5).min(2000),
            Some(by) => sheet.cursor = step_cursor(sheet.cursor, sheet.deeds.len(), by),
            None if name == "Esc" => return Vec::new(),
            None => {}
        }
        self.overlays.push(Overlay::Clock(sheet));
        Vec::new()
    }

    fn do_clock_deed(&mut self, clock: usize, row: Option<FactId>, deed: ClockDeed) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        match deed {
            ClockDeed::Meet => {
                let clock = console.run.book.clocks[clock].id.clone();
                self.open_form(FormKind::MeetClock { clock, row })
            }
            ClockDeed::Answer(ask) => {
                let place = console.run.asks().iter().position(|known| known.id == ask);
                let table = place.filter(|place| {
                    matches!(console.run.book.asks[*place].kind, crate::runbook::AskKind::Table(_))
                });
                match table {
                    Some(place) => {
                        let sheet =
                            super::Sheet { table: Some(place), asks: vec![place], of_step: 0, cursor: 0 };
                        self.overlays.push(Overlay::Sheet(sheet));
                        Vec::new()
                    }
                    None => self.open_form(FormKind::Answer { ask, amends: None }),
                }
            }
            ClockDeed::GoTo(step) => {
                self.go_to_step(step);
                Vec::new()
            }
            ClockDeed::Acknowledge => self.acknowledge_this(AlarmKind::Clock(clock, row)),
        }
    }

    /// Acknowledges one time that has passed.
    fn acknowledge_this(&mut self, kind: AlarmKind) -> Vec<Effect> {
        let now = self.now.wall;
        let Some(console) = self.console() else { return Vec::new() };
        let is_it = |alarm: &&Alarm| alarm.kind == kind && alarm.is_past(now) && !alarm.is_seen();
        if console.alarms.iter().find(is_it).is_none() {
            self.say(super::Tone::Refused, words::NOT_PASSED.text(self.settings.lang));
            return Vec::new();
        }
        let alarm = console.run.alarm_name(kind);
        self.propose(Event::AlarmAcknowledged { alarm }, Then::Stay, None)
    }

    /// A field left empty means whom the law names.
    pub(super) fn met_clock(
        &self,
        form: &super::Form,
        clock: String,
        row: Option<FactId>,
        happened: Option<Moment>,
    ) -> Event {
        let typed = form.text("to");
        Event::ClockMet {
            to: if typed.is_empty() { self.clock_recipient(&clock).to_string() } else { typed },
            clock,
            row,
            happened,
            reference: form.text("reference"),
            evidence: FactId::parse(&form.value("evidence")),
            note: form.text("note"),
        }
    }

    /// What stands in the form at first: whom the law names.
    pub(super) fn clock_recipient(&self, id: &str) -> SafeText {
        let run = self.console().map(|console| &console.run);
        let clock = run.and_then(|run| Some(&run.book.clocks[run.clock_place(id)?]));
        let recipient = clock.and_then(crate::runbook::Clock::recipient);
        recipient.map(|text| SafeText::line(text.get(self.settings.lang))).unwrap_or_default()
    }

    /// What a clock's form is about: its title, and when it is due.
    pub(super) fn clock_heading(&self, id: &str, row: Option<FactId>) -> (SafeText, Vec<SafeText>) {
        let (lang, zone) = (self.settings.lang, &self.settings.zone);
        let Some(console) = self.console() else { return (SafeText::default(), Vec::new()) };
        let Some(place) = console.run.clock_place(id) else { return (SafeText::line(id), Vec::new()) };
        let title = clock::title(&console.run, place, row, lang);
        let state = console.clocks.iter().find(|state| state.clock == place && state.row == row);
        let account = Account::new(&console.run, lang, zone);
        let due = state.and_then(|state| ClockAccount::new(account, state).due());
        let due = due.map(|due| clock_words::DUE.text(lang).then(&clock_words::COLON.text(lang)).then(&due));
        (title, due.into_iter().collect())
    }
}
