//! Lists in words: reasons, asks and rows, actions, steps, records. Each thing has its number.

use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::console::status;
use super::drawn;
use super::front::Page;
use super::options::{self, Found, numbered};
use super::talk::Heard;
use crate::app::enabled::enabled;
use crate::app::find_all::Found as Place;
use crate::app::overlay::{Finder, History, HistoryFilter, ReasonPrompt, Record, Sheet};
use crate::app::said::Said;
use crate::app::{Action, App, Console, Overlay};
use crate::locale::{Lang, Word, app as forms, console as signs, plain as words};
use crate::report::{Account, name, value};
use crate::run::Status;
use crate::runbook::{Ask, Tri, is_none};
use crate::text::SafeText;

/// So many of a list are told at once.
const MOST_TOLD: usize = 20;

/// So many of what can be found: whoever looks for something narrows it by words.
const MOST_FOUND: usize = 8;

/// The part of a list that is told, of at most so many: around the one that is chosen.
fn told(len: usize, cursor: usize, most: usize) -> Range<usize> {
    let end = (cursor + 1).max(most).min(len);
    end.saturating_sub(most)..end
}

/// The end of the part that is told after this one; after the last comes the first.
fn next_of(len: usize, cursor: usize, most: usize) -> usize {
    let end = told(len, cursor, most).end;
    if end < len { (end + most).min(len) - 1 } else { 0 }
}

fn key(name: &str, lines: &[SafeText]) -> String {
    format!("{name} {lines:?}")
}

/// How much is not told.
fn rest(len: usize, told: &Range<usize>, next: Word, lang: Lang) -> Option<SafeText> {
    let left = len - told.len();
    (left > 0).then(|| words::AND_MORE.with(lang, &[&len, &(told.start + 1), &told.end, &next.get(lang)]))
}

/// The page of a reason that is asked for.
pub(super) fn reason(app: &App, prompt: &ReasonPrompt) -> Page {
    let lang = app.settings.lang;
    let mut lines = app.overlays.last().map(|overlay| drawn::lines(app, overlay)).unwrap_or_default();
    // The last row of the screen's is where one's own words go.
    lines.retain(|line| !line.as_str().contains(signs::REASON_OWN.get(lang)));
    let own = if prompt.presets.is_empty() { words::REASON_OWN } else { words::REASON };
    Page { key: key("reason", &lines), lines, prompt: own.text(lang), ..Page::default() }
}

/// Answers what reason there is.
pub(super) fn hear_reason(prompt: &ReasonPrompt, answer: &str, lang: Lang) -> Heard {
    if answer.trim().is_empty() {
        return Heard::Unclear(forms::GIVE_REASON.text(lang));
    }
    match options::number(answer) {
        Some(n) if n < prompt.presets.len() => Heard::Said(vec![Said::Choose(n)]),
        Some(_) if !prompt.presets.is_empty() => Heard::Unclear(words::NO_SUCH_OPTION.with(lang, &[&answer])),
        Some(_) | None => {
            let own = Said::PointAt(prompt.presets.len());
            Heard::Said(vec![own, Said::Text(answer.trim().to_owned()), Said::ENTER])
        }
    }
}

/// The page of the asks, or of a table's rows.
pub(super) fn sheet(app: &App, console: &Console, sheet: &Sheet) -> Page {
    let lang = app.settings.lang;
    let len = sheet_lines(app, console, sheet);
    let shown = told(len.len(), sheet.cursor, MOST_TOLD);
    let title = match sheet.table.and_then(|ask| console.run.book.asks.get(ask)) {
        Some(ask) => SafeText::line(ask.label.get(lang)),
        None => signs::SHEET_TITLE.text(lang),
    };
    let mut lines = vec![title];
    lines.extend(shown.clone().map(|n| numbered(n, &len[n])));
    lines.extend(rest(len.len(), &shown, words::MORE, lang));
    if sheet.table.is_none() && sheet.of_step > 0 {
        lines.push(words::OF_STEP.with(lang, &[&sheet.of_step]));
    }
    let table = sheet.table.and_then(|ask| console.run.asks().get(ask));
    lines.extend(table.filter(|table| table.answer.is_some()).map(|_| signs::SHEET_NO_ROWS.text(lang)));
    let word = match table {
        Some(table) if table.is_answered() => words::ROWS_PROMPT,
        Some(_) => words::NO_ROWS_PROMPT,
        None => words::SHEET_PROMPT,
    };
    let chosen = len.get(sheet.cursor).map(|line| numbered(sheet.cursor, line)).unwrap_or_default();
    let prompt = word.with(lang, &[&chosen]);
    // A list that was told is not told again for each answer in it.
    let rows = sheet.table.map(|table| (table, len.len()));
    Page { key: format!("sheet {rows:?} {shown:?}"), lines, prompt, ..Page::default() }
}

fn sheet_lines(app: &App, console: &Console, sheet: &Sheet) -> Vec<SafeText> {
    let (lang, zone, run) = (app.settings.lang, &app.settings.zone, &console.run);
    if let Some(table) = sheet.table {
        let (Some(ask), Some(state)) = (run.book.asks.get(table), run.asks().get(table)) else {
            return Vec::new();
        };
        let columns = name::columns(Some(ask));
        let row = |cells| {
            let cells = value::cells(cells, columns, lang, zone);
            let cells = cells.iter().map(|(label, value)| words::VALUE.with(lang, &[label, value]));
            value::join(cells, signs::COMMA.get(lang))
        };
        let rows = state.rows.iter().map(|known| row(&known.cells));
        return rows.chain([signs::SHEET_ADD_ROW.text(lang)]).collect();
    }
    let asks = sheet.asks.iter().filter_map(|n| Some((run.book.asks.get(*n)?, run.asks().get(*n)?)));
    let is_asked = |ask: &Ask| ask.when.as_ref().is_none_or(|when| when.evaluate(run) != Tri::False);
    asks.map(|(ask, state)| {
        let answer = match &state.answer {
            Some(answer) => value::answer(answer, Some(&ask.kind), lang, zone),
            None if !state.rows.is_empty() => signs::ROWS.with(lang, &[&state.rows.len()]),
            None if ask.required_by.is_some() && is_asked(ask) => {
                signs::UNKNOWN.text(lang).then(&words::MUST.text(lang))
            }
            None => signs::UNKNOWN.text(lang),
        };
        words::VALUE.with(lang, &[&SafeText::line(ask.label.get(lang)), &answer])
    })
    .collect()
}

/// Answers which ask or row is meant.
pub(super) fn hear_sheet(app: &App, console: &Console, sheet: &Sheet, answer: &str) -> Heard {
    let lang = app.settings.lang;
    let len = sheet_lines(app, console, sheet).len();
    let answer = answer.trim();
    if answer.is_empty() {
        return Heard::Said(vec![Said::Choose(sheet.cursor)]);
    }
    if [words::MORE.zh, words::MORE.en].contains(&answer) {
        return Heard::Said(vec![Said::PointAt(next_of(len, sheet.cursor, MOST_TOLD))]);
    }
    let clear = [words::CLEAR.zh, words::CLEAR.en].iter().find_map(|word| answer.strip_prefix(word));
    if let Some(n) = clear.and_then(options::number).filter(|n| *n < len) {
        let delete = KeyEvent::new(KeyCode::Delete, KeyModifiers::NONE);
        return Heard::Said(vec![Said::PointAt(n), Said::Key(delete)]);
    }
    if let Some(n) = options::number(answer).filter(|n| *n < len) {
        return Heard::Said(vec![Said::Choose(n)]);
    }
    if sheet.table.is_some() && is_none(answer) {
        return Heard::Said(vec![Said::Key(KeyEvent::new(KeyCode::Char('n'), KeyModifiers::NONE))]);
    }
    let asks =
        sheet.asks.iter().filter(|_| sheet.table.is_none()).filter_map(|n| console.run.book.asks.get(*n));
    let names: Vec<Vec<&str>> =
        asks.map(|ask| vec![ask.id.as_str(), ask.label.get(Lang::Zh), ask.label.get(Lang::En)]).collect();
    found(options::named(answer, &names), answer, lang)
}

/// Answers what came of a look for a name.
pub(super) fn found(found: Found, answer: &str, lang: Lang) -> Heard {
    match found {
        Found::One(n) => Heard::Said(vec![Said::Choose(n)]),
        Found::Several(names) => Heard::Unclear(options::several(answer, &names, lang)),
        Found::None => Heard::Unclear(words::NO_SUCH_OPTION.with(lang, &[&answer])),
    }
}

/// The page of the menu.
pub(super) fn palette(app: &App, finder: &Finder<Action>) -> Page {
    let lang = app.settings.lang;
    let line = |n: usize| {
        let hit = &finder.hits[n];
        match enabled(app, hit.item) {
            Ok(()) => hit.text.clone(),
            Err(why) => words::NOT_NOW.with(lang, &[&hit.text, &why]),
        }
    };
    finder_page(app, "menu", finder.hits.len(), finder.cursor, line)
}

/// The page of what is looked for: steps with how they stand, and what fits in guides and records.
pub(super) fn find(app: &App, console: &Console, finder: &Finder<Place>) -> Page {
    let lang = app.settings.lang;
    let run = &console.run;
    let line = |n: usize| {
        let hit = &finder.hits[n];
        // What it is comes first, and then what fits in it.
        let parts = match hit.item {
            Place::Step(step) => {
                let known = run.steps().get(step).map_or(Status::Open, |state| state.status);
                [hit.text.clone(), status(run, step, known, lang)]
            }
            Place::Guide(step) => {
                let title = SafeText::line(run.step_title(step, lang));
                [value::join([signs::GUIDE.text(lang), title], " "), hit.text.clone()]
            }
            Place::Record(place) => {
                let entry = Account::new(run, lang, &app.settings.zone).entry(place);
                let told = entry.map(|entry| {
                    value::join([SafeText::line(&app.settings.zone.minute(entry.at)), entry.person], " ")
                });
                [told.unwrap_or_default(), hit.text.clone()]
            }
        };
        value::join(parts, words::MARK.get(lang))
    };
    finder_page(app, "find", finder.hits.len(), finder.cursor, line)
}

fn finder_page(app: &App, name: &str, len: usize, cursor: usize, line: impl Fn(usize) -> SafeText) -> Page {
    let lang = app.settings.lang;
    let shown = told(len, cursor, MOST_FOUND);
    let mut lines: Vec<SafeText> = shown.clone().map(|n| numbered(n, &line(n))).collect();
    lines.extend(rest(len, &shown, words::MORE, lang));
    let word = if len == 0 { words::FIND_NOTHING } else { words::FIND_PROMPT };
    Page { key: key(name, &lines), lines, prompt: word.text(lang), ..Page::default() }
}

/// Answers which of a list that narrows is meant, or what it is narrowed by.
pub(super) fn hear_finder<T>(finder: &Finder<T>, answer: &str, lang: Lang) -> Heard {
    let len = finder.hits.len();
    if [words::MORE.zh, words::MORE.en].contains(&answer.trim()) && len > MOST_FOUND {
        return Heard::Said(vec![Said::PointAt(next_of(len, finder.cursor, MOST_FOUND))]);
    }
    match options::number(answer) {
        Some(n) if n < len => Heard::Said(vec![Said::Choose(n)]),
        Some(_) => Heard::Unclear(words::NO_SUCH_OPTION.with(lang, &[&answer])),
        None if !answer.trim().is_empty() => Heard::Said(vec![Said::Narrow(answer.trim().to_owned())]),
        None if len > 0 => Heard::Said(vec![Said::Choose(finder.cursor.min(len - 1))]),
        None => Heard::Said(vec![Said::Narrow(String::new())]),
    }
}

/// The page of the journal.
pub(super) fn history(app: &App, console: &Console, history: &History) -> Page {
    let (lang, zone) = (app.settings.lang, &app.settings.zone);
    let account = Account::new(&console.run, lang, zone);
    let len = history.shown.len();
    let shown = told(len, history.cursor, MOST_TOLD);
    let line = |n: usize| {
        let entry = account.entry(history.shown[n]);
        entry.map(|entry| {
            let at = SafeText::line(&zone.minute(entry.at));
            numbered(n, &value::join([at, entry.person.clone(), entry.one_line()], " "))
        })
    };
    let mut lines: Vec<SafeText> = shown.clone().filter_map(line).collect();
    lines.extend(rest(len, &shown, words::OLDER, lang));
    let filters = HistoryFilter::ALL.map(|filter| filter_word(filter).text(lang));
    lines.push(words::FILTERS.with(lang, &[&value::join(filters, signs::COMMA.get(lang))]));
    Page { key: key("history", &lines), lines, prompt: words::HISTORY_PROMPT.text(lang), ..Page::default() }
}

const fn filter_word(filter: HistoryFilter) -> Word {
    match filter {
        HistoryFilter::Work => signs::FILTER_WORK,
        HistoryFilter::All => signs::FILTER_ALL,
        HistoryFilter::Step => signs::FILTER_STEP,
        HistoryFilter::Notes => signs::FILTER_NOTES,
        HistoryFilter::Decisions => signs::FILTER_DECISIONS,
        HistoryFilter::Calls => signs::FILTER_CALLS,
        HistoryFilter::Questions => signs::FILTER_QUESTIONS,
        HistoryFilter::Evidence => signs::FILTER_EVIDENCE,
        HistoryFilter::Deviations => signs::FILTER_DEVIATIONS,
        HistoryFilter::Mine => signs::FILTER_MINE,
    }
}

/// Answers which record is meant, or which ones are to be told.
pub(super) fn hear_history(history: &History, answer: &str, lang: Lang) -> Heard {
    let (answer, len) = (answer.trim(), history.shown.len());
    let is = |word: Word| answer == word.zh || answer.eq_ignore_ascii_case(word.en);
    if let Some(n) = options::number(answer) {
        return if n < len {
            Heard::Said(vec![Said::Choose(n)])
        } else {
            Heard::Unclear(words::NO_SUCH_OPTION.with(lang, &[&answer]))
        };
    }
    if answer.is_empty() {
        return if len == 0 { Heard::Again } else { Heard::Said(vec![Said::Choose(history.cursor)]) };
    }
    if is(words::OLDER) || is(words::NEWER) {
        let cursor = if is(words::OLDER) {
            history.cursor.saturating_sub(MOST_TOLD)
        } else {
            (history.cursor + MOST_TOLD).min(len.saturating_sub(1))
        };
        return Heard::Said(vec![Said::PointAt(cursor)]);
    }
    let all = HistoryFilter::ALL;
    if let Some(to) = all.iter().position(|filter| is(filter_word(*filter))) {
        let from = all.iter().position(|filter| *filter == history.filter).unwrap_or(0);
        let tab = Said::Key(KeyEvent::new(KeyCode::Tab, KeyModifiers::NONE));
        let tabs = std::iter::repeat_n(tab, (to + all.len() - from) % all.len());
        return Heard::Said([Said::Narrow(String::new())].into_iter().chain(tabs).collect());
    }
    Heard::Said(vec![Said::Narrow(answer.to_owned())])
}

/// The page of one record.
pub(super) fn record(app: &App, overlay: &Overlay, record: &Record) -> Page {
    let lines = drawn::lines(app, overlay);
    let word = if record.deeds.is_empty() { words::READ_PROMPT } else { words::RECORD_PROMPT };
    Page { key: key("record", &lines), lines, prompt: word.text(app.settings.lang), ..Page::default() }
}

/// Answers what is to be done with a record.
pub(super) fn hear_record(record: &Record, answer: &str, lang: Lang) -> Heard {
    if answer.trim().is_empty() {
        return Heard::Said(vec![Said::ESCAPE]);
    }
    if let Some(n) = options::number(answer).filter(|n| *n < record.deeds.len()) {
        return Heard::Said(vec![Said::Choose(n)]);
    }
    let names: Vec<Vec<&str>> = record.deeds.iter().map(|(_, word)| vec![word.as_str()]).collect();
    found(options::named(answer, &names), answer, lang)
}
