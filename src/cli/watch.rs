//! `dutybook watch`: a run on screen as others write it. It writes and locks nothing.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::{Console, Out, console, find};
use crate::shell::event_loop::Beginning;
use crate::shell::{Settings, reading};

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
        let found = find::find_or_open(self.run.as_deref(), settings).and_then(|folder| {
            // What cannot be read is said here, and not on a screen that has nothing else to show.
            reading::can_be_read(&folder, settings.lang).map(|()| folder)
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
}
