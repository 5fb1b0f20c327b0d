//! What was left behind, and what it stands before: the end of a phase, a stage, the run.

use std::ops::Range;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::notice;
use super::paint::{self, Line, Scroll, wrap_line};
use super::popup;
use super::row;
use super::row_list;
use super::scene::{Ink, Scene};
use super::window::window_of;
use crate::app::Console;
use crate::app::Target;
use crate::app::left_list::{LeftList, Purpose};
use crate::locale::console as words;
use crate::report::account::Account;
use crate::report::{name, value, words as names};
use crate::run::{Left, LeftBehind, Run, Status};
use crate::runbook::Tri;
use crate::text::SafeText;
use crate::theme::Role;

/// Draws the list.
pub(super) fn left_list(
    scene: Scene<'_>,
    console: &Console,
    list: &LeftList,
    buf: &mut Canvas<'_>,
    area: Rect,
) {
    let columns = usize::from(popup::columns(area));
    let (lines, focus, places) = lines(scene, console, list, columns);
    let inside = popup::popup(scene, buf, area, &title(scene, &console.run, list.purpose), lines.len());
    // What was said aloud and how the phase stands is read before anything is chosen.
    let focus = if list.cursor == 0 { 0..focus.end } else { focus };
    let shown = window_of(lines.len(), inside.height.into(), focus);
    row::lines(buf, inside, &lines[shown.clone()]);
    row::mark(buf, inside, &shown, &places);
    let scroll = Scroll { first: shown.start, shown: shown.len(), total: lines.len() };
    let style = scene.style(Role::BorderFocus);
    paint::scrollbar(buf, inside.right() + 1, inside.y, inside.height, scroll, scene.glyphs(), style);
}

fn title(scene: Scene<'_>, run: &Run, purpose: Purpose) -> SafeText {
    match purpose {
        Purpose::Look => scene.word(words::LEFT_TITLE),
        Purpose::Closing => scene.word(words::LEFT_CLOSING_TITLE),
        Purpose::Phase(phase) => {
            let title = run.phases().get(phase).map(|known| scene.text(&known.title)).unwrap_or_default();
            SafeText::line(&format!("{} ", phase + 1)).then(&title)
        }
    }
}

/// The lines of the list, those of the chosen row, and which row stands where.
fn lines(
    scene: Scene<'_>,
    console: &Console,
    list: &LeftList,
    columns: usize,
) -> (Vec<Line>, Range<usize>, row::Places) {
    let run = &console.run;
    let steps = list.steps(run);
    let mut lines = Vec::new();
    let mut focus = 0..1;
    let mut places = Vec::new();
    match list.purpose {
        Purpose::Look => {}
        Purpose::Closing => {
            lines.extend(wrap_line(&scene.line(scene.word(words::LEFT_CLOSING), Role::Text), columns));
            lines.push(Line::default());
        }
        Purpose::Phase(phase) => lines.extend(of_phase(scene, run, phase, columns)),
    }
    if let Some(button) = button(scene, run, list.purpose) {
        focus = if list.cursor == 0 { lines.len()..lines.len() + 1 } else { focus };
        places.push((lines.len()..lines.len() + 1, Target::Entry(0)));
        lines.push(choice(
            scene,
            list,
            0,
            &Line::new(button, ink(scene, list, 0).of(Role::TextStrong)),
            columns,
        ));
        if !steps.is_empty() {
            lines.push(Line::default());
            lines.extend(wrap_line(&scene.line(scene.word(words::LEFT_HEADING), Role::Heading), columns));
        }
    }
    for (n, left) in steps.iter().enumerate() {
        let place = list.first_step() + n;
        let first = lines.len();
        lines.push(step_row(scene, console, list, place, *left, columns));
        if list.cursor == place {
            lines.extend(told(scene, console, *left, columns));
            focus = first..lines.len();
        }
        places.push((first..lines.len(), Target::Entry(place)));
    }
    (lines, focus, places)
}

/// How a phase stands, and what is said aloud at its end.
fn of_phase(scene: Scene<'_>, run: &Run, phase: usize, columns: usize) -> Vec<Line> {
    let Some(known) = run.phases().get(phase) else { return Vec::new() };
    let count = |is: &dyn Fn(usize) -> bool| run.steps_of(phase).iter().filter(|n| is(**n)).count();
    let of = |status: Status| count(&|n| run.steps()[n].status == status);
    let counts = [
        (words::LEFT_DONE, of(Status::Done)),
        (words::LEFT_SKIPPED, of(Status::Skipped)),
        (words::LEFT_OPEN, count(&|n| run.is_open(n))),
        (words::LEFT_NOT_APPLICABLE, count(&|n| !run.is_open(n) && !counts_as_work(run, n))),
    ];
    let told = counts.into_iter().filter(|(word, n)| *n > 0 || *word == words::LEFT_DONE);
    let told = told.map(|(word, n)| scene.phrase(word, &[&n]));
    let told = value::join(told, words::COMMA.get(scene.lang()));
    let mut lines = wrap_line(&scene.line(told, Role::TextStrong), columns);
    if run.ends_stage(phase) {
        let stage = scene.word(names::stage(known.stage));
        let text = scene.phrase(words::LEFT_STAGE_ENDS, &[&stage]);
        lines.extend(wrap_line(&scene.line(text, Role::Text), columns));
    }
    if let Some(pause) = &known.pause {
        let style = scene.style(Role::Note);
        let text = Line::new(scene.text(pause), style);
        let wrapped = wrap_line(&text, columns.saturating_sub(2));
        lines.push(Line::default());
        lines.extend(wrapped.iter().enumerate().map(|(n, line)| {
            let margin = if n == 0 { scene.glyphs().more_below } else { " " };
            Line::new(margin, style).with(" ", style).joined(line)
        }));
    }
    lines.push(Line::default());
    lines
}

fn counts_as_work(run: &Run, step: usize) -> bool {
    matches!(run.steps()[step].status, Status::Done | Status::Skipped)
}

/// What the first row does.
fn button(scene: Scene<'_>, run: &Run, purpose: Purpose) -> Option<SafeText> {
    match purpose {
        Purpose::Look => None,
        Purpose::Closing => Some(scene.word(words::LEFT_CLOSE_ALL_THE_SAME)),
        Purpose::Phase(phase) => Some(match run.completed(phase).map(|place| &run.facts()[place]) {
            Some(fact) => {
                let (by, at) = (SafeText::line(&fact.by), scene.short_time(fact.at));
                scene.phrase(words::LEFT_CALLED, &[&at, &by])
            }
            None if run.steps_of(phase).iter().any(|n| run.is_proposed(*n)) => {
                scene.word(words::LEFT_CALL_ALL_THE_SAME)
            }
            None => scene.word(words::LEFT_CALL),
        }),
    }
}

fn ink<'a>(scene: Scene<'a>, list: &LeftList, place: usize) -> Ink<'a> {
    scene.ink((list.cursor == place).then_some(Role::Cursor))
}

/// A row that can be chosen, with its number.
fn choice(scene: Scene<'_>, list: &LeftList, place: usize, text: &Line, columns: usize) -> Line {
    let ink = ink(scene, list, place);
    let cursor = if list.cursor == place { scene.glyphs().cursor } else { " " };
    let digit = if place < 9 { format!("{} ", place + 1) } else { "  ".to_owned() };
    let line = Line::new(cursor, ink.of(Role::TextStrong)).with(SafeText::line(&digit), ink.of(Role::Key));
    let line = paint::fit(&line.joined(text), columns, scene.glyphs().ellipsis);
    let gap = SafeText::line(&" ".repeat(columns.saturating_sub(line.width())));
    line.with(gap, ink.ground())
}

fn step_row(
    scene: Scene<'_>,
    console: &Console,
    list: &LeftList,
    place: usize,
    left: LeftBehind,
    columns: usize,
) -> Line {
    let run = &console.run;
    let ink = ink(scene, list, place);
    let state = &run.steps()[left.step];
    let (glyph, role) = match left.why {
        Left::Lacking(_) => (scene.glyphs().warning, Role::Warning),
        Left::Skipped => scene.status(Status::Skipped),
        Left::Open | Left::Undecided | Left::Blocked => scene.status(state.status),
    };
    let why = match left.why {
        Left::Skipped => scene.word(names::status(Status::Skipped)),
        Left::Lacking(unmet) => scene.word(names::unmet(unmet)),
        Left::Undecided => scene.word(words::UNDECIDED),
        Left::Open if state.status == Status::Open && run.applies(left.step) == Tri::Unknown => {
            scene.word(words::UNDECIDED)
        }
        Left::Open | Left::Blocked => scene.word(names::status(state.status)),
    };
    let why = value::join(row_list::progress(state).into_iter().chain([why]), " · ");
    let room = columns.saturating_sub(why.width(scene.ambiguous()) + 7);
    let title = name::step(run, state, scene.lang()).fit(room.max(8), scene.ambiguous());
    // In ASCII the signs of states are wider than the others; titles stand below each other all the same.
    let short = Line::new(scene.glyphs().open, ink.ground())
        .width()
        .saturating_sub(Line::new(glyph, ink.ground()).width());
    let pad = SafeText::line(&" ".repeat(short + 1));
    let text = Line::new(glyph, ink.of(role)).with(pad, ink.ground()).with(title, ink.of(Role::Text));
    let gap = columns.saturating_sub(text.width() + why.width(scene.ambiguous()) + 4).max(1);
    let text = text.with(SafeText::line(&" ".repeat(gap)), ink.ground()).with(why, ink.of(role));
    choice(scene, list, place, &text, columns)
}

/// The phase of the chosen step, and what was recorded of it.
fn told(scene: Scene<'_>, console: &Console, left: LeftBehind, columns: usize) -> Vec<Line> {
    let run = &console.run;
    let state = &run.steps()[left.step];
    let style = scene.style(Role::TextDim);
    let phase = scene.text(&run.phases()[state.phase].title);
    let mut line = Line::new(phase, style);
    let account = Account::new(run, scene.lang(), scene.zone());
    if let Some(entry) = state.decided_by.and_then(|place| account.entry(place)) {
        line = line.joined(&scene.dot(Role::TextDim)).with(scene.short_time(entry.at), style);
        line = line
            .with(" ", style)
            .with(entry.person.clone(), style)
            .with(" ", style)
            .with(entry.sentence, style);
    }
    let mut wrapped = wrap_line(&line, columns.saturating_sub(5));
    if !state.status.is_settled()
        && let Some(why) = notice::undecided_yet(scene, run, left.step)
    {
        wrapped.extend(wrap_line(&Line::new(why, style), columns.saturating_sub(5)));
    }
    for (word, rows) in [
        (words::ROWS_OPEN, state.open_rows().collect::<Vec<_>>()),
        (words::ROWS_SKIPPED, state.skipped_rows().collect()),
    ] {
        if !rows.is_empty() {
            let named = name::rows_of_step(run, state, &rows, scene.lang(), scene.zone());
            let text = scene.phrase(word, &[&value::join(named, words::COMMA.get(scene.lang()))]);
            wrapped.extend(wrap_line(&Line::new(text, style), columns.saturating_sub(5)));
        }
    }
    wrapped.iter().map(|line| Line::new("     ", style).joined(line)).collect()
}
