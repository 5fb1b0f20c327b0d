//! What a runbook says of itself where it is chosen: enough for the first screen.
//!
//! Says nothing of what is in it, and does not check it.

use chrono::NaiveDate;
use toml::de::DeTable;

use super::problem::Reporter;
use super::raw::Reader;
use super::span::Span;
use super::{Id, Runbook, Stage, Text, schema};
use crate::time::Period;

/// A runbook from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The runbook's id.
    pub id: Id,
    /// Its version, as its author counts.
    pub version: String,
    /// What it is called.
    pub title: Text,
    /// What it is for, in a sentence or two.
    pub summary: Option<Text>,
    /// The day on which somebody last confirmed that it is right.
    pub reviewed: NaiveDate,
    /// How long such a confirmation holds.
    pub review_every: Option<Period>,
    /// Whether all of it is standing duties.
    pub is_standing: bool,
}

impl Cover {
    /// The cover of a runbook.
    pub fn of(book: &Runbook) -> Self {
        Self {
            id: book.id.clone(),
            version: book.version.clone(),
            title: book.title.clone(),
            summary: book.summary.clone(),
            reviewed: book.reviewed,
            review_every: book.review_every,
            is_standing: book.phases.iter().all(|phase| phase.stage == Stage::Standing),
        }
    }

    /// The cover of a text that is known to be a sound runbook, from the lines before its first table.
    pub(super) fn read(text: &str, is_standing: bool) -> Option<Self> {
        let head = text.find("\n[").and_then(|end| text.get(..end))?;
        let table = DeTable::parse(head).ok()?.into_inner();
        let mut reporter = Reporter::default();
        let mut reader = Reader { file: 0, reporter: &mut reporter };
        let mut root = reader.table(table, &schema::RUNBOOK, Span::default());
        Some(Self {
            id: root.take_id("id")?.value,
            version: root.take_line("version")?.value,
            title: root.take_text("title")?,
            summary: root.take_text("summary"),
            reviewed: root.take_date("reviewed")?.value,
            review_every: root.take_period("review_every").map(|at| at.value),
            is_standing,
        })
    }

    /// Whether the last review is too old on a day.
    pub fn review_is_due(&self, today: NaiveDate) -> bool {
        self.review_every.is_some_and(|every| {
            let age = (today - self.reviewed).num_seconds();
            age > 0 && age.unsigned_abs() > every.rough_seconds()
        })
    }
}
