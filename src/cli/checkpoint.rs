//! `dutybook checkpoint`: signs a run with a person's own key, as far as it has come.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::record::{Failure, Target};
use crate::locale::identity as words;
use crate::shell::Settings;

/// Sign the open run, as far as it has come, with your SSH key (`identity` in the settings)
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook checkpoint
  dutybook checkpoint --run 2026-001")]
pub struct Checkpoint {
    #[command(flatten)]
    target: Target,
}

impl Checkpoint {
    /// Signs and says what was signed.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let Some(identity) = &settings.identity else {
            return Failure::unusable(words::NO_IDENTITY.text(settings.lang)).tell(out);
        };
        match self.target.open(settings) {
            Ok(writing) => writing.sign(identity, out),
            Err(failure) => failure.tell(out),
        }
    }
}
