//! `dutybook title`: another title for the open run.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::record::Target;
use crate::run::Event;
use crate::shell::Settings;

/// Give the open run another title
#[derive(Debug, Args)]
#[command(after_help = "Example:
  dutybook title \"Payroll leak, two clients\"")]
pub struct Title {
    /// What it is called from now on
    #[arg(required = true, value_name = "TITLE")]
    title: Vec<String>,
    #[command(flatten)]
    target: Target,
}

impl Title {
    /// Records the title.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.target.open(settings) {
            Ok(writing) => {
                let title = self.title.join(" ").trim().to_owned();
                writing.record(vec![Event::RunTitled { title }], None, out)
            }
            Err(failure) => failure.tell(out),
        }
    }
}
