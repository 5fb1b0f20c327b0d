//! Finding the run that an argument names, or saying what there is instead.

use std::io::Write;

use super::Out;
use crate::locale::cli as words;
use crate::runbook::suggest;
use crate::shell::telling::Telling;
use crate::shell::trouble;
use crate::shell::{FindError, Home, RunFolder, Settings};
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

/// The run that an argument names, read to be told; what is wrong with it is said at once. Nothing where it
/// cannot be told at all.
pub fn tell<O: Write, E: Write>(run: &str, settings: &Settings, out: &mut Out<O, E>) -> Option<Telling> {
    let lang = settings.lang;
    match find(run, settings).and_then(|folder| Telling::read(&folder, lang)) {
        Ok(read) => {
            if !read.damage.is_empty() {
                out.error(&words::DAMAGED.with(lang, &[&read.damage.len(), &run]));
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
    let labels: Vec<String> = folders.iter().rev().map(RunFolder::label).collect();
    let numbers: Vec<String> = folders.iter().filter_map(|folder| Some(folder.name()?.label())).collect();
    let known = numbers.iter().chain(&labels).map(String::as_str);
    or_known(words::NO_SUCH_RUN.with(lang, &[&run]), run, known, &labels, settings)
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
