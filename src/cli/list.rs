//! `dutybook list`: the runs of this home. Changes no run.

use std::io::Write;
use std::process::ExitCode;

use chrono::SecondsFormat;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Out;
use crate::app::RunSummary;
use crate::journal::ascii;
use crate::locale::{Word, cli as words, page};
use crate::report::{log::padded, value, words as vocabulary};
use crate::run::RunKind;
use crate::shell::all_runs::Wanted;
use crate::shell::{Settings, clock, library};
use crate::text::SafeText;
use crate::time::Moment;

/// List the open runs, or all of them
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook list
  dutybook list --all --format json")]
pub struct List {
    /// Closed runs too
    #[arg(long)]
    all: bool,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

impl List {
    /// Lists the runs. A home without any is no failure.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        let (mut runs, problems) = library::runs(settings, Wanted::BRIEFS);
        out.errors(&problems);
        let any = !runs.is_empty();
        runs.retain(|run| self.all || run.closed.is_none());
        let now = clock::now().wall;
        match self.format {
            Format::Json => {
                let runs: Vec<JsonRun<'_>> = runs.iter().map(|run| JsonRun::of(run, now)).collect();
                out.data(&ascii::escape(&serde_json::to_string(&runs).unwrap_or_default()));
            }
            Format::Text if runs.is_empty() => {
                let word = if any { words::NO_OPEN_RUNS } else { words::NO_RUNS_AT_ALL };
                out.error(&word.text(settings.lang));
            }
            Format::Text => out.lines(&table(&runs, settings, now)),
        }
        for problem in runs.iter().filter_map(|run| Some((&run.folder, run.problem.as_ref()?))) {
            out.error(&words::NOT_RECORDED.with(settings.lang, &[problem.0, problem.1]));
        }
        if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

const COLUMNS: [Word; 8] = [
    page::COLUMN_NUMBER,
    page::COLUMN_KIND,
    page::COLUMN_OPENED,
    page::COLUMN_ELAPSED,
    page::COLUMN_PROGRESS,
    page::COLUMN_LAST,
    page::COLUMN_STATE,
    page::COLUMN_TITLE,
];

/// A heading and a line for each run, in columns; the title, which may be long, comes last.
fn table(runs: &[RunSummary], settings: &Settings, now: Moment) -> Vec<SafeText> {
    let ambiguous = settings.wishes.ambiguous;
    let heading = COLUMNS.map(|word| word.text(settings.lang));
    let rows: Vec<[SafeText; 8]> =
        std::iter::once(heading).chain(runs.iter().map(|run| row(run, settings, now))).collect();
    let widths: Vec<usize> = (0..COLUMNS.len())
        .map(|n| rows.iter().map(|row| row[n].width(ambiguous)).max().unwrap_or(0))
        .collect();
    let line = |row: &[SafeText; 8]| {
        let (title, cells) = (&row[7], &row[..7]);
        let cells = cells.iter().zip(&widths).map(|(cell, width)| padded(cell, *width, ambiguous));
        value::join(cells.chain([title.clone()]), "  ")
    };
    rows.iter().map(line).collect()
}

fn row(run: &RunSummary, settings: &Settings, now: Moment) -> [SafeText; 8] {
    let lang = settings.lang;
    let minute = |at: Option<Moment>| {
        at.map_or_else(SafeText::default, |at| SafeText::line(&settings.zone.minute(at)))
    };
    let state = match (&run.problem, run.closed) {
        (Some(_), _) => page::STATE_UNREADABLE,
        (None, Some(_)) => page::STATE_CLOSED,
        (None, None) => page::STATE_OPEN,
    };
    let (settled, steps) = run.progress;
    let readable = run.problem.is_none();
    [
        run.number.clone(),
        if readable { vocabulary::kind(run.kind).text(lang) } else { SafeText::default() },
        minute(run.opened),
        elapsed(run, now).map_or_else(SafeText::default, |seconds| value::minutes(seconds, lang)),
        if readable { SafeText::line(&format!("{settled}/{steps}")) } else { SafeText::default() },
        minute(run.last),
        state.text(lang),
        if run.title.is_empty() { page::NO_TITLE.text(lang) } else { run.title.clone() },
    ]
}

/// Seconds from the opening to the closing, or to now.
fn elapsed(run: &RunSummary, now: Moment) -> Option<u64> {
    let seconds = (run.closed.unwrap_or(now) - run.opened?).num_seconds();
    Some(u64::try_from(seconds).unwrap_or(0))
}

/// A run as JSON. Fields are added, never renamed.
#[derive(Serialize)]
struct JsonRun<'a> {
    folder: &'a str,
    number: &'a str,
    kind: RunKind,
    title: &'a str,
    opened: Option<String>,
    closed: Option<String>,
    last: Option<String>,
    elapsed_seconds: Option<u64>,
    settled: usize,
    steps: usize,
    problem: Option<&'a str>,
}

impl<'a> JsonRun<'a> {
    fn of(run: &'a RunSummary, now: Moment) -> Self {
        let moment = |at: Option<Moment>| at.map(|at| at.to_rfc3339_opts(SecondsFormat::Micros, true));
        Self {
            folder: &run.folder,
            number: run.number.as_str(),
            kind: run.kind,
            title: run.title.as_str(),
            opened: moment(run.opened),
            closed: moment(run.closed),
            last: moment(run.last),
            elapsed_seconds: elapsed(run, now),
            settled: run.progress.0,
            steps: run.progress.1,
            problem: run.problem.as_ref().map(SafeText::as_str),
        }
    }
}
