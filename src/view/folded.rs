//! A run in one column, for a phone with its keyboard up: the nearest deadline, the chosen step, its guide.
//!
//! Other steps and the journal come in where there are rows left for them.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::header::Others;
use super::paint::Line;
use super::row;
use super::scene::Scene;
use super::{detail, header, steps, tail};
use crate::app::{Console, Focus};
use crate::theme::Role;

/// From this many rows on, the steps around the chosen one are shown, and the last of the journal.
pub(super) const STEPS_FROM: u16 = 15;

/// The rows of those steps at most, and of the journal with its rule.
const MOST_STEPS: u16 = 5;
const JOURNAL_ROWS: u16 = 2;

/// Draws a run in one column.
pub(super) fn folded(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect) {
    let is_tall = area.height >= STEPS_FROM;
    let deadline = deadline(scene, console, usize::from(area.width));
    let rest = row::lines(buf, area, deadline.as_slice());
    let step_rows = match console.focus {
        Focus::Steps | Focus::Phases if is_tall => MOST_STEPS.min(area.height / 4),
        Focus::Steps | Focus::Phases | Focus::Guide => 0,
    };
    steps::steps(scene, console, buf, Rect { height: (1 + step_rows).min(rest.height), ..rest });
    let rest = row::below(rest, usize::from(1 + step_rows));
    let journal_rows = if is_tall { JOURNAL_ROWS } else { 0 };
    let upper = Rect { height: rest.height.saturating_sub(journal_rows), ..rest };
    if step_rows > 0 {
        detail::detail(scene, console, buf, upper);
    } else {
        detail::alone(scene, console, buf, upper);
    }
    tail::tail(scene, console, buf, row::below(rest, upper.height.into()));
}

/// The nearest deadline and what it is about; the first line has its figure alone.
fn deadline(scene: Scene<'_>, console: &Console, columns: usize) -> Option<Line> {
    let alarm = scene.times.first()?;
    let line = scene.line(" ", Role::Text).joined(&header::figure_of(scene, alarm));
    let line = line.joined(&header::others_over(scene, Others::Signed)).with(" ", scene.style(Role::Text));
    let title = header::alarm_title(scene, &console.run, alarm, columns.saturating_sub(line.width() + 1));
    Some(line.with(title, scene.style(Role::Text)))
}
