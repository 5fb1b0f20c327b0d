//! The phases with their progress, by stage, and below them what is running out.

use std::ops::Range;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::paint::{self, Line};
use super::row::{self, row};
use super::scene::{Scene, cursor_role};
use super::times;
use super::window::window;
use crate::app::Target;
use crate::app::{Console, Focus};
use crate::report::words as names;
use crate::run::Status;
use crate::runbook::Stage;
use crate::theme::Role;

/// One row of the pane.
#[derive(Clone, Copy)]
enum Entry {
    Heading(Stage),
    Phase(usize),
}

/// Draws the phases.
pub(super) fn phases(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect) {
    let entries = entries(console);
    let chosen = console.phase();
    let is_chosen = |entry: &Entry| matches!(entry, Entry::Phase(n) if *n == chosen);
    let cursor = entries.iter().position(is_chosen).unwrap_or(0);
    let shown = window(entries.len(), area.height.into(), cursor);
    buf.mark(area, Target::Phases);
    let rest = row::below(area, shown.len());
    for (at, entry) in entries[shown.clone()].iter().enumerate() {
        match entry {
            Entry::Heading(stage) => heading(scene, buf, row::nth(area, at), *stage),
            Entry::Phase(phase) => phase_row(scene, console, buf, row::nth(area, at), *phase),
        }
    }
    hint_of_more(scene, buf, area, &shown, entries.len());
    times::times(scene, console, buf, rest);
}

fn entries(console: &Console) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut stage = None;
    for (n, phase) in console.run.phases().iter().enumerate() {
        if stage != Some(phase.stage) {
            entries.push(Entry::Heading(phase.stage));
            stage = Some(phase.stage);
        }
        entries.push(Entry::Phase(n));
    }
    entries
}

fn heading(scene: Scene<'_>, buf: &mut Canvas<'_>, area: Rect, stage: Stage) {
    let title =
        scene.line(" ", Role::Title).with(scene.heading(names::stage(stage)), scene.style(Role::Title));
    row(scene, buf, area, scene.ink(None), &title, &Line::default());
    let from = area.x + title.width() as u16 + 1;
    if from < area.right() {
        paint::horizontal(buf, from, area.y, area.right() - from, scene.glyphs(), scene.style(Role::Border));
    }
}

fn phase_row(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect, phase: usize) {
    buf.mark(area, Target::Phase(phase));
    let run = &console.run;
    let is_chosen = console.phase() == phase;
    let ground = is_chosen.then_some(cursor_role(console.focus == Focus::Phases));
    let ink = scene.ink(ground);
    let (settled, all) = run.progress(phase);
    let is_running = run.steps_of(phase).iter().any(|step| run.steps()[*step].status == Status::Running);
    let role = match (settled == all && all > 0, is_running) {
        (true, _) => Role::StepDone,
        (false, true) => Role::StepRunning,
        (false, false) => Role::Text,
    };
    let glyphs = scene.glyphs();
    let cursor = if is_chosen { glyphs.cursor } else { " " };
    let title = scene.text(&run.phases()[phase].title);
    let number = format!("{:>2} ", phase + 1);
    let left = Line::new(cursor, ink.of(Role::TextStrong))
        .with(crate::text::SafeText::line(&number), ink.of(Role::TextDim))
        .with(title, ink.of(if is_chosen { Role::TextStrong } else { role }));
    let mark = if role == Role::StepDone {
        glyphs.done
    } else if is_running {
        glyphs.running
    } else {
        ""
    };
    let mut right = Line::default();
    if !mark.is_empty() {
        right.push(mark, ink.of(role));
        right.push(" ", ink.ground());
    }
    right.push(crate::text::SafeText::line(&format!("{settled}/{all} ")), ink.of(role));
    row(scene, buf, area, ink, &left, &right);
}

/// Says that there is more above or below, in the corner of the list.
fn hint_of_more(scene: Scene<'_>, buf: &mut Canvas<'_>, area: Rect, shown: &Range<usize>, total: usize) {
    let (style, glyphs) = (scene.style(Role::TextDim), scene.glyphs());
    if shown.start > 0 {
        let more = Line::new(glyphs.more_above, style);
        paint::put_right(buf, area.right(), area.y, 1, &more.0);
    }
    if shown.end < total && area.height > 0 {
        let more = Line::new(glyphs.more_below, style);
        paint::put_right(buf, area.right(), area.bottom() - 1, 1, &more.0);
    }
}
