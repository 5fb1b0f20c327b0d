//! `dutybook decide`: a decision, in the open run.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::record::{Failure, Target, Writing};
use crate::run::Event;
use crate::shell::Settings;

/// Record a decision in the open run
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook decide \"Pay the ransom?\" --choice \"No\" --reason \"Backups are whole\"
  dutybook decide \"How to restore\" --option \"Last night's backup\" --option \"By hand\" \\
      --choice \"Last night's backup\" --by \"Ms Li\"")]
pub struct Decide {
    /// What is decided
    question: String,
    /// What was chosen
    #[arg(long, value_name = "TEXT")]
    choice: String,
    /// Something that could have been chosen; may be given again
    #[arg(long = "option", value_name = "TEXT")]
    options: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reason: String,
    /// Who decided; default: you
    #[arg(long, value_name = "PERSON")]
    by: Option<String>,
    /// The step that it is about, by id
    #[arg(long, value_name = "STEP")]
    step: Option<String>,
    /// When it was, if earlier: 04:12, -20m, "yesterday 23:50"
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[command(flatten)]
    target: Target,
}

impl Decide {
    /// Records the decision.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.propose(settings) {
            Ok((writing, event)) => writing.record(vec![event], None, out),
            Err(failure) => failure.tell(out),
        }
    }

    fn propose<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Event), Failure> {
        let writing = self.target.open(settings)?;
        let said = |text: &str| text.trim().to_owned();
        let event = Event::DecisionMade {
            question: said(&self.question),
            options: self
                .options
                .iter()
                .map(|option| said(option))
                .filter(|option| !option.is_empty())
                .collect(),
            choice: said(&self.choice),
            reason: said(&self.reason),
            decided_by: said(self.by.as_deref().unwrap_or(&settings.display)),
            step: writing.step_if(self.step.as_deref())?,
            happened: writing.moment(self.at.as_deref())?,
        };
        Ok((writing, event))
    }
}
