//! `dutybook step`: what becomes of a step, from the shell.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::Out;
use super::record::{Failure, Target, Writing};
use crate::locale::cli as words;
use crate::run::{Deviation, Event, Reason};
use crate::shell::Settings;

/// Start, finish, skip, block or reopen a step of the open run
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook step start contain
  dutybook step done contain --at -10m
  dutybook step skip preserve-volatile --reason no-time
  dutybook step block restore --reason \"waiting for the vendor\"")]
pub struct Step {
    /// What becomes of it
    #[arg(value_enum)]
    becomes: Becomes,
    /// The step, by id or the beginning of it
    #[arg(value_name = "STEP")]
    id: String,
    /// Why, where a reason is needed: words, or the id of a ready reason such as no-time
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// When it was started or done, if earlier: 04:12, -20m, "yesterday 23:50"
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[command(flatten)]
    target: Target,
}

/// What becomes of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Becomes {
    /// Work on it begins
    Start,
    /// It is done
    Done,
    /// It is passed over, with a reason
    Skip,
    /// It has nothing to do with this run, with a reason
    Na,
    /// It cannot go on, with a reason
    Block,
    /// It can go on again
    Unblock,
    /// It is open again, with a reason
    Reopen,
}

impl Step {
    /// Records it.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        // Lifting a block takes a note where the others take a reason.
        let reason = self.reason.as_deref().filter(|_| self.becomes != Becomes::Unblock);
        match self.propose(settings) {
            Ok((writing, event)) => writing.record(vec![event], reason, out),
            Err(failure) => failure.tell(out),
        }
    }

    fn propose<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Event), Failure> {
        let writing = self.target.open(settings)?;
        let step = writing.step(&self.id)?;
        let happened = writing.moment(self.at.as_deref())?;
        let (reason, deviation) = (Reason::default(), None);
        let event = match self.becomes {
            Becomes::Start => Event::StepStarted { step, happened, deviation },
            Becomes::Done => Event::StepDone { step, happened, deviation },
            Becomes::Skip => Event::StepSkipped { step, deviation: Deviation::because(reason) },
            Becomes::Na => Event::StepNotApplicable { step, reason },
            Becomes::Block => Event::StepBlocked { step, reason },
            Becomes::Unblock => {
                Event::StepUnblocked { step, note: self.reason.clone().unwrap_or_default().trim().to_owned() }
            }
            Becomes::Reopen => Event::StepReopened { step, reason },
        };
        if happened.is_some() && event.happened().is_none() {
            return Err(Failure::unusable(words::NO_TIME_HERE.text(settings.lang)));
        }
        Ok((writing, event))
    }
}
