//! `dutybook phase`: a phase of the open run is called complete.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Out;
use super::record::Target;
use crate::run::Event;
use crate::shell::Settings;

/// Call a phase of the open run complete; what was skipped or is open is recorded with it
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook phase complete first-hour
  dutybook phase complete first-hour --reason lead-decides")]
pub struct Phase {
    #[command(subcommand)]
    deed: Deed,
    #[command(flatten)]
    target: Target,
}

/// What becomes of a phase.
#[derive(Debug, Subcommand)]
enum Deed {
    /// Call it complete; steps that are open need a reason
    Complete {
        /// The phase, by id or the beginning of it
        #[arg(value_name = "PHASE")]
        phase: String,
        /// Why, with steps open: words, or the id of a ready reason such as lead-decides
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
}

impl Phase {
    /// Records it.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let Deed::Complete { phase, reason } = &self.deed;
        let proposed = self.target.open(settings).and_then(|writing| {
            let phase = writing.phase(phase)?;
            Ok((writing, phase))
        });
        match proposed {
            Ok((writing, phase)) => {
                // What is open and what was skipped, the run itself says.
                let (open, skipped) = (Vec::new(), Vec::new());
                let event = Event::PhaseCompleted { phase, open, skipped, deviation: None };
                writing.record(vec![event], reason.as_deref(), out)
            }
            Err(failure) => failure.tell(out),
        }
    }
}
