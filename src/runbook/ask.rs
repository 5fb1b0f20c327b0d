//! Asks: typed values that a run records.

use super::{Id, Stage, Text};
use crate::runbook::condition::Condition;

/// What kind of value an ask takes.
#[derive(Clone, Debug, PartialEq)]
pub enum AskKind {
    /// One line.
    Text,
    /// Several lines.
    Lines,
    /// A whole or decimal number.
    Number {
        /// The least allowed.
        min: Option<i64>,
        /// The most allowed.
        max: Option<i64>,
        /// What is counted.
        unit: Option<Text>,
    },
    /// One of several.
    Choice(Vec<Choice>),
    /// Any of several.
    Many(Vec<Choice>),
    /// Yes or no.
    YesNo,
    /// A moment.
    Datetime,
    /// A length of time.
    Duration,
    /// A person.
    Person,
    /// An amount of money.
    Money {
        /// An ISO 4217 code, such as `CNY`.
        currency: String,
    },
    /// Rows of values (台账).
    Table(Vec<Column>),
}

impl AskKind {
    /// The kind's name in a runbook.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Lines => "lines",
            Self::Number { .. } => "number",
            Self::Choice(_) => "choice",
            Self::Many(_) => "many",
            Self::YesNo => "yes-no",
            Self::Datetime => "datetime",
            Self::Duration => "duration",
            Self::Person => "person",
            Self::Money { .. } => "money",
            Self::Table(_) => "table",
        }
    }
}

/// One of the values of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The value in conditions and in the journal.
    pub id: Id,
    /// What is shown.
    pub label: Text,
    /// What it means.
    pub help: Option<Text>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its id; `row.ID` in conditions.
    pub id: Id,
    /// What is shown; the id where the runbook gives none.
    pub label: Option<Text>,
    /// What it holds; never a table.
    pub kind: AskKind,
}

/// A typed value that the run records.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Its id.
    pub id: Id,
    /// What is shown.
    pub label: Text,
    /// How to answer.
    pub help: Option<Text>,
    /// What it holds.
    pub kind: AskKind,
    /// When it is missed.
    pub required_by: Option<RequiredBy>,
    /// Whether it is asked at all.
    pub when: Option<Condition>,
    /// The role whose holder is its answer.
    pub role: Option<Id>,
    /// The step that carries it, if one does.
    pub step: Option<Id>,
}

/// What an unanswered ask holds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequiredBy {
    /// The end of a stage.
    Stage(Stage),
    /// The end of a phase.
    Phase(Id),
    /// A step's being done.
    Step(Id),
    /// The closing of the run.
    Closed,
}
