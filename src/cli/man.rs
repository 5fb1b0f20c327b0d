//! `dutybook man`: the manual's pages, made from the same commands and flags as `--help`.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory};

use super::{Cli, Out};
use crate::locale::cli as words;
use crate::shell::Settings;
use crate::text::SafeText;

/// Write the manual's pages into a folder
#[derive(Debug, Args)]
#[command(after_help = "Example:
  dutybook man ~/.local/share/man/man1")]
pub struct Man {
    /// The folder; it has to be there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Man {
    /// Writes a page for the program and one for each command.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match clap_mangen::generate_to(Cli::command(), &self.folder) {
            Ok(()) => {
                out.line(&SafeText::line(&self.folder.display().to_string()));
                ExitCode::SUCCESS
            }
            Err(error) => {
                out.error(&words::NO_MANUAL.with(settings.lang, &[&self.folder.display(), &error]));
                ExitCode::FAILURE
            }
        }
    }
}
