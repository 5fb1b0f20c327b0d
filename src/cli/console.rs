//! `dutybook` without a subcommand: the console.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::misuse::Unfit;
use crate::locale::{misuse, shell as words};
use crate::shell::event_loop::{self, Beginning};
use crate::shell::{Environment, Settings};
use crate::theme::ColourWish;

/// How the console begins.
#[derive(Clone, Debug, Default, Args)]
pub struct Console {
    /// A runbook file or overlay beside the built-in runbooks; may be given again
    #[arg(short = 'r', long = "runbook", value_name = "PATH")]
    pub runbooks: Vec<PathBuf>,
    /// The theme: dark, light, high-contrast, colour-blind, sixteen, none, or a theme file's path
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Lead the console by question and answer in plain lines: for serial lines, screen readers and scripts; by
    /// itself where TERM is dumb or input or output is no terminal
    #[arg(long)]
    pub plain: bool,
    /// How many colours: auto, always, never, 16, 256 or truecolor; auto goes by `NO_COLOR` and the terminal
    #[arg(long, value_name = "WHEN", value_parser = colour)]
    pub color: Option<ColourWish>,
    /// Signs and lines in ASCII; by itself where terminal or locale has no others
    #[arg(long, overrides_with = "no_ascii")]
    pub ascii: bool,
    /// Signs and lines beyond ASCII, whatever terminal and locale say
    #[arg(long, overrides_with = "ascii")]
    pub no_ascii: bool,
}

impl Console {
    /// Opens the console, and says after it what there is to say.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let beginning = Beginning {
            runbooks: self.runbooks.clone(),
            theme: self.theme.clone(),
            plain: self.plain,
            colour: self.color,
            ascii: self.ascii(),
            ..Beginning::default()
        };
        open(settings, beginning, out)
    }
}

impl Console {
    fn ascii(&self) -> Option<bool> {
        match (self.ascii, self.no_ascii) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            (false, false) => None,
        }
    }
}

fn colour(typed: &str) -> Result<ColourWish, Unfit> {
    let found = ColourWish::ALL.iter().find(|(word, _)| *word == typed).map(|(_, wish)| *wish);
    found.ok_or(Unfit(misuse::NEEDS_A_COLOUR))
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
