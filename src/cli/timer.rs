//! `dutybook timer`: a timer of one's own, in the open run.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::record::{Failure, Target, Writing};
use crate::locale::{app as forms, cli as words};
use crate::run::Event;
use crate::shell::Settings;
use crate::time::entry;

/// Start a timer in the open run; the console rings when it is over
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook timer 20 \"Look at the backup\"
  dutybook timer 1h30m --step restore")]
pub struct Timer {
    /// How long: 20 is minutes; 90s, 1h30m
    #[arg(value_name = "LENGTH")]
    length: String,
    /// What for
    #[arg(value_name = "TEXT")]
    title: Vec<String>,
    /// The step that it is about, by id
    #[arg(long, value_name = "STEP")]
    step: Option<String>,
    #[command(flatten)]
    target: Target,
}

impl Timer {
    /// Records the timer.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.propose(settings) {
            Ok((writing, event)) => writing.record(vec![event], None, out),
            Err(failure) => failure.tell(out),
        }
    }

    fn propose<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Event), Failure> {
        let lang = settings.lang;
        let no_length = || words::NOT_RECORDED.with(lang, &[&self.length, &forms::NOT_A_LENGTH.get(lang)]);
        let runs = entry::length(&self.length).ok_or_else(|| Failure::unusable(no_length()))?;
        let writing = self.target.open(settings)?;
        let step = writing.step_if(self.step.as_deref())?;
        Ok((writing, Event::TimerStarted { title: self.title.join(" ").trim().to_owned(), step, runs }))
    }
}
