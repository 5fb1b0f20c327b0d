//! `dutybook update`: a status update of the open run.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::record::{self, Failure, Target, Writing};
use crate::app::update_for;
use crate::locale::{app as forms, cli as words};
use crate::report::{Account, name, update};
use crate::run::Event;
use crate::shell::Settings;
use crate::time::{Moment, ahead};

/// Post a status update of the open run; what changed is filled in from the journal
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook update
  dutybook update \"The bank has frozen the account\" --next \"Restore the backup\" --next-at 30m")]
pub struct Update {
    /// What changed since the last one; default: what was recorded since; - takes several lines from standard input
    #[arg(value_name = "TEXT")]
    changed: Vec<String>,
    /// What is done next; default: the next step
    #[arg(long, value_name = "TEXT")]
    next: Option<String>,
    /// When the next update is promised, if not by the cadence: 20m, 05:30
    #[arg(long, value_name = "TIME")]
    next_at: Option<String>,
    /// The cadence that it is for, by id; default: the one that is due first
    #[arg(long = "for", value_name = "CADENCE")]
    cadence: Option<String>,
    #[command(flatten)]
    target: Target,
}

impl Update {
    /// Records the update.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.propose(settings) {
            Ok((writing, event)) => writing.record(vec![event], None, out),
            Err(failure) => failure.tell(out),
        }
    }

    fn propose<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Event), Failure> {
        let (lang, zone) = (settings.lang, &settings.zone);
        let said = record::text(&self.changed, settings)?;
        let writing = self.target.open(settings)?;
        let run = writing.run();
        let chosen = self.cadence.as_deref().map(|cadence| writing.cadence(cadence)).transpose()?;
        let (cadence, also) = update_for(run, zone, chosen);
        let changed = if self.changed.is_empty() {
            let lines = update::changed(&Account::new(run, lang, zone));
            lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        } else {
            said
        };
        let next = match &self.next {
            Some(next) => next.trim().to_owned(),
            None => run
                .next_step()
                .map(|step| name::step(run, &run.steps()[step], lang).to_string())
                .unwrap_or_default(),
        };
        let next_at = self.next_at(writing.now.wall, settings)?;
        Ok((writing, Event::UpdatePosted { cadence, also, changed, next, next_at }))
    }

    fn next_at(&self, now: Moment, settings: &Settings) -> Result<Option<Moment>, Failure> {
        let Some(typed) = &self.next_at else { return Ok(None) };
        let lang = settings.lang;
        let not_ahead = || words::FLAG.with(lang, &[&"--next-at", typed, &forms::NOT_AHEAD.get(lang)]);
        let moment = ahead::moment(typed, now, &settings.zone);
        moment.map(Some).ok_or_else(|| Failure::unusable(not_ahead()))
    }
}
