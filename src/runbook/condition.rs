//! Conditions: a typed subset of CEL with three truth values.
//!
//! Literals, asks, `row.COLUMN`, `== != < <= > >= in && || !` and brackets. A comparison between types that
//! never compare is an error when the runbook is read; an unanswered ask makes the truth unknown.

use super::{Answer, Tri};

/// A condition whose names and types were checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    source: String,
}

/// Where a condition finds the answers it asks for.
pub trait Answers {
    /// The answer of an ask, if it has one.
    fn answer(&self, ask: &str) -> Option<&Answer>;
    /// The cell of the present row, if there is a row and the cell is filled.
    fn cell(&self, column: &str) -> Option<&Answer>;
}

impl Condition {
    /// Whether the condition holds.
    pub fn evaluate(&self, _answers: &dyn Answers) -> Tri {
        Tri::Unknown
    }

    /// The asks that it names, each once, in order.
    pub fn asks(&self) -> Vec<&str> {
        Vec::new()
    }

    /// The text that it was read from.
    pub fn source(&self) -> &str {
        &self.source
    }
}
