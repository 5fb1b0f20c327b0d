//! Phases and steps.

use std::ops::Range;

use super::{Id, MomentRef, Text};
use crate::runbook::condition::Condition;
use crate::time::Period;

/// How far from the event a phase is worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// 应急: hours.
    Emergency,
    /// 后续跟踪: weeks.
    FollowUp,
    /// 常态: years.
    Standing,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 3] = [Self::Emergency, Self::FollowUp, Self::Standing];

    /// The stage's name in a runbook.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::FollowUp => "follow-up",
            Self::Standing => "standing",
        }
    }

    /// Reads a stage's name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }
}

/// How the steps of a phase are worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// 逐项执行: read one, do it, read the next.
    ReadDo,
    /// 完成后核对: do from memory, then confirm each.
    DoConfirm,
}

impl Mode {
    /// The mode's name in a runbook.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ReadDo => "read-do",
            Self::DoConfirm => "do-confirm",
        }
    }

    /// Reads a mode's name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::ReadDo, Self::DoConfirm].into_iter().find(|mode| mode.code() == code)
    }
}

/// A group of steps worked together.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub title: Text,
    /// How far from the event.
    pub stage: Stage,
    /// How it is worked.
    pub mode: Mode,
    /// What it is for.
    pub summary: Option<Text>,
    /// What is said aloud before going on.
    pub pause: Option<Text>,
    /// Its steps, as a range of [`super::Runbook::steps`].
    pub steps: Range<usize>,
}

/// Whether a step wants evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EvidenceRule {
    /// None is asked for.
    #[default]
    None,
    /// It helps.
    Optional,
    /// The step is not done without.
    Required,
}

impl EvidenceRule {
    /// The rule's name in a runbook; none of its own where no evidence is asked for.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Optional => Some("optional"),
            Self::Required => Some("required"),
        }
    }

    /// Reads a rule's name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Optional, Self::Required].into_iter().find(|rule| rule.code() == Some(code))
    }
}

/// A command that is shown and copied, never executed.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// What it shows.
    pub label: Text,
    /// The command line.
    pub run: String,
}

/// One thing to do or to confirm.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its id.
    pub id: Id,
    /// The phase that holds it, as an index into [`super::Runbook::phases`].
    pub phase: usize,
    /// The document's numbers that it serves.
    pub source: Vec<String>,
    /// What it is called.
    pub title: Text,
    /// How to do it, in Markdown.
    pub guide: Option<Text>,
    /// Who does it.
    pub role: Option<Id>,
    /// Whether skipping it is a deviation.
    pub must: bool,
    /// The time budget from its start.
    pub target: Option<Period>,
    /// The deadline, counted from `due_from`.
    pub due: Option<Period>,
    /// Where the deadline counts from.
    pub due_from: MomentRef,
    /// The ask that says when it was done.
    pub done_at: Option<Id>,
    /// The steps that come before.
    pub after: Vec<Id>,
    /// Whether it applies.
    pub when: Option<Condition>,
    /// Whether it is proposed as the next step only once `when` is known to hold.
    pub known_only: bool,
    /// Whether it wants evidence.
    pub evidence: EvidenceRule,
    /// How many other people confirm it.
    pub sign_off: u32,
    /// Whom to call.
    pub contacts: Vec<Id>,
    /// The asks that it carries, as ids of [`super::Runbook::asks`].
    pub asks: Vec<Id>,
    /// Commands to copy.
    pub commands: Vec<Command>,
    /// How often it comes due again.
    pub every: Option<Period>,
    /// The table that gives it a row each.
    pub each: Option<Id>,
}
