//! What was recorded of the rows of a step, and what they make of it.

use std::collections::HashMap;

use super::RowState;
use crate::run::FactId;
use crate::run::step_state::{Move, Status, StepState};

/// What was recorded of one row since it, or the step, was last opened.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Own {
    pub(super) done: Option<usize>,
    skipped: Option<usize>,
    not_applicable: Option<usize>,
    /// The fact that opened the row alone.
    opened: Option<usize>,
}

impl Own {
    pub(super) fn verdict(&self) -> Option<(Status, usize)> {
        let ranked = [
            (Status::Done, self.done),
            (Status::Skipped, self.skipped),
            (Status::NotApplicable, self.not_applicable),
        ];
        ranked.into_iter().find_map(|(status, fact)| Some((status, fact?)))
    }

    pub(super) fn settlements(&self) -> usize {
        [self.done, self.skipped, self.not_applicable].iter().flatten().count()
    }
}

/// What was recorded of a step's rows.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) own: HashMap<FactId, Own>,
    /// The last fact that settled the step as a whole.
    whole: Option<usize>,
    /// The first fact about a row since the step was last opened.
    pub(super) first: Option<usize>,
    /// The facts that ended earlier rounds.
    pub(super) rounds: Vec<usize>,
}

impl Told {
    pub(super) fn of_row(&mut self, place: usize, row: FactId, what: Move) {
        self.first = self.first.or(Some(place));
        let own = self.own.entry(row).or_default();
        match what {
            Move::Done => own.done = own.done.or(Some(place)),
            Move::Skipped => own.skipped = own.skipped.or(Some(place)),
            Move::NotApplicable => own.not_applicable = own.not_applicable.or(Some(place)),
            Move::Reopened => *own = Own { opened: Some(place), ..Own::default() },
            Move::Started | Move::Blocked | Move::Unblocked | Move::Settled(_) => {}
        }
    }

    pub(super) fn of_whole(&mut self, place: usize, what: Move) {
        match what {
            Move::Done | Move::Skipped | Move::NotApplicable => self.whole = Some(place),
            Move::Reopened => *self = Self { rounds: std::mem::take(&mut self.rounds), ..Self::default() },
            Move::Started | Move::Blocked | Move::Unblocked | Move::Settled(_) => {}
        }
    }

    pub(super) fn next_round(&mut self, place: usize, done: usize) {
        self.rounds.push(done);
        let rounds = std::mem::take(&mut self.rounds);
        *self = Self { rounds, first: Some(place), ..Self::default() };
    }

    /// Where a row stands: by its own word, else by that of the whole step.
    pub(super) fn verdict(&self, own: Own, whole: &StepState) -> (Status, Option<usize>) {
        if let Some((status, fact)) = own.verdict() {
            return (status, Some(fact));
        }
        let covered = own.opened.is_none_or(|opened| self.whole.is_some_and(|last| opened < last));
        if whole.status.is_settled() && covered {
            let by = if own.opened.is_some() { self.whole } else { whole.decided_by };
            return (whole.status, by);
        }
        (Status::Open, None)
    }
}

/// What the rows make of the step.
pub(super) struct Outcome {
    pub(super) status: Status,
    pub(super) decided_by: usize,
}

/// What the rows make of a step of which the facts about the whole say so much; none where they change nothing.
pub(super) fn outcome(whole: &StepState, rows: &[RowState], told: &Told) -> Option<Outcome> {
    let own = |row: &RowState| told.own.get(&row.row).copied().unwrap_or_default();
    let counting = || rows.iter().filter(|row| row.counts());
    let was_opened = counting().any(|row| own(row).opened.is_some());
    let has_own = counting().any(|row| own(row).verdict().is_some());
    let matters = has_own || (was_opened && whole.status.is_settled());
    if !matters {
        return None;
    }
    if counting().all(|row| row.status.is_settled()) {
        if whole.status.is_settled() && !was_opened {
            return None;
        }
        return [Status::Done, Status::Skipped, Status::NotApplicable].into_iter().find_map(|status| {
            let of_it = counting().filter(|row| row.status == status);
            Some(Outcome { status, decided_by: of_it.filter_map(|row| row.decided_by).max()? })
        });
    }
    if whole.status == Status::Blocked {
        return None;
    }
    let last = counting().filter_map(|row| row.decided_by.max(own(row).opened)).max()?;
    let decided_by = whole.decided_by.filter(|_| whole.status == Status::Running).unwrap_or(last);
    Some(Outcome { status: Status::Running, decided_by })
}
