//! The first screen in words: what was open, open runs, runbooks, closed runs, each with its number.

use super::front::Page;
use super::options::numbered;
use crate::app::home::HomeEntry;
use crate::app::{App, Home, RunSummary};
use crate::locale::{Lang, console as signs, plain as words};
use crate::report::{value, words as names};
use crate::text::SafeText;

/// The page of the first screen.
pub(super) fn page(app: &App, home: &Home) -> Page {
    let lang = app.settings.lang;
    let mut lines: Vec<SafeText> = app.library.problems.clone();
    if home.shown.is_empty() {
        lines.push(if home.query.is_empty() {
            signs::HOME_EMPTY.text(lang)
        } else {
            words::NOTHING_FITS.with(lang, &[&home.query])
        });
    }
    lines.extend(home.shown.iter().enumerate().map(|(n, entry)| numbered(n, &entry_line(app, *entry))));
    let prompt = if home.shown.is_empty() { words::HOME_PROMPT_EMPTY } else { words::HOME_PROMPT };
    Page {
        key: format!("home {:?} {:?}", home.query, home.shown),
        lines,
        prompt: prompt.text(lang),
        ..Page::default()
    }
}

fn entry_line(app: &App, entry: HomeEntry) -> SafeText {
    let lang = app.settings.lang;
    let runs = &app.library.runs;
    match entry {
        HomeEntry::OpenRun(n) if n == 0 && runs[n].last_mine.is_some() => {
            words::HOME_LAST.with(lang, &[&run(app, &runs[n])])
        }
        HomeEntry::OpenRun(n) => words::HOME_RUN.with(lang, &[&run(app, &runs[n])]),
        HomeEntry::ClosedRun(n) => words::HOME_CLOSED.with(lang, &[&name(&runs[n], lang)]),
        HomeEntry::Runbook(n) => {
            words::HOME_BOOK.with(lang, &[&app.library.runbooks[n].cover.title.get(lang)])
        }
    }
}

fn name(run: &RunSummary, lang: Lang) -> SafeText {
    let kind = names::kind(run.kind).text(lang);
    value::join([kind, run.number.clone(), run.title.clone()], " ")
}

/// A run, how long it is open, how far it is and what comes next.
fn run(app: &App, run: &RunSummary) -> SafeText {
    let lang = app.settings.lang;
    let mut parts = vec![name(run, lang)];
    if let Some(problem) = &run.problem {
        parts.push(signs::HOME_CANNOT_OPEN.with(lang, &[problem]));
        return value::join(parts, words::MARK.get(lang));
    }
    if let Some(opened) = run.opened {
        let seconds = u64::try_from((app.now.wall - opened).num_seconds()).unwrap_or(0);
        parts.push(words::OPEN_FOR.with(lang, &[&value::span(seconds, lang)]));
    }
    let (settled, all) = run.progress;
    parts.push(words::PROGRESS.with(lang, &[&settled, &all]));
    let overdue = run.overdue(app.now.wall);
    parts.extend((overdue > 0).then(|| signs::HOME_OVERDUE.with(lang, &[&overdue])));
    parts.extend(run.next.as_ref().map(|title| signs::HOME_NEXT.with(lang, &[title.get(lang)])));
    value::join(parts, words::MARK.get(lang))
}
