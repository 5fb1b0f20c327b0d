//! What runs, what is due, and when the next of it passes: pure functions of the run and the moment.

use chrono::TimeDelta;

use super::state::Run;
use super::{Beat, ClockStanding, ClockState, Event, FactId, Status};
use crate::runbook::MomentRef;
use crate::time::{Moment, Zone};

/// What a time that passes belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlarmKind {
    /// A responder's own timer.
    Timer(FactId),
    /// A running step's time budget.
    Target(usize),
    /// A step's deadline.
    Due(usize),
    /// The next update of a cadence, by its place in the runbook.
    Cadence(usize),
    /// A clock by its place in the runbook, and the row that it is about.
    Clock(usize, Option<FactId>),
}

/// A time that is to come, or has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    pub kind: AlarmKind,
    /// When it passes.
    pub at: Moment,
    /// When it began to run, for showing how much is used up.
    pub from: Moment,
    /// The place of the record that somebody has seen it pass.
    pub acknowledged: Option<usize>,
}

impl Alarm {
    /// Whether it has passed.
    pub fn is_past(&self, now: Moment) -> bool {
        self.at <= now
    }

    /// Whether somebody has seen that it passed. What is still to be done is overdue all the same.
    pub const fn is_seen(&self) -> bool {
        self.acknowledged.is_some()
    }

    /// Whether it is over once it has passed and somebody has seen that: a timer or a time budget. All else is still
    /// to be done.
    pub const fn ends_when_seen(&self) -> bool {
        match self.kind {
            AlarmKind::Timer(_) | AlarmKind::Target(_) => true,
            AlarmKind::Due(_) | AlarmKind::Cadence(_) | AlarmKind::Clock(..) => false,
        }
    }

    /// Whether it is near, or has passed.
    pub fn is_near(&self, now: Moment) -> bool {
        self.near_from() <= now
    }

    /// From when it is near: a tenth of its whole time is left, or a quarter of an hour.
    pub fn near_from(&self) -> Moment {
        let whole = self.at - self.from;
        self.at - TimeDelta::minutes(15).min(whole / 4).max(whole / 10)
    }
}

impl Run {
    /// Everything that runs, soonest first. In a closed run nothing runs but the clocks that began with its closing.
    pub fn alarms(&self, zone: &Zone) -> Vec<Alarm> {
        self.alarms_beside(&self.clocks(zone), zone)
    }

    /// The same, where the clocks are known already.
    pub fn alarms_beside(&self, clocks: &[ClockState], zone: &Zone) -> Vec<Alarm> {
        let is_closed = self.is_closed();
        let counted = clocks.iter().filter(|state| !is_closed || state.outlives_closing());
        let mut alarms: Vec<Alarm> = counted.filter_map(|state| self.clock_alarm(state)).collect();
        if !is_closed {
            alarms.extend(self.timers());
            alarms.extend(self.beats(zone).into_iter().map(|beat| self.cadence_alarm(&beat)));
            for n in 0..self.steps.len() {
                alarms.extend(self.step_alarms(n, zone));
            }
        }
        alarms.sort_by_key(|alarm| (alarm.at, alarm.kind));
        alarms
    }

    /// The name of an alarm in the journal.
    pub fn alarm_name(&self, kind: AlarmKind) -> String {
        match kind {
            AlarmKind::Timer(id) => format!("timer:{id}"),
            AlarmKind::Target(step) => format!("target:{}", self.steps[step].id),
            AlarmKind::Due(step) => format!("due:{}", self.steps[step].id),
            AlarmKind::Cadence(n) => format!("cadence:{}", self.book.cadences[n].id),
            AlarmKind::Clock(clock, None) => format!("clock:{}", self.book.clocks[clock].id),
            AlarmKind::Clock(clock, Some(row)) => format!("clock:{}:{row}", self.book.clocks[clock].id),
        }
    }

    /// The record that somebody has seen a clock run out that is not met.
    pub fn clock_seen(&self, state: &ClockState) -> Option<usize> {
        self.clock_alarm(state)?.acknowledged
    }

    fn clock_alarm(&self, state: &ClockState) -> Option<Alarm> {
        let reading = state.leading().filter(|_| state.standing == ClockStanding::Running)?;
        let (from, at) = (reading.start?, reading.end.as_ref()?.at);
        // A start that was stated anew began anew: who has seen the old deadline pass has not seen this one.
        let began = match &reading.from {
            MomentRef::Ask(id) => self.ask(id.as_str()).and_then(|ask| ask.decided_by),
            MomentRef::Step(id) => self.step(id.as_str()).and_then(|step| step.decided_by),
            MomentRef::Opened
            | MomentRef::Closed
            | MomentRef::Sent(_)
            | MomentRef::Met(_)
            | MomentRef::StageEnded(_) => None,
        };
        Some(self.alarm(AlarmKind::Clock(state.clock, state.row), from, at, began.unwrap_or(0)))
    }

    fn timers(&self) -> Vec<Alarm> {
        let running = self.log.timers.iter().filter(|place| self.stands(**place));
        running
            .filter_map(|&place| {
                let id = self.facts[place].id;
                let stopped = self.log.timers_stopped.iter().any(|(of, n)| *of == id && self.stands(*n));
                let Some(Event::TimerStarted { runs, .. }) = self.facts[place].event() else { return None };
                let from = self.on_present_clock(place);
                let end = from.checked_add_signed(TimeDelta::seconds((*runs).into()))?;
                let (at, began) = self.snoozed(id, end, place);
                (!stopped).then(|| self.alarm(AlarmKind::Timer(id), from, at, began))
            })
            .collect()
    }

    /// When a timer ends once it was snoozed, and the fact that said so last: each time it runs on from its
    /// end, or from the snoozing where that end had passed.
    fn snoozed(&self, timer: FactId, end: Moment, began: usize) -> (Moment, usize) {
        let of_it = |(of, place): &&(FactId, usize)| *of == timer && self.stands(*place);
        let later = self.log.timers_snoozed.iter().filter(of_it).map(|(_, place)| *place);
        later.fold((end, began), |(end, began), place| match self.facts[place].event() {
            Some(Event::TimerSnoozed { by, .. }) => {
                let from = end.max(self.on_present_clock(place));
                let at = from.checked_add_signed(TimeDelta::seconds((*by).into()));
                (at.unwrap_or(end), place)
            }
            Some(_) | None => (end, began),
        })
    }

    fn cadence_alarm(&self, beat: &Beat) -> Alarm {
        self.alarm(AlarmKind::Cadence(beat.cadence), beat.from, beat.due, beat.last.unwrap_or(0))
    }

    /// What runs for one step.
    pub fn step_alarms(&self, n: usize, zone: &Zone) -> Vec<Alarm> {
        let state = &self.steps[n];
        let mut alarms = Vec::new();
        if let Some(target) = self.target_at(n, zone).filter(|_| state.status == Status::Running)
            && let Some(started) = state.started
        {
            alarms.push(self.alarm(AlarmKind::Target(n), self.on_present_clock(started), target, started));
        }
        let recurs = self.in_book(state).is_some_and(|step| step.every.is_some());
        if (self.is_open(n) || (recurs && state.status == Status::Done))
            && let Some(due) = self.due_at(n, zone)
        {
            let last_round = state.rounds.last().filter(|_| recurs).copied();
            let due_from = self.in_book(state).and_then(|step| self.moment(&step.due_from));
            let from = last_round.and_then(|place| self.when(place)).or(due_from).unwrap_or(due);
            alarms.push(self.alarm(AlarmKind::Due(n), from, due, last_round.unwrap_or(0)));
        }
        alarms
    }

    /// An acknowledgement counts for what began before it.
    fn alarm(&self, kind: AlarmKind, from: Moment, at: Moment, began: usize) -> Alarm {
        // The name is made where there is something to compare it with: a run may have thousands of alarms.
        let later = |(_, place): &&(String, usize)| *place > began && self.stands(*place);
        let mut seen = self.log.acknowledged.iter().filter(later).peekable();
        let name = seen.peek().is_some().then(|| self.alarm_name(kind));
        let acknowledged = name.and_then(|name| Some(seen.find(|(of, _)| *of == name)?.1));
        Alarm { kind, at, from, acknowledged }
    }
}
