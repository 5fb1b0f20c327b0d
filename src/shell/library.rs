//! What the home holds: its runbooks, and a line about each of its runs.

use std::path::PathBuf;
use std::sync::Arc;

use super::reading;
use super::run_folder::RunFolder;
use super::runbook_file::{RunbookFile, Shelf};
use super::settings::Settings;
use crate::app::{Library, RunSummary, RunbookEntry};
use crate::locale::{Lang, shell as words};
use crate::run::{Run, RunKind};
use crate::runbook::{Cover, Runbook, builtin};
use crate::text::SafeText;

/// The built-in runbooks, those of the settings' folders and those that were named, each with what is laid
/// over it; and what cannot be used, in a sentence each.
pub fn runbooks(settings: &Settings, named: &[PathBuf]) -> (Vec<RunbookEntry>, Vec<SafeText>) {
    gather(settings, named, cover_of)
}

/// The same where there was no time yet to read the built-in runbooks, which are sound.
pub fn covers(settings: &Settings, named: &[PathBuf]) -> (Vec<RunbookEntry>, Vec<SafeText>) {
    gather(settings, named, |files| match files {
        [alone] => builtin::cover(alone).map_or_else(|| cover_of(files), Ok),
        _with_overlays => cover_of(files),
    })
}

/// The whole of a runbook. Fails with the number of problems.
pub fn book(entry: &RunbookEntry) -> Result<Arc<Runbook>, usize> {
    let files: Vec<&[u8]> = entry.files.iter().map(|(_, bytes)| &**bytes).collect();
    reading::book_of(&files)
}

fn cover_of(files: &[&[u8]]) -> Result<Cover, usize> {
    reading::book_of(files).map(|book| Cover::of(&book))
}

fn gather(
    settings: &Settings,
    named: &[PathBuf],
    cover: fn(&[&[u8]]) -> Result<Cover, usize>,
) -> (Vec<RunbookEntry>, Vec<SafeText>) {
    let mut problems = settings.problems.clone();
    let (shelf, mut errors) = Shelf::at_hand(&settings.runbooks);
    let mut more = Vec::new();
    for path in named {
        match RunbookFile::read(path) {
            Ok(file) => more.push(file),
            Err(error) => errors.push(error),
        }
    }
    problems.extend(
        errors.iter().map(|error| error.say(settings.lang, settings.runbooks.first().map(PathBuf::as_path))),
    );
    let shelf = shelf.with(more);
    let mut entries = Vec::new();
    for set in shelf.sets() {
        match entry(&set, cover) {
            Ok(entry) => entries.push(entry),
            Err(count) => {
                let files: Vec<&str> = set.iter().map(|file| file.name.as_str()).collect();
                problems.push(words::RUNBOOK_HAS_PROBLEMS.with(settings.lang, &[&files.join(" + "), &count]));
            }
        }
    }
    // Incidents before standing duties, each in the order in which they were found.
    entries.sort_by_key(|entry| entry.cover.is_standing);
    (entries, problems)
}

/// A runbook with what is laid over it. Fails with the number of problems.
fn entry(set: &[&RunbookFile], cover: fn(&[&[u8]]) -> Result<Cover, usize>) -> Result<RunbookEntry, usize> {
    let bytes: Vec<&[u8]> = set.iter().map(|file| file.bytes.as_slice()).collect();
    let cover = cover(&bytes)?;
    let name = |n: usize| if n == 0 { reading::RUNBOOK_FILE.to_owned() } else { reading::overlay_file(n) };
    let files = bytes.iter().enumerate().map(|(n, bytes)| (name(n), Arc::from(*bytes))).collect();
    let path = set.first().and_then(|file| file.path.as_ref());
    let path = path.map(|path| SafeText::line(&path.display().to_string()));
    Ok(RunbookEntry { cover, files, path })
}

/// A line about every run: the open ones first, the one that this person last worked on before all.
pub fn runs(settings: &Settings) -> (Vec<RunSummary>, Vec<SafeText>) {
    let home = super::home::Home::of(settings);
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

/// Everything that the first screen shows. The runs are read beside the runbooks.
pub fn read(settings: &Settings, named: &[PathBuf]) -> Library {
    let ((runbooks, mut problems), (runs, more)) = std::thread::scope(|scope| {
        let runbooks = scope.spawn(|| runbooks(settings, named));
        let runs = runs(settings);
        (runbooks.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), runs)
    });
    problems.extend(more);
    Library { runbooks, runs, problems, is_partial: false }
}
