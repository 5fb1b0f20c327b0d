//! Where a run stands at a moment: one value, which is written as a page and as JSON.
//!
//! Texts are exact as in runbook and journal, in one language; whoever shows them cleans them.

mod build;
mod clock;
mod code;
mod page;

use serde::Serialize;

pub use clock::{ClockLine, ReadingLine};

use crate::report::account::Account;
use crate::report::measure::{CommitmentState, MetricState};
use crate::report::notice::NoticeLine;
use crate::run::{FactId, Independence, RunKind, Status, Unmet};
use crate::runbook::value::moment_text;
use crate::runbook::{Answer, Cells, Id, Stage, Tri};
use crate::time::Moment;

/// The version of the JSON form.
pub const STATE_SCHEMA: u32 = 1;

/// Where a run stands.
#[derive(Clone, Debug, Serialize)]
pub struct State {
    pub schema: u32,
    pub run: RunState,
    pub phases: Vec<PhaseState>,
    pub asks: Vec<AskAnswer>,
    pub evidence: Vec<Evidence>,
    pub notices: Vec<NoticeLine>,
    pub questions: Vec<Question>,
    pub alarms: Vec<Due>,
    pub clocks: Vec<ClockLine>,
    pub metrics: Vec<MetricState>,
    pub commitments: Vec<CommitmentState>,
    pub deviations: Vec<DeviationState>,
    /// The steps and asks about which people recorded different things side by side.
    pub conflicts: Vec<Id>,
}

/// What a run is, and how far it has come.
#[derive(Clone, Debug, Serialize)]
pub struct RunState {
    pub kind: RunKind,
    pub number: String,
    pub title: String,
    pub runbook: Id,
    pub runbook_version: String,
    pub runbook_title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runbook_sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub opened: Option<Moment>,
    /// When the organisation became aware, where that is known.
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub aware: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub closed: Option<Moment>,
    /// Since awareness, else since the opening; up to the closing, else to now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elapsed_seconds: Option<u64>,
    /// When the last fact was recorded.
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub last: Option<Moment>,
    pub facts: usize,
    pub settled: usize,
    pub steps: usize,
    /// The step to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Id>,
}

/// A phase and its steps.
#[derive(Clone, Debug, Serialize)]
pub struct PhaseState {
    pub id: Id,
    pub title: String,
    #[serde(serialize_with = "code::stage")]
    pub stage: Stage,
    pub settled: usize,
    pub of: usize,
    pub steps: Vec<StepLine>,
}

/// A step.
#[derive(Clone, Debug, Serialize)]
pub struct StepLine {
    pub id: Id,
    pub title: String,
    /// `open`, `running`, `done`, `skipped`, `not-applicable` or `blocked`.
    #[serde(serialize_with = "code::status")]
    pub status: Status,
    /// `yes`, `no` or `unknown`: by its condition and the answers so far.
    #[serde(serialize_with = "code::applies")]
    pub applies: Tri,
    pub must: bool,
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub started: Option<Moment>,
    /// When it came to where it stands, and who says so.
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned: Option<String>,
    pub confirmed: Vec<String>,
    /// The same with how far each confirmation stands from the work.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sign_offs: Vec<SignOff>,
    pub evidence: usize,
    pub conflict: bool,
    /// Where each row stands, of a step that is worked for each row of a table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowLine>,
}

/// A row of a step.
#[derive(Clone, Debug, Serialize)]
pub struct RowLine {
    /// The record that added the row.
    pub row: String,
    pub name: String,
    #[serde(serialize_with = "code::status")]
    pub status: Status,
    #[serde(serialize_with = "code::applies")]
    pub applies: Tri,
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A confirmation of a done step.
#[derive(Clone, Debug, Serialize)]
pub struct SignOff {
    pub by: String,
    #[serde(with = "moment_text")]
    pub at: Moment,
    pub independence: Independence,
}

/// An ask and what it was answered.
#[derive(Clone, Debug, Serialize)]
pub struct AskAnswer {
    pub id: Id,
    pub label: String,
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Answer>,
    /// The value in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Cells>,
    /// The rows in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub row_texts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The runbook wants it by some time, and it applies.
    pub required: bool,
    pub conflict: bool,
}

/// A piece of evidence.
#[derive(Clone, Debug, Serialize)]
pub struct Evidence {
    pub id: FactId,
    pub number: usize,
    pub name: String,
    pub place: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<Id>,
    pub by: String,
    #[serde(with = "moment_text")]
    pub at: Moment,
    /// The last to whom it was handed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
}

/// A question that nobody has answered.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    pub id: FactId,
    pub text: String,
    pub by: String,
    #[serde(with = "moment_text")]
    pub at: Moment,
}

/// A time that is to come, or has passed.
#[derive(Clone, Debug, Serialize)]
pub struct Due {
    /// `timer:FEED:SEQ`, `target:STEP`, `due:STEP`, `clock:CLOCK` or `clock:CLOCK:FEED:SEQ`.
    pub alarm: String,
    pub title: String,
    #[serde(with = "moment_text")]
    pub at: Moment,
    pub past: bool,
    /// Somebody has seen that it passed.
    pub seen: bool,
}

/// A deviation that stands.
#[derive(Clone, Debug, Serialize)]
pub struct DeviationState {
    pub id: FactId,
    #[serde(with = "moment_text")]
    pub at: Moment,
    pub by: String,
    /// The account's sentence about it.
    pub sentence: String,
    pub unmet: Vec<Unmet>,
    /// It was done after its deadline.
    pub late: bool,
    /// The reason in words.
    pub reason: String,
}

impl State {
    /// Where a run stands now.
    pub fn of(account: &Account<'_>, now: Moment) -> Self {
        build::state(account, now)
    }

    /// The state as a page of lines.
    pub fn page(&self, account: &Account<'_>) -> Vec<crate::text::SafeText> {
        page::page(self, account)
    }
}

#[cfg(test)]
mod tests;
