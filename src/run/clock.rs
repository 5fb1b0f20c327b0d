//! The clocks of a run: what each counts from, when it ends, whether it is met. Pure functions of the facts.
//!
//! A start that nobody has stated is missing, and such a clock is never overdue. A condition that is not decided
//! lets it run, and says so. A duty without a number has no end. What counts is when an act happened, not
//! when it was recorded.

use chrono::NaiveDate;

use super::state::Run;
use super::{Event, FactId, Row};
use crate::runbook::condition::{Answers, Condition};
use crate::runbook::{Answer, Clock, ClockLimit, Id, MomentRef, Tri};
use crate::time::{End, Moment, Period, Zone};

/// How one clock stands, or a clock of one row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct ClockState {
    /// Its place in the runbook.
    pub clock: usize,
    /// The row that it is about.
    pub row: Option<FactId>,
    /// Every reading of its start, in the runbook's order.
    pub readings: Vec<Reading>,
    pub standing: ClockStanding,
    /// Whether its condition holds, as far as is known.
    pub applies: Tri,
    /// What met it.
    pub met: Option<Meeting>,
}

/// One reading of where a clock starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub from: MomentRef,
    /// Nothing where the moment is not known.
    pub start: Option<Moment>,
    /// Nothing where it has no start, or the duty no number.
    pub end: Option<End>,
}

/// Where a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockStanding {
    /// It runs, or has run out.
    Running,
    /// It has started and has no number.
    WithoutNumber,
    /// The row does not say how long.
    LimitMissing,
    /// Its start is not known.
    NotStarted,
    /// It is a clock of each row of a table, and there is none.
    NoRows,
    /// It was met.
    Met,
    /// It does not apply.
    NotApplicable(WhyNot),
}

/// Why a clock does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// It is a clock of each row of a table that has none on purpose.
    EmptyTable,
    /// Its condition is false.
    Condition,
    /// The rule was not in force when it started.
    NotInForce { from: Option<NaiveDate>, until: Option<NaiveDate> },
    /// Another clock takes its place, which started only after this one had ended: its place in the runbook.
    Yields(usize),
}

/// What met a clock, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub at: Moment,
    /// The place of the fact.
    pub fact: usize,
}

impl ClockState {
    /// The reading that leads: the one that ends first.
    pub fn leading(&self) -> Option<&Reading> {
        let ended = self.readings.iter().filter(|reading| reading.end.is_some());
        ended.min_by_key(|reading| reading.end.as_ref().map(|end| end.at))
    }

    /// When it ends, by the reading that leads.
    pub fn due(&self) -> Option<Moment> {
        self.leading().and_then(|reading| Some(reading.end.as_ref()?.at))
    }

    /// Whether it has run out unmet.
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.standing == ClockStanding::Running && self.due().is_some_and(|due| due <= now)
    }

    /// Whether it was met, and too late for the reading that leads.
    pub fn was_met_late(&self) -> bool {
        matches!((self.met, self.due()), (Some(met), Some(due)) if met.at > due)
    }

    /// Whether it runs although nobody knows yet that it applies.
    pub fn is_undecided(&self) -> bool {
        let runs = matches!(
            self.standing,
            ClockStanding::Running
                | ClockStanding::WithoutNumber
                | ClockStanding::NotStarted
                | ClockStanding::LimitMissing
        );
        runs && self.applies == Tri::Unknown
    }

    /// Whether it counts on in a run that is closed: it started with the closing.
    pub fn outlives_closing(&self) -> bool {
        self.leading().is_some_and(|reading| reading.from == MomentRef::Closed)
    }

    /// Whether there is more than one reading of its start.
    pub fn is_disputed(&self) -> bool {
        self.readings.len() > 1
    }
}

impl Run {
    /// Every clock that shows, in the runbook's order, those of rows in the order of the rows. The zone is the
    /// one in which a limit that the runbook itself states in days is counted.
    pub fn clocks(&self, zone: &Zone) -> Vec<ClockState> {
        let mut states = Vec::new();
        for (place, clock) in self.book.clocks.iter().enumerate() {
            match clock.each.as_ref().and_then(|each| self.ask(each.as_str())) {
                None => states.extend(self.clock_state(place, None, zone)),
                Some(table) if table.rows.is_empty() => {
                    let none = if self.is_known_empty(&table.id) {
                        ClockStanding::NotApplicable(WhyNot::EmptyTable)
                    } else {
                        ClockStanding::NoRows
                    };
                    states.extend(self.clock_state(place, None, zone).map(|state| ClockState {
                        standing: match state.standing {
                            not_applicable @ ClockStanding::NotApplicable(_) => not_applicable,
                            ClockStanding::Running
                            | ClockStanding::WithoutNumber
                            | ClockStanding::LimitMissing
                            | ClockStanding::NotStarted
                            | ClockStanding::NoRows
                            | ClockStanding::Met => none,
                        },
                        ..state
                    }));
                }
                Some(table) => {
                    states
                        .extend(table.rows.iter().filter_map(|row| self.clock_state(place, Some(row), zone)));
                }
            }
        }
        states
    }

    /// The moment at which a clock is looked at: in a closed run, but for those that began with its closing, how it
    /// stood then.
    pub fn clock_now(&self, state: &ClockState, now: Moment) -> Moment {
        if state.outlives_closing() { now } else { self.closed_at().unwrap_or(now) }
    }

    /// The place of a clock in the runbook.
    pub fn clock_place(&self, id: &str) -> Option<usize> {
        self.book.clocks.iter().position(|clock| clock.id == id)
    }

    /// The row of the table that gives a clock its rows.
    pub fn clock_row(&self, clock: usize, row: FactId) -> Option<&Row> {
        let each = self.book.clocks.get(clock)?.each.as_ref()?;
        self.ask(each.as_str())?.rows.iter().find(|known| known.id == row)
    }

    fn clock_state(&self, place: usize, row: Option<&Row>, zone: &Zone) -> Option<ClockState> {
        let clock = &self.book.clocks[place];
        let weigh = |condition: Option<&Condition>| {
            condition.map_or(Tri::True, |condition| condition.evaluate(&InRow { run: self, row }))
        };
        let met = self.clock_meeting(place, row.map(|row| row.id));
        if weigh(clock.shown_when.as_ref()) != Tri::True && met.is_none() {
            return None;
        }
        let applies = weigh(clock.when.as_ref());
        let readings = self.readings(clock, row, zone);
        let mut state = ClockState {
            clock: place,
            row: row.map(|row| row.id),
            readings,
            standing: ClockStanding::NotStarted,
            applies,
            met,
        };
        state.standing = self.clock_standing(&state, clock, row, zone);
        Some(state)
    }

    fn clock_standing(
        &self,
        state: &ClockState,
        clock: &Clock,
        row: Option<&Row>,
        zone: &Zone,
    ) -> ClockStanding {
        if state.met.is_some() {
            return ClockStanding::Met;
        }
        if state.applies == Tri::False {
            return ClockStanding::NotApplicable(WhyNot::Condition);
        }
        let starts: Vec<Moment> = state.readings.iter().filter_map(|reading| reading.start).collect();
        if let Some(law) = &clock.row
            && !starts.is_empty()
            && !starts.iter().any(|start| law.is_in_force(*start))
        {
            let (from, until) = (law.effective_from, law.effective_until);
            return ClockStanding::NotApplicable(WhyNot::NotInForce { from, until });
        }
        if let Some(other) = self.yields_to(clock, state.due(), row, zone) {
            return ClockStanding::NotApplicable(WhyNot::Yields(other));
        }
        let has_number = match (&clock.limit, &clock.row) {
            (Some(ClockLimit::Column(column)), _) => {
                if row.and_then(|row| row_period(row, column)).is_none() {
                    return ClockStanding::LimitMissing;
                }
                true
            }
            (Some(ClockLimit::Period(_)), _) => true,
            (None, law) => law.as_ref().is_some_and(|law| law.limit.is_some()),
        };
        match (starts.is_empty(), has_number) {
            (true, _) => ClockStanding::NotStarted,
            (false, false) => ClockStanding::WithoutNumber,
            (false, true) => ClockStanding::Running,
        }
    }

    /// The clock that takes this one's place: it has started, after this one had ended.
    fn yields_to(&self, clock: &Clock, due: Option<Moment>, row: Option<&Row>, zone: &Zone) -> Option<usize> {
        let other = self.partner(clock)?;
        let starts = self.readings(&self.book.clocks[other], row, zone);
        let first = starts.iter().filter_map(|reading| reading.start).min()?;
        (first > due?).then_some(other)
    }

    /// The clock of the row that a clock's row yields to.
    fn partner(&self, clock: &Clock) -> Option<usize> {
        let yields_to = clock.row.as_ref()?.yields_to.as_ref()?;
        let is_it = |other: &Clock| other.row.as_ref().is_some_and(|row| row.id == *yields_to);
        self.book.clocks.iter().position(|other| is_it(other) && other.each == clock.each)
    }

    fn readings(&self, clock: &Clock, row: Option<&Row>, zone: &Zone) -> Vec<Reading> {
        let read = |from: &MomentRef| {
            let start = self.moment_in_row(from, row.map(|row| row.id));
            let end = start.and_then(|start| clock_end(clock, row, start, zone));
            Reading { from: from.clone(), start, end }
        };
        clock.from.iter().map(read).collect()
    }

    /// What met a clock first: a step or notice that does, or a record that it was. A clock that yields to another
    /// is met by the same filing.
    pub fn clock_meeting(&self, place: usize, row: Option<FactId>) -> Option<Meeting> {
        let clock = self.book.clocks.get(place)?;
        let partners = self.book.clocks.iter().enumerate().filter(|(n, other)| {
            *n != place && (self.partner(other) == Some(place) || self.partner(clock) == Some(*n))
        });
        let own = self.own_meetings(place, row);
        own.chain(partners.flat_map(|(n, _)| self.own_meetings(n, row))).min_by_key(|met| (met.at, met.fact))
    }

    fn own_meetings(&self, place: usize, row: Option<FactId>) -> impl Iterator<Item = Meeting> {
        let clock = &self.book.clocks[place];
        let acts = clock.met_by.iter().filter_map(move |by| self.meeting_act(by, row));
        let of_it = move |(id, of, n): &&(String, Option<FactId>, usize)| {
            *id == clock.id && *of == row && self.stands(*n)
        };
        let recorded = self
            .log
            .clocks_met
            .iter()
            .filter(of_it)
            .filter_map(|(_, _, n)| Some(Meeting { at: self.when(*n)?, fact: *n }));
        acts.chain(recorded)
    }

    /// The act that meets a clock, where it was done.
    fn meeting_act(&self, by: &MomentRef, row: Option<FactId>) -> Option<Meeting> {
        match by {
            MomentRef::Step(id) => {
                let step = self.step_place(id.as_str())?;
                self.step_meeting(step, row)
            }
            MomentRef::Sent(id) => self.notice_sent(id, row),
            MomentRef::Opened
            | MomentRef::Closed
            | MomentRef::Ask(_)
            | MomentRef::Met(_)
            | MomentRef::StageEnded(_) => None,
        }
    }

    /// The first sending of a notice: to this row, where it has one for each; without a row, when the last row that
    /// needs it was told.
    fn notice_sent(&self, notice: &Id, row: Option<FactId>) -> Option<Meeting> {
        let each = self.book.notice(notice.as_str())?.each.as_ref();
        let rows = each.and_then(|each| self.ask(each.as_str())).map(|table| table.rows.as_slice());
        let is_of_it = |row: FactId| rows.is_some_and(|rows| rows.iter().any(|known| known.id == row));
        let meeting = |row| {
            let sent = self.notice(notice, row).sent.into_iter();
            sent.filter_map(|fact| Some(Meeting { at: self.when(fact)?, fact }))
                .min_by_key(|met| (met.at, met.fact))
        };
        match (rows, row.filter(|row| is_of_it(*row))) {
            (Some(_), Some(row)) => meeting(Some(row)),
            (Some(rows), None) => {
                let at = self.all_sent_at(notice)?;
                rows.iter().filter_map(|row| meeting(Some(row.id))).find(|met| met.at == at)
            }
            (None, _) => meeting(None),
        }
    }

    /// A moment as a row sees it: what was sent or met for each row was so for this one.
    fn moment_in_row(&self, moment: &MomentRef, row: Option<FactId>) -> Option<Moment> {
        match moment {
            MomentRef::Met(id) => self.clock_met_at(id.as_str(), row),
            MomentRef::Sent(id) => self.notice_sent(id, row).map(|met| met.at),
            MomentRef::Opened
            | MomentRef::Closed
            | MomentRef::Ask(_)
            | MomentRef::Step(_)
            | MomentRef::StageEnded(_) => self.moment(moment),
        }
    }

    /// When a clock was met. One that runs for each row is met with its last row, unless one row is meant.
    pub(super) fn clock_met_at(&self, id: &str, row: Option<FactId>) -> Option<Moment> {
        let place = self.clock_place(id)?;
        let Some(table) = self.book.clocks[place].each.as_ref().and_then(|each| self.ask(each.as_str()))
        else {
            return self.clock_meeting(place, None).map(|met| met.at);
        };
        if let Some(row) = row.filter(|row| table.rows.iter().any(|known| known.id == *row)) {
            return self.clock_meeting(place, Some(row)).map(|met| met.at);
        }
        let mut last = None;
        for row in &table.rows {
            last = last.max(Some(self.clock_meeting(place, Some(row.id))?.at));
        }
        last
    }

    /// The record that a clock was met, where there is one: what stands in it, and its place.
    pub fn clock_record(&self, state: &ClockState) -> Option<(usize, &Event)> {
        let place = state.met?.fact;
        let event = self.facts.get(place)?.event()?;
        matches!(event, Event::ClockMet { .. }).then_some((place, event))
    }
}

/// When a clock ends that starts at a moment.
fn clock_end(clock: &Clock, row: Option<&Row>, start: Moment, zone: &Zone) -> Option<End> {
    let period = match &clock.limit {
        None => return clock.row.as_ref()?.end(start),
        Some(ClockLimit::Period(period)) => *period,
        Some(ClockLimit::Column(column)) => row_period(row?, column)?,
    };
    Some(End { at: period.after(start, zone)?, last_day: None, unknown_years: Vec::new() })
}

/// The length of time in a row's cell.
fn row_period(row: &Row, column: &Id) -> Option<Period> {
    if let Answer::Duration(text) = row.cells.get(column)? { Period::parse(text).ok() } else { None }
}

/// The answers of a run as one row of a table sees them.
struct InRow<'a> {
    run: &'a Run,
    row: Option<&'a Row>,
}

impl Answers for InRow<'_> {
    fn answer(&self, ask: &str) -> Option<&Answer> {
        self.run.answer(ask)
    }

    fn cell(&self, column: &str) -> Option<&Answer> {
        self.row.and_then(|row| row.cells.get(column))
    }
}
