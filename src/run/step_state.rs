//! What the facts say of one step.
//!
//! Everything since the last reopening counts together, in whatever order it came in: a step that one person
//! did and another skipped without knowing of it is done, and flagged.

use super::FactId;
use super::of_rows::RowState;
use crate::runbook::Id;

/// Where a step stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nobody has begun.
    #[default]
    Open,
    /// Somebody is on it.
    Running,
    /// It is done.
    Done,
    /// It was passed over, with a reason.
    Skipped,
    /// Somebody said that it has nothing to do with this run.
    NotApplicable,
    /// It cannot go on.
    Blocked,
}

impl Status {
    /// Nothing is left to do: done, skipped or not applicable.
    pub const fn is_settled(self) -> bool {
        match self {
            Self::Done | Self::Skipped | Self::NotApplicable => true,
            Self::Open | Self::Running | Self::Blocked => false,
        }
    }
}

/// What a fact does to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Started,
    Done,
    Skipped,
    NotApplicable,
    Blocked,
    Unblocked,
    Reopened,
    /// Of several settlements side by side, the fact at this place stands.
    Settled(usize),
}

/// One step of a run. Facts are named by their place in the run's order.
#[derive(Clone, Debug)]
pub struct StepState {
    pub id: Id,
    /// The step's place in the runbook; absent for one that was added on the spot.
    pub in_book: Option<usize>,
    /// The fact that added it, where one did.
    pub added_by: Option<usize>,
    /// The phase that it stands in, by its place in the runbook.
    pub phase: usize,
    pub status: Status,
    /// The fact that began it, since the last reopening.
    pub started: Option<usize>,
    /// The fact that the status follows from; absent where it is open.
    pub decided_by: Option<usize>,
    /// Facts of different kinds settled it side by side.
    pub conflict: bool,
    /// Every time it was done, across reopenings and rounds.
    pub rounds: Vec<usize>,
    /// Facts that gave it to somebody.
    pub assigned: Vec<usize>,
    /// Facts that confirmed it.
    pub signed: Vec<usize>,
    pub evidence: Vec<usize>,
    pub notes: Vec<usize>,
    /// Where each row of its table stands, where it is worked for each.
    pub rows: Vec<RowState>,
    pub(super) moves: Vec<(usize, Move)>,
    /// What happened to single rows.
    pub(super) row_moves: Vec<(usize, FactId, Move)>,
}

impl StepState {
    pub(super) fn new(id: Id, phase: usize) -> Self {
        Self {
            id,
            in_book: None,
            added_by: None,
            phase,
            status: Status::Open,
            started: None,
            decided_by: None,
            conflict: false,
            rounds: Vec::new(),
            assigned: Vec::new(),
            signed: Vec::new(),
            evidence: Vec::new(),
            notes: Vec::new(),
            rows: Vec::new(),
            moves: Vec::new(),
            row_moves: Vec::new(),
        }
    }

    /// Works out the status from the moves that stand.
    pub(super) fn settle(&mut self, stands: impl Fn(usize) -> bool, recurs: bool) {
        let mut segment = Segment::default();
        self.rounds.clear();
        for &(fact, step_move) in self.moves.iter().filter(|(fact, _)| stands(*fact)) {
            match step_move {
                Move::Reopened => segment = Segment { began: fact, ..Segment::default() },
                Move::Settled(chosen) if stands(chosen) && chosen >= segment.began => {
                    let known = self.moves.iter().find(|(place, _)| *place == chosen);
                    if let Some((_, what)) = known {
                        segment = segment.settled(chosen, *what);
                    }
                    if segment.done.is_none() {
                        self.rounds.retain(|round| *round < segment.began);
                    }
                }
                Move::Settled(_) => {}
                // A recurring step that was done begins its next round.
                Move::Started if recurs && segment.done.is_some() => {
                    segment = Segment { started: Some(fact), began: fact, ..Segment::default() };
                }
                Move::Started => segment.started = segment.started.or(Some(fact)),
                Move::Done => {
                    self.rounds.push(fact);
                    segment.done = if recurs { Some(fact) } else { segment.done.or(Some(fact)) };
                }
                Move::Skipped => segment.skipped = segment.skipped.or(Some(fact)),
                Move::NotApplicable => segment.not_applicable = segment.not_applicable.or(Some(fact)),
                Move::Blocked => segment.blocked = Some(fact),
                Move::Unblocked => segment.blocked = None,
            }
        }
        self.started = segment.started;
        (self.status, self.decided_by) = segment.verdict();
        self.conflict = segment.settlements() > 1;
    }
}

/// What happened to a step since it was last reopened.
#[derive(Clone, Copy, Default)]
struct Segment {
    /// The place from which on facts belong to it.
    began: usize,
    started: Option<usize>,
    done: Option<usize>,
    skipped: Option<usize>,
    not_applicable: Option<usize>,
    blocked: Option<usize>,
}

impl Segment {
    fn verdict(&self) -> (Status, Option<usize>) {
        let ranked = [
            (Status::Done, self.done),
            (Status::Skipped, self.skipped),
            (Status::NotApplicable, self.not_applicable),
            (Status::Blocked, self.blocked),
            (Status::Running, self.started),
        ];
        ranked.into_iter().find(|(_, fact)| fact.is_some()).unwrap_or((Status::Open, None))
    }

    /// The same with one settlement alone.
    const fn settled(self, chosen: usize, what: Move) -> Self {
        let alone = Self { done: None, skipped: None, not_applicable: None, ..self };
        match what {
            Move::Done => Self { done: Some(chosen), ..alone },
            Move::Skipped => Self { skipped: Some(chosen), ..alone },
            Move::NotApplicable => Self { not_applicable: Some(chosen), ..alone },
            Move::Started | Move::Blocked | Move::Unblocked | Move::Reopened | Move::Settled(_) => self,
        }
    }

    fn settlements(&self) -> usize {
        [self.done, self.skipped, self.not_applicable].iter().flatten().count()
    }
}
