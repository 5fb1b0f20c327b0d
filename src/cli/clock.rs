//! `dutybook clock`: a deadline of the open run is met.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Out;
use super::record::{Failure, Received, Target, Writing};
use crate::locale::cli as words;
use crate::run::Event;
use crate::runbook::Clock as InBook;
use crate::shell::Settings;

/// Record that a clock of the open run was met: who was told, and what proves it
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook clock met cn.cac.report.other --to 12387 --reference R-7 --at -10m
  dutybook clock met client-contract --row \"Company A\" --evidence receipt.pdf")]
pub struct Clock {
    #[command(subcommand)]
    deed: Deed,
    #[command(flatten)]
    target: Target,
}

/// What is recorded of a clock.
#[derive(Debug, Subcommand)]
enum Deed {
    /// The duty was done
    Met(Met),
}

/// How a clock was met.
#[derive(Debug, Args)]
struct Met {
    /// The clock, by id or the beginning of it
    #[arg(value_name = "CLOCK")]
    clock: String,
    /// The row, where there is a clock for each: its name, a part of it, or its number in the table
    #[arg(long, value_name = "NAME")]
    row: Option<String>,
    /// Who was told; default: whom the clock names
    #[arg(long, value_name = "WHOM")]
    to: Option<String>,
    #[command(flatten)]
    received: Received,
    /// The piece of evidence that proves it: its number, or a part of its name
    #[arg(long, value_name = "EVIDENCE")]
    evidence: Option<String>,
    /// What else there is to say
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
    /// When it was, if earlier: 04:12, -20m, "yesterday 23:50"
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

impl Clock {
    /// Records it.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let Deed::Met(met) = &self.deed;
        let proposed = self.target.open(settings).and_then(|writing| {
            let event = met.event(&writing)?;
            Ok((writing, event))
        });
        match proposed {
            Ok((writing, event)) => writing.record(vec![event], None, out),
            Err(failure) => failure.tell(out),
        }
    }
}

impl Met {
    fn event(&self, writing: &Writing<'_>) -> Result<Event, Failure> {
        let lang = writing.settings.lang;
        let clock = &writing.run().book.clocks[writing.clock(&self.clock)?];
        let row = match (&clock.each, &self.row) {
            (None, None) => None,
            (Some(table), Some(row)) => Some(writing.row(table, row)?),
            (Some(_), None) => {
                return Err(Failure::unusable(words::CLOCK_NEEDS_ROW.with(lang, &[&clock.id])));
            }
            (None, Some(_)) => {
                return Err(Failure::unusable(words::CLOCK_TAKES_NO_ROW.with(lang, &[&clock.id])));
            }
        };
        let to = match &self.to {
            Some(to) => to.trim(),
            None => clock.recipient().map(|to| to.get(lang)).unwrap_or_default(),
        };
        if to.is_empty() {
            return Err(Failure::unusable(words::NEEDS_RECIPIENT.with(lang, &[&InBook::title(clock, lang)])));
        }
        Ok(Event::ClockMet {
            clock: clock.id.clone(),
            row,
            happened: writing.moment(self.at.as_deref())?,
            to: to.to_owned(),
            reference: self.received.reference(),
            evidence: self.evidence.as_deref().map(|piece| writing.evidence(piece)).transpose()?,
            note: self.note.trim().to_owned(),
        })
    }
}
