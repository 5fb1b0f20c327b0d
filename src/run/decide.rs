//! Deciding: may this event be recorded, and does the runbook ask for a reason first?
//!
//! An event is proposed without a reason; where the runbook's demands are not met, the verdict names them,
//! and the same event proposed with a reason is recorded as a deviation. Only what would be untrue is refused.

mod notice;
mod objection;
mod step_row;
mod unmet;

use chrono::TimeDelta;

use super::refusal::Refusal;
use super::state::Run;
use super::step_state::Status;
use super::{Deviation, Event, Reason, StepState, Unmet};
use crate::time::Moment;

/// The longest text of one event, in bytes, so that its record stays within the journal's limit even where
/// every character is escaped.
pub const MAX_TEXT_BYTES: usize = 8 * 1024;

/// The longest text of a notice, in bytes as the record holds it: some 6,500 Chinese characters, each escaped.
pub const MAX_NOTICE_BYTES: usize = 40 * 1024;

/// How far ahead of the clock a stated time may lie before it is in the future.
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::minutes(5);

/// What becomes of a proposed event.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)] // a verdict lives for one key press
pub enum Verdict {
    /// It can be recorded, as given here.
    Record(Event),
    /// It can be recorded with a reason; the demands that are not met.
    NeedsReason(Vec<Unmet>),
    /// It would be untrue, or say nothing.
    Refused(Refusal),
}

/// Who proposes, when, and what is being written already.
#[derive(Clone, Copy, Debug)]
pub struct Proposer<'a> {
    pub person: &'a str,
    pub now: Moment,
    pub pending: &'a [Event],
}

/// Whether facts of this kind can be undone at all.
pub(super) const fn can_be_undone(event: &Event) -> bool {
    !matches!(
        event,
        Event::FeedOpened { .. }
            | Event::RunOpened { .. }
            | Event::ConsoleLeft { .. }
            | Event::ConsoleReturned { .. }
            | Event::TimeSet { .. }
            | Event::Checkpoint { .. }
            | Event::FactUndone { .. }
    )
}

impl Run {
    /// Decides on an event. What answers an ask that is bound to a role gives the role.
    pub fn decide(&self, who: Proposer<'_>, event: Event) -> Verdict {
        let event = self.of_role(event);
        match self.objection(who, &event) {
            Some(refusal) => Verdict::Refused(refusal),
            None => self.weigh(who, event),
        }
    }

    /// What stands in the way of every event; the event's own kind is asked last.
    fn objection(&self, who: Proposer<'_>, event: &Event) -> Option<Refusal> {
        // Rows of one step are settled one by one, and none waits for another.
        let other_row = |other: &Event| {
            event.step_row().is_some() && other.step_row().is_some() && event.step_row() != other.step_row()
        };
        let about = |other: &Event| {
            (event.step().is_some() && other.step() == event.step() && !other_row(other))
                || (event.ask().is_some() && other.ask() == event.ask())
                || (event.notice().is_some() && other.notice() == event.notice())
                || other == event
        };
        if event.is_of_the_console() {
            None
        } else if who.pending.iter().any(about) {
            Some(Refusal::StillSaving)
        } else if self.unknown_facts() > 0 {
            Some(Refusal::NewerVersion)
        } else if self.is_closed() && !matches!(event, Event::RunReopened { .. } | Event::ClockMet { .. }) {
            Some(Refusal::RunClosed)
        } else if event.happened().is_some_and(|moment| moment > who.now + CLOCK_TOLERANCE) {
            Some(Refusal::InFuture)
        } else if is_too_long(event) {
            Some(Refusal::TooLong)
        } else {
            self.objection_of_kind(who, event)
        }
    }

    /// The confirmations of a step's present done record.
    pub fn signatures(&self, state: &StepState) -> impl Iterator<Item = usize> {
        let done = state.decided_by.filter(|_| state.status == Status::Done).map(|n| self.facts[n].id);
        let of_it = move |n: &usize| match self.facts[*n].event() {
            Some(Event::StepSigned { done_of, .. }) => Some(*done_of) == done,
            Some(_) | None => false,
        };
        state.signed.iter().copied().filter(|n| self.stands(*n)).filter(of_it)
    }

    /// Holds an event against the runbook's demands.
    fn weigh(&self, who: Proposer<'_>, mut event: Event) -> Verdict {
        let unmet = self.unmet(who, &event);
        if let Event::PhaseCompleted { phase, open, skipped, .. } = &mut event
            && let Some(place) = self.phase_place(phase)
        {
            // Whoever calls it complete, the run itself says what is left.
            let ids = |steps: Vec<usize>| steps.into_iter().map(|n| self.steps[n].id.clone()).collect();
            let (left_open, passed_over) = self.open_and_skipped(place);
            (*open, *skipped) = (ids(left_open), ids(passed_over));
        }
        if let Event::StepStarted { deviation, .. }
        | Event::StepDone { deviation, .. }
        | Event::NoticeApproved { deviation, .. }
        | Event::NoticeSent { deviation, .. }
        | Event::PhaseCompleted { deviation, .. }
        | Event::RunClosed { deviation, .. } = &mut event
        {
            match deviation {
                None if !unmet.is_empty() => return Verdict::NeedsReason(unmet),
                Some(said) if !unmet.is_empty() && said.reason.is_empty() => {
                    return Verdict::NeedsReason(unmet);
                }
                Some(said) if !unmet.is_empty() => said.unmet = unmet,
                Some(_) | None => *deviation = None,
            }
        } else if let Event::StepSkipped { deviation, .. } = &mut event {
            if deviation.reason.is_empty() {
                return Verdict::NeedsReason(unmet);
            }
            deviation.unmet = unmet;
        } else if event.reason().is_some_and(Reason::is_empty) {
            return Verdict::NeedsReason(unmet);
        }
        Verdict::Record(event)
    }
}

/// Whether an event would not fit into a record.
fn is_too_long(event: &Event) -> bool {
    if let Event::NoticeDrafted { text, .. } = event {
        let escaped = |c: char| {
            if c.is_ascii_graphic() || c == ' ' {
                1 + usize::from(matches!(c, '"' | '\\'))
            } else {
                6 * c.len_utf16()
            }
        };
        return text.chars().map(escaped).sum::<usize>() > MAX_NOTICE_BYTES;
    }
    serde_json::to_string(event).map_or(usize::MAX, |text| text.len()) > MAX_TEXT_BYTES
}

impl Reason {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.preset.is_none() && self.text.trim().is_empty()
    }
}

impl Deviation {
    /// A deviation for a reason; the demands are filled in when it is decided.
    pub const fn because(reason: Reason) -> Self {
        Self { unmet: Vec::new(), reason }
    }
}
