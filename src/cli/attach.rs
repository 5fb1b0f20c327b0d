//! `dutybook attach`: files, or what another program says, as evidence of the open run.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::evidence::Origin;
use super::record::{Failure, Target, Writing};
use crate::locale::cli as words;
use crate::run::{Event, EvidenceHow, EvidenceItem};
use crate::runbook::Id;
use crate::shell::Settings;
use crate::shell::evidence::{self, TakeError, TakenEvidence};
use crate::time::Moment;

/// Keep files as evidence of the open run, with their SHA-256
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook attach /var/log/auth.log --source \"file server 2\" --method \"copied over SSH\"
  ss -tnp | dutybook attach - --name connections.txt --step preserve-volatile
  dutybook attach --in-place disk.img")]
pub struct Attach {
    /// A file; - takes what comes in on standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What it is called, for standard input
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Hash it where it is, and keep no copy
    #[arg(long)]
    in_place: bool,
    #[command(flatten)]
    origin: Origin,
    #[command(flatten)]
    target: Target,
}

impl Attach {
    /// Takes the files and records them, all or none.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.propose(settings) {
            Ok((writing, events)) => writing.record(events, None, out),
            Err(failure) => failure.tell(out),
        }
    }

    fn propose<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Vec<Event>), Failure> {
        let writing = self.target.open(settings)?;
        let (step, happened) = (self.origin.step(&writing)?, self.origin.happened(&writing)?);
        if let Some(refusal) = writing.refuses_all() {
            return Err(refusal);
        }
        let mut events = Vec::new();
        for file in &self.files {
            let taken = self.take(file, &writing)?;
            events.push(self.event(taken, step.clone(), happened, settings));
        }
        Ok((writing, events))
    }

    fn take(&self, file: &Path, writing: &Writing<'_>) -> Result<TakenEvidence, Failure> {
        let lang = writing.settings.lang;
        let not_taken = |error: TakeError| {
            Failure::refused(words::NOT_TAKEN.with(lang, &[&file.display(), &error.say(lang)]))
        };
        if file == Path::new("-") {
            let name = self.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
            let name = name.ok_or_else(|| Failure::unusable(words::NEEDS_NAME.text(lang)))?;
            let mut input = std::io::stdin().lock();
            return evidence::take_stream(&*writing.settings.disk, &mut input, name, writing.folder())
                .map_err(not_taken);
        }
        let how = if self.in_place { EvidenceHow::InPlace } else { EvidenceHow::Copied };
        evidence::take(&*writing.settings.disk, file, writing.folder(), how, &mut |_, _| {})
            .map_err(not_taken)
    }

    fn event(
        &self,
        taken: TakenEvidence,
        step: Option<Id>,
        happened: Option<Moment>,
        settings: &Settings,
    ) -> Event {
        Event::EvidenceAdded(Box::new(EvidenceItem {
            step,
            how: taken.how,
            name: taken.name,
            place: taken.place,
            sha256: Some(taken.sha256.to_string()),
            size: Some(taken.size.to_string()),
            modified: taken.modified,
            source: self.origin.source.trim().to_owned(),
            method: self.origin.method.trim().to_owned(),
            finder: self.origin.finder(settings),
            happened,
        }))
    }
}
