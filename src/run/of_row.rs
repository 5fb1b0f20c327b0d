//! A run as one row of a table sees it: `row.COLUMN` is that row's cell.

use super::FactId;
use super::ask_state::Row;
use super::state::Run;
use crate::runbook::condition::Answers;
use crate::runbook::{Answer, Id};

/// A run and one row of it, for conditions.
#[derive(Clone, Copy, Debug)]
pub struct OfRow<'a> {
    pub run: &'a Run,
    pub row: &'a Row,
}

impl Answers for OfRow<'_> {
    fn answer(&self, ask: &str) -> Option<&Answer> {
        self.run.answer(ask)
    }

    fn cell(&self, column: &str) -> Option<&Answer> {
        self.row.cells.iter().find(|(id, _)| id.as_str() == column).map(|(_, cell)| cell)
    }
}

impl Run {
    /// The rows of a table, in the order in which they were added.
    pub fn rows(&self, table: &Id) -> &[Row] {
        self.ask(table.as_str()).map_or(&[], |ask| &ask.rows)
    }

    /// Whether somebody said that a table has no rows, and none was added since.
    pub fn is_known_empty(&self, table: &Id) -> bool {
        matches!(self.answer(table.as_str()), Some(Answer::NoRows(_)))
    }

    /// A row of a table.
    pub fn row_of(&self, table: &Id, row: FactId) -> Option<&Row> {
        self.rows(table).iter().find(|known| known.id == row)
    }
}
