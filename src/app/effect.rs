//! What the console wants from the world: data, carried out in one place, off the drawing thread.

use super::draft::Drafts;
use super::home::RunbookEntry;
use crate::run::{Event, EvidenceHow, RunKind};
use crate::runbook::{Answer, Cells, Id};
use crate::text::SafeText;

/// Something for the shell to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Make a run's folder and open its journal; answered by `RunReady` or `RunFailed`.
    OpenRun(Box<Opening>),
    /// Read a run's folder; answered by `RunReady` or `RunFailed`.
    ReopenRun { folder: String },
    /// Write events; answered by `Appended` or `AppendFailed`.
    Append {
        ticket: u64,
        events: Vec<Event>,
        /// Whether others will rely on them by name, so that the person's key is asked to sign.
        to_be_signed: bool,
    },
    /// Keep what is half written.
    SaveDrafts(Drafts),
    /// Hash a file, and copy it unless it is large; answered by `EvidenceProgress`, then `EvidenceReady` or
    /// `EvidenceFailed`.
    TakeEvidence { ticket: u64, path: String, how: EvidenceHow },
    /// List what a half-typed path could become; answered by `Completions`.
    CompletePath { typed: String },
    /// Say to the others at which step this person is.
    SayWhere { step: Option<Id> },
    /// Write a text into a new file; answered by `TextWritten`.
    WriteText { path: String, text: String },
    /// Ring the terminal's bell.
    Bell,
    /// Tell the desktop, where the person wants that.
    Notify(SafeText),
    /// Put a text into the clipboard of whoever sits at the terminal, if it takes it.
    Copy(String),
    /// Let go of the run, saying why in its journal.
    LeaveRun {
        cause: &'static str,
        /// What is half written once everything that was handed over is on disk.
        drafts: Drafts,
    },
    /// Read the home again; answered by `LibraryRead`.
    ReadLibrary,
    /// End the program.
    Quit,
}

impl Effect {
    /// Whether it leaves a trace, or leads elsewhere.
    pub const fn is_transition(&self) -> bool {
        match self {
            Self::OpenRun(_)
            | Self::ReopenRun { .. }
            | Self::Append { .. }
            | Self::TakeEvidence { .. }
            | Self::WriteText { .. }
            | Self::LeaveRun { .. }
            | Self::Quit => true,
            Self::SaveDrafts(_)
            | Self::CompletePath { .. }
            | Self::SayWhere { .. }
            | Self::Bell
            | Self::Notify(_)
            | Self::Copy(_)
            | Self::ReadLibrary => false,
        }
    }
}

/// What a new run begins with.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The runbook as it was chosen: what its file has become meanwhile opens another run.
    pub runbook: RunbookEntry,
    pub title: String,
    pub kind: RunKind,
    pub answers: Vec<(Id, Answer)>,
    /// Rows of tables, by the table's ask.
    pub rows: Vec<(Id, Cells)>,
}
