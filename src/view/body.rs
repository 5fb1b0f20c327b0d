//! A run on screen: phases on the left, the steps of one, the chosen step, the last of the journal.
//!
//! A wide screen puts the chosen step and the journal beside the steps. A narrow one, such as a phone, folds to
//! one column: the nearest deadline, the chosen step and its guide. Nothing here draws text; the panes do.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::paint;
use super::scene::Scene;
use super::{detail, folded, phases, row, steps, strip, tail, zoom};
use crate::app::{Console, Focus};
use crate::locale::Lang;
use crate::theme::Role;

/// From this many columns on, the phases have a pane of their own.
const PHASES_FROM: u16 = 64;

/// From this many columns on, the chosen step stands beside the steps.
const WIDE_FROM: u16 = 150;

/// The most columns of the chosen step where it stands beside the steps: longer lines are hard to read.
const MOST_DETAIL: u16 = 100;

/// Where each pane is. Rules belong to the pane below them; vertical lines stand left of a pane.
struct Panes {
    phases: Rect,
    steps: Rect,
    detail: Rect,
    journal: Rect,
}

/// Draws a run.
pub(super) fn body(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect) {
    let trouble = strip::strip(scene, console, area.width.into());
    let area = row::lines(buf, area, &trouble);
    if console.zoomed {
        zoom::zoom(scene, console, buf, area);
        return;
    }
    if area.width < PHASES_FROM {
        match console.focus {
            Focus::Phases => phases::phases(scene, console, buf, area),
            Focus::Steps | Focus::Guide => folded::folded(scene, console, buf, area),
        }
        return;
    }
    let border = scene.style(Role::Border);
    let is_wide = area.width >= WIDE_FROM;
    let panes = if is_wide { wide(area) } else { stacked(scene, console, area) };
    phases::phases(scene, console, buf, panes.phases);
    paint::vertical(buf, panes.phases.right(), area.y, area.height, scene.glyphs(), border);
    if is_wide {
        paint::vertical(buf, panes.detail.x, area.y, area.height, scene.glyphs(), border);
        steps::all(scene, console, buf, inside(panes.steps));
    } else {
        steps::steps(scene, console, buf, inside(panes.steps));
    }
    detail::detail(scene, console, buf, panes.detail);
    tail::tail(scene, console, buf, panes.journal);
}

/// Whether the last of the journal is in sight.
pub(super) fn shows_journal(console: &Console, area: Rect) -> bool {
    let is_folded = area.width < PHASES_FROM;
    let has_room = !is_folded || (area.height >= folded::STEPS_FROM && console.focus != Focus::Phases);
    has_room && !console.zoomed
}

/// Whether the nearest deadline has a line of its own below the first one.
pub(super) fn tells_deadline(console: &Console, columns: u16) -> bool {
    columns < PHASES_FROM && !console.zoomed && console.focus != Focus::Phases
}

/// A pane without the column of the line at its left.
pub(super) const fn inside(area: Rect) -> Rect {
    let column = if area.width > 0 { 1 } else { 0 };
    Rect { x: area.x + column, width: area.width - column, ..area }
}

/// The steps above the chosen one, the journal at the foot.
fn stacked(scene: Scene<'_>, console: &Console, area: Rect) -> Panes {
    let least = match scene.lang() {
        Lang::Zh => 21,
        Lang::En => 26,
    };
    let left = (area.width / 4).clamp(least, 34);
    let phases = Rect { width: left, ..area };
    let right = Rect { x: area.x + left, width: area.width - left, ..area };
    let journal_rows = if area.height < 30 { (area.height / 9).max(1) } else { area.height / 6 } + 1;
    let upper = Rect { height: area.height.saturating_sub(journal_rows), ..right };
    let journal = Rect { y: upper.bottom(), height: area.height - upper.height, ..right };
    // Two fifths for the steps at most, and the title of their phase above them; few while the guide is read.
    let most = match console.focus {
        Focus::Guide => 3,
        Focus::Phases | Focus::Steps => (upper.height.saturating_sub(1) * 2 / 5).max(3),
    };
    let wanted = u16::try_from(steps::rows(console)).unwrap_or(u16::MAX);
    let steps = Rect { height: (1 + wanted.min(most)).min(upper.height), ..upper };
    let detail = Rect { y: steps.bottom(), height: upper.height - steps.height, ..upper };
    Panes { phases, steps, detail, journal }
}

/// All steps beside the chosen one, which has the journal below it.
fn wide(area: Rect) -> Panes {
    let left = (area.width / 4).clamp(34, 56);
    let phases = Rect { width: left, ..area };
    let rest = area.width - left;
    let right = (rest * 3 / 5).min(MOST_DETAIL);
    let steps = Rect { x: area.x + left, width: rest - right, ..area };
    let detail = Rect { x: steps.right(), width: right, height: area.height * 3 / 5, ..area };
    let journal = Rect { y: detail.bottom(), height: area.height - detail.height, ..detail };
    Panes { phases, steps, detail, journal }
}
