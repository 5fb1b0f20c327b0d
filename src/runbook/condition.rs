//! Conditions: a typed subset of CEL with three truth values.
//!
//! Literals, asks, `row.COLUMN`, `== != < <= > >= in && || !` and brackets. A comparison between types that
//! never compare is an error when the runbook is read; an unanswered ask makes the truth unknown. There is
//! no arithmetic and there are no functions.

mod check;
mod evaluate;
mod kind;
mod parse;
mod token;

use super::ask::{AskKind, Column};
use super::decimal::Decimal;
use super::{Answer, Id, Tri};
use crate::time::Moment;

pub use super::problem::ConditionProblem;

/// A condition whose names and types were checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    source: String,
    expr: Expr,
    asks: Vec<Id>,
}

/// Where a condition finds the answers it asks for.
pub trait Answers {
    /// The answer of an ask, if it has one.
    fn answer(&self, ask: &str) -> Option<&Answer>;
    /// The cell of the present row, if there is a row and the cell is filled.
    fn cell(&self, column: &str) -> Option<&Answer>;
}

/// What a name in a condition stands for.
#[derive(Clone, Copy, Debug)]
pub enum Named<'a> {
    /// Nothing has this name.
    Nothing,
    /// Something has it, but its declaration is wrong, so that its type is not known.
    Unsure,
    /// An ask or a column of this kind.
    Kind(&'a AskKind),
}

/// The row that `row.COLUMN` reads, where a condition stands.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a> {
    /// There is none.
    Nothing,
    /// There should be one, but its declaration is wrong.
    Unsure,
    /// A row of a table with these columns.
    Columns(&'a [Column]),
}

/// The names that a condition may use, where it stands.
pub trait Names {
    /// What an ask's id stands for.
    fn ask(&self, id: &str) -> Named<'_>;
    /// The row at hand.
    fn row(&self) -> Row<'_>;
    /// The ask that was probably meant.
    fn nearest_ask(&self, typed: &str) -> Option<String>;
}

/// A problem of a condition, and the bytes of the condition that it is about.
pub type Found = (std::ops::Range<usize>, ConditionProblem);

impl Condition {
    /// Reads a condition, and tells everything that is wrong with it.
    pub fn parse(source: &str, names: &dyn Names) -> Result<Self, Vec<Found>> {
        let tree = parse::parse(source).map_err(|problem| vec![problem])?;
        let mut checked = check::Check::new(names);
        let expr = checked.truth(&tree);
        match expr {
            Some(expr) if checked.problems.is_empty() => {
                Ok(Self { source: source.to_owned(), expr, asks: checked.asks })
            }
            Some(_) | None => Err(checked.problems),
        }
    }

    /// Whether the condition holds.
    pub fn evaluate(&self, answers: &dyn Answers) -> Tri {
        evaluate::truth(&self.expr, answers)
    }

    /// The asks that it names, each once, in order.
    pub fn asks(&self) -> Vec<&str> {
        self.asks.iter().map(Id::as_str).collect()
    }

    /// The text that it was read from.
    pub fn source(&self) -> &str {
        &self.source
    }
}

impl std::fmt::Display for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.source)
    }
}

/// A condition as a typed tree.
#[derive(Clone, Debug, PartialEq)]
enum Expr {
    /// `true`, `false`.
    Fixed(bool),
    /// A yes-no ask.
    YesNo(Place),
    /// `!a`
    Not(Box<Expr>),
    /// `a && b && c`
    All(Vec<Expr>),
    /// `a || b || c`
    Any(Vec<Expr>),
    /// `a == b` between truths.
    Same(Box<Expr>, Box<Expr>),
    /// `a < b` between values of the same type.
    Compare(Operand, Comparison, Operand),
    /// `a in [b, c]`
    OneOf(Operand, Vec<Literal>),
    /// `a in many`
    Has(Operand, Place),
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    Ask(Id),
    Cell(Id),
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq)]
enum Operand {
    Place(Place),
    Literal(Literal),
}

/// A value that compares.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
enum Literal {
    Text(String),
    Number(Decimal),
    Moment(Moment),
    /// A duration, by [`crate::time::Period::rough_seconds`].
    Seconds(u64),
}

/// `== != < <= > >=`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    More,
    MoreOrEqual,
}

impl Comparison {
    const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::More => ">",
            Self::MoreOrEqual => ">=",
        }
    }

    const fn orders(self) -> bool {
        !matches!(self, Self::Equal | Self::Unequal)
    }

    /// The same comparison with its sides exchanged.
    const fn turned(self) -> Self {
        match self {
            Self::Equal | Self::Unequal => self,
            Self::Less => Self::More,
            Self::LessOrEqual => Self::MoreOrEqual,
            Self::More => Self::Less,
            Self::MoreOrEqual => Self::LessOrEqual,
        }
    }
}

#[cfg(test)]
mod tests;
