//! `dutybook note`: a note in the open run.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::record::{self, Failure, Target, Writing};
use crate::run::Event;
use crate::shell::Settings;

/// Write a note into the open run, or give one a better text
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook note \"Two screens show a ransom note\"
  dutybook note --at 04:10 --step contain \"Pulled the cable of file server 2\"
  ss -tnp | dutybook note -
  dutybook note --amends 0f3a9c51d2b7e884:12 \"Three screens show it\"")]
pub struct Note {
    /// What is noted; - takes several lines from standard input
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
    /// The step that it is about, by id
    #[arg(long, value_name = "STEP")]
    step: Option<String>,
    /// When it happened, if earlier: 04:12, -20m, "yesterday 23:50"
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// The note's record, as `--format json` and `dutybook log --format jsonl` name it: this is its better text
    #[arg(long, value_name = "RECORD", conflicts_with_all = ["step", "at"])]
    amends: Option<String>,
    #[command(flatten)]
    target: Target,
}

impl Note {
    /// Records the note.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.propose(settings) {
            Ok((writing, event)) => writing.record(vec![event], None, out),
            Err(failure) => failure.tell(out),
        }
    }

    fn propose<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Event), Failure> {
        let text = record::text(&self.text, settings)?;
        let writing = self.target.open(settings)?;
        if let Some(amends) = &self.amends {
            let amends = writing.record_of(amends)?;
            return Ok((writing, Event::NoteAmended { amends, text }));
        }
        let (step, happened) = (writing.step_if(self.step.as_deref())?, writing.moment(self.at.as_deref())?);
        Ok((writing, Event::NoteAdded { text, step, happened }))
    }
}
