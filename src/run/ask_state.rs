//! What the facts say of one ask.

use crate::runbook::{Answer, Cells, Id};

use super::FactId;

/// One ask of a run.
#[derive(Clone, Debug)]
pub struct AskState {
    pub id: Id,
    /// The answer that counts: the last in order that stands. None is unknown.
    pub answer: Option<Answer>,
    /// The fact that gave or cleared it.
    pub decided_by: Option<usize>,
    /// Answers given side by side by people who did not know of each other's.
    pub conflict: bool,
    /// The rows of a table, in the order in which they were added.
    pub rows: Vec<Row>,
    pub(super) facts: Vec<usize>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The fact that added it; its name from then on.
    pub id: FactId,
    pub cells: Cells,
}

impl AskState {
    pub(super) fn new(id: Id) -> Self {
        Self { id, answer: None, decided_by: None, conflict: false, rows: Vec::new(), facts: Vec::new() }
    }

    /// Whether there is anything to show.
    pub fn is_answered(&self) -> bool {
        self.answer.is_some() || !self.rows.is_empty()
    }
}
