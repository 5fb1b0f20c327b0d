//! One's own timers: started by one line, listed, snoozed, stopped.

use chrono::TimeDelta;

use super::console::Then;
use super::form::{Field, Form, FormKind, Input};
use super::keymap::{Move, movement, step_cursor};
use super::overlay::{Overlay, Timers};
use super::shift_forms::Make;
use super::{App, Console, Effect};
use crate::locale::app as words;
use crate::run::{Alarm, AlarmKind, Event, FactId};
use crate::runbook::Id;
use crate::time::{Moment, Zone, ahead};

/// What can be done with a timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimerDeed {
    /// It rings so many minutes later.
    Snooze(u32),
    /// It rings at a time that is typed.
    SnoozeBy,
    Stop,
    /// A new one.
    Start,
}

/// The deeds for a timer, in the order of their digits.
pub const TIMER_DEEDS: [TimerDeed; 5] =
    [TimerDeed::Snooze(5), TimerDeed::Snooze(15), TimerDeed::SnoozeBy, TimerDeed::Stop, TimerDeed::Start];

/// The timers that run, or have run out and were not stopped, the soonest first.
pub fn timers(console: &Console) -> Vec<(FactId, &Alarm)> {
    let of_timer = |alarm: &&Alarm| matches!(alarm.kind, AlarmKind::Timer(_));
    let alarms = console.alarms.iter().filter(of_timer);
    alarms
        .filter_map(|alarm| if let AlarmKind::Timer(id) = alarm.kind { Some((id, alarm)) } else { None })
        .collect()
}

/// What can be done where so many timers run.
pub const fn deeds(running: usize) -> &'static [TimerDeed] {
    if running == 0 { &[TimerDeed::Start] } else { &TIMER_DEEDS }
}

impl App {
    pub(super) fn open_timers(&mut self) -> Vec<Effect> {
        self.overlays.push(Overlay::Timers(Timers { cursor: 0 }));
        Vec::new()
    }

    pub(super) fn timers_key(&mut self, mut list: Timers, name: &str) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let running = timers(console);
        list.cursor = list.cursor.min(running.len().saturating_sub(1));
        let chosen = running.get(list.cursor).map(|(id, _)| *id);
        let (count, deeds) = (running.len(), deeds(running.len()));
        let digit = name.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        if let Some(n) = digit.or((name == "Enter").then_some(0)) {
            self.overlays.push(Overlay::Timers(list));
            return deeds.get(n).map_or_else(Vec::new, |deed| self.do_timer(chosen, *deed));
        }
        match movement(name) {
            Some(Move::Left | Move::Right) => {}
            Some(by) => list.cursor = step_cursor(list.cursor, count, by),
            None => return Vec::new(),
        }
        self.overlays.push(Overlay::Timers(list));
        Vec::new()
    }

    fn do_timer(&mut self, timer: Option<FactId>, deed: TimerDeed) -> Vec<Effect> {
        match (deed, timer) {
            (TimerDeed::Start, _) => self.open_form(FormKind::Timer { step: None }),
            (TimerDeed::Snooze(minutes), Some(timer)) => {
                self.propose(Event::TimerSnoozed { timer, by: minutes * 60 }, Then::Stay, None)
            }
            (TimerDeed::SnoozeBy, Some(timer)) => self.open_form(FormKind::SnoozeTimer { timer }),
            (TimerDeed::Stop, Some(timer)) => self.propose(Event::TimerStopped { timer }, Then::Stay, None),
            (TimerDeed::Snooze(_) | TimerDeed::SnoozeBy | TimerDeed::Stop, None) => Vec::new(),
        }
    }

    /// The first line alone can say when and what for.
    pub(super) fn timer_fields(&self, make: Make<'_>) -> Vec<Field> {
        let mut runs = make("runs", words::TIMER_RUNS, Input::line(""));
        runs.hint = words::TIMER_LINE_HINT.text(self.settings.lang);
        let mut title = make("title", words::TIMER_TITLE, Input::line(""));
        title.required = false;
        vec![runs, title]
    }

    pub(super) fn snooze_fields(&self, make: Make<'_>) -> Vec<Field> {
        let mut by = make("by", words::SNOOZE_BY, Input::line(""));
        by.hint = words::SNOOZE_HINT.text(self.settings.lang);
        vec![by]
    }

    /// The timer that a line starts; none where it begins with no time, which is said beside it.
    pub(super) fn timer_event(&self, form: &mut Form, step: Option<Id>) -> Option<Event> {
        let typed = half_width(&form.value("runs"));
        let read = ahead::timer(&typed, self.now.wall, &self.settings.zone);
        let read = read.and_then(|(length, title)| Some((seconds(length)?, title.to_owned())));
        let Some((runs, title)) = read else {
            form.wrong("runs", words::NOT_A_LENGTH.text(self.settings.lang));
            return None;
        };
        let own = Some(form.value("title").trim().to_owned()).filter(|own| !own.is_empty());
        let title = match own {
            Some(own) if title.is_empty() => own,
            Some(own) => format!("{title} {own}"),
            None => title,
        };
        Some(Event::TimerStarted { title, step, runs })
    }

    /// How much later a timer is to ring: from its end, or from now where that has passed.
    pub(super) fn snooze_event(&self, form: &mut Form, timer: FactId) -> Option<Event> {
        let end = self.console()?.alarms.iter().find(|alarm| alarm.kind == AlarmKind::Timer(timer))?.at;
        let by = snoozed_by(&form.value("by"), end, self.now.wall, &self.settings.zone);
        let Some(by) = by else {
            form.wrong("by", words::NOT_AHEAD.text(self.settings.lang));
            return None;
        };
        Some(Event::TimerSnoozed { timer, by })
    }
}

/// How much later a timer is to ring, in seconds, as somebody types it: a length of time, or a time to come. It counts
/// from the timer's end, or from now where that has passed.
pub fn snoozed_by(typed: &str, end: Moment, now: Moment, zone: &Zone) -> Option<u32> {
    let typed = half_width(typed);
    let by = ahead::length(&typed).or_else(|| Some(ahead::moment(&typed, now, zone)? - end.max(now)));
    by.and_then(seconds)
}

fn half_width(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii() { c } else { digit(c) }).collect()
}

/// A full-width digit is the half-width one; all else stays as it was typed.
fn digit(c: char) -> char {
    let half = super::keymap::half_width(c);
    if half.is_ascii_alphanumeric() || half == ':' { half } else { c }
}

fn seconds(length: TimeDelta) -> Option<u32> {
    // A second more makes a time of day whole where fractions were cut off.
    let whole = length.num_milliseconds().checked_add(999)? / 1000;
    u32::try_from(whole).ok().filter(|seconds| *seconds > 0)
}
