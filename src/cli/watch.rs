//! `dutybook watch`: a run on screen as others write it. It writes and locks nothing.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::{Console, Out, console, find};
use crate::locale::cli as words;
use crate::shell::all_runs::Wanted;
use crate::shell::event_loop::Beginning;
use crate::shell::{RunFolder, Settings, library, reading};
use crate::text::SafeText;

/// Follow a run as others write it, read only: for a wall screen, or to look over somebody's shoulder
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook watch
  dutybook watch 2026-001")]
pub struct Watch {
    /// The run: its number, id or folder, a part of the folder's name, or a path; default: the one that is open
    run: Option<String>,
}

impl Watch {
    /// Opens the console on a run, to look at it.
    pub fn run<O: Write, E: Write>(
        &self,
        with: &Console,
        settings: &Settings,
        out: &mut Out<O, E>,
    ) -> ExitCode {
        let found = self.folder(settings).and_then(|folder| {
            // What cannot be read is said here, and not on a screen that has nothing else to show.
            reading::read(&folder, settings.lang).map(|_| folder)
        });
        match found {
            Ok(folder) => {
                let watch = Some(folder.path().display().to_string());
                let beginning = Beginning { watch, theme: with.theme.clone(), ..Beginning::default() };
                console::open(settings, beginning, out)
            }
            Err(problem) => {
                out.error(&problem);
                ExitCode::from(2)
            }
        }
    }

    fn folder(&self, settings: &Settings) -> Result<RunFolder, SafeText> {
        if let Some(run) = &self.run {
            return find::find(run, settings);
        }
        let (mut runs, _) = library::runs(settings, Wanted::NOTHING_KEPT);
        runs.retain(|run| run.closed.is_none() && run.problem.is_none());
        match &runs[..] {
            [] => Err(words::NOTHING_TO_WATCH.text(settings.lang)),
            [run] => find::find(&run.folder, settings),
            several => {
                let name = |run: &crate::app::RunSummary| format!("{} {}", run.number, run.title);
                let names: Vec<String> = several.iter().map(name).collect();
                Err(words::WATCH_WHICH.with(settings.lang, &[&several.len(), &names.join("  ")]))
            }
        }
    }
}
