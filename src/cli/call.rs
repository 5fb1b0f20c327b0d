//! `dutybook call`: a call that was made or received, in the open run.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::record::{self, Failure, Target, Writing};
use crate::run::Event;
use crate::shell::Settings;

/// Record a call in the open run
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook call \"Bank hotline\" \"Account frozen until noon\" --number 95588
  dutybook call \"IT provider\" --missed")]
pub struct Call {
    /// Whom you called, or who called
    whom: String,
    /// What was said; - takes several lines from standard input
    #[arg(value_name = "SAID", required_unless_present = "missed")]
    said: Vec<String>,
    /// The number
    #[arg(
        long,
        value_name = "NUMBER",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    number: String,
    /// Nobody answered
    #[arg(long)]
    missed: bool,
    /// The step that it is about, by id
    #[arg(long, value_name = "STEP")]
    step: Option<String>,
    /// When it was, if earlier: 04:12, -20m, "yesterday 23:50"
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[command(flatten)]
    target: Target,
}

impl Call {
    /// Records the call.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.propose(settings) {
            Ok((writing, event)) => writing.record(vec![event], None, out),
            Err(failure) => failure.tell(out),
        }
    }

    fn propose<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Event), Failure> {
        let said = record::text(&self.said, settings)?;
        let writing = self.target.open(settings)?;
        let event = Event::CallMade {
            whom: self.whom.trim().to_owned(),
            number: self.number.trim().to_owned(),
            reached: !self.missed,
            said,
            step: writing.step_if(self.step.as_deref())?,
            happened: writing.moment(self.at.as_deref())?,
        };
        Ok((writing, event))
    }
}
