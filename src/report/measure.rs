//! Metrics and commitments of a run as one value: for the screen, a page and programs.

use serde::Serialize;

use crate::locale::{Word, measure as words};
use crate::report::account::Account;
use crate::report::{name, value};
use crate::run::{CommitmentReading, CommitmentVerdict, MetricReading, MetricVerdict, Proof};
use crate::runbook::value::moment_text;
use crate::runbook::{Commitment, Id, Metric};
use crate::text::SafeText;
use crate::time::{Moment, Period};

/// A metric of a run.
#[derive(Clone, Debug, Serialize)]
pub struct MetricState {
    pub id: Id,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub from: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub to: Option<Moment>,
    /// From its beginning to its end, or to now; absent where neither can be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u64>,
    /// As the runbook writes it: `1h`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// `not-begun`, `running`, `overrun`, `reached`, `missed`, `reversed`, `unknown` or `not-applicable`.
    #[serde(serialize_with = "metric_code")]
    pub verdict: MetricVerdict,
    /// How it stands, in words.
    #[serde(serialize_with = "as_text")]
    pub text: SafeText,
}

/// A commitment of a run.
#[derive(Clone, Debug, Serialize)]
pub struct CommitmentState {
    pub id: Id,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    pub title: String,
    /// `kept`, `broken`, `open`, `unproven` or `not-applicable`.
    #[serde(serialize_with = "commitment_code")]
    pub verdict: CommitmentVerdict,
    pub proofs: Vec<ProofState>,
    /// What counts as broken, in the runbook's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broken_when: Option<String>,
}

/// What a step or the metric says about a commitment.
#[derive(Clone, Debug, Serialize)]
pub struct ProofState {
    /// The step; absent for the metric.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metric: Option<Id>,
    pub title: String,
    /// Which way it speaks.
    pub speaks: Speaks,
    /// In words.
    #[serde(serialize_with = "as_text")]
    pub text: SafeText,
}

/// Which way a proof speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaks {
    For,
    Against,
    /// It is still to come, or cannot be told.
    Open,
    /// It has nothing to do with this run.
    Nothing,
}

/// Every metric, in the runbook's order.
pub fn metrics(account: &Account<'_>, now: Moment) -> Vec<MetricState> {
    let readings = account.run.metrics(now, account.zone);
    readings.map(|(metric, reading)| metric_state(account, metric, reading, now)).collect()
}

/// Every commitment, in the runbook's order.
pub fn commitments(account: &Account<'_>, now: Moment) -> Vec<CommitmentState> {
    let readings = account.run.commitments(now, account.zone);
    readings.map(|(promise, reading)| commitment_state(account, promise, &reading, now)).collect()
}

/// How a metric stands, in a word.
pub const fn metric_word(verdict: MetricVerdict, has_target: Option<Period>) -> Word {
    match verdict {
        MetricVerdict::NotBegun => words::NOT_BEGUN,
        MetricVerdict::Running => words::RUNNING,
        MetricVerdict::Overrun => words::OVERRUN,
        MetricVerdict::Reached if has_target.is_none() => words::MEASURED,
        MetricVerdict::Reached => words::REACHED,
        MetricVerdict::Missed => words::MISSED,
        MetricVerdict::Reversed => words::REVERSED,
        MetricVerdict::Unknown => words::UNKNOWN,
        MetricVerdict::NotApplicable => words::NOT_APPLICABLE,
    }
}

/// How a commitment stands, in a word.
pub const fn commitment_word(verdict: CommitmentVerdict) -> Word {
    match verdict {
        CommitmentVerdict::Kept => words::KEPT,
        CommitmentVerdict::Broken => words::BROKEN,
        CommitmentVerdict::Open => words::OPEN,
        CommitmentVerdict::Unproven => words::UNPROVEN,
        CommitmentVerdict::NotApplicable => words::NOT_APPLICABLE,
    }
}

fn metric_state(account: &Account<'_>, metric: &Metric, reading: MetricReading, now: Moment) -> MetricState {
    let until = match reading.verdict {
        MetricVerdict::Running | MetricVerdict::Overrun => Some(now),
        MetricVerdict::Reached | MetricVerdict::Missed => reading.to,
        MetricVerdict::NotBegun
        | MetricVerdict::Reversed
        | MetricVerdict::Unknown
        | MetricVerdict::NotApplicable => None,
    };
    let seconds = reading.from.zip(until).map(|(from, until)| (until - from).num_seconds());
    let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok());
    MetricState {
        id: metric.id.clone(),
        title: metric.title.get(account.lang).to_owned(),
        from: reading.from,
        to: reading.to,
        seconds,
        target: metric.target.map(|target| target.to_string()),
        verdict: reading.verdict,
        text: metric_text(account, metric, reading, seconds, now),
    }
}

/// `用时 42分 · 目标 1小时 · 达标`
fn metric_text(
    account: &Account<'_>,
    metric: &Metric,
    reading: MetricReading,
    seconds: Option<u64>,
    now: Moment,
) -> SafeText {
    let lang = account.lang;
    let took = seconds.map(|seconds| match (reading.to, reading.from) {
        (None, Some(from)) => words::SO_FAR.with(lang, &[&value::elapsed(from, now, lang)]),
        (Some(_), _) | (None, None) => words::TOOK.with(lang, &[&value::span(seconds, lang)]),
    });
    let target = metric.target.map(|target| words::TARGET.with(lang, &[&value::period(target, lang)]));
    let verdict = metric_word(reading.verdict, metric.target).text(lang);
    value::join(took.into_iter().chain(target).chain([verdict]), " · ")
}

fn commitment_state(
    account: &Account<'_>,
    promise: &Commitment,
    reading: &CommitmentReading,
    now: Moment,
) -> CommitmentState {
    let lang = account.lang;
    let mut proofs: Vec<ProofState> =
        reading.steps.iter().map(|(step, proof)| step_proof(account, *step, *proof)).collect();
    if let Some((place, reading)) = reading.metric {
        let metric = &account.run.book.metrics[place];
        proofs.push(ProofState {
            step: None,
            metric: Some(metric.id.clone()),
            title: metric.title.get(lang).to_owned(),
            speaks: match reading.verdict {
                MetricVerdict::Reached => Speaks::For,
                MetricVerdict::Missed | MetricVerdict::Overrun => Speaks::Against,
                MetricVerdict::NotApplicable => Speaks::Nothing,
                MetricVerdict::NotBegun
                | MetricVerdict::Running
                | MetricVerdict::Reversed
                | MetricVerdict::Unknown => Speaks::Open,
            },
            text: metric_state(account, metric, reading, now).text,
        });
    }
    CommitmentState {
        id: promise.id.clone(),
        source: promise.source.clone(),
        title: promise.title.get(lang).to_owned(),
        verdict: reading.verdict,
        proofs,
        broken_when: promise.broken.as_ref().map(|text| text.get(lang).to_owned()),
    }
}

fn step_proof(account: &Account<'_>, step: usize, proof: Proof) -> ProofState {
    let Account { run, lang, zone, .. } = *account;
    let state = &run.steps()[step];
    let by = |word: Word, place: usize| {
        let at = run.when(place).map(|at| value::moment(at, zone)).unwrap_or_default();
        word.with(lang, &[&at, &SafeText::line(&run.facts()[place].by)])
    };
    let (speaks, text) = match proof {
        Proof::Done(place) => (Speaks::For, by(words::STEP_DONE, place)),
        Proof::Missing(Some(place)) => (Speaks::Against, by(words::STEP_SKIPPED, place)),
        Proof::Missing(None) => (Speaks::Against, words::STEP_NEVER.text(lang)),
        Proof::Pending => (Speaks::Open, words::STEP_PENDING.text(lang)),
        Proof::NotApplicable(_) => (Speaks::Nothing, words::NOT_APPLICABLE.text(lang)),
    };
    let title = name::step(run, state, lang).to_string();
    ProofState { step: Some(state.id.clone()), metric: None, title, speaks, text }
}

fn as_text<S: serde::Serializer>(text: &SafeText, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text.as_str())
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands out references
fn metric_code<S: serde::Serializer>(verdict: &MetricVerdict, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match verdict {
        MetricVerdict::NotBegun => "not-begun",
        MetricVerdict::Running => "running",
        MetricVerdict::Overrun => "overrun",
        MetricVerdict::Reached => "reached",
        MetricVerdict::Missed => "missed",
        MetricVerdict::Reversed => "reversed",
        MetricVerdict::Unknown => "unknown",
        MetricVerdict::NotApplicable => "not-applicable",
    })
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands out references
fn commitment_code<S: serde::Serializer>(
    verdict: &CommitmentVerdict,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match verdict {
        CommitmentVerdict::Kept => "kept",
        CommitmentVerdict::Broken => "broken",
        CommitmentVerdict::Open => "open",
        CommitmentVerdict::Unproven => "unproven",
        CommitmentVerdict::NotApplicable => "not-applicable",
    })
}
