//! `dutybook` without a subcommand: the console.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use crate::locale::shell as words;
use crate::shell::event_loop::{self, Beginning};
use crate::shell::{Environment, Settings};

/// How the console begins.
#[derive(Clone, Debug, Default, Args)]
pub struct Console {
    /// A runbook file or overlay beside the built-in runbooks; may be given again
    #[arg(short = 'r', long = "runbook", value_name = "PATH")]
    pub runbooks: Vec<PathBuf>,
    /// The theme: dark, light, high-contrast, none, or a theme file's path
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Lead the console by question and answer in plain lines: for serial lines, screen readers and scripts; by
    /// itself where TERM is dumb or input or output is no terminal
    #[arg(long)]
    pub plain: bool,
}

impl Console {
    /// Opens the console, and says after it what there is to say.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let beginning = Beginning {
            runbooks: self.runbooks.clone(),
            theme: self.theme.clone(),
            plain: self.plain,
            ..Beginning::default()
        };
        open(settings, beginning, out)
    }
}

/// Opens the console with a beginning.
pub fn open<O: Write, E: Write>(
    settings: &Settings,
    mut beginning: Beginning,
    out: &mut Out<O, E>,
) -> ExitCode {
    let is_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let is_dumb = Environment::read().get("TERM") == Some("dumb");
    beginning.plain |= is_dumb || !is_terminal;
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
