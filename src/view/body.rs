//! A run on screen: phases on the left, the steps of one, the chosen step, the last of the journal.
//!
//! A wide screen puts the chosen step beside the steps, a narrow one leaves the phases out until they have
//! the keys. Nothing here draws text; the panes do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint;
use super::scene::Scene;
use super::{detail, phases, row, steps, strip, tail};
use crate::app::{Console, Focus};
use crate::locale::Lang;
use crate::theme::Role;

/// From this many columns on, the phases have a pane of their own.
const PHASES_FROM: u16 = 64;

/// From this many columns on, the chosen step stands beside the steps.
const WIDE_FROM: u16 = 150;

/// Where each pane is. Rules belong to the pane below them; vertical lines stand left of a pane.
struct Panes {
    phases: Option<Rect>,
    steps: Rect,
    detail: Rect,
    journal: Rect,
}

/// Draws a run.
pub(super) fn body(scene: Scene<'_>, console: &Console, buf: &mut Buffer, area: Rect) {
    let trouble = strip::strip(scene, console, area.width.into());
    let area = row::lines(buf, area, &trouble);
    if area.width < PHASES_FROM && console.focus == Focus::Phases {
        phases::phases(scene, console, buf, area);
        return;
    }
    let panes = panes(scene, console, area);
    let border = scene.style(Role::Border);
    if let Some(left) = panes.phases {
        phases::phases(scene, console, buf, left);
        paint::vertical(buf, left.right(), left.y, left.height, scene.glyphs(), border);
    }
    if panes.detail.x > panes.steps.x {
        paint::vertical(buf, panes.detail.x, panes.detail.y, panes.detail.height, scene.glyphs(), border);
    }
    steps::steps(scene, console, buf, inside(panes.steps));
    detail::detail(scene, console, buf, panes.detail);
    tail::tail(scene, console, buf, panes.journal);
}

/// A pane without the column of the line at its left.
pub(super) const fn inside(area: Rect) -> Rect {
    let column = if area.width > 0 { 1 } else { 0 };
    Rect { x: area.x + column, width: area.width - column, ..area }
}

fn panes(scene: Scene<'_>, console: &Console, area: Rect) -> Panes {
    let least = match scene.lang() {
        Lang::Zh => 21,
        Lang::En => 26,
    };
    let left = if area.width < PHASES_FROM { 0 } else { (area.width / 4).clamp(least, 34) };
    let phases = (left > 0).then_some(Rect { width: left, ..area });
    let right = Rect { x: area.x + left, width: area.width - left, ..area };
    let journal_rows = match (area.width >= WIDE_FROM, area.height) {
        (true, height) => height / 3,
        (false, ..30) => (area.height / 9).max(1),
        (false, height) => height / 6,
    } + 1;
    let upper = Rect { height: area.height - journal_rows, ..right };
    let journal = Rect { y: upper.bottom(), height: journal_rows, ..right };
    if area.width >= WIDE_FROM {
        let width = right.width * 2 / 5;
        let steps = Rect { width, ..upper };
        let detail = Rect { x: upper.x + width, width: upper.width - width, ..upper };
        return Panes { phases, steps, detail, journal };
    }
    // Half for the steps at most, and the title of their phase above them; few while the guide is read.
    let most = match console.focus {
        Focus::Guide => 3,
        Focus::Phases | Focus::Steps => (upper.height.saturating_sub(2) / 2).max(3),
    };
    let wanted = u16::try_from(steps::rows(console)).unwrap_or(u16::MAX);
    let steps = Rect { height: (1 + wanted.min(most)).min(upper.height), ..upper };
    let detail = Rect { y: steps.bottom(), height: upper.height - steps.height, ..upper };
    Panes { phases, steps, detail, journal }
}
