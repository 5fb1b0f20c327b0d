//! `dutybook man`: the manual's pages, made from the same commands and flags as `--help`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Command};

use super::{Out, translated};
use crate::locale::{Lang, cli as words, man, misuse};
use crate::shell::Settings;
use crate::shell::trouble;
use crate::text::SafeText;

/// Write the manual's pages into a folder
#[derive(Debug, Args)]
#[command(after_help = "Example:
  dutybook man ~/.local/share/man/man1")]
pub struct Man {
    /// The folder; it is made where it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl Man {
    /// Writes a page for the program and one for each command.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match write(settings.lang, &self.folder) {
            Ok(()) => {
                out.line(&SafeText::line(&self.folder.display().to_string()));
                ExitCode::SUCCESS
            }
            Err(error) => {
                out.error(&words::NO_MANUAL.with(
                    settings.lang,
                    &[&self.folder.display(), &trouble::meaning(&error, settings.lang)],
                ));
                ExitCode::FAILURE
            }
        }
    }
}

fn write(lang: Lang, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let commands = translated::commands(lang);
    match lang {
        Lang::Zh => write_in_chinese(&commands, folder),
        Lang::En => clap_mangen::generate_to(commands, folder),
    }
}

/// The pages of a built command and of those below it.
fn write_in_chinese(command: &Command, folder: &Path) -> io::Result<()> {
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        write_in_chinese(below, folder)?;
    }
    let page = clap_mangen::Man::new(command.clone());
    let mut roff = Vec::new();
    page.render(&mut roff)?;
    std::fs::write(folder.join(page.get_filename()), in_chinese(&String::from_utf8_lossy(&roff)))
}

/// A page with what clap says in it of its own in Chinese.
fn in_chinese(roff: &str) -> String {
    let lang = Lang::Zh;
    let examples = misuse::SECTION.with(lang, &[&misuse::EXAMPLES.get(lang)]);
    // The section's own heading says so already.
    let lines = roff.lines().filter(|line| *line != examples.as_str());
    let lines = lines.map(|line| match line.strip_prefix(".SH ").and_then(|name| man::heading(name, lang)) {
        Some(heading) => format!(".SH {heading}\n"),
        None if line == man::POSSIBLE.en => format!("{}\n", man::POSSIBLE.get(lang)),
        None => format!("{}\n", line.replace(man::DEFAULT.en, man::DEFAULT.get(lang))),
    });
    lines.collect()
}
