//! What is to be repeated while a stage lasts: when it is due next, and how often it was missed.

use super::state::Run;
use super::{Event, Fact};
use crate::runbook::condition::{Answers, Condition};
use crate::runbook::{Answer, CadenceSpan, Stage, Tri};
use crate::time::{Moment, Zone};

/// A cadence that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beat {
    /// Its place among the runbook's cadences.
    pub cadence: usize,
    /// Whether it applies: true, or not known yet.
    pub applies: Tri,
    /// From when the time to the next update counts.
    pub from: Moment,
    /// When the next update is due.
    pub due: Moment,
    /// The last update, by its place.
    pub last: Option<usize>,
    /// How many updates there were.
    pub posted: usize,
    /// How often, in seconds.
    every: i64,
}

impl Beat {
    /// How many updates are missing by now.
    pub fn missed(&self, now: Moment) -> u64 {
        let late = (now - self.due).num_seconds();
        if late < 0 { 0 } else { 1 + u64::try_from(late / self.every.max(1)).unwrap_or(0) }
    }
}

impl Run {
    /// The cadences that run now, in the order of the runbook.
    pub fn beats(&self, zone: &Zone) -> Vec<Beat> {
        if self.is_closed() {
            return Vec::new();
        }
        (0..self.book.cadences.len()).filter_map(|n| self.beat(n, zone)).collect()
    }

    /// One cadence, if it runs.
    pub fn beat(&self, n: usize, zone: &Zone) -> Option<Beat> {
        let cadence = self.book.cadences.get(n)?;
        let applies = cadence.when.as_ref().map_or(Tri::True, |when| when.evaluate(self));
        let began = self.span_began(cadence.during).filter(|_| applies != Tri::False)?;
        let since = cadence.when.as_ref().and_then(|when| self.holds_since(when));
        let began = since.map_or(began, |since| since.max(began));
        let posted: Vec<usize> = self.updates_for(cadence.id.as_str()).collect();
        let last = posted.last().copied();
        let from = last.map(|place| self.on_present_clock(place)).map_or(began, |last| last.max(began));
        let promised = last.and_then(|place| match self.facts[place].event() {
            Some(Event::UpdatePosted { next_at, .. }) => next_at.filter(|at| *at >= from),
            Some(_) | None => None,
        });
        let due = promised.or_else(|| cadence.every.after(from, zone))?;
        let every = i64::try_from(cadence.every.rough_seconds()).unwrap_or(i64::MAX);
        Some(Beat { cadence: n, applies, from, due, last, posted: posted.len(), every })
    }

    /// Every update, in order.
    pub fn updates(&self) -> impl DoubleEndedIterator<Item = &Fact> {
        self.log.updates.iter().filter(|place| self.stands(**place)).map(|&place| &self.facts[place])
    }

    /// The updates for one cadence, by their places.
    fn updates_for<'a>(&'a self, id: &'a str) -> impl Iterator<Item = usize> + 'a {
        let is_for = move |place: &usize| match self.facts[*place].event() {
            Some(Event::UpdatePosted { cadence, also, .. }) => {
                cadence.iter().chain(also).any(|named| named.as_str() == id)
            }
            Some(_) | None => false,
        };
        self.log.updates.iter().copied().filter(|place| self.stands(*place)).filter(is_for)
    }

    /// When what a cadence spans began; none before, and none once it is over.
    fn span_began(&self, during: CadenceSpan) -> Option<Moment> {
        match during {
            CadenceSpan::Run => self.opened_at(),
            CadenceSpan::Stage(stage) => self.stage_began(stage).filter(|_| self.has_open_step(stage)),
        }
    }

    fn has_open_step(&self, stage: Stage) -> bool {
        let phases = self.phases().iter().enumerate().filter(|(_, phase)| phase.stage == stage);
        phases.flat_map(|(n, _)| self.steps_of(n)).any(|step| self.is_open(*step))
    }

    /// When a stage began: the first with the run; a later one once those before it are over, or once
    /// somebody has begun with a step of it.
    pub fn stage_began(&self, stage: Stage) -> Option<Moment> {
        let opened = self.opened_at()?;
        let before: Vec<Stage> =
            self.phases().iter().map(|phase| phase.stage).filter(|of| *of < stage).collect();
        if before.is_empty() {
            return Some(opened);
        }
        let over = if before.iter().any(|of| self.has_open_step(*of)) {
            None
        } else {
            Some(before.iter().filter_map(|of| self.stage_ended(*of)).max().unwrap_or(opened))
        };
        let of_stage = |step: &&super::StepState| self.phases()[step.phase].stage == stage;
        let moves = self.steps.iter().filter(of_stage).flat_map(|step| &step.moves);
        let first = moves.map(|(place, _)| *place).filter(|place| self.stands(*place)).min();
        first.and_then(|place| self.when(place)).into_iter().chain(over).min()
    }

    /// Since when a condition is not false: the fact that made it so; none where it never was.
    fn holds_since(&self, condition: &Condition) -> Option<Moment> {
        let asks = condition.asks();
        let states = asks.iter().filter_map(|id| self.ask(id));
        let mut places: Vec<usize> =
            states.flat_map(|ask| ask.facts.iter().copied()).filter(|place| self.stands(*place)).collect();
        places.sort_unstable();
        let (mut held, mut since) = (true, None);
        for place in places {
            let holds = condition.evaluate(&AsOf { run: self, place }) != Tri::False;
            if holds && !held {
                since = Some(self.on_present_clock(place));
            }
            held = holds;
        }
        since
    }
}

/// The answers as they stood once the fact at a place had come in.
struct AsOf<'a> {
    run: &'a Run,
    place: usize,
}

impl Answers for AsOf<'_> {
    fn answer(&self, ask: &str) -> Option<&Answer> {
        let facts = self.run.ask(ask)?.facts.iter().rev();
        let last = facts.copied().find(|place| *place <= self.place && self.run.stands(*place))?;
        match self.run.facts[last].event() {
            Some(Event::AskAnswered { value, .. }) => Some(value),
            Some(_) | None => None,
        }
    }

    fn cell(&self, _column: &str) -> Option<&Answer> {
        None
    }
}
