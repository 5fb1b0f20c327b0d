//! `dutybook ask`: answers the asks of the open run, and takes answers back.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::answers::{self, Said};
use super::record::{Failure, Target, Writing};
use super::{Out, answers::read};
use crate::app::corrects;
use crate::locale::cli as words;
use crate::run::{Event, Reason, Refusal};
use crate::runbook::AskKind;
use crate::shell::Settings;
use crate::text::SafeText;

/// Answer the asks of the open run, or take an answer back; change or strike out a row of a table
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook ask set aware_at=-20m kind=leak
  dutybook ask set clients=name=\"Company A\",accounts=13
  dutybook ask set clients=none
  dutybook ask clear grade --reason new-information
  dutybook ask change clients \"Company A\" accounts=14
  dutybook ask strike clients 2 --reason by-mistake")]
pub struct Ask {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Answer asks, or answer them anew; a row of a table as ASK=COLUMN=VALUE,COLUMN=VALUE, a table without rows as ASK=none
    Set {
        /// An answer; all of them are recorded, or none
        #[arg(required = true, value_name = "ASK=VALUE")]
        answers: Vec<String>,
        #[command(flatten)]
        target: Target,
    },
    /// Change cells of a row of a table
    Change(Change),
    /// Strike a row of a table out, with a reason
    Strike(Strike),
    /// Take an answer back: the ask is unknown again
    Clear {
        /// The ask, by id or the beginning of it
        #[arg(value_name = "ASK")]
        ask: String,
        /// Why: words, or the id of a ready reason such as by-mistake
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        #[command(flatten)]
        target: Target,
    },
}

/// A row of a table that changes.
#[derive(Debug, Args)]
struct Change {
    /// The table, by id or the beginning of it
    #[arg(value_name = "ASK")]
    ask: String,
    /// The row: its name, a part of it, or its number in the table
    #[arg(value_name = "ROW")]
    row: String,
    /// What changes; the other cells stay
    #[arg(value_name = "COLUMN=VALUE,…")]
    cells: String,
    #[command(flatten)]
    target: Target,
}

/// A row of a table that is struck out.
#[derive(Debug, Args)]
struct Strike {
    /// The table, by id or the beginning of it
    #[arg(value_name = "ASK")]
    ask: String,
    /// The row: its name, a part of it, or its number in the table
    #[arg(value_name = "ROW")]
    row: String,
    /// Why: words, or the id of a ready reason such as by-mistake
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    target: Target,
}

impl Ask {
    /// Records it.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let (proposed, reason) = match &self.deed {
            Deed::Set { answers, target } => (set(answers, target, settings), None),
            Deed::Change(change) => (change.propose(settings), None),
            Deed::Strike(strike) => (strike.propose(settings), strike.reason.as_deref()),
            Deed::Clear { ask, reason, target } => (clear(ask, target, settings), reason.as_deref()),
        };
        match proposed {
            Ok((writing, events)) => writing.record(events, reason, out),
            Err(failure) => failure.tell(out),
        }
    }
}

type Proposed<'a> = Result<(Writing<'a>, Vec<Event>), Failure>;

impl Change {
    fn propose<'a>(&self, settings: &'a Settings) -> Proposed<'a> {
        let writing = self.target.open(settings)?;
        let ask = writing.ask(&self.ask)?;
        let row = writing.row(&ask, &self.row)?;
        let (lang, zone) = (settings.lang, &settings.zone);
        let known = writing.run().book.ask(ask.as_str());
        let known = known.filter(|ask| matches!(ask.kind, AskKind::Table(_)));
        let known = known.ok_or_else(|| writing.refuse(Refusal::WrongValue))?;
        match read(known, &self.cells, writing.now.wall, zone, lang).map_err(Failure::unusable)? {
            Said::Row(cells) => Ok((writing, vec![Event::RowChanged { ask, row, cells }])),
            Said::Answer(_) => Err(writing.refuse(Refusal::WrongValue)),
        }
    }
}

impl Strike {
    fn propose<'a>(&self, settings: &'a Settings) -> Proposed<'a> {
        let writing = self.target.open(settings)?;
        let ask = writing.ask(&self.ask)?;
        let row = writing.row(&ask, &self.row)?;
        Ok((writing, vec![Event::RowRemoved { ask, row, reason: Reason::default() }]))
    }
}

fn clear<'a>(ask: &str, target: &Target, settings: &'a Settings) -> Proposed<'a> {
    let writing = target.open(settings)?;
    let ask = writing.ask(ask)?;
    Ok((writing, vec![Event::AskCleared { ask, reason: Reason::default() }]))
}

fn set<'a>(texts: &[String], target: &Target, settings: &'a Settings) -> Proposed<'a> {
    let writing = target.open(settings)?;
    let (mut events, mut answered) = (Vec::new(), BTreeMap::new());
    for text in texts {
        let event = one(text, &writing, &mut answered)?;
        events.push(event);
    }
    Ok((writing, events))
}

fn one(text: &str, writing: &Writing<'_>, answered: &mut BTreeMap<String, bool>) -> Result<Event, Failure> {
    let Settings { lang, zone, .. } = writing.settings;
    let unusable = |line: SafeText| Failure::unusable(line);
    let (name, value) = answers::split(text, *lang).map_err(unusable)?;
    let id = writing.ask(name)?;
    let run = writing.run();
    let Some(ask) = run.book.ask(id.as_str()) else {
        return Err(unusable(words::NO_SUCH_ASK_HERE.with(*lang, &[&name])));
    };
    let said = read(ask, value, writing.now.wall, zone, *lang).map_err(unusable)?;
    // Several rows of a table stand beside each other; that it has none stands alone.
    let is_row = matches!(said, Said::Row(_));
    if answered.insert(id.to_string(), is_row).is_some_and(|before| !before || !is_row) {
        return Err(Failure::unusable(words::ASK_TWICE.with(*lang, &[&id])));
    }
    Ok(match said {
        Said::Row(cells) => Event::RowAdded { ask: id, cells },
        Said::Answer(value) => Event::AskAnswered { amends: corrects(run, id.as_str()), ask: id, value },
    })
}
