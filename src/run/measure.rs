//! Metrics and commitments as a run stands at a moment: measured from its facts, never asserted.
//!
//! What is unknown stays unknown. A commitment counts as broken only for something that happened or can no
//! longer happen in time, and as kept only once everything that it rests on is there.

use super::state::Run;
use super::{Event, Status};
use crate::runbook::{Commitment, Id, Metric, MomentRef, Tri};
use crate::time::{Moment, Zone};

/// A metric of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MetricReading {
    /// When it began, where that is known.
    pub from: Option<Moment>,
    /// When it ended, where that is known.
    pub to: Option<Moment>,
    /// Until when it has to end to reach its target.
    pub limit: Option<Moment>,
    pub verdict: MetricVerdict,
}

/// How a metric stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricVerdict {
    /// Its beginning is not known.
    NotBegun,
    /// It runs, and its target can still be reached.
    Running,
    /// It runs, and its target is passed.
    Overrun,
    /// It ended within its target, or has none.
    Reached,
    /// It ended after its target.
    Missed,
    /// It ends before it begins: one of the two moments is wrong.
    Reversed,
    /// The run was closed before it ended, or without its beginning.
    Unknown,
    /// The step or the ask that begins or ends it has nothing to do with this run.
    NotApplicable,
}

/// A commitment of a run, with what shows it kept or broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentReading {
    pub verdict: CommitmentVerdict,
    /// Its steps by their place in [`Run::steps`], in the runbook's order.
    pub steps: Vec<(usize, Proof)>,
    /// Its metric by its place in the runbook.
    pub metric: Option<(usize, MetricReading)>,
}

/// How a commitment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommitmentVerdict {
    Kept,
    /// At least one step or the metric breaks it.
    Broken,
    /// Nothing breaks it, and something is still to come.
    Open,
    /// The run is closed, nothing breaks it, and not all of it can be shown.
    Unproven,
    /// Nothing of it has to do with this run.
    NotApplicable,
}

/// What a step says about a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Done, by the fact at a place in the order.
    Done(usize),
    /// Skipped, by the fact at a place in the order, or still open in a closed run.
    Missing(Option<usize>),
    /// It is still to be done, or it is open whether it applies.
    Pending,
    /// It has nothing to do with this run: by its condition, or by the fact at a place in the order.
    NotApplicable(Option<usize>),
}

impl Run {
    /// Every metric of the runbook, in its order.
    pub fn metrics<'a>(
        &'a self,
        now: Moment,
        zone: &'a Zone,
    ) -> impl Iterator<Item = (&'a Metric, MetricReading)> {
        self.book.metrics.iter().map(move |metric| (metric, self.metric(metric, now, zone)))
    }

    /// How a metric stands.
    pub fn metric(&self, metric: &Metric, now: Moment, zone: &Zone) -> MetricReading {
        let from = self.moment(&metric.from);
        let to = self.moment(&metric.to);
        let limit = from.zip(metric.target).and_then(|(from, target)| target.after(from, zone));
        let verdict = match (from, to) {
            (Some(from), Some(to)) if to < from => MetricVerdict::Reversed,
            (Some(_), Some(to)) if limit.is_some_and(|limit| to > limit) => MetricVerdict::Missed,
            (Some(_), Some(_)) => MetricVerdict::Reached,
            (Some(_) | None, None) | (None, Some(_))
                if self.is_beside(&metric.from) || self.is_beside(&metric.to) =>
            {
                MetricVerdict::NotApplicable
            }
            (Some(_) | None, None) | (None, Some(_)) if self.is_closed() => MetricVerdict::Unknown,
            (Some(_), None) if limit.is_some_and(|limit| now > limit) => MetricVerdict::Overrun,
            (Some(_), None) => MetricVerdict::Running,
            (None, Some(_) | None) => MetricVerdict::NotBegun,
        };
        MetricReading { from, to, limit, verdict }
    }

    /// Every commitment of the runbook, in its order.
    pub fn commitments<'a>(
        &'a self,
        now: Moment,
        zone: &'a Zone,
    ) -> impl Iterator<Item = (&'a Commitment, CommitmentReading)> {
        self.book.commitments.iter().map(move |promise| (promise, self.commitment(promise, now, zone)))
    }

    /// How a commitment stands.
    pub fn commitment(&self, promise: &Commitment, now: Moment, zone: &Zone) -> CommitmentReading {
        let places = promise.steps.iter().filter_map(|id| self.step_place(id.as_str()));
        let steps: Vec<(usize, Proof)> = places.map(|step| (step, self.proof(step))).collect();
        let metric = promise.metric.as_ref().and_then(|id| {
            let place = self.book.metrics.iter().position(|metric| metric.id == *id)?;
            Some((place, self.metric(&self.book.metrics[place], now, zone)))
        });
        let verdict = self.weigh_commitment(&steps, metric.map(|(_, reading)| reading.verdict));
        CommitmentReading { verdict, steps, metric }
    }

    /// Whether a moment cannot come, since its step or its ask has nothing to do with this run.
    fn is_beside(&self, moment: &MomentRef) -> bool {
        let is_beside = |step: &Id| {
            let place = self.step_place(step.as_str());
            place.is_some_and(|step| matches!(self.proof(step), Proof::NotApplicable(_)))
        };
        match moment {
            MomentRef::Step(step) => is_beside(step),
            MomentRef::Ask(ask) => self.book.ask(ask.as_str()).is_some_and(|ask| {
                let refused = ask.when.as_ref().is_some_and(|when| when.evaluate(self) == Tri::False);
                refused || ask.step.as_ref().is_some_and(is_beside)
            }),
            MomentRef::Opened
            | MomentRef::Closed
            | MomentRef::Sent(_)
            | MomentRef::Met(_)
            | MomentRef::StageEnded(_) => false,
        }
    }

    fn weigh_commitment(&self, steps: &[(usize, Proof)], metric: Option<MetricVerdict>) -> CommitmentVerdict {
        let has = |test: fn(&Proof) -> bool| steps.iter().any(|(_, proof)| test(proof));
        let metric_breaks = matches!(metric, Some(MetricVerdict::Missed | MetricVerdict::Overrun));
        let metric_proves =
            matches!(metric, None | Some(MetricVerdict::Reached | MetricVerdict::NotApplicable));
        if !steps.is_empty() && !has(|proof| !matches!(proof, Proof::NotApplicable(_))) {
            CommitmentVerdict::NotApplicable
        } else if metric_breaks || has(|proof| matches!(proof, Proof::Missing(_))) {
            CommitmentVerdict::Broken
        } else if metric_proves && !has(|proof| matches!(proof, Proof::Pending)) {
            CommitmentVerdict::Kept
        } else if self.is_closed() {
            CommitmentVerdict::Unproven
        } else {
            CommitmentVerdict::Open
        }
    }

    fn proof(&self, step: usize) -> Proof {
        let state = &self.steps[step];
        match state.status {
            Status::Done => state.decided_by.map_or(Proof::Pending, Proof::Done),
            Status::Skipped => Proof::Missing(state.decided_by),
            Status::NotApplicable => Proof::NotApplicable(state.decided_by),
            Status::Open | Status::Running | Status::Blocked => self.proof_of_open(step),
        }
    }

    /// A step that recurs was done in an earlier round, whatever the present one waits for.
    fn proof_of_open(&self, step: usize) -> Proof {
        let done = |place: &&usize| matches!(self.facts[**place].event(), Some(Event::StepDone { .. }));
        let recurs = self.in_book(&self.steps[step]).is_some_and(|step| step.every.is_some());
        match self.applies(step) {
            Tri::False => Proof::NotApplicable(None),
            Tri::True | Tri::Unknown => match self.steps[step].rounds.iter().rev().find(done) {
                Some(&place) if recurs => Proof::Done(place),
                Some(_) | None if self.is_closed() => Proof::Missing(None),
                Some(_) | None => Proof::Pending,
            },
        }
    }
}
