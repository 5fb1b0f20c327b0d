//! `dutybook show`: where a run stands now. Changes nothing.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::list::Format;
use super::{Out, find};
use crate::journal::ascii;
use crate::report::{Account, State};
use crate::shell::{Settings, clock};

/// Show where a run stands: steps, answers, evidence, open questions, deviations
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook show
  dutybook show 2026-001
  dutybook show payroll --format json")]
pub struct Show {
    /// The run: its number, id or folder, a part of the folder's name, or a path; default: the one that is open
    run: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Show {
    /// Shows the run.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let lang = settings.lang;
        let Some(read) = find::tell(self.run.as_deref(), settings, out) else { return ExitCode::from(2) };
        let account = Account::new(&read.run, lang, &settings.zone).measured(settings.wishes.ambiguous);
        let state = State::of(&account, clock::now().wall);
        match self.format {
            Format::Text => out.lines(&state.page(&account)),
            Format::Json => out.data(&ascii::escape(&serde_json::to_string(&state).unwrap_or_default())),
        }
        ExitCode::SUCCESS
    }
}
