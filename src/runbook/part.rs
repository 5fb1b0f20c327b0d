//! The parts of a runbook around its steps: roles, contacts, clocks, cadences, notices, metrics and
//! commitments.

use std::sync::Arc;

use super::{CatalogueRow, Id, MomentRef, Stage, Text};
use crate::locale::Lang;
use crate::runbook::condition::Condition;
use crate::time::Period;

/// Who acts.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub title: Text,
    /// What it answers for.
    pub duty: Option<Text>,
}

/// Whom to call. Shipped without numbers; each organisation fills in its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub title: Text,
    /// The person's name.
    pub person: Option<String>,
    /// The number to call.
    pub phone: Option<String>,
    /// The mail address.
    pub mail: Option<String>,
    /// When somebody answers.
    pub hours: Option<String>,
    /// What to have at hand, what to say.
    pub note: Option<Text>,
}

/// A deadline set by law or contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock {
    /// Its id: its own, or the catalogue's.
    pub id: String,
    /// The row of the catalogue that it takes its words and limit from.
    pub row: Option<Arc<CatalogueRow>>,
    /// What it is called in the runbook; absent where the catalogue says.
    pub title: Option<Text>,
    /// The table that gives it a row each.
    pub each: Option<Id>,
    /// The readings of its start; the earlier leads.
    pub from: Vec<MomentRef>,
    /// How long; absent where the catalogue says, or where the duty has no number.
    pub limit: Option<ClockLimit>,
    /// Whether it runs at all.
    pub when: Option<Condition>,
    /// Nothing of it shows until this is true.
    pub shown_when: Option<Condition>,
    /// What meets it; nothing where it is met by being recorded alone.
    pub met_by: Vec<MomentRef>,
    /// The instrument and article, or the contract.
    pub basis: Option<Text>,
    /// Who must be told.
    pub recipient: Option<Text>,
    /// What else to know.
    pub note: Option<Text>,
}

impl Clock {
    /// What it is called.
    pub fn title(&self, lang: Lang) -> &str {
        let text = self.title.as_ref().or_else(|| self.row.as_ref().map(|row| &row.title));
        text.map_or(self.id.as_str(), |text| text.get(lang))
    }

    /// Who must be told.
    pub fn recipient(&self) -> Option<&Text> {
        self.recipient.as_ref().or_else(|| self.row.as_ref().map(|row| &row.recipient))
    }
}

/// How long a clock runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockLimit {
    /// The same for all.
    Period(Period),
    /// What a column of the row says.
    Column(Id),
}

/// A thing to repeat.
#[derive(Clone, Debug, PartialEq)]
pub struct Cadence {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub title: Text,
    /// How often.
    pub every: Period,
    /// How long it goes on.
    pub during: CadenceSpan,
    /// Whether it runs at all.
    pub when: Option<Condition>,
}

/// How long a cadence goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CadenceSpan {
    /// While a stage has open steps.
    Stage(Stage),
    /// While the run is open.
    Run,
}

impl CadenceSpan {
    /// The span's name in a runbook.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stage(stage) => stage.code(),
            Self::Run => "run",
        }
    }

    /// Reads a span's name.
    pub fn from_code(code: &str) -> Option<Self> {
        if code == "run" { Some(Self::Run) } else { Stage::from_code(code).map(Self::Stage) }
    }
}

/// A document to draft and send.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Its id.
    pub id: Id,
    /// Its form.
    pub kind: NoticeKind,
    /// What it is called.
    pub title: Text,
    /// The table that gives it a row each.
    pub each: Option<Id>,
    /// The role that approves it.
    pub approve: Option<Id>,
    /// Who reads it.
    pub audience: Option<Audience>,
    /// Whether it is needed at all.
    pub when: Option<Condition>,
    /// The template.
    pub body: Text,
}

/// The form of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// 报告
    Report,
    /// 通知
    Notification,
    /// 通报
    Circular,
    /// 声明
    Statement,
}

impl NoticeKind {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Report, Self::Notification, Self::Circular, Self::Statement];

    /// The form's name in a runbook.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Notification => "notification",
            Self::Circular => "circular",
            Self::Statement => "statement",
        }
    }

    /// Reads a form's name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Who reads a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The staff.
    Internal,
    /// The clients.
    Client,
    /// An authority.
    Regulator,
    /// Counsel, courts, police.
    Legal,
    /// Everybody.
    Public,
}

impl Audience {
    /// Every audience.
    pub const ALL: [Self; 5] = [Self::Internal, Self::Client, Self::Regulator, Self::Legal, Self::Public];

    /// The audience's name in a runbook.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Client => "client",
            Self::Regulator => "regulator",
            Self::Legal => "legal",
            Self::Public => "public",
        }
    }

    /// Reads an audience's name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.code() == code)
    }
}

/// A time between two moments of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub title: Text,
    /// Where it starts.
    pub from: MomentRef,
    /// Where it ends.
    pub to: MomentRef,
    /// How long it should take at most.
    pub target: Option<Period>,
}

/// A promise that a run keeps or breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// Its id.
    pub id: Id,
    /// The document's number for it.
    pub source: Option<String>,
    /// What it is called.
    pub title: Text,
    /// The steps that keep it.
    pub steps: Vec<Id>,
    /// The metric that keeps it.
    pub metric: Option<Id>,
    /// What counts as broken.
    pub broken: Option<Text>,
}
