//! `dutybook close`, `dutybook reopen` and `dutybook undo`.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::record::{Failure, Target};
use crate::locale::refusal;
use crate::run::{Event, Reason};
use crate::shell::Settings;

/// Close the open run; what is open in it needs a reason
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook close --run 2026-001 --note \"Handed to the insurer\"
  dutybook close --reason \"False alarm\"")]
pub struct Close {
    /// How it ended
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
    /// Why it is closed with steps or asks open: words, or the id of a ready reason such as lead-decides
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    target: Target,
}

impl Close {
    /// Closes the run.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.target.open(settings) {
            Ok(writing) => {
                let event = Event::RunClosed { note: self.note.trim().to_owned(), deviation: None };
                writing.record(vec![event], self.reason.as_deref(), out)
            }
            Err(failure) => failure.tell(out),
        }
    }
}

/// Open a closed run again, with a reason
#[derive(Debug, Args)]
#[command(after_help = "Example:
  dutybook reopen --run 2026-001 --reason new-information")]
pub struct Reopen {
    /// Why: words, or the id of a ready reason such as new-information
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    target: Target,
}

impl Reopen {
    /// Opens the run again.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.target.open(settings) {
            Ok(writing) => {
                let event = Event::RunReopened { reason: Reason::default() };
                writing.record(vec![event], self.reason.as_deref(), out)
            }
            Err(failure) => failure.tell(out),
        }
    }
}

/// Take back the last thing that you recorded in the open run, or another one; its record stays
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook undo
  dutybook undo 0f3a9c51d2b7e884:12 --run 2026-001")]
pub struct Undo {
    /// The record, as `--format json` and `dutybook log --format jsonl` name it; default: your last
    #[arg(value_name = "RECORD")]
    record: Option<String>,
    #[command(flatten)]
    target: Target,
}

impl Undo {
    /// Records the undoing.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let writing = match self.target.open(settings) {
            Ok(writing) => writing,
            Err(failure) => return failure.tell(out),
        };
        let named = self.record.as_deref().map(|typed| writing.record_of(typed)).transpose();
        let last = || writing.run().last_undoable(settings.person.as_str()).map(|fact| fact.id);
        let undoes = match named {
            Ok(named) => named.or_else(last),
            Err(failure) => return failure.tell(out),
        };
        match undoes {
            Some(undoes) => writing.record(vec![Event::FactUndone { undoes }], None, out),
            None => Failure::refused(refusal::NOTHING_TO_UNDO.text(settings.lang)).tell(out),
        }
    }
}
