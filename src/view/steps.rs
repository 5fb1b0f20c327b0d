//! The steps of one phase: sign, title, and who did what when, or when it is due.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{Line, wrap_line};
use super::row::{self, row};
use super::scene::{Ink, Scene, cursor_role};
use super::window::window_of;
use crate::app::{Console, Focus, figure, next_change};
use crate::locale::console as words;
use crate::report::{name, words as names};
use crate::run::{Status, StepState};
use crate::runbook::{Mode, Tri};
use crate::text::SafeText;
use crate::theme::Role;

/// From this many columns on, the person stands in a row.
const PERSON_FROM: u16 = 46;

/// How many rows the steps of the chosen phase take, with what is said aloud after them.
pub(super) fn rows(scene: Scene<'_>, console: &Console, columns: u16) -> usize {
    console.run.steps_of(console.phase()).len().max(1) + pause(scene, console, columns).len()
}

/// Draws the title of the phase, and its steps.
pub(super) fn steps(scene: Scene<'_>, console: &Console, buf: &mut Buffer, area: Rect) {
    title(scene, console, buf, row::nth(area, 0));
    let area = row::below(area, 1);
    let steps = console.run.steps_of(console.phase());
    if steps.is_empty() {
        let line = scene.line(scene.word(words::PHASE_EMPTY), Role::TextDim);
        row::lines(buf, area, &wrap_line(&line, area.width.into()));
        return;
    }
    let pause = pause(scene, console, area.width);
    let cursor = steps.iter().position(|step| *step == console.step).unwrap_or(0);
    // What is said aloud belongs to the last step.
    let chosen_end = if cursor + 1 == steps.len() { cursor + 1 + pause.len() } else { cursor + 1 };
    let shown = window_of(steps.len() + pause.len(), area.height.into(), cursor..chosen_end);
    let next = console.run.next_step();
    for (at, entry) in shown.enumerate() {
        match steps.get(entry) {
            Some(&step) => step_row(scene, console, buf, row::nth(area, at), step, next == Some(step)),
            None => {
                row::lines(buf, row::nth(area, at), &pause[entry - steps.len()..][..1]);
            }
        }
    }
}

fn title(scene: Scene<'_>, console: &Console, buf: &mut Buffer, area: Rect) {
    let Some(phase) = console.run.phases().get(console.phase()) else { return };
    let (settled, all) = console.run.progress(console.phase());
    let number = SafeText::line(&format!("{} ", console.phase() + 1));
    let left = scene.line(number, Role::TextDim).with(scene.text(&phase.title), scene.style(Role::Title));
    let progress = SafeText::line(&format!("{settled}/{all}"));
    let right = scene
        .line(progress, Role::Text)
        .joined(&scene.dot(Role::TextDim))
        .with(scene.word(names::stage(phase.stage)), scene.style(Role::TextDim))
        .joined(&scene.dot(Role::TextDim))
        .with(scene.word(names::mode(phase.mode)), scene.style(Role::TextDim))
        .with(" ", scene.style(Role::Text));
    row(scene, buf, area, scene.ink(None), &left, &right);
}

/// What is said aloud before going on, in at most two lines.
fn pause(scene: Scene<'_>, console: &Console, columns: u16) -> Vec<Line> {
    let phase = console.run.phases().get(console.phase());
    let Some(text) = phase.and_then(|phase| phase.pause.as_ref()) else { return Vec::new() };
    let line = scene
        .line("   ", Role::Text)
        .with(scene.glyphs().more_below, scene.style(Role::Note))
        .with(" ", scene.style(Role::Note))
        .with(scene.text(text), scene.style(Role::Note));
    let mut lines = wrap_line(&line, columns.into());
    lines.truncate(2);
    lines
}

fn step_row(scene: Scene<'_>, console: &Console, buf: &mut Buffer, area: Rect, step: usize, is_next: bool) {
    let run = &console.run;
    let state = &run.steps()[step];
    let is_chosen = console.step == step;
    let ground = is_chosen.then_some(cursor_role(console.focus == Focus::Steps));
    let ink = scene.ink(ground);
    let (glyph, role) = sign(scene, console, step);
    let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
    let mut left = Line::new(cursor, ink.of(Role::TextStrong));
    if run.phases()[state.phase].mode == Mode::DoConfirm && !glyph.starts_with('[') {
        let inside = if glyph == scene.glyphs().open { " " } else { glyph };
        left = left.with("[", ink.of(role)).with(inside, ink.of(role)).with("]", ink.of(role));
    } else {
        left.push(glyph, ink.of(role));
    }
    let strong = is_chosen || is_next;
    let title_role = if role == Role::StepOpen && strong { Role::TextStrong } else { role };
    left.push(" ", ink.ground());
    left.push(name::step(run, state, scene.lang()), ink.of(title_role));
    if state.added_by.is_some() {
        left.push(" +", ink.of(Role::Badge));
    }
    let right = right(scene, console, ink, step, is_next, area.width);
    row(scene, buf, area, ink, &left, &right);
}

/// The sign and the role of a step as it stands, its condition included.
pub(super) fn sign(scene: Scene<'_>, console: &Console, step: usize) -> (&'static str, Role) {
    let run = &console.run;
    let state = &run.steps()[step];
    if !state.status.is_settled() && run.applies(step) == Tri::False {
        return scene.status(Status::NotApplicable);
    }
    let due = run.due_at(step, scene.zone()).filter(|due| *due <= scene.now() && run.is_open(step));
    match (state.status, due) {
        (Status::Open, Some(_)) => (scene.glyphs().late, Role::StepLate),
        (status, _) => scene.status(status),
    }
}

fn right(
    scene: Scene<'_>,
    console: &Console,
    ink: Ink<'_>,
    step: usize,
    is_next: bool,
    columns: u16,
) -> Line {
    let run = &console.run;
    let state = &run.steps()[step];
    let mut line = Line::default();
    if state.conflict {
        line.push(scene.glyphs().warning, ink.of(Role::Warning));
        line.push(scene.word(words::CONFLICT), ink.of(Role::Warning));
        line.push(" ", ink.ground());
    }
    if run.misses_signature(state) {
        line.push(scene.word(words::SIGN_WANTED), ink.of(Role::Warning));
        line.push(" ", ink.ground());
    }
    match state.status {
        Status::Open => open_right(scene, console, ink, step, is_next, &mut line),
        Status::Running => {
            when_and_who(scene, console, ink, state.started, columns, &mut line);
            running_figure(scene, console, ink, step, &mut line);
        }
        Status::Done => {
            when_and_who(scene, console, ink, state.decided_by, columns, &mut line);
            line.push(padded(&took(scene, console, state), 11), ink.of(Role::TextDim));
        }
        Status::Skipped | Status::NotApplicable | Status::Blocked => {
            when_and_who(scene, console, ink, state.decided_by, columns, &mut line);
            let word = scene.word(names::status(state.status));
            line.push(padded(&word, 11), ink.of(scene.status(state.status).1));
        }
    }
    line.push(" ", ink.ground());
    line
}

fn open_right(
    scene: Scene<'_>,
    console: &Console,
    ink: Ink<'_>,
    step: usize,
    is_next: bool,
    line: &mut Line,
) {
    let run = &console.run;
    match run.applies(step) {
        Tri::False => {
            let word = scene.word(names::status(Status::NotApplicable));
            line.push(word, ink.of(Role::StepNotApplicable));
            return;
        }
        Tri::Unknown => {
            line.push(scene.word(words::UNDECIDED), ink.of(Role::Warning));
            line.push(" ", ink.ground());
        }
        Tri::True => {}
    }
    if let Some(to) = assigned_to(scene, console, step) {
        line.push(scene.glyphs().arrow, ink.of(Role::TextDim));
        line.push(to.fit(12), ink.of(Role::EventPerson));
        line.push(" ", ink.ground());
    }
    if let Some(due) = run.due_at(step, scene.zone()).filter(|_| run.is_open(step)) {
        let role = if due <= scene.now() {
            Role::DeadlinePast
        } else if is_near(scene, step) {
            Role::DeadlineNear
        } else {
            Role::DeadlineFar
        };
        line.push(scene.phrase(words::DUE_AT, &[&scene.short_time(due)]), ink.of(role));
        line.push(" ", ink.ground());
    }
    if is_next {
        line.push(scene.word(words::NEXT_HERE), ink.of(Role::Badge));
    }
}

fn is_near(scene: Scene<'_>, step: usize) -> bool {
    let is_of_step = |alarm: &crate::run::Alarm| next_change::alarm_step(alarm) == Some(step);
    scene.times.iter().any(|alarm| is_of_step(alarm) && alarm.is_near(scene.now()))
}

fn running_figure(scene: Scene<'_>, console: &Console, ink: Ink<'_>, step: usize, line: &mut Line) {
    let Some(figure) = next_change::step_figure(scene.app, console, step) else { return };
    let target = console.run.target_at(step, scene.zone());
    let is_late = target.is_some_and(|target| target <= scene.now())
        || console.run.due_at(step, scene.zone()).is_some_and(|due| due <= scene.now());
    if is_late {
        let text = SafeText::word(scene.glyphs().late).then(&figure.text);
        line.push(padded(&text, 11), ink.of(Role::StepLate));
    } else {
        let role = if is_near(scene, step) { Role::DeadlineNear } else { Role::StepRunning };
        line.push(padded(&figure.text, 11), ink.of(role));
    }
}

fn when_and_who(
    scene: Scene<'_>,
    console: &Console,
    ink: Ink<'_>,
    place: Option<usize>,
    columns: u16,
    line: &mut Line,
) {
    let run = &console.run;
    let Some((place, at)) = place.and_then(|place| run.when(place).map(|at| (place, at))) else { return };
    line.push(scene.time_or_date(at), ink.of(Role::EventTime));
    line.push(" ", ink.ground());
    if columns >= PERSON_FROM {
        let person = SafeText::line(&run.facts()[place].by).fit(8);
        let gap = 9_usize.saturating_sub(person.width());
        line.push(person, ink.of(Role::EventPerson));
        line.push(SafeText::line(&" ".repeat(gap)), ink.ground());
    }
}

/// How long a done step took, where its beginning is known.
fn took(scene: Scene<'_>, console: &Console, state: &StepState) -> SafeText {
    let run = &console.run;
    let moment = |place: Option<usize>| place.and_then(|place| run.when(place));
    match (moment(state.started), moment(state.decided_by)) {
        (Some(from), Some(until)) => figure::elapsed(from, until, scene.lang()).text,
        (_, None) | (None, Some(_)) => SafeText::default(),
    }
}

/// Whom a step was given to last.
pub(super) fn assigned_to(scene: Scene<'_>, console: &Console, step: usize) -> Option<SafeText> {
    let run = &console.run;
    let state = run.steps().get(step)?;
    let last = state.assigned.iter().rev().find(|place| run.stands(**place))?;
    match run.facts()[*last].event() {
        Some(crate::run::Event::StepAssigned { person: Some(person), .. }) => Some(SafeText::line(person)),
        Some(crate::run::Event::StepAssigned { role: Some(role), .. }) => {
            Some(name::role_of(run, role, scene.lang()))
        }
        Some(_) | None => None,
    }
}

/// A text at the right of so many columns.
fn padded(text: &SafeText, columns: usize) -> SafeText {
    SafeText::line(&" ".repeat(columns.saturating_sub(text.width()))).then(text)
}
