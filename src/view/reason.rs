//! Asking for a reason: what is not met, reasons to choose from, and a line for one's own words.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::field::{self, Frame};
use super::page;
use super::paint::{Line, fit, wrap_line};
use super::popup;
use super::row;
use super::scene::Scene;
use super::window::window_of;
use crate::app::{Action, Target};
use crate::app::{ReasonPrompt, Room};
use crate::locale::console as words;
use crate::report::{demand, name};
use crate::run::{Event, Run};
use crate::text::SafeText;
use crate::theme::Role;

/// Draws the prompt. The cursor stands in one's own words.
pub(super) fn reason(
    scene: Scene<'_>,
    prompt: &ReasonPrompt,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let columns = usize::from(popup::columns(area));
    let mut lines = unmet(scene, prompt, columns);
    let presets = |wraps: bool| -> Vec<Vec<Line>> {
        let texts = prompt.presets.iter().enumerate();
        texts.map(|(n, (_, text))| preset(scene, n, text, prompt.cursor == n, columns, wraps)).collect()
    };
    // Where whole reasons would push others out of sight, they are rather cut. A border and one's own words are three rows.
    let whole = presets(true);
    let fits = lines.len() + whole.iter().map(Vec::len).sum::<usize>() + 3 <= usize::from(area.height);
    let mut places: row::Places = Vec::new();
    for (n, rows) in if fits { whole } else { presets(false) }.into_iter().enumerate() {
        let first = lines.len();
        lines.extend(rows);
        places.push((first..lines.len(), Target::Entry(n)));
    }
    let is_own = prompt.cursor >= prompt.presets.len();
    let label = own_label(scene, is_own);
    let own = lines.len();
    let hint = scene.word(words::REASON_OWN_HINT);
    let role = if is_own { Role::InputFocus } else { Role::Input };
    let frame = Frame { columns: columns.saturating_sub(label.width()), rows: 1, role, hint: &hint };
    let drawn = field::line(scene, &prompt.text, frame);
    lines.push(label.clone().joined(drawn.rows.first().unwrap_or(&Line::default())));
    if let Some(error) = &prompt.error {
        let style = scene.style(Role::Error);
        let line = Line::new(scene.glyphs().late, style).with(" ", style).with(error.clone(), style);
        lines.extend(wrap_line(&line, columns));
    }
    let inside = popup::popup(scene, buf, area, &title(scene, prompt), lines.len());
    let focus = places.get(prompt.cursor).map_or(own..lines.len(), |(rows, _)| rows.clone());
    places.push((own..own + 1, Target::Entry(places.len())));
    let shown = window_of(lines.len(), inside.height.into(), focus);
    row::lines(buf, inside, &lines[shown.clone()]);
    row::mark(buf, inside, &shown, &places);
    let x = inside.x + (label.width() + drawn.cursor.0) as u16;
    let at = Position {
        x: x.min(inside.right().saturating_sub(1)),
        y: inside.y + (own.saturating_sub(shown.start)) as u16,
    };
    (is_own && shown.contains(&own)).then_some(at)
}

/// What is asked for, and of which step.
fn title(scene: Scene<'_>, prompt: &ReasonPrompt) -> SafeText {
    let event = &prompt.event;
    let word = if matches!(event, Event::StepSkipped { .. }) {
        words::REASON_SKIP
    } else if matches!(event, Event::StepNotApplicable { .. }) {
        words::REASON_NOT_APPLICABLE
    } else if matches!(event, Event::StepBlocked { .. }) {
        words::REASON_BLOCK
    } else if matches!(event, Event::StepReopened { .. }) {
        words::REASON_REOPEN
    } else if prompt.unmet.is_empty() {
        words::REASON_PLAIN
    } else {
        words::REASON_TITLE
    };
    let title = scene.word(word);
    match about(scene, prompt) {
        Some(what) => title.then(&scene.word(words::COLON)).then(&what),
        None => title,
    }
}

/// What the reason is for: the step and its row, the notice, the phase, or the closing of the run.
fn about(scene: Scene<'_>, prompt: &ReasonPrompt) -> Option<SafeText> {
    let Room::Console(console) = &scene.app.room else { return None };
    let (run, lang, event) = (&console.run, scene.lang(), &prompt.event);
    if let Some(step) = event.step() {
        let step = name::step_of(run, step, lang);
        return Some(match about_row(scene, run, prompt) {
            Some(row) => scene.phrase(words::STEP_ROW, &[&step, &row]),
            None => step,
        });
    }
    if let Event::PhaseCompleted { phase, .. } = event {
        return Some(name::phase_of(run, phase, lang));
    }
    if let Some((notice, _)) = event.notice() {
        return run.book.notice(notice.as_str()).map(|notice| scene.text(&notice.title));
    }
    matches!(event, Event::RunClosed { .. }).then(|| scene.word(Action::CloseRun.declaration().word))
}

/// The row that it is about, or how many rows.
fn about_row(scene: Scene<'_>, run: &Run, prompt: &ReasonPrompt) -> Option<SafeText> {
    let row = prompt.event.step_row()?;
    if !prompt.more.is_empty() {
        return Some(scene.phrase(words::ROWS, &[&(prompt.more.len() + 1)]));
    }
    let state = run.step(prompt.event.step()?.as_str())?;
    name::rows_of_step(run, state, &[row], scene.lang(), scene.zone()).pop()
}

fn unmet(scene: Scene<'_>, prompt: &ReasonPrompt, columns: usize) -> Vec<Line> {
    if prompt.unmet.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![scene.line(scene.word(words::REASON_UNMET), Role::Text)];
    let Room::Console(console) = &scene.app.room else { return lines };
    for unmet in &prompt.unmet {
        let text = demand::told(&console.run, &prompt.event, *unmet, scene.lang());
        let style = scene.style(Role::Warning);
        let margin = Line::new("  ", style).with(scene.glyphs().warning, style).with(" ", style);
        lines.extend(page::hanging(scene, &margin, &Line::new(text, style), columns));
    }
    lines.extend(wrap_line(&scene.line(scene.word(words::REASON_KEPT), Role::TextDim), columns));
    lines.push(Line::default());
    lines
}

fn preset(
    scene: Scene<'_>,
    n: usize,
    text: &SafeText,
    is_chosen: bool,
    columns: usize,
    wraps: bool,
) -> Vec<Line> {
    let ink = scene.ink(is_chosen.then_some(Role::Cursor));
    let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
    let margin = Line::new(cursor, ink.of(Role::TextStrong))
        .with(SafeText::line(&format!("{} ", n + 1)), ink.of(Role::Key));
    let hang = Line::new(SafeText::line(&" ".repeat(margin.width())), ink.ground());
    let (text, room) = (Line::new(text.clone(), ink.of(Role::Text)), columns.saturating_sub(margin.width()));
    let lines = if wraps { wrap_line(&text, room) } else { vec![fit(&text, room, scene.glyphs().ellipsis)] };
    let row = |(n, text): (usize, &Line)| {
        let line = if n == 0 { margin.clone() } else { hang.clone() }.joined(text);
        let gap = SafeText::line(&" ".repeat(columns.saturating_sub(line.width())));
        line.with(gap, ink.ground())
    };
    lines.iter().enumerate().map(row).collect()
}

fn own_label(scene: Scene<'_>, is_chosen: bool) -> Line {
    let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
    scene
        .line(cursor, Role::TextStrong)
        .with(scene.word(words::REASON_OWN), scene.style(Role::Text))
        .with(" ", scene.style(Role::Text))
}
