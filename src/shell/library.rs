//! What the home holds: its runbooks, and a line about each of its runs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::reading;
use super::regular_file;
use super::run_folder::RunFolder;
use super::settings::Settings;
use crate::app::{Library, RunSummary, RunbookEntry};
use crate::locale::{Lang, shell as words};
use crate::run::{Run, RunKind};
use crate::runbook::{Stage, builtin, limits};
use crate::text::SafeText;

/// The built-in runbooks, then those of the settings' folders, then those that were named.
pub fn runbooks(settings: &Settings, named: &[PathBuf]) -> (Vec<RunbookEntry>, Vec<SafeText>) {
    let mut problems = settings.problems.clone();
    let mut entries = Vec::new();
    for (name, text) in builtin::RUNBOOKS {
        add(&mut entries, &mut problems, name, text.as_bytes().to_vec(), None, settings.lang);
    }
    // The last of an id stands, so that what was named comes before what is always there.
    let mut paths: Vec<PathBuf> = settings.runbooks.iter().flat_map(|folder| toml_files(folder)).collect();
    paths.extend_from_slice(named);
    for path in paths {
        let name = path.display().to_string();
        match regular_file::read(&path, limits::MAX_BYTES as u64) {
            Ok(bytes) => add(&mut entries, &mut problems, &name, bytes, Some(&path), settings.lang),
            Err(error) => {
                problems.push(words::CANNOT_READ_RUNBOOK.with(settings.lang, &[&name, &error]));
            }
        }
    }
    // Incidents before standing duties, each in the order in which they were found.
    entries.sort_by_key(|entry| entry.book.phases.iter().all(|phase| phase.stage == Stage::Standing));
    (entries, problems)
}

fn add(
    entries: &mut Vec<RunbookEntry>,
    problems: &mut Vec<SafeText>,
    name: &str,
    bytes: Vec<u8>,
    path: Option<&Path>,
    lang: Lang,
) {
    match reading::book_of(&bytes) {
        Ok(book) => {
            // A file of the organisation's own stands in for the built-in runbook of the same id.
            entries.retain(|known: &RunbookEntry| known.book.id != book.id);
            let path = path.map(|path| SafeText::line(&path.display().to_string()));
            entries.push(RunbookEntry { book, bytes: Arc::from(bytes), path });
        }
        Err(count) => problems.push(words::RUNBOOK_HAS_PROBLEMS.with(lang, &[&name, &count])),
    }
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    files
}

/// A line about every run: the open ones first, the one that this person last worked on before all.
pub fn runs(settings: &Settings) -> (Vec<RunSummary>, Vec<SafeText>) {
    let home = super::home::Home::new(&settings.home);
    let folders = match home.runs() {
        Ok(folders) => folders,
        Err(error) => return (Vec::new(), vec![words::CANNOT_READ_RUN.with(settings.lang, &[&error])]),
    };
    let mut runs: Vec<RunSummary> = folders.iter().map(|folder| summary(folder, settings)).collect();
    runs.sort_by_key(|run| (run.closed.is_some(), std::cmp::Reverse((run.closed, run.last_mine, run.last))));
    (runs, Vec::new())
}

/// A line about one run; one that cannot be read says why.
pub fn summary(folder: &RunFolder, settings: &Settings) -> RunSummary {
    let label = folder.label();
    match reading::read(folder, settings.lang) {
        Ok(read) => {
            let facts = read.journal.facts();
            let run = Run::fold(read.book, facts);
            summary_of(&run, label, settings)
        }
        Err(problem) => RunSummary {
            number: SafeText::line(&folder.name().map(|name| name.label()).unwrap_or_default()),
            title: SafeText::line(&label),
            folder: label,
            kind: RunKind::Incident,
            opened: None,
            closed: None,
            last: None,
            last_mine: None,
            progress: (0, 0),
            next: None,
            problem: Some(problem),
        },
    }
}

fn summary_of(run: &Run, folder: String, settings: &Settings) -> RunSummary {
    let me = settings.person.as_str();
    let parts = (0..run.phases().len()).map(|phase| run.progress(phase));
    let title_in = |step: usize, lang: Lang| SafeText::line(run.step_title(step, lang));
    RunSummary {
        folder,
        kind: run.kind(),
        number: SafeText::line(run.number()),
        title: SafeText::line(run.title()),
        opened: run.opened_at(),
        closed: run.closed_at(),
        last: run.facts().last().map(|fact| fact.at),
        last_mine: run.facts().iter().rev().find(|fact| fact.by.as_ref() == me).map(|fact| fact.at),
        progress: parts.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1)),
        next: run
            .next_step()
            .filter(|_| !run.is_closed())
            .map(|n| (title_in(n, Lang::Zh), title_in(n, Lang::En))),
        problem: None,
    }
}

/// Everything that the first screen shows.
pub fn read(settings: &Settings, named: &[PathBuf]) -> Library {
    let (runbooks, mut problems) = runbooks(settings, named);
    let (runs, more) = runs(settings);
    problems.extend(more);
    Library { runbooks, runs, problems }
}
