//! The steps of one phase: sign, title, and who did what when, or when it is due.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::paint::{self, Line, Scroll, wrap_line};
use super::row::{self, row};
use super::scene::{Ink, Scene, cursor_role};
use super::standing::{Columns, Standing};
use super::window::{window, window_of};
use crate::app::Target;
use crate::app::{Action, Console, Focus};
use crate::locale::console as words;
use crate::report::{name, words as names};
use crate::run::{Left, Status};
use crate::runbook::{Mode, Tri};
use crate::text::SafeText;
use crate::theme::Role;

/// The most rows for what is said aloud.
const MOST_PAUSE_ROWS: usize = 2;

/// How many rows the steps of the longest phase take: the panes stay where they are from phase to phase.
pub(super) fn rows(console: &Console) -> usize {
    let phases = 0..console.run.phases().len();
    phases.map(|phase| console.run.steps_of(phase).len()).max().unwrap_or(0) + MOST_PAUSE_ROWS
}

/// Draws the title of the phase, and its steps.
pub(super) fn steps(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect) {
    buf.mark(area, Target::Steps);
    title(scene, console, buf, row::nth(area, 0), console.phase());
    let area = row::below(area, 1);
    let steps = console.run.steps_of(console.phase());
    if steps.is_empty() {
        let key = scene.app.settings.keys.first(Action::AddStep);
        let text = match key.as_str() {
            "" => scene.word(words::PHASE_EMPTY_NO_KEY),
            key => scene.phrase(words::PHASE_EMPTY, &[&key]),
        };
        let line = scene.line(text, Role::TextDim);
        row::lines(buf, area, &wrap_line(&line, area.width.into()));
        return;
    }
    let pause = pause(scene, console, area.width);
    let cursor = steps.iter().position(|step| *step == console.step).unwrap_or(0);
    // What is said aloud belongs to the last step.
    let chosen_end = if cursor + 1 == steps.len() { cursor + 1 + pause.len() } else { cursor + 1 };
    let shown = window_of(steps.len() + pause.len(), area.height.into(), cursor..chosen_end);
    let next = console.run.next_step();
    let visible = &steps[shown.start.min(steps.len())..shown.end.min(steps.len())];
    let standing = |step: &usize| Standing::of(scene, console, *step, next == Some(*step));
    let standings: Vec<Standing> = visible.iter().map(standing).collect();
    let columns = Columns::of(scene, standings.iter(), area.width.into());
    for (at, (&step, standing)) in visible.iter().zip(&standings).enumerate() {
        let right = |ink: Ink<'_>| standing.line(ink, columns);
        step_row(scene, console, buf, row::nth(area, at), step, next == Some(step), &right);
    }
    let said = &pause[..shown.len() - visible.len()];
    row::lines(buf, row::below(area, visible.len()), said);
    let scroll = Scroll { first: shown.start, shown: shown.len(), total: steps.len() + pause.len() };
    let style = scene.style(if console.focus == Focus::Steps { Role::BorderFocus } else { Role::Border });
    paint::scrollbar(buf, area.right() - 1, area.y, area.height, scroll, scene.glyphs(), style);
}

/// One row of all the steps.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    Phase(usize),
    Step(usize),
    Blank,
}

/// Draws the steps of every phase, each below the title of its phase.
pub(super) fn all(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect) {
    let run = &console.run;
    let phases = 0..run.phases().len();
    let entries: Vec<Entry> = phases
        .flat_map(|phase| {
            let steps = run.steps_of(phase).iter().map(|step| Entry::Step(*step));
            [Entry::Phase(phase)].into_iter().chain(steps).chain([Entry::Blank])
        })
        .collect();
    let cursor = entries.iter().position(|entry| *entry == Entry::Step(console.step)).unwrap_or(0);
    let shown = window(entries.len(), area.height.into(), cursor);
    let next = run.next_step();
    buf.mark(area, Target::Steps);
    let visible: Vec<(Entry, Standing)> = entries[shown.clone()]
        .iter()
        .map(|entry| match entry {
            Entry::Step(step) => (*entry, Standing::of(scene, console, *step, next == Some(*step))),
            Entry::Phase(_) | Entry::Blank => (*entry, Standing::default()),
        })
        .collect();
    let columns = Columns::of(scene, visible.iter().map(|(_, standing)| standing), area.width.into());
    for (at, (entry, standing)) in visible.iter().enumerate() {
        let line = row::nth(area, at);
        match entry {
            Entry::Phase(phase) => title(scene, console, buf, line, *phase),
            Entry::Step(step) => {
                let right = |ink: Ink<'_>| standing.line(ink, columns);
                step_row(scene, console, buf, line, *step, next == Some(*step), &right);
            }
            Entry::Blank => {}
        }
    }
    let scroll = Scroll { first: shown.start, shown: shown.len(), total: entries.len() };
    let style = scene.style(if console.focus == Focus::Steps { Role::BorderFocus } else { Role::Border });
    paint::scrollbar(buf, area.right() - 1, area.y, area.height, scroll, scene.glyphs(), style);
}

fn title(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect, place: usize) {
    let Some(phase) = console.run.phases().get(place) else { return };
    let (settled, all) = console.run.progress(place);
    let number = SafeText::line(&format!("{} ", place + 1));
    let left = scene.line(number, Role::TextDim).with(scene.text(&phase.title), scene.style(Role::Title));
    let progress = SafeText::line(&format!("{settled}/{all}"));
    let progress = scene.line(progress, Role::Text);
    let rest = scene
        .dot(Role::TextDim)
        .with(scene.word(names::stage(phase.stage)), scene.style(Role::TextDim))
        .joined(&scene.dot(Role::TextDim))
        .with(scene.word(names::mode(phase.mode)), scene.style(Role::TextDim));
    let [own, all] = left_behind(scene, console, place);
    let end = |line: Line| line.with(" ", scene.style(Role::Text));
    // Where it is narrow, only how far it is.
    let forms = [all.clone().joined(&progress).joined(&rest), all.joined(&progress)].map(end);
    let fits = |line: &&Line| left.width() + line.width() < usize::from(area.width);
    let right = forms.iter().find(fits).cloned().unwrap_or_else(|| end(own.joined(&progress)));
    row(scene, buf, area, scene.ink(None), &left, &right);
}

/// How much was left behind in a phase; and the same with how much elsewhere, at the chosen phase.
fn left_behind(scene: Scene<'_>, console: &Console, place: usize) -> [Line; 2] {
    // What waits to be decided is listed, but nobody went past it by choice.
    let passed = || console.left_behind.iter().filter(|left| left.why != Left::Undecided);
    let is_here = |step: usize| console.run.steps().get(step).is_some_and(|state| state.phase == place);
    let all = passed().count();
    let own = passed().filter(|left| is_here(left.step)).count();
    let elsewhere = if place == console.phase() { all - own } else { 0 };
    let own_told = (own > 0).then(|| scene.phrase(words::LEFT, &[&own]));
    let all_told = match (own, elsewhere) {
        (_, 0) => own_told.clone(),
        (0, _) => Some(scene.phrase(words::LEFT_ELSEWHERE, &[&elsewhere])),
        (_, _) => Some(scene.phrase(words::LEFT_AND_ELSEWHERE, &[&own, &elsewhere])),
    };
    [own_told, all_told].map(|told| {
        told.map_or_else(Line::default, |told| {
            let sign = scene.line(scene.glyphs().warning, Role::Warning).with(" ", scene.style(Role::Text));
            sign.with(told, scene.style(Role::Warning)).joined(&scene.dot(Role::TextDim))
        })
    })
}

/// What is said aloud before going on.
fn pause(scene: Scene<'_>, console: &Console, columns: u16) -> Vec<Line> {
    let phase = console.run.phases().get(console.phase());
    let Some(text) = phase.and_then(|phase| phase.pause.as_ref()) else { return Vec::new() };
    let style = scene.style(Role::Note);
    let margin = Line::new("   ", style).with(scene.glyphs().more_below, style).with(" ", style);
    let indent = Line::new("     ", style);
    let room = usize::from(columns).saturating_sub(margin.width() + 1);
    let wrapped = wrap_line(&Line::new(scene.text(text), style), room);
    let before = |n: usize| if n == 0 { margin.clone() } else { indent.clone() };
    let mut lines: Vec<Line> = wrapped.iter().enumerate().map(|(n, line)| before(n).joined(line)).collect();
    if lines.len() > MOST_PAUSE_ROWS {
        lines.truncate(MOST_PAUSE_ROWS);
        if let Some(last) = lines.last_mut() {
            last.push(scene.glyphs().ellipsis, scene.style(Role::Note));
        }
    }
    lines
}

fn step_row(
    scene: Scene<'_>,
    console: &Console,
    buf: &mut Canvas<'_>,
    area: Rect,
    step: usize,
    is_next: bool,
    right: &dyn Fn(Ink<'_>) -> Line,
) {
    buf.mark(area, Target::Step(step));
    let run = &console.run;
    let state = &run.steps()[step];
    let is_chosen = console.step == step;
    let ground = is_chosen.then_some(cursor_role(console.focus == Focus::Steps));
    let ink = scene.ink(ground);
    let (glyph, role) = boxed_sign(scene, console, step);
    let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
    let mut left = Line::new(cursor, ink.of(Role::TextStrong)).with(glyph, ink.of(role));
    let strong = is_chosen || is_next;
    let title_role = if role == Role::StepOpen && strong { Role::TextStrong } else { role };
    left.push(" ", ink.ground());
    left.push(name::step(run, state, scene.lang()), ink.of(title_role));
    if state.added_by.is_some() {
        left.push(" +", ink.of(Role::Badge));
    }
    row(scene, buf, area, ink, &left, &right(ink));
}

/// The same as it stands in its phase: a box to tick where the phase is done first and confirmed then.
pub(super) fn boxed_sign(scene: Scene<'_>, console: &Console, step: usize) -> (SafeText, Role) {
    let (glyph, role) = sign(scene, console, step);
    let phase = &console.run.phases()[console.run.steps()[step].phase];
    let is_boxed = phase.mode == Mode::DoConfirm;
    (if is_boxed { boxed(scene, glyph) } else { SafeText::word(glyph) }, role)
}

/// A sign in a box to tick. Signs in ASCII have one of their own, and words that stand for signs need none.
pub(super) fn boxed(scene: Scene<'_>, glyph: &'static str) -> SafeText {
    if glyph.chars().count() != 1 {
        return SafeText::word(glyph);
    }
    let inside = if glyph == scene.glyphs().open { " " } else { glyph };
    SafeText::word("[").then(&SafeText::word(inside)).then(&SafeText::word("]"))
}

/// The sign and the role of a step as it stands, its condition included.
pub(super) fn sign(scene: Scene<'_>, console: &Console, step: usize) -> (&'static str, Role) {
    let run = &console.run;
    let state = &run.steps()[step];
    if !state.status.is_settled() && run.applies(step) == Tri::False {
        return scene.status(Status::NotApplicable);
    }
    let is_awaited = run.is_open(step) && !run.is_closed();
    let due = run.due_at(step, scene.zone()).filter(|due| *due <= scene.now() && is_awaited);
    match (state.status, due) {
        (Status::Open, Some(_)) => (scene.glyphs().late, Role::StepLate),
        (status, _) => scene.status(status),
    }
}
