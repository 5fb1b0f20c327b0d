//! `dutybook evidence`: evidence that is kept elsewhere, and evidence that passes to somebody.

use std::io::Write;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::Out;
use super::record::{Failure, Target, Writing};
use crate::run::{Event, EvidenceHow, EvidenceItem};
use crate::runbook::Id;
use crate::shell::Settings;
use crate::time::Moment;

/// Record evidence that is kept elsewhere, or that a piece of evidence passes to somebody
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook evidence elsewhere \"Disk of server 2\" \"safe, second floor\" --method \"taken out\"
  dutybook evidence give 2 \"Officer Chen\" --why \"criminal report\"")]
pub struct Evidence {
    #[command(subcommand)]
    deed: Deed,
    #[command(flatten)]
    target: Target,
}

/// What is recorded of evidence.
#[derive(Debug, Subcommand)]
enum Deed {
    /// It is kept elsewhere: a disk, paper, another party's log
    Elsewhere(Elsewhere),
    /// A piece of it passes to somebody
    Give(Give),
}

/// Evidence that is described and not held.
#[derive(Debug, Args)]
struct Elsewhere {
    /// What it is
    #[arg(value_name = "TITLE")]
    name: String,
    /// Where it is kept
    #[arg(value_name = "PLACE")]
    place: String,
    #[command(flatten)]
    origin: Origin,
}

/// What is said of evidence wherever it is kept.
#[derive(Debug, Args)]
pub(super) struct Origin {
    /// Where it comes from: a system, an account, a person
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(super) source: String,
    /// How it was taken
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(super) method: String,
    /// Who found it; default: you
    #[arg(long, value_name = "PERSON")]
    finder: Option<String>,
    /// The step that it is about, by id
    #[arg(long, value_name = "STEP")]
    step: Option<String>,
    /// When it was taken, if earlier: 04:12, -20m, "yesterday 23:50"
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

/// To whom a piece of evidence passes.
#[derive(Debug, Args)]
struct Give {
    /// The piece: its number, or a part of its name
    #[arg(value_name = "EVIDENCE")]
    evidence: String,
    /// To whom
    #[arg(value_name = "PERSON")]
    to: String,
    /// What for
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    why: String,
    /// When it was, if earlier: 04:12, -20m, "yesterday 23:50"
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

impl Evidence {
    /// Records it.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let proposed = self.target.open(settings).and_then(|writing| {
            let event = match &self.deed {
                Deed::Elsewhere(elsewhere) => elsewhere.event(&writing)?,
                Deed::Give(give) => give.event(&writing)?,
            };
            Ok((writing, event))
        });
        match proposed {
            Ok((writing, event)) => writing.record(vec![event], None, out),
            Err(failure) => failure.tell(out),
        }
    }
}

impl Origin {
    /// The step that it is about.
    pub(super) fn step(&self, writing: &Writing<'_>) -> Result<Option<Id>, Failure> {
        writing.step_if(self.step.as_deref())
    }

    /// When it was taken, if earlier.
    pub(super) fn happened(&self, writing: &Writing<'_>) -> Result<Option<Moment>, Failure> {
        writing.moment(self.at.as_deref())
    }

    /// Who found it.
    pub(super) fn finder(&self, settings: &Settings) -> String {
        self.finder.as_deref().unwrap_or(&settings.display).trim().to_owned()
    }
}

impl Elsewhere {
    fn event(&self, writing: &Writing<'_>) -> Result<Event, Failure> {
        let said = |text: &str| text.trim().to_owned();
        Ok(Event::EvidenceAdded(Box::new(EvidenceItem {
            step: self.origin.step(writing)?,
            how: EvidenceHow::Described,
            name: said(&self.name),
            place: said(&self.place),
            sha256: None,
            size: None,
            modified: None,
            source: said(&self.origin.source),
            method: said(&self.origin.method),
            finder: self.origin.finder(writing.settings),
            happened: self.origin.happened(writing)?,
        })))
    }
}

impl Give {
    fn event(&self, writing: &Writing<'_>) -> Result<Event, Failure> {
        Ok(Event::EvidenceHanded {
            evidence: writing.evidence(&self.evidence)?,
            to: self.to.trim().to_owned(),
            why: self.why.trim().to_owned(),
            happened: writing.moment(self.at.as_deref())?,
        })
    }
}
