//! A run in words: where one stands, the chosen step in full, and what can be done.

use super::options::{self, Found};
use super::{drawn, letters};
use crate::app::action::{ACTIONS, Declaration, Place};
use crate::app::enabled::enabled;
use crate::app::next::{Natural, natural};
use crate::app::{Action, App, Console, KeyTable, figure, next_change};
use crate::locale::{Lang, Word, console as signs, plain as words};
use crate::report::{due, name, value, words as names};
use crate::run::{Alarm, AlarmKind, Run, Status};
use crate::runbook::Tri;
use crate::text::SafeText;

/// What is told of a run where one stands: another step is told anew.
pub(super) fn key(console: &Console) -> String {
    console.run.steps().get(console.step).map(|state| state.id.to_string()).unwrap_or_default()
}

/// Where one stands, and the chosen step in full.
pub(super) fn lines(app: &App, console: &Console) -> Vec<SafeText> {
    let (lang, run, phase) = (app.settings.lang, &console.run, console.phase());
    let mut lines = Vec::new();
    if let (Some(state), Some(in_book)) = (run.steps().get(console.step), run.phases().get(phase)) {
        let (settled, all) = run.progress(phase);
        let title = SafeText::line(in_book.title.get(lang));
        lines.push(words::PHASE.with(lang, &[&(phase + 1), &run.phases().len(), &title, &settled, &all]));
        let place = run.steps_of(phase).iter().position(|n| *n == console.step).unwrap_or(0);
        let title = name::step(run, state, lang);
        lines.push(words::STEP.with(lang, &[&(place + 1), &run.steps_of(phase).len(), &title]));
        lines.extend(drawn::step(app).into_iter().skip(1));
        lines.extend(how_to_answer(app, console));
    }
    lines
}

/// What is asked at a run: the natural next thing, and the way to all others.
pub(super) fn prompt(app: &App, console: &Console) -> SafeText {
    let (lang, run) = (app.settings.lang, &console.run);
    let Some(state) = run.steps().get(console.step).filter(|_| !run.is_closed()) else {
        return words::PROMPT_CLOSED.with(lang, &[&run.number()]);
    };
    let (title, status) = (name::step(run, state, lang), status(run, console.step, state.status, lang));
    match enter_word(natural(console)) {
        Some(word) => words::PROMPT.with(lang, &[&title, &status, &word.get(lang)]),
        None => words::PROMPT_SETTLED.with(lang, &[&title, &status]),
    }
}

/// How what a step asks is filled in, where it asks anything.
fn how_to_answer(app: &App, console: &Console) -> Option<SafeText> {
    let state = console.run.steps().get(console.step).filter(|_| !console.run.is_closed())?;
    console.run.in_book(state).filter(|step| !step.asks.is_empty())?;
    let (n, row) = offered().find(|(_, row)| row.action == Action::Asks)?;
    let letter = letters::letter(&app.settings.keys, row).map(|letter| SafeText::line(&letter.to_string()));
    let lang = app.settings.lang;
    let (word, other) = match lang {
        Lang::Zh => (row.word.zh, row.name),
        Lang::En => (row.name, row.word.en),
    };
    let other = letter.unwrap_or_else(|| SafeText::word(other));
    Some(words::STEP_ASKS.with(lang, &[&word, &(n + 1), &other]))
}

/// How a step stands, and for one that is open, that it does not apply or that nobody knows whether it does.
pub(super) fn status(run: &Run, step: usize, status: Status, lang: Lang) -> SafeText {
    let own = names::status(status).text(lang);
    match (status, run.applies(step)) {
        (Status::Open, Tri::False) => names::status(Status::NotApplicable).text(lang),
        (Status::Open, Tri::Unknown) => {
            value::join([own, signs::UNDECIDED.text(lang)], words::MARK.get(lang))
        }
        (
            Status::Open
            | Status::Running
            | Status::Done
            | Status::Skipped
            | Status::NotApplicable
            | Status::Blocked,
            _,
        ) => own,
    }
}

/// What the run is, how long it has been going on, and what runs out next.
pub(super) fn standing(app: &App, console: &Console) -> Vec<SafeText> {
    let lang = app.settings.lang;
    let run = &console.run;
    let kind = names::kind(run.kind()).text(lang);
    let mut parts = vec![value::join([kind, SafeText::line(run.number()), SafeText::line(run.title())], " ")];
    if let Some(closed) = run.closed_at() {
        parts.push(words::CLOSED_AT.with(lang, &[&value::moment(closed, &app.settings.zone)]));
    } else if let Some((from, is_awareness)) = run.elapsed_from() {
        let word = if is_awareness { signs::SINCE_AWARE } else { signs::SINCE_OPENED };
        let elapsed = figure::elapsed(from, app.now.wall, lang).text;
        parts.push(value::join([word.text(lang), elapsed], " "));
    }
    let mut lines = vec![value::join(parts, words::MARK.get(lang))];
    lines.extend(console.journal.read_only.clone());
    lines.extend(console.journal.damage.iter().cloned());
    if let Some(failed) = &console.journal.failed {
        lines.push(words::FAILED.with(lang, &[failed]));
    }
    for alarm in next_change::times_running(app, console) {
        let title = time_title(app, console, alarm);
        let left = (alarm.at - app.now.wall).num_seconds();
        let span = value::span(left.unsigned_abs(), lang);
        let word = if left < 0 { words::TIME_PASSED } else { words::TIME_LEFT };
        lines.push(word.with(lang, &[&title, &span]));
    }
    lines
}

/// What a time belongs to, whether it is only a target, that nobody knows yet whether it applies, and that somebody has
/// seen it pass.
pub(super) fn time_title(app: &App, console: &Console, alarm: &Alarm) -> SafeText {
    let lang = app.settings.lang;
    let undecided = due::undecided(&console.run, &app.settings.zone, alarm);
    let of_step = matches!(alarm.kind, AlarmKind::Target(_)).then_some(signs::TARGET_OF);
    let seen = next_change::is_still_over(alarm, app.now.wall).then_some(signs::SEEN);
    let marks = of_step.into_iter().chain(undecided).chain(seen).map(|word| word.text(lang));
    value::join(std::iter::once(app.alarm_title(alarm.kind)).chain(marks), words::MARK.get(lang))
}

/// What the natural next thing is called.
const fn enter_word(natural: Natural) -> Option<Word> {
    match natural {
        Natural::Start => Some(signs::ENTER_START),
        Natural::Finish => Some(signs::ENTER_FINISH),
        Natural::Confirm => Some(signs::ENTER_CONFIRM),
        Natural::Rows => Some(signs::ENTER_ROWS),
        Natural::Unblock => Some(signs::ENTER_UNBLOCK),
        Natural::StartAgain => Some(signs::ENTER_START_AGAIN),
        Natural::Call => Some(signs::ENTER_CALL),
        Natural::Nothing => None,
    }
}

/// The actions that can be chosen, each with a number that it keeps.
pub(super) fn offered() -> impl Iterator<Item = (usize, &'static Declaration)> {
    let rows = ACTIONS.iter().filter(|row| row.action != Action::Palette);
    // There are no panes here to switch between, and one step is told at a time.
    let is_of_screens = |action| matches!(action, Action::SwitchFocus | Action::Focus);
    rows.enumerate().filter(move |(_, row)| !is_of_screens(row.action) && row.place != Place::Home)
}

/// Everything that can be said here: what can be done with its number and name, and what cannot, with why.
pub(super) fn help(app: &App, console: &Console) -> Vec<SafeText> {
    let lang = app.settings.lang;
    let mut lines = vec![words::HELP_HOW.text(lang)];
    lines.extend(how_to_answer(app, console));
    let mut not_now = Vec::new();
    for (n, row) in offered() {
        let next = enter_word(natural(console)).filter(|_| row.action == Action::Next);
        let word = next.unwrap_or(row.word);
        match enabled(app, row.action) {
            Ok(()) => {
                let letter = letters::letter(&app.settings.keys, row);
                let letter = letter.map(|letter| SafeText::line(&letter.to_string()));
                let names = value::join(
                    std::iter::once(SafeText::word(row.name)).chain(letter),
                    signs::COMMA.get(lang),
                );
                lines
                    .push(words::ACTION.with(lang, &[&(n + 1), &word.get(lang), &names, &row.doc.get(lang)]));
            }
            Err(why) => not_now.push(words::ACTION_NOT_NOW.with(lang, &[&(n + 1), &word.get(lang), &why])),
        }
    }
    if !not_now.is_empty() {
        lines.push(words::HELP_NOT_NOW.text(lang));
        lines.extend(not_now);
    }
    lines
}

/// The action that an answer names: its number, its name, a word of either language, or its key as it is set.
pub(super) fn action(keys: &KeyTable, answer: &str) -> Result<Action, Found> {
    if let Some(n) = options::number(answer) {
        return offered().find(|(at, _)| *at == n).map(|(_, row)| row.action).ok_or(Found::None);
    }
    let rows: Vec<&Declaration> = offered().map(|(_, row)| row).collect();
    if let Some(action) = letters::action(keys, answer, rows.iter().copied()) {
        return Ok(action);
    }
    let names: Vec<Vec<&str>> = rows.iter().map(|row| vec![row.name, row.word.zh, row.word.en]).collect();
    match options::named(answer, &names) {
        Found::One(n) => Ok(rows[n].action),
        other @ (Found::Several(_) | Found::None) => Err(other),
    }
}
