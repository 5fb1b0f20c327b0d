//! Everything that can happen in a run, as it stands in the journal.
//!
//! The names and the order of the fields below are the wire format of version 1 (`docs/journal.md`): a kind
//! or a field is added, never renamed, and an event that says more than this program knows is not read at all.

mod wire;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::FactId;
use crate::locale::Lang;
use crate::runbook::value::moment_text;
use crate::runbook::{Answer, Cells, Id};
use crate::time::Moment;

/// What a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RunKind {
    /// 事件
    Incident,
    /// 演练
    Drill,
    /// 常态工作
    Standing,
}

/// Why somebody went on against the runbook: a preset, words of their own, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The id of a preset, such as `no-time`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preset: Option<Id>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// A demand of the runbook that was not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unmet {
    /// A step that must not be skipped.
    Must,
    /// Steps that come before are open.
    Order,
    /// Evidence is required and there is none.
    Evidence,
    /// Confirmations by others are missing.
    SignOff,
    /// Asks required by now are unanswered.
    Asks,
    /// Steps of the run are open.
    OpenSteps,
    /// The step does not apply, by its condition.
    Applicable,
    /// A notice that needs it was not approved.
    Approval,
    /// Whoever approves does not hold the role that the runbook names for it.
    Role,
    /// Whoever approves drafted it.
    SecondPerson,
}

/// The runbook's demands that were set aside, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deviation {
    pub unmet: Vec<Unmet>,
    pub reason: Reason,
}

/// How a piece of evidence is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceHow {
    /// Copied into the run's folder.
    Copied,
    /// Hashed where it is.
    InPlace,
    /// Kept elsewhere and described.
    Described,
}

/// A piece of evidence. An event has a box of it, since it is much larger than others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceItem {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Id>,
    pub how: EvidenceHow,
    /// What it is called: the file's name, or what was kept.
    pub name: String,
    /// Where it was found, or where it is kept.
    pub place: String,
    /// SHA-256; absent where it is described only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Bytes, as a decimal string.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    /// When the file was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub modified: Option<Moment>,
    /// Where it comes from: a system, an account, a person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// How it was taken.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// Who found it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub finder: String,
    /// When it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "moment_text::option")]
    pub happened: Option<Moment>,
}

/// Who writes a feed, where, and with what. The first record of every feed says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Writer {
    /// The person, as in the records' `by`.
    pub person: String,
    /// The person's name in any script.
    pub display: String,
    pub account: String,
    pub uid: u32,
    pub host: String,
    /// The host's machine id, or empty where it has none.
    pub machine: String,
    /// The id of this boot; `up` counts from it.
    pub boot: String,
    pub program: String,
    pub version: String,
    #[serde(default, skip_serializing_if = "WriterMode::is_console")]
    pub mode: WriterMode,
}

/// How a program writes a feed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WriterMode {
    /// For as long as a console is open; nobody goes on in the feed after it.
    #[default]
    Console,
    /// One command and out; a later command may go on in it.
    OneShot,
}

impl WriterMode {
    // serde asks by reference.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn is_console(&self) -> bool {
        *self == Self::Console
    }
}

/// Where a feed takes up an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Continues {
    /// Sixteen hexadecimal digits.
    pub feed: String,
    /// Bytes of the earlier file that count; what lies beyond is void even if it verifies.
    pub valid_bytes: u64,
    /// The `h` of the last record that counts.
    pub last: String,
}

/// How a run stood when a shift was handed over, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stood {
    /// Steps that are settled, of those that apply.
    pub settled: u32,
    pub steps: u32,
    pub running: u32,
    pub blocked: u32,
    /// Times that had passed.
    pub past: u32,
    /// Questions that nobody had answered.
    pub questions: u32,
}

wire::events! {
/// What can happen.
pub enum Event {
    /// A feed begins.
    #[serde(rename = "feed.opened")]
    FeedOpened {
        writer: Box<Writer>,
        /// The version of the fold's rules.
        rules: u32,
        /// Digests (SHA-256) of the run's own files by name, such as `runbook.toml`.
        files: BTreeMap<String, String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        continues: Option<Box<Continues>>,
    },
    /// A run is opened.
    #[serde(rename = "run.opened")]
    RunOpened { run: RunKind, number: String, title: String, runbook: Id, version: String },
    /// A run gets another title.
    #[serde(rename = "run.titled")]
    RunTitled { title: String },
    /// A run is closed.
    #[serde(rename = "run.closed")]
    RunClosed {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deviation: Option<Box<Deviation>>,
    },
    /// A closed run is taken up again.
    #[serde(rename = "run.reopened")]
    RunReopened { reason: Reason },
    /// A console lets go of the run.
    #[serde(rename = "console.left")]
    ConsoleLeft {
        /// `quit`, `hangup`, `terminated`, `interrupted`, `input-closed` or `error`.
        cause: String,
    },
    /// A console takes up the run where this person left it.
    #[serde(rename = "console.returned")]
    ConsoleReturned {
        /// The last fact that this person had recorded.
        last: FactId,
        /// Seconds since then.
        away: u64,
        /// The cause of leaving, `unknown` where there was no time to record it, or `open-elsewhere` where another
        /// console of this person was still there.
        cause: String,
    },
    /// The wall clock was set while the program ran.
    #[serde(rename = "time.set")]
    TimeSet {
        /// Seconds forward, negative for back.
        by: i64,
    },

    /// Work on a step begins.
    #[serde(rename = "step.started")]
    StepStarted {
        step: Id,
        #[serde(default, skip_serializing_if = "Option::is_none", with = "moment_text::option")]
        happened: Option<Moment>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deviation: Option<Box<Deviation>>,
    },
    /// A step is done.
    #[serde(rename = "step.done")]
    StepDone {
        step: Id,
        /// The row, of a step that is worked for each row of a table; the whole step where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<FactId>,
        #[serde(default, skip_serializing_if = "Option::is_none", with = "moment_text::option")]
        happened: Option<Moment>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deviation: Option<Box<Deviation>>,
    },
    /// A step is passed over.
    #[serde(rename = "step.skipped")]
    StepSkipped {
        step: Id,
        /// The row, of a step that is worked for each row of a table; the whole step where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<FactId>,
        deviation: Deviation,
    },
    /// A step has nothing to do with this run.
    #[serde(rename = "step.not-applicable")]
    StepNotApplicable {
        step: Id,
        /// The row, of a step that is worked for each row of a table; the whole step where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<FactId>,
        reason: Reason,
    },
    /// A step cannot go on.
    #[serde(rename = "step.blocked")]
    StepBlocked { step: Id, reason: Reason },
    /// A step can go on again.
    #[serde(rename = "step.unblocked")]
    StepUnblocked {
        step: Id,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// A settled step is open again.
    #[serde(rename = "step.reopened")]
    StepReopened {
        step: Id,
        /// The row, of a step that is worked for each row of a table; the whole step where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<FactId>,
        reason: Reason,
    },
    /// A step is given to somebody. Neither person nor role: to nobody.
    #[serde(rename = "step.assigned")]
    StepAssigned {
        step: Id,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<Id>,
    },
    /// A step that the runbook does not have.
    #[serde(rename = "step.added")]
    StepAdded {
        step: Id,
        phase: Id,
        title: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        guide: String,
        /// The step that it stands behind; at the phase's end where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        behind: Option<Id>,
    },
    /// A second person confirms one done record.
    #[serde(rename = "step.signed")]
    StepSigned {
        step: Id,
        done_of: FactId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },

    /// A phase is called complete, with what is open and what was skipped in it.
    #[serde(rename = "phase.completed")]
    PhaseCompleted {
        phase: Id,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        open: Vec<Id>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        skipped: Vec<Id>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deviation: Option<Box<Deviation>>,
    },

    /// An ask is answered, or answered anew.
    #[serde(rename = "ask.answered")]
    AskAnswered {
        ask: Id,
        value: Answer,
        /// The answer that this one corrects.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amends: Option<FactId>,
    },
    /// An answer is taken back: the ask is unknown again.
    #[serde(rename = "ask.cleared")]
    AskCleared { ask: Id, reason: Reason },
    /// A row is added to a table. The row is named by this record from now on.
    #[serde(rename = "row.added")]
    RowAdded { ask: Id, cells: Cells },
    /// Cells of a row are changed; the others stay.
    #[serde(rename = "row.changed")]
    RowChanged { ask: Id, row: FactId, cells: Cells },
    /// A row is struck out.
    #[serde(rename = "row.removed")]
    RowRemoved { ask: Id, row: FactId, reason: Reason },

    /// A note.
    #[serde(rename = "note.added")]
    NoteAdded {
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<Id>,
        #[serde(default, skip_serializing_if = "Option::is_none", with = "moment_text::option")]
        happened: Option<Moment>,
    },
    /// A note gets a better text; the first one stays in the journal.
    #[serde(rename = "note.amended")]
    NoteAmended { amends: FactId, text: String },
    /// A decision.
    #[serde(rename = "decision.made")]
    DecisionMade {
        question: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        options: Vec<String>,
        choice: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
        /// Who decided.
        decided_by: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<Id>,
        #[serde(default, skip_serializing_if = "Option::is_none", with = "moment_text::option")]
        happened: Option<Moment>,
    },
    /// A call made or received.
    #[serde(rename = "call.made")]
    CallMade {
        whom: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        number: String,
        /// Whether somebody answered.
        reached: bool,
        said: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<Id>,
        #[serde(default, skip_serializing_if = "Option::is_none", with = "moment_text::option")]
        happened: Option<Moment>,
    },
    /// An open question.
    #[serde(rename = "question.raised")]
    QuestionRaised {
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<Id>,
    },
    /// Its answer.
    #[serde(rename = "question.answered")]
    QuestionAnswered { answers: FactId, text: String },

    /// A piece of evidence.
    #[serde(rename = "evidence.added")]
    EvidenceAdded(Box<EvidenceItem>),
    /// A piece of evidence passes to somebody.
    #[serde(rename = "evidence.handed")]
    EvidenceHanded {
        evidence: FactId,
        to: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        why: String,
        #[serde(default, skip_serializing_if = "Option::is_none", with = "moment_text::option")]
        happened: Option<Moment>,
    },

    /// A timer of a responder's own.
    #[serde(rename = "timer.started")]
    TimerStarted {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        title: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<Id>,
        /// Seconds.
        runs: u32,
    },
    /// It is stopped before or after its end.
    #[serde(rename = "timer.stopped")]
    TimerStopped { timer: FactId },
    /// Somebody has seen that a time has passed.
    #[serde(rename = "alarm.acknowledged")]
    AlarmAcknowledged {
        /// `timer:FEED:SEQ`, `target:STEP`, `due:STEP`, `clock:CLOCK` or `clock:CLOCK:FEED:SEQ` with a row.
        alarm: String,
    },

    /// A version of a notice is kept.
    #[serde(rename = "notice.drafted")]
    NoticeDrafted {
        notice: Id,
        /// The row of the notice's table, where it has one for each.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<FactId>,
        language: Lang,
        /// Counted from 1 for each notice and row.
        version: u32,
        text: String,
        /// SHA-256 of the text as UTF-8.
        sha256: String,
    },
    /// A version of a notice is approved.
    #[serde(rename = "notice.approved")]
    NoticeApproved {
        notice: Id,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<FactId>,
        /// The version.
        draft_of: FactId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deviation: Option<Box<Deviation>>,
    },
    /// A notice was sent, or said.
    #[serde(rename = "notice.sent")]
    NoticeSent {
        notice: Id,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<FactId>,
        /// The version that was sent; absent where none was kept, such as a message by telephone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        draft_of: Option<FactId>,
        to: String,
        how: String,
        /// The number by which the recipient knows it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reference: String,
        #[serde(default, skip_serializing_if = "Option::is_none", with = "moment_text::option")]
        happened: Option<Moment>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deviation: Option<Box<Deviation>>,
    },
    /// A notice, or its row, needs no sending.
    #[serde(rename = "notice.not-needed")]
    NoticeNotNeeded {
        notice: Id,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<FactId>,
        reason: Reason,
    },
    /// A responder's own timer is to ring later.
    #[serde(rename = "timer.snoozed")]
    TimerSnoozed {
        timer: FactId,
        /// Seconds, from its end; from this record where that has passed.
        by: u32,
    },

    /// A person takes a role.
    #[serde(rename = "role.taken")]
    RoleTaken {
        role: Id,
        /// The record by which another one held it, where somebody did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        takes_over: Option<FactId>,
    },
    /// A role is given to a person.
    #[serde(rename = "role.given")]
    RoleGiven {
        role: Id,
        /// The person, as in records' `by` where the run knows them, else as they are called.
        person: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        takes_over: Option<FactId>,
    },
    /// Nobody holds a role any more.
    #[serde(rename = "role.left")]
    RoleLeft {
        role: Id,
        /// The record by which it was held.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        takes_over: Option<FactId>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },

    /// A status update.
    #[serde(rename = "update.posted")]
    UpdatePosted {
        /// The cadence that it is for; none where the runbook asks for none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cadence: Option<Id>,
        /// Cadences that may not apply, and that it is for as well.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<Id>,
        /// What changed since the last one.
        changed: String,
        /// What is done next.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        next: String,
        /// When the next update is promised, where it is not by the cadence.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "moment_text::option")]
        next_at: Option<Moment>,
    },

    /// A shift is handed over.
    #[serde(rename = "handover.given")]
    HandoverGiven {
        /// To whom; to whoever comes next where it is left out.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        to: String,
        /// What the next person must know.
        text: String,
        /// The roles that pass once it is confirmed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        roles: Vec<Id>,
        /// How the run stood.
        stood: Stood,
    },
    /// The arriving person has read it.
    #[serde(rename = "handover.confirmed")]
    HandoverConfirmed {
        handover: FactId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },

    /// Of what people recorded side by side about a step or an ask, somebody says what stands.
    #[serde(rename = "conflict.settled")]
    ConflictSettled {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<Id>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ask: Option<Id>,
        /// The record that stands; the others stay in the journal.
        chosen: FactId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },

    /// A clock was met: the duty was done by its deadline, or after it.
    #[serde(rename = "clock.met")]
    ClockMet {
        /// The clock's id in the runbook, which may be a row's of the catalogue.
        clock: String,
        /// The row of a table, for a clock that runs for each.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<FactId>,
        #[serde(default, skip_serializing_if = "Option::is_none", with = "moment_text::option")]
        happened: Option<Moment>,
        /// Who was told.
        to: String,
        /// The number under which it was received.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reference: String,
        /// The piece of evidence that proves it, such as a receipt.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<FactId>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },

    /// What a person recorded in this feed up to a place, signed with a key of the person's own.
    #[serde(rename = "checkpoint")]
    Checkpoint {
        /// The last record of the feed that is signed.
        upto: u64,
        /// The key's fingerprint, such as `SHA256:…`.
        key: String,
        /// The text that is signed, to the byte.
        statement: String,
        /// The signature, as `ssh-keygen -Y sign` writes it.
        signature: String,
    },

    /// A person takes back a fact of their own.
    #[serde(rename = "fact.undone")]
    FactUndone { undoes: FactId },
}
}

impl Event {
    /// The record that the event is about.
    pub const fn refers_to(&self) -> Option<FactId> {
        match self {
            Self::StepDone { row: Some(id), .. }
            | Self::StepSkipped { row: Some(id), .. }
            | Self::StepNotApplicable { row: Some(id), .. }
            | Self::StepReopened { row: Some(id), .. }
            | Self::StepSigned { done_of: id, .. }
            | Self::AskAnswered { amends: Some(id), .. }
            | Self::RowChanged { row: id, .. }
            | Self::RowRemoved { row: id, .. }
            | Self::NoteAmended { amends: id, .. }
            | Self::QuestionAnswered { answers: id, .. }
            | Self::EvidenceHanded { evidence: id, .. }
            | Self::ClockMet { evidence: Some(id), .. }
            | Self::ClockMet { evidence: None, row: Some(id), .. }
            | Self::TimerStopped { timer: id }
            | Self::NoticeDrafted { row: Some(id), .. }
            | Self::NoticeApproved { draft_of: id, .. }
            | Self::NoticeSent { draft_of: Some(id), .. }
            | Self::NoticeSent { draft_of: None, row: Some(id), .. }
            | Self::NoticeNotNeeded { row: Some(id), .. }
            | Self::TimerSnoozed { timer: id, .. }
            | Self::RoleTaken { takes_over: Some(id), .. }
            | Self::RoleGiven { takes_over: Some(id), .. }
            | Self::RoleLeft { takes_over: Some(id), .. }
            | Self::HandoverConfirmed { handover: id, .. }
            | Self::ConflictSettled { chosen: id, .. }
            | Self::FactUndone { undoes: id } => Some(*id),
            Self::FeedOpened { .. }
            | Self::RunOpened { .. }
            | Self::RunTitled { .. }
            | Self::RunClosed { .. }
            | Self::RunReopened { .. }
            | Self::ConsoleLeft { .. }
            | Self::ConsoleReturned { .. }
            | Self::TimeSet { .. }
            | Self::StepStarted { .. }
            | Self::StepDone { row: None, .. }
            | Self::StepSkipped { row: None, .. }
            | Self::StepNotApplicable { row: None, .. }
            | Self::StepBlocked { .. }
            | Self::StepUnblocked { .. }
            | Self::StepReopened { row: None, .. }
            | Self::StepAssigned { .. }
            | Self::StepAdded { .. }
            | Self::PhaseCompleted { .. }
            | Self::AskAnswered { amends: None, .. }
            | Self::AskCleared { .. }
            | Self::RowAdded { .. }
            | Self::NoteAdded { .. }
            | Self::DecisionMade { .. }
            | Self::CallMade { .. }
            | Self::QuestionRaised { .. }
            | Self::EvidenceAdded(_)
            | Self::TimerStarted { .. }
            | Self::NoticeDrafted { row: None, .. }
            | Self::NoticeSent { draft_of: None, row: None, .. }
            | Self::NoticeNotNeeded { row: None, .. }
            | Self::RoleTaken { takes_over: None, .. }
            | Self::RoleGiven { takes_over: None, .. }
            | Self::RoleLeft { takes_over: None, .. }
            | Self::UpdatePosted { .. }
            | Self::HandoverGiven { .. }
            | Self::ClockMet { evidence: None, row: None, .. }
            | Self::Checkpoint { .. }
            | Self::AlarmAcknowledged { .. } => None,
        }
    }

    /// The step that the event is about.
    pub const fn step(&self) -> Option<&Id> {
        match self {
            Self::StepStarted { step, .. }
            | Self::StepDone { step, .. }
            | Self::StepSkipped { step, .. }
            | Self::StepNotApplicable { step, .. }
            | Self::StepBlocked { step, .. }
            | Self::StepUnblocked { step, .. }
            | Self::StepReopened { step, .. }
            | Self::StepAssigned { step, .. }
            | Self::StepAdded { step, .. }
            | Self::StepSigned { step, .. } => Some(step),
            Self::NoteAdded { step, .. }
            | Self::DecisionMade { step, .. }
            | Self::CallMade { step, .. }
            | Self::QuestionRaised { step, .. }
            | Self::TimerStarted { step, .. }
            | Self::ConflictSettled { step, .. } => step.as_ref(),
            Self::EvidenceAdded(evidence) => evidence.step.as_ref(),
            Self::FeedOpened { .. }
            | Self::RunOpened { .. }
            | Self::RunTitled { .. }
            | Self::RunClosed { .. }
            | Self::RunReopened { .. }
            | Self::ConsoleLeft { .. }
            | Self::ConsoleReturned { .. }
            | Self::TimeSet { .. }
            | Self::PhaseCompleted { .. }
            | Self::AskAnswered { .. }
            | Self::AskCleared { .. }
            | Self::RowAdded { .. }
            | Self::RowChanged { .. }
            | Self::RowRemoved { .. }
            | Self::NoteAmended { .. }
            | Self::QuestionAnswered { .. }
            | Self::EvidenceHanded { .. }
            | Self::TimerStopped { .. }
            | Self::AlarmAcknowledged { .. }
            | Self::NoticeDrafted { .. }
            | Self::NoticeApproved { .. }
            | Self::NoticeSent { .. }
            | Self::NoticeNotNeeded { .. }
            | Self::TimerSnoozed { .. }
            | Self::RoleTaken { .. }
            | Self::RoleGiven { .. }
            | Self::RoleLeft { .. }
            | Self::UpdatePosted { .. }
            | Self::HandoverGiven { .. }
            | Self::HandoverConfirmed { .. }
            | Self::ClockMet { .. }
            | Self::Checkpoint { .. }
            | Self::FactUndone { .. } => None,
        }
    }

    /// The row of the step that the event is about, where it is about one alone.
    pub const fn step_row(&self) -> Option<FactId> {
        if let Self::StepDone { row, .. }
        | Self::StepSkipped { row, .. }
        | Self::StepNotApplicable { row, .. }
        | Self::StepReopened { row, .. } = self
        {
            *row
        } else {
            None
        }
    }

    /// The notice that the event is about, and the row.
    pub const fn notice(&self) -> Option<(&Id, Option<FactId>)> {
        if let Self::NoticeDrafted { notice, row, .. }
        | Self::NoticeApproved { notice, row, .. }
        | Self::NoticeSent { notice, row, .. }
        | Self::NoticeNotNeeded { notice, row, .. } = self
        {
            Some((notice, *row))
        } else {
            None
        }
    }

    /// The ask that the event is about.
    pub const fn ask(&self) -> Option<&Id> {
        if let Self::AskAnswered { ask, .. }
        | Self::AskCleared { ask, .. }
        | Self::RowAdded { ask, .. }
        | Self::RowChanged { ask, .. }
        | Self::RowRemoved { ask, .. } = self
        {
            Some(ask)
        } else if let Self::ConflictSettled { ask, .. } = self {
            ask.as_ref()
        } else {
            None
        }
    }

    /// When the person says that it happened, where they said so.
    pub fn happened(&self) -> Option<Moment> {
        if let Self::StepStarted { happened, .. }
        | Self::StepDone { happened, .. }
        | Self::NoteAdded { happened, .. }
        | Self::DecisionMade { happened, .. }
        | Self::CallMade { happened, .. }
        | Self::EvidenceHanded { happened, .. }
        | Self::NoticeSent { happened, .. }
        | Self::ClockMet { happened, .. } = self
        {
            *happened
        } else if let Self::EvidenceAdded(evidence) = self {
            evidence.happened
        } else {
            None
        }
    }

    /// The reason that an event of its kind always gives.
    pub const fn reason(&self) -> Option<&Reason> {
        if let Self::StepNotApplicable { reason, .. }
        | Self::StepBlocked { reason, .. }
        | Self::StepReopened { reason, .. }
        | Self::AskCleared { reason, .. }
        | Self::RowRemoved { reason, .. }
        | Self::NoticeNotNeeded { reason, .. }
        | Self::RunReopened { reason } = self
        {
            Some(reason)
        } else {
            None
        }
    }

    /// Gives an event its reason; nothing where its kind has none.
    #[must_use]
    pub fn because(mut self, given: Reason) -> Self {
        if let Self::StepStarted { deviation, .. }
        | Self::StepDone { deviation, .. }
        | Self::NoticeApproved { deviation, .. }
        | Self::NoticeSent { deviation, .. }
        | Self::PhaseCompleted { deviation, .. }
        | Self::RunClosed { deviation, .. } = &mut self
        {
            *deviation = Some(Box::new(Deviation::because(given)));
        } else if let Self::StepSkipped { deviation, .. } = &mut self {
            *deviation = Deviation::because(given);
        } else if let Self::StepNotApplicable { reason, .. }
        | Self::StepBlocked { reason, .. }
        | Self::StepReopened { reason, .. }
        | Self::AskCleared { reason, .. }
        | Self::RowRemoved { reason, .. }
        | Self::NoticeNotNeeded { reason, .. }
        | Self::RunReopened { reason } = &mut self
        {
            *reason = given;
        }
        self
    }

    /// Whether it tells that somebody's console or command came or went, and nothing that they did.
    pub const fn is_coming_or_going(&self) -> bool {
        matches!(self, Self::FeedOpened { .. } | Self::ConsoleReturned { .. } | Self::ConsoleLeft { .. })
    }

    /// Whether it is the program's own word about itself, which nobody proposes.
    pub const fn is_of_the_console(&self) -> bool {
        matches!(
            self,
            Self::FeedOpened { .. }
                | Self::ConsoleLeft { .. }
                | Self::ConsoleReturned { .. }
                | Self::TimeSet { .. }
                | Self::Checkpoint { .. }
        )
    }

    /// Whether a person stands for it by name, so that it is signed at once where the person has a key.
    pub const fn is_a_signature_by_name(&self) -> bool {
        matches!(
            self,
            Self::StepSigned { .. }
                | Self::NoticeApproved { .. }
                | Self::HandoverGiven { .. }
                | Self::HandoverConfirmed { .. }
                | Self::RunClosed { .. }
        )
    }

    /// The demands that were set aside.
    pub fn deviation(&self) -> Option<&Deviation> {
        if let Self::StepStarted { deviation, .. }
        | Self::StepDone { deviation, .. }
        | Self::NoticeApproved { deviation, .. }
        | Self::NoticeSent { deviation, .. }
        | Self::PhaseCompleted { deviation, .. }
        | Self::RunClosed { deviation, .. } = self
        {
            deviation.as_deref()
        } else if let Self::StepSkipped { deviation, .. } = self {
            Some(deviation)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(text: &str) {
        let event: Event = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), text);
    }

    #[test]
    fn an_event_reads_and_writes_the_same_bytes() {
        round_trip(r#"{"kind":"step.done","step":"contain"}"#);
        round_trip(
            r#"{"kind":"step.done","step":"contain","happened":"2026-11-23T04:12:09.500Z","deviation":{"unmet":["sign-off"],"reason":{"preset":"no-time"}}}"#,
        );
        round_trip(r#"{"kind":"step.done","step":"contain","row":"0f3a9c51d2b7e884:12"}"#);
        round_trip(
            r#"{"kind":"step.skipped","step":"contain","row":"0f3a9c51d2b7e884:12","deviation":{"unmet":[],"reason":{"text":"x"}}}"#,
        );
        round_trip(
            r#"{"kind":"clock.met","clock":"cn.cac.report.other","to":"12387","reference":"R-7","evidence":"0f3a9c51d2b7e884:12"}"#,
        );
        round_trip(r#"{"kind":"ask.answered","ask":"kind","value":{"choice":"leak"}}"#);
        round_trip(
            r#"{"kind":"notice.drafted","notice":"first-report","language":"zh","version":2,"text":"一\n二","sha256":"ab"}"#,
        );
        round_trip(
            r#"{"kind":"notice.sent","notice":"first-report","row":"0f3a9c51d2b7e884:12","draft_of":"0f3a9c51d2b7e884:13","to":"网信办","how":"电话 12387","reference":"2026-1","happened":"2026-11-23T04:12:09Z"}"#,
        );
        round_trip(
            r#"{"kind":"row.changed","ask":"clients","row":"0f3a9c51d2b7e884:12","cells":{"accounts":{"number":"3"},"told":{"yes-no":true}}}"#,
        );
    }

    #[test]
    fn an_event_that_says_more_is_not_read() {
        assert!(serde_json::from_str::<Event>(r#"{"kind":"step.done","step":"a","mood":"good"}"#).is_err());
        assert!(serde_json::from_str::<Event>(r#"{"kind":"step.danced","step":"a"}"#).is_err());
    }

    #[test]
    fn the_kind_may_stand_anywhere() {
        let first = r#"{"kind":"note.added","text":"a \"b\"\n丙","step":"s"}"#;
        let read: Event = serde_json::from_str(first).unwrap();
        for text in [
            r#"{"text":"a \"b\"\n丙","kind":"note.added","step":"s"}"#,
            r#"{"step":"s","text":"a \"b\"\n丙","kind":"note.added"}"#,
        ] {
            assert_eq!(serde_json::from_str::<Event>(text).unwrap(), read, "{text}");
        }
        for text in [
            r#"{"text":"a","step":"s"}"#,
            r#"{"text":"a","kind":"note.added","text":"b"}"#,
            r#"{"text":"a","kind":"note.added","kind":"note.added"}"#,
            r#"{"text":"a","kind":"note.added","mood":"good"}"#,
            r#"{"text":"a","kind":3}"#,
        ] {
            assert!(serde_json::from_str::<Event>(text).is_err(), "{text}");
        }
    }
}
