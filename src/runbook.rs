//! A runbook that is valid by construction.
//!
//! Text becomes a [`Runbook`] in stages: `raw` keeps the file as it was typed, with the place of every
//! value; `check` reports every problem of it at once and makes a [`Runbook`] only where there is none.
//! Nothing here executes anything that a runbook says.

pub mod answer;
pub mod ask;
pub mod builtin;
pub mod catalogue;
pub mod check;
pub mod condition;
pub mod cover;
pub mod decimal;
pub mod file_bytes;
pub mod header;
pub mod id;
pub mod limits;
mod literal;
mod load;
pub mod moment_ref;
mod overlay;
pub mod part;
mod print;
pub mod problem;
mod raw;
pub mod schema;
pub mod source;
pub mod span;
pub mod step;
pub mod suggest;
pub mod template;
pub mod text;
pub mod value;

use std::sync::Arc;

use chrono::NaiveDate;

pub use answer::{AnswerError, is_none};
pub use ask::{Ask, AskKind, Choice, Column, RequiredBy};
pub use catalogue::{Catalogue, CatalogueRow};
pub use cover::Cover;
pub use file_bytes::FileBytes;
pub use header::Header;
pub use id::Id;
pub use moment_ref::MomentRef;
pub use part::{
    Audience, Cadence, CadenceSpan, Clock, ClockLimit, Commitment, Contact, Metric, Notice, NoticeKind, Role,
};
pub use problem::Problems;
pub use source::Source;
pub use step::{Command, EvidenceRule, Mode, Phase, Stage, Step};
pub use text::Text;
pub use value::{Answer, Cells, Tri};

use crate::time::Period;

/// A whole runbook: every reference resolves, every text exists in both languages or in neither.
#[derive(Clone, Debug, PartialEq)]
pub struct Runbook {
    /// The runbook's id, ASCII and free of language.
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
    /// The standing runbook that takes over what never ends.
    pub programme: Option<Id>,
    /// Who acts.
    pub roles: Vec<Role>,
    /// Whom to call.
    pub contacts: Vec<Contact>,
    /// Every ask: those of the file in its order, then those of the steps in theirs.
    pub asks: Vec<Ask>,
    /// Deadlines set by law or contract.
    pub clocks: Vec<Clock>,
    /// Things to repeat while a stage lasts.
    pub cadences: Vec<Cadence>,
    /// Documents to draft and send.
    pub notices: Vec<Notice>,
    /// Times between two moments of a run.
    pub metrics: Vec<Metric>,
    /// Promises that a run keeps or breaks.
    pub commitments: Vec<Commitment>,
    /// Phases in order; each holds the range of its steps in `steps`.
    pub phases: Vec<Phase>,
    /// Every step in order.
    pub steps: Vec<Step>,
    /// The catalogue that its clocks were taken from.
    pub catalogue: Arc<Catalogue>,
}

impl Runbook {
    /// The step of an id. Linear: callers that ask often keep an index.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id.as_str() == id)
    }

    /// The ask of an id.
    pub fn ask(&self, id: &str) -> Option<&Ask> {
        self.asks.iter().find(|ask| ask.id.as_str() == id)
    }

    /// The role of an id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id.as_str() == id)
    }

    /// The notice of an id.
    pub fn notice(&self, id: &str) -> Option<&Notice> {
        self.notices.iter().find(|notice| notice.id.as_str() == id)
    }

    /// The contact of an id.
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id.as_str() == id)
    }
}
