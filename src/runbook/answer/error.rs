//! Why a text is no answer.

use crate::locale::{Lang, answer as words};
use crate::runbook::{Choice, Column, Id, Text};
use crate::text::SafeText;
use crate::time::period::PeriodError;

/// Why a text is no answer to an ask of some kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerError {
    /// There is nothing.
    Blank,
    /// More than one line where one is taken.
    SeveralLines,
    /// No number, or one with its separators in odd places.
    NotANumber,
    /// More digits than a record keeps.
    TooPrecise,
    /// A number beyond its bounds.
    OutOfRange {
        /// The least allowed.
        min: Option<i64>,
        /// The most allowed.
        max: Option<i64>,
    },
    /// Neither an id nor a label of a choice.
    NoSuchChoice {
        /// What was typed.
        given: String,
        /// What there is.
        choices: Vec<(Id, Text)>,
    },
    /// Neither yes nor no.
    NotYesOrNo,
    /// No time.
    NotATime,
    /// No duration.
    Period(PeriodError),
    /// An amount in another currency than the ask's.
    OtherCurrency {
        /// What was typed.
        given: String,
        /// What the ask takes.
        expected: String,
    },
    /// A table takes rows, not one value.
    IsATable,
    /// A row that does not begin with a column.
    NoColumn {
        /// The columns there are.
        columns: Vec<(Id, Text)>,
    },
    /// A column that the table does not have.
    NoSuchColumn {
        /// What was typed.
        given: String,
        /// The columns there are.
        columns: Vec<(Id, Text)>,
    },
    /// One column twice in a row.
    ColumnTwice(Text),
    /// A cell that its column does not take.
    InCell(Text, Box<AnswerError>),
}

impl AnswerError {
    pub(super) fn no_such_choice(given: &str, choices: &[Choice]) -> Self {
        let choices = choices.iter().map(|choice| (choice.id.clone(), choice.label.clone())).collect();
        Self::NoSuchChoice { given: given.to_owned(), choices }
    }

    pub(super) fn no_such_column(given: &str, columns: &[Column]) -> Self {
        Self::NoSuchColumn { given: given.to_owned(), columns: named(columns) }
    }

    pub(super) fn no_column(columns: &[Column]) -> Self {
        Self::NoColumn { columns: named(columns) }
    }

    /// The error in a person's language, with what to write instead.
    pub fn say(&self, lang: Lang) -> SafeText {
        match self {
            Self::Blank => words::BLANK.text(lang),
            Self::SeveralLines => words::SEVERAL_LINES.text(lang),
            Self::NotANumber => words::NOT_A_NUMBER.text(lang),
            Self::TooPrecise => words::TOO_PRECISE.text(lang),
            Self::OutOfRange { min, max } => match (min, max) {
                (Some(min), Some(max)) => words::BETWEEN.with(lang, &[min, max]),
                (Some(min), None) => words::AT_LEAST.with(lang, &[min]),
                (None, Some(max)) => words::AT_MOST.with(lang, &[max]),
                (None, None) => words::TOO_PRECISE.text(lang),
            },
            Self::NoSuchChoice { given, choices } => {
                words::NO_SUCH_CHOICE.with(lang, &[given, &list(choices, lang)])
            }
            Self::NotYesOrNo => words::NOT_YES_OR_NO.text(lang),
            Self::NotATime => words::NOT_A_TIME.text(lang),
            Self::Period(error) => match error {
                PeriodError::NoNumber => words::PERIOD_NO_NUMBER.text(lang),
                PeriodError::NoUnit => words::PERIOD_NO_UNIT.text(lang),
                PeriodError::UnknownUnit => words::PERIOD_UNKNOWN_UNIT.text(lang),
                PeriodError::TooLong => words::PERIOD_TOO_LONG.text(lang),
            },
            Self::OtherCurrency { given, expected } => words::OTHER_CURRENCY.with(lang, &[expected, given]),
            Self::IsATable => words::IS_A_TABLE.text(lang),
            Self::NoColumn { columns } => words::NO_COLUMN.with(lang, &[&list(columns, lang)]),
            Self::NoSuchColumn { given, columns } => {
                words::NO_SUCH_COLUMN.with(lang, &[given, &list(columns, lang)])
            }
            Self::ColumnTwice(label) => words::COLUMN_TWICE.with(lang, &[&label.get(lang)]),
            Self::InCell(label, error) => words::IN_CELL.with(lang, &[&label.get(lang), &error.say(lang)]),
        }
    }
}

fn named(columns: &[Column]) -> Vec<(Id, Text)> {
    columns.iter().map(|column| (column.id.clone(), super::row::label(column))).collect()
}

/// `serious (较大)、major (重大)`: what to type, and what it means where that differs.
fn list(items: &[(Id, Text)], lang: Lang) -> String {
    let item = |(id, label): &(Id, Text)| {
        let label = label.get(lang);
        if label == id.as_str() { label.to_owned() } else { format!("{id} ({label})") }
    };
    items.iter().map(item).collect::<Vec<_>>().join(words::LIST_COMMA.get(lang))
}
