//! `dutybook log`: the journal of a run as an account, or as lines for programs. Changes nothing.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{Out, find};
use crate::locale::cli as words;
use crate::report::{Account, fact_line, log};
use crate::shell::Settings;

/// Tell what happened in a run: who did what and when, in order
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook log
  dutybook log 2026-001
  dutybook log payroll --format jsonl")]
pub struct Log {
    /// The run: its number, id or folder, a part of the folder's name, or a path; default: the one that is open
    run: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The form of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs: every fact in order, one object a line
    Jsonl,
}

impl Log {
    /// Tells the run.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let lang = settings.lang;
        let Some(read) = find::tell(self.run.as_deref(), settings, out) else { return ExitCode::from(2) };
        match self.format {
            Format::Text => out.lines(&log::log(
                &Account::new(&read.run, lang, &settings.zone).measured(settings.wishes.ambiguous),
            )),
            Format::Jsonl => match fact_line::fact_lines(&read.run) {
                Ok(lines) => {
                    for line in &lines {
                        out.data(line);
                    }
                }
                Err(error) => {
                    out.error(&words::UNREADABLE_RUN.with(lang, &[&read.run.number(), &error]));
                    return ExitCode::FAILURE;
                }
            },
        }
        ExitCode::SUCCESS
    }
}
