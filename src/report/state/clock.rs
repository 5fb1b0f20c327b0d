//! How the clocks of a run stand, for people and for programs.

use serde::Serialize;

use crate::report::account::Account;
use crate::report::clock::{self, ClockAccount};
use crate::run::{ClockStanding, ClockState, Event, FactId};
use crate::runbook::value::moment_text;
use crate::time::Moment;

/// A clock, or a clock of one row.
#[derive(Clone, Debug, Serialize)]
#[allow(clippy::struct_excessive_bools)] // each is a key of the JSON form
pub struct ClockLine {
    pub id: String,
    pub title: String,
    /// The row that it is about, by the record that added it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<FactId>,
    /// The row of the catalogue that it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub catalogue: Option<String>,
    /// `running`, `without-number`, `limit-missing`, `not-started`, `no-rows`, `met` or `not-applicable`.
    pub standing: &'static str,
    /// How it stands in words.
    pub text: String,
    /// It runs although nobody knows yet that it applies.
    pub undecided: bool,
    /// By the reading that ends first.
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub due: Option<Moment>,
    /// The last day, where it ends at that day's midnight where the authority sits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<String>,
    pub overdue: bool,
    /// Who has seen it run out, and when; it is overdue all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub seen_at: Option<Moment>,
    pub readings: Vec<ReadingLine>,
    /// Years that were counted without their holidays.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown_years: Vec<i32>,
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub met: Option<Moment>,
    pub late: bool,
    /// The number under which it was received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    pub recipient: String,
    /// Instrument and article, and how sure that is.
    pub basis: String,
    /// Why it does not apply, or what it waits for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The run keeps the catalogue that it counts by.
    pub sealed: bool,
}

/// One reading of where a clock starts.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingLine {
    pub from: String,
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub start: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub due: Option<Moment>,
}

pub(super) fn clocks(account: &Account<'_>, now: Moment) -> Vec<ClockLine> {
    let states = account.run.clocks(account.zone);
    states.iter().map(|state| line(account, state, now)).collect()
}

fn line(account: &Account<'_>, state: &ClockState, now: Moment) -> ClockLine {
    let Account { run, lang, .. } = *account;
    let in_book = &run.book.clocks[state.clock];
    let told = ClockAccount::new(*account, state);
    let now = run.clock_now(state, now);
    let end = state.leading().and_then(|reading| reading.end.as_ref());
    let reading = |reading: &crate::run::Reading| ReadingLine {
        from: reading.from.to_string(),
        start: reading.start,
        due: reading.end.as_ref().map(|end| end.at),
    };
    let filed = match run.clock_record(state) {
        Some((_, Event::ClockMet { reference, .. })) => Some(reference.clone()),
        Some(_) | None => None,
    };
    let seen = run.clock_seen(state).and_then(|place| run.facts().get(place));
    ClockLine {
        id: in_book.id.clone(),
        title: clock::title(run, state.clock, state.row, lang).to_string(),
        row: state.row,
        catalogue: in_book.row.as_ref().map(|row| row.id.clone()),
        standing: code(state.standing),
        text: clock::standing(run, state, now).get(lang).to_owned(),
        undecided: state.is_undecided(),
        due: state.due(),
        last_day: end.and_then(|end| end.last_day).map(|day| day.to_string()),
        overdue: state.is_overdue(now),
        seen_by: seen.map(|fact| run.display_of(&fact.by).to_owned()),
        seen_at: seen.map(|fact| fact.at),
        readings: state.readings.iter().map(reading).collect(),
        unknown_years: end.map(|end| end.unknown_years.clone()).unwrap_or_default(),
        met: state.met.map(|met| met.at),
        late: state.was_met_late(),
        reference: filed.filter(|reference| !reference.is_empty()),
        recipient: in_book.recipient().map(|text| text.get(lang).to_owned()).unwrap_or_default(),
        basis: told.basis().to_string(),
        why: told.why().map(|why| why.to_string()),
        sealed: run.book.catalogue.sealed,
    }
}

const fn code(standing: ClockStanding) -> &'static str {
    match standing {
        ClockStanding::Running => "running",
        ClockStanding::WithoutNumber => "without-number",
        ClockStanding::LimitMissing => "limit-missing",
        ClockStanding::NotStarted => "not-started",
        ClockStanding::NoRows => "no-rows",
        ClockStanding::Met => "met",
        ClockStanding::NotApplicable(_) => "not-applicable",
    }
}
