//! `dutybook note`: a note in the open run.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::record::{self, Failure, Target, Writing};
use crate::run::Event;
use crate::shell::Settings;

/// Write a note into the open run
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook note \"Two screens show a ransom note\"
  dutybook note --at 04:10 --step contain \"Pulled the cable of file server 2\"
  ss -tnp | dutybook note -")]
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
        let (step, happened) = (writing.step_if(self.step.as_deref())?, writing.moment(self.at.as_deref())?);
        Ok((writing, Event::NoteAdded { text, step, happened }))
    }
}
