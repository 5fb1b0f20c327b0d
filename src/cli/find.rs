//! Finding the run that an argument names, or saying what there is instead.

use std::io::Write;

use super::Out;
use crate::locale::cli as words;
use crate::runbook::suggest;
use crate::shell::all_runs::Wanted;
use crate::shell::telling::Telling;
use crate::shell::trouble;
use crate::shell::{FindError, Home, RunFolder, Settings, library};
use crate::text::SafeText;

/// How many runs are named where none fits.
const MOST_NAMED: usize = 8;

/// The folder of a run, or why there is none, with what there is instead.
pub fn find(run: &str, settings: &Settings) -> Result<RunFolder, SafeText> {
    let lang = settings.lang;
    let home = Home::of(settings);
    home.find(run).map_err(|error| match error {
        FindError::None => none(run, settings, &home),
        FindError::Several(folders) => words::SEVERAL_RUNS.with(lang, &[&run, &folders.join("  ")]),
        FindError::Io(error) => words::UNREADABLE_RUN.with(lang, &[&run, &trouble::reading(&error, lang)]),
    })
}

/// The folder of the run that an argument names; where it names none, of the one that is open.
pub fn find_or_open(run: Option<&str>, settings: &Settings) -> Result<RunFolder, SafeText> {
    if let Some(run) = run {
        return find(run, settings);
    }
    let (mut runs, _) = library::runs(settings, Wanted::NOTHING_KEPT);
    runs.retain(|run| run.closed.is_none() && run.problem.is_none());
    match &runs[..] {
        [] => Err(or_known(words::NONE_IS_OPEN.text(settings.lang), "", [], &labels(settings), settings)),
        [run] => find(&run.folder, settings),
        several => {
            let name = |run: &crate::app::RunSummary| format!("{} {}", run.number, run.title);
            let names: Vec<String> = several.iter().map(name).collect();
            Err(words::WHICH_OF_THE_OPEN.with(settings.lang, &[&several.len(), &names.join("  ")]))
        }
    }
}

/// The folder of the run that an argument names; where it names none, of the only one that there is, or that is open.
pub fn find_or_only(run: Option<&str>, settings: &Settings) -> Result<RunFolder, SafeText> {
    match (run, &Home::of(settings).runs().unwrap_or_default()[..]) {
        // One that cannot be read is a run all the same.
        (None, [only]) => Ok(only.clone()),
        (_, _) => find_or_open(run, settings),
    }
}

/// The run that an argument names, or the one that is open, read to be told; what is wrong with it is said at once. Nothing where it
/// cannot be told at all.
pub fn tell<O: Write, E: Write>(
    run: Option<&str>,
    settings: &Settings,
    out: &mut Out<O, E>,
) -> Option<Telling> {
    let lang = settings.lang;
    let found = find_or_open(run, settings);
    match found.and_then(|folder| Ok((Telling::read(&folder, lang)?, folder.label()))) {
        Ok((read, label)) => {
            if !read.damage.is_empty() {
                let name = run.map_or(label, ToOwned::to_owned);
                out.error(&words::DAMAGED.with(lang, &[&read.damage.len(), &name]));
            }
            if !read.has_book {
                out.error(&words::BOOK_UNUSABLE.text(lang));
            }
            Some(read)
        }
        Err(problem) => {
            out.error(&problem);
            None
        }
    }
}

fn none(run: &str, settings: &Settings, home: &Home) -> SafeText {
    let lang = settings.lang;
    let folders: Vec<RunFolder> = home.runs().unwrap_or_default();
    if folders.is_empty() {
        return words::NO_RUNS.with(lang, &[&run, &settings.home.display()]);
    }
    let labels = labels(settings);
    let numbers: Vec<String> = folders.iter().filter_map(|folder| Some(folder.name()?.label())).collect();
    let known = numbers.iter().chain(&labels).map(String::as_str);
    or_known(words::NO_SUCH_RUN.with(lang, &[&run]), run, known, &labels, settings)
}

/// What the runs are called, the latest first.
fn labels(settings: &Settings) -> Vec<String> {
    Home::of(settings).runs().unwrap_or_default().iter().rev().map(RunFolder::label).collect()
}

/// A refusal with the name that was probably meant, or else with the names that there are.
pub fn or_known<'a>(
    refusal: SafeText,
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
    shown: &[String],
    settings: &Settings,
) -> SafeText {
    let lang = settings.lang;
    if let Some(meant) = suggest::nearest(typed, known) {
        return words::MEANT.with(lang, &[&refusal, &meant]);
    }
    if shown.is_empty() {
        return refusal;
    }
    let mut names = shown.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join("  ");
    if shown.len() > MOST_NAMED {
        names = words::AND_MORE.with(lang, &[&names, &shown.len()]).to_string();
    }
    words::THERE_IS.with(lang, &[&refusal, &names])
}
