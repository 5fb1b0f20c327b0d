//! The rows of a step in words: one after the other by number or name, or all that are left.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::drawn;
use super::front::Page;
use super::list;
use super::options::{self, numbered};
use super::talk::Heard;
use crate::app::said::Said;
use crate::app::{App, Overlay, RowList};
use crate::locale::plain as words;
use crate::report::name;
use crate::run::FactId;
use crate::text::SafeText;

/// The page of the rows. They are told once, and not again for each that is settled.
pub(super) fn page(app: &App, overlay: &Overlay, list: &RowList) -> Page {
    let lang = app.settings.lang;
    let names = names(app, list);
    let chosen = match names.get(list.cursor) {
        Some(name) => numbered(list.cursor, name),
        None => words::ROWS_ALL.text(lang),
    };
    let run = app.console().map(|console| &console.run);
    let progress = run.and_then(|run| list.state(run)?.row_progress()).unwrap_or_default();
    let prompt = words::ROW_LIST_PROMPT.with(lang, &[&progress.0, &progress.1, &chosen]);
    let key = format!("rows {} {:?} {}", list.step, list.deed, names.len());
    Page { key, lines: drawn::lines(app, overlay), prompt, ..Page::default() }
}

fn names(app: &App, list: &RowList) -> Vec<SafeText> {
    let Some(console) = app.console() else { return Vec::new() };
    let Some(state) = list.state(&console.run) else { return Vec::new() };
    let rows: Vec<FactId> = state.rows.iter().map(|row| row.row).collect();
    name::rows_of_step(&console.run, state, &rows, app.settings.lang, &app.settings.zone)
}

/// Answers which row is meant, or that all are.
pub(super) fn hear(app: &App, list: &RowList, answer: &str) -> Heard {
    let (lang, answer) = (app.settings.lang, answer.trim());
    let names = names(app, list);
    let has_all = app.console().is_some_and(|console| list.has_all(&console.run));
    let lines = names.len() + usize::from(has_all);
    let is_all = [words::ROWS_ALL.zh, words::ROWS_ALL.en, "a"].contains(&answer.to_lowercase().as_str());
    if answer.is_empty() {
        return Heard::Unclear(words::EMPTY_RECORDS_NOTHING.text(lang));
    }
    if has_all && is_all {
        return Heard::Said(vec![Said::Key(KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE))]);
    }
    if let Some(n) = options::number(answer) {
        return if n < lines {
            Heard::Said(vec![Said::Choose(n)])
        } else {
            Heard::Unclear(words::NO_SUCH_OPTION.with(lang, &[&answer]))
        };
    }
    let names: Vec<Vec<&str>> = names.iter().map(|name| vec![name.as_str()]).collect();
    list::found(options::named(answer, &names), answer, lang)
}
