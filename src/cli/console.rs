//! `dutybook` without a subcommand: the console.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use crate::locale::shell as words;
use crate::shell::Settings;
use crate::shell::event_loop::{self, Beginning};
use crate::shell::terminal::Terminal;

/// How the console begins.
#[derive(Clone, Debug, Default, Args)]
pub struct Console {
    /// A runbook file or overlay beside the built-in runbooks; may be given again
    #[arg(short = 'r', long = "runbook", value_name = "PATH")]
    pub runbooks: Vec<PathBuf>,
    /// The theme: dark, light, high-contrast, none, or a theme file's path
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
}

impl Console {
    /// Opens the console, and says after it what there is to say.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let beginning =
            Beginning { runbooks: self.runbooks.clone(), theme: self.theme.clone(), ..Beginning::default() };
        open(settings, beginning, out)
    }
}

/// Opens the console with a beginning.
pub fn open<O: Write, E: Write>(settings: &Settings, beginning: Beginning, out: &mut Out<O, E>) -> ExitCode {
    if !Terminal::is_there() {
        out.error(&words::NO_TERMINAL.text(settings.lang));
        return ExitCode::from(2);
    }
    match event_loop::run(settings, beginning) {
        Ok(ending) => {
            for line in &ending.words {
                out.error(line);
            }
            ExitCode::from(ending.code)
        }
        Err(error) => {
            out.error(&words::CONSOLE_FAILED.with(settings.lang, &[&error]));
            ExitCode::FAILURE
        }
    }
}
