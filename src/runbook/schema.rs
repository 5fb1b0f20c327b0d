//! The one declared table of the runbook file's fields.
//!
//! Reading, "did you mean", the wording of wrong types, `docs/runbook.md` and the JSON Schema for editors all
//! come from here, so none of them can disagree with another. Nothing here reads a file.

mod clocks_page;
mod document;
mod json;
mod law_shapes;
mod shapes;

pub use clocks_page::clocks_page;
pub use document::markdown;
pub use json::json_schema;
pub(crate) use law_shapes::{CATALOGUE, HOLIDAYS};
pub(crate) use shapes::{PHASE, RUNBOOK};

use super::step::Stage;

/// A table of the file: its keys, and what to call it.
#[derive(Debug)]
pub(crate) struct Shape {
    /// Its header, such as `[[phase.step]]`; nothing for the file itself.
    pub(crate) header: &'static str,
    /// What messages call it, with its article.
    pub(crate) what: &'static str,
    /// What it is for.
    pub(crate) doc: &'static str,
    /// Its keys, in the order in which they are documented.
    pub(crate) fields: &'static [Field],
}

/// A key of a table.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    pub(crate) doc: &'static str,
}

/// What a key holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// The number of the schema.
    Schema,
    /// An id that this table introduces.
    Id,
    /// The id of something else.
    Ref,
    /// Ids of other things.
    Refs,
    /// A plain string of one line.
    Line,
    /// A string or a list of strings.
    Lines,
    /// Text in one form or in each language.
    Text,
    /// The same, as a template.
    Template,
    /// A day.
    Date,
    /// A length of time.
    Duration,
    /// `true` or `false`.
    Bool,
    /// A whole number of that range.
    Whole(i64, i64),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A condition.
    Condition,
    /// A moment.
    Moment,
    /// A moment or a list of them.
    Moments,
    /// A duration or `row.COLUMN`.
    Limit,
    /// By when an ask is missed.
    RequiredBy,
    /// An id of the catalogue of clocks.
    Catalogue,
    /// A currency.
    Currency,
    /// A table.
    Table(&'static Shape),
    /// A list of tables.
    Tables(&'static Shape),
}

/// The kinds of an ask, as `kind` names them.
pub(crate) const ASK_KINDS: &[&str] = &[
    "text", "lines", "number", "choice", "many", "yes-no", "datetime", "duration", "person", "money", "table",
];

/// The stages of a phase.
pub(crate) const STAGES: &[&str] = &[Stage::Emergency.code(), Stage::FollowUp.code(), Stage::Standing.code()];

impl Kind {
    /// What is expected, for messages.
    pub(crate) fn expected(self) -> &'static str {
        match self {
            Self::Schema => "the number 1",
            Self::Id => "an id in quotes, such as \"contain\"",
            Self::Ref => "an id in quotes",
            Self::Refs => "a list of ids, such as [\"contain\"]",
            Self::Line => "a string",
            Self::Lines => "a string or a list of strings",
            Self::Text | Self::Template => "a text: a string, or { zh = \"…\", en = \"…\" }",
            Self::Date => "a day, such as 2026-11-23",
            Self::Duration => "a duration in quotes, such as \"15m\"",
            Self::Bool => "true or false",
            Self::Whole(..) => "a whole number",
            Self::OneOf(_) => "a word in quotes",
            Self::Condition => "a condition in quotes, such as 'grade == \"serious\"'",
            Self::Moment => "a moment in quotes, such as \"step:contain\"",
            Self::Moments => "a moment in quotes, such as \"step:contain\", or a list of them",
            Self::Limit => "a duration such as \"4h\", or \"row.COLUMN\"",
            Self::RequiredBy => "`stage:STAGE`, `phase:ID`, `step:ID` or `closed` in quotes",
            Self::Catalogue => "an id of the catalogue in quotes, such as \"cn.cac.report.other\"",
            Self::Currency => "a currency in quotes, such as \"CNY\"",
            Self::Table(_) => "a table { … }",
            Self::Tables(_) => "a list of tables",
        }
    }
}

impl Shape {
    /// The key of that name.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Every table of the file, each once, outer ones first.
    pub(crate) fn all() -> Vec<&'static Shape> {
        let mut found: Vec<&'static Shape> = vec![&RUNBOOK];
        let mut next = 0;
        while let Some(shape) = found.get(next).copied() {
            for field in shape.fields {
                if let Kind::Table(inner) | Kind::Tables(inner) = field.kind
                    && !found.iter().any(|known| std::ptr::eq(*known, inner))
                {
                    found.push(inner);
                }
            }
            next += 1;
        }
        found
    }
}
