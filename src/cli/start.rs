//! `dutybook start`: opens a run, and the console on it unless it is told not to.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::answers::{self, Said};
use super::find::or_known;
use super::{Console, Out};
use crate::app::{Opening, RunbookEntry};
use crate::locale::cli as words;
use crate::report::words as vocabulary;
use crate::run::{Event, Proposer, Run, RunKind, Verdict};
use crate::runbook::{AskKind, Runbook, Stage};
use crate::shell::desk::OpenDesk;
use crate::shell::event_loop::Beginning;
use crate::shell::{Settings, clock, library};
use crate::text::SafeText;
use crate::time::Moment;

/// Open a run of a runbook; with --detach, print its folder and go
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook start data-security-incident
  dutybook start data-security-incident --title \"Payroll leak\" --answer aware_at=-20m --detach
  dutybook start cash-short.toml --kind drill")]
pub struct Start {
    /// The runbook: the id of a built-in one or of one in the settings' folders, or a file
    runbook: String,
    /// What the run is called; default: what the runbook is called
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// What the run is; default: an incident, or standing where the runbook is nothing else
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// An answer, as ASK=VALUE; a row of a table as ASK=COLUMN=VALUE,COLUMN=VALUE; may be given again
    #[arg(long = "answer", value_name = "ASK=VALUE")]
    answers: Vec<String>,
    /// Do not open the console: print the run's folder and go
    #[arg(long)]
    detach: bool,
}

/// What a run is, as a flag.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Kind {
    Incident,
    Drill,
    Standing,
}

impl From<Kind> for RunKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Incident => Self::Incident,
            Kind::Drill => Self::Drill,
            Kind::Standing => Self::Standing,
        }
    }
}

impl Start {
    /// Opens the run.
    pub fn run<O: Write, E: Write>(
        &self,
        console: &Console,
        settings: &Settings,
        out: &mut Out<O, E>,
    ) -> ExitCode {
        let (entry, book) = match self.choose(console, settings) {
            Ok(chosen) => chosen,
            Err(problems) => return refuse(&problems, out),
        };
        let now = clock::now();
        let opening = match self.opening(&book, entry, settings, now.wall) {
            Ok(opening) => opening,
            Err(problems) => return refuse(&problems, out),
        };
        if !self.detach {
            let beginning = Beginning {
                runbooks: self.files(console),
                open: Some(opening),
                theme: console.theme.clone(),
                plain: console.plain,
                ..Beginning::default()
            };
            return super::console::open(settings, beginning, out);
        }
        match OpenDesk::create(settings, &opening, now) {
            Ok((mut desk, _)) => {
                desk.leave("quit", clock::now());
                out.line(&SafeText::line(&desk.folder.path().display().to_string()));
                ExitCode::SUCCESS
            }
            Err(problem) => {
                out.error(&problem);
                ExitCode::FAILURE
            }
        }
    }

    fn is_file(&self) -> bool {
        let path = std::path::Path::new(&self.runbook);
        self.runbook.contains('/') || path.extension().is_some_and(|end| end == "toml")
    }

    /// The files that the command line names.
    fn files(&self, console: &Console) -> Vec<PathBuf> {
        let own = self.is_file().then(|| PathBuf::from(&self.runbook));
        console.runbooks.iter().cloned().chain(own).collect()
    }

    /// The runbooks that there are, and which of them is meant.
    fn choose(
        &self,
        console: &Console,
        settings: &Settings,
    ) -> Result<(RunbookEntry, Arc<Runbook>), Vec<SafeText>> {
        let (mut runbooks, mut problems) = library::runbooks(settings, &self.files(console));
        let file = SafeText::line(&self.runbook);
        let is_meant = |entry: &RunbookEntry| {
            if self.is_file() {
                entry.path.as_ref() == Some(&file)
            } else {
                entry.cover.id.as_str() == self.runbook
            }
        };
        if let Some(place) = runbooks.iter().position(is_meant)
            && let Ok(book) = library::book(&runbooks[place])
        {
            return Ok((runbooks.swap_remove(place), book));
        }
        let refusal = if self.is_file() {
            words::UNUSABLE_RUNBOOK.with(settings.lang, &[&self.runbook])
        } else {
            let ids: Vec<String> = runbooks.iter().map(|entry| entry.cover.id.to_string()).collect();
            let refusal = words::NO_SUCH_RUNBOOK.with(settings.lang, &[&self.runbook]);
            or_known(refusal, &self.runbook, ids.iter().map(String::as_str), &ids, settings)
        };
        // What is wrong with the settings was said before.
        problems.retain(|problem| !settings.problems.contains(problem));
        problems.push(refusal);
        Err(problems)
    }

    /// What the run begins with, or everything that is wrong with it.
    fn opening(
        &self,
        book: &std::sync::Arc<Runbook>,
        runbook: RunbookEntry,
        settings: &Settings,
        now: Moment,
    ) -> Result<Opening, Vec<SafeText>> {
        let title = self.title.clone().unwrap_or_else(|| book.title.get(settings.lang).to_owned());
        let mut opening = Opening {
            runbook,
            title: title.trim().to_owned(),
            kind: self.kind.map_or_else(|| usual_kind(book), Into::into),
            answers: Vec::new(),
            rows: Vec::new(),
        };
        let mut problems = Vec::new();
        if opening.title.is_empty() {
            problems.push(words::NO_TITLE.text(settings.lang));
        }
        let mut answered = BTreeSet::new();
        for text in &self.answers {
            problems.extend(answer(text, book, &mut opening, &mut answered, settings, now).err());
        }
        problems.extend(refusals(book, &opening, settings, now));
        if problems.is_empty() { Ok(opening) } else { Err(problems) }
    }
}

/// A runbook of standing duties alone is opened as a standing programme.
fn usual_kind(book: &Runbook) -> RunKind {
    let is_standing = book.phases.iter().all(|phase| phase.stage == Stage::Standing);
    if is_standing { RunKind::Standing } else { RunKind::Incident }
}

/// Reads one `ASK=VALUE` into the opening.
fn answer(
    text: &str,
    book: &Runbook,
    opening: &mut Opening,
    answered: &mut BTreeSet<String>,
    settings: &Settings,
    now: Moment,
) -> Result<(), SafeText> {
    let Settings { lang, zone, .. } = settings;
    let lang = *lang;
    let (name, value) = answers::split(text, lang)?;
    let Some(ask) = book.ask(name) else {
        let refusal = words::NO_SUCH_ASK.with(lang, &[&book.id, &name]);
        let ids: Vec<String> = book.asks.iter().map(|ask| ask.id.to_string()).collect();
        return Err(or_known(refusal, name, ids.iter().map(String::as_str), &ids, settings));
    };
    if !matches!(ask.kind, AskKind::Table(_)) && !answered.insert(name.to_owned()) {
        return Err(words::ASK_TWICE.with(lang, &[&name]));
    }
    match answers::read(ask, value, now, zone, lang)? {
        Said::Row(cells) => opening.rows.push((ask.id.clone(), cells)),
        Said::Answer(value) => opening.answers.push((ask.id.clone(), value)),
    }
    Ok(())
}

/// What the run itself would refuse of the opening, such as a text that no record holds.
fn refusals(
    book: &std::sync::Arc<Runbook>,
    opening: &Opening,
    settings: &Settings,
    now: Moment,
) -> Vec<SafeText> {
    let run = Run::new(std::sync::Arc::clone(book));
    let who = Proposer { person: settings.person.as_str(), now, pending: &[] };
    let titled = Event::RunTitled { title: opening.title.clone() };
    let answers = opening.answers.iter().cloned();
    let answers = answers.map(|(ask, value)| Event::AskAnswered { ask, value, amends: None });
    let rows = opening.rows.iter().cloned().map(|(ask, cells)| Event::RowAdded { ask, cells });
    let events = std::iter::once(titled).filter(|_| !opening.title.is_empty()).chain(answers).chain(rows);
    let refused = events.filter_map(|event| {
        let name = event.ask().map_or_else(|| "--title".to_owned(), ToString::to_string);
        if let Verdict::Refused(refusal) = run.decide(who, event) { Some((name, refusal)) } else { None }
    });
    let say = |(name, refusal)| {
        words::NOT_RECORDED.with(settings.lang, &[&name, &vocabulary::refusal(refusal).get(settings.lang)])
    };
    refused.map(say).collect()
}

fn refuse<O: Write, E: Write>(problems: &[SafeText], out: &mut Out<O, E>) -> ExitCode {
    out.errors(problems);
    ExitCode::from(2)
}
