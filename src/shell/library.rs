//! What the home holds: its runbooks, and a line about each of its runs.

use std::path::PathBuf;
use std::sync::Arc;

use super::all_runs::{self, Glance, Told, Wanted};
use super::clock;
use super::reading;
use super::runbook_file::{RunbookFile, Shelf};
use super::settings::Settings;
use super::trouble;
use crate::app::{Library, RunSummary, RunbookEntry};
use crate::locale::shell as words;
use crate::report::due::Coming;
use crate::run::RunKind;
use crate::runbook::header::FileKind;
use crate::runbook::{Catalogue, Cover, FileBytes, Runbook, Source, builtin, catalogue};
use crate::text::SafeText;

/// The built-in runbooks, those of the settings' folders and those that were named, each with what is laid
/// over it; and what cannot be used, in a sentence each.
pub fn runbooks(settings: &Settings, named: &[PathBuf]) -> (Vec<RunbookEntry>, Vec<SafeText>) {
    gather(settings, named, cover_of)
}

/// The same where there was no time yet to read the built-in runbooks over clocks of one's own.
pub fn covers(settings: &Settings, named: &[PathBuf]) -> (Vec<RunbookEntry>, Vec<SafeText>) {
    gather(settings, named, |files| built_in_cover(files).map_or_else(|| parsed_cover(files), Ok))
}

/// The whole of a runbook. Fails with the number of problems.
pub fn book(entry: &RunbookEntry) -> Result<Arc<Runbook>, usize> {
    reading::book_of(&entry.files)
}

/// The files of a runbook with what is laid over it and the catalogue of clocks, by their names in a run.
type Files = Vec<(String, FileBytes)>;

/// A runbook and a catalogue that are both shipped are sound, as the tests say: nobody waits for them to be read.
fn cover_of(files: &Files) -> Result<Cover, usize> {
    let clocks = files.iter().filter(|(name, _)| reading::is_of_catalogue(name)).map(|(_, bytes)| &**bytes);
    let is_shipped = clocks.eq(catalogue::SHIPPED.iter().map(|(_, text)| text.as_bytes()));
    built_in_cover(files).filter(|_| is_shipped).map_or_else(|| parsed_cover(files), Ok)
}

/// The cover of a built-in runbook that nothing is laid over.
fn built_in_cover(files: &Files) -> Option<Cover> {
    let mut of_runbook = files.iter().filter(|(name, _)| !reading::is_of_catalogue(name));
    let (_, alone) = of_runbook.next()?;
    of_runbook.next().is_none().then(|| builtin::cover(alone)).flatten()
}

fn parsed_cover(files: &Files) -> Result<Cover, usize> {
    reading::book_of(files).map(|book| Cover::of(&book))
}

fn gather(
    settings: &Settings,
    named: &[PathBuf],
    cover: fn(&Files) -> Result<Cover, usize>,
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
    let clock_files = clock_files(settings, &mut problems);
    let mut entries = Vec::new();
    for set in shelf.sets() {
        match entry(&set, &clock_files, cover) {
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
fn entry(
    set: &[&RunbookFile],
    clock_files: &Files,
    cover: fn(&Files) -> Result<Cover, usize>,
) -> Result<RunbookEntry, usize> {
    let name = |n: usize| if n == 0 { reading::RUNBOOK_FILE.to_owned() } else { reading::overlay_file(n) };
    let own = set.iter().enumerate().map(|(n, file)| (name(n), file.bytes.clone()));
    let files: Files = own.chain(clock_files.iter().cloned()).collect();
    let cover = cover(&files)?;
    let path = set.first().and_then(|file| file.path.as_ref());
    let path = path.map(|path| SafeText::line(&path.display().to_string()));
    Ok(RunbookEntry { cover, files, path })
}

/// The catalogue of clocks and the holidays as they go into a new run: what is shipped, and the files of the
/// settings' folder that have no problem.
fn clock_files(settings: &Settings, problems: &mut Vec<SafeText>) -> Files {
    let (own, errors) = super::runbook_file::clock_files(&settings.clocks);
    problems.extend(errors.iter().map(|error| error.say(settings.lang, Some(&settings.clocks))));
    let shipped = catalogue::SHIPPED
        .iter()
        .map(|(name, text)| ((*name).to_owned(), FileBytes::Shipped(text.as_bytes())));
    let mut files: Files = shipped.collect();
    let mut counts = [0_usize; 2];
    for file in own {
        let kind = usize::from(file.header.kind == FileKind::Holidays);
        let name = format!("{}-{}.toml", reading::CLOCK_FILES[kind], counts[kind] + 1);
        files.push((name, file.bytes));
        let sources: Vec<Source<'_>> = files.iter().map(|(name, bytes)| Source { name, bytes }).collect();
        if let Err(found) = Catalogue::parse(&sources) {
            problems.push(words::RUNBOOK_HAS_PROBLEMS.with(settings.lang, &[&file.name, &found.len()]));
            files.pop();
        } else {
            counts[kind] += 1;
        }
    }
    files
}

/// A line about every run: the open ones first, the one that this person last worked on before all.
pub fn runs(settings: &Settings, wanted: Wanted) -> (Vec<RunSummary>, Vec<SafeText>) {
    let glances = match all_runs::all(settings, wanted, clock::now().wall) {
        Ok(glances) => glances,
        Err(error) => {
            return (
                Vec::new(),
                vec![words::CANNOT_READ_RUN.with(settings.lang, &[&trouble::reading(&error, settings.lang)])],
            );
        }
    };
    let mut runs: Vec<RunSummary> = glances.into_iter().map(|glance| summary(glance, settings)).collect();
    runs.sort_by_key(|run| (run.closed.is_some(), std::cmp::Reverse((run.closed, run.last_mine, run.last))));
    (runs, Vec::new())
}

/// A line about one run; one that cannot be read says why.
fn summary(glance: Glance, settings: &Settings) -> RunSummary {
    let folder = glance.folder.label();
    match glance.told {
        Ok(Told { brief, coming, .. }) => RunSummary {
            folder,
            kind: brief.kind,
            number: brief.number,
            title: brief.title,
            opened: brief.opened,
            closed: brief.closed,
            last: brief.last,
            last_mine: brief.last_of.get(settings.person.as_str()).copied(),
            progress: brief.progress,
            due: coming.iter().filter_map(Coming::over_from).collect(),
            next: brief.next,
            problem: None,
        },
        Err(problem) => RunSummary {
            number: SafeText::line(&glance.folder.name().map(|name| name.label()).unwrap_or_default()),
            title: SafeText::line(&folder),
            folder,
            kind: RunKind::Incident,
            opened: None,
            closed: None,
            last: None,
            last_mine: None,
            progress: (0, 0),
            due: Vec::new(),
            next: None,
            problem: Some(problem),
        },
    }
}

/// Everything that the first screen shows.
pub fn read(settings: &Settings, named: &[PathBuf], wanted: Wanted) -> Library {
    let (runbooks, mut problems) = runbooks(settings, named);
    let (runs, more) = runs(settings, wanted);
    problems.extend(more);
    Library { runbooks, runs, problems, is_partial: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_believed_of_a_shipped_runbook_is_what_its_whole_text_says() {
        let clocks = catalogue::SHIPPED.iter().map(|(name, text)| (*name, *text));
        for (_, text) in builtin::RUNBOOKS {
            let files = std::iter::once((reading::RUNBOOK_FILE, *text)).chain(clocks.clone());
            let mut files: Files =
                files.map(|(name, text)| (name.to_owned(), FileBytes::of(text.as_bytes()))).collect();
            assert_eq!(cover_of(&files), parsed_cover(&files));
            // Over a table that cannot be used, nothing of it is believed.
            files.push(("holidays-1.toml".to_owned(), FileBytes::of(b"holidays = 1\n[[calendar]]\n")));
            assert!(cover_of(&files).is_err());
            assert!(built_in_cover(&files).is_some());
        }
    }
}
