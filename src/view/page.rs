//! Lines to read, over all of the body, scrolled by rows.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::paint::{self, Line, Scroll, wrap_line};
use super::popup;
use super::row;
use super::scene::Scene;
use crate::text::SafeText;
use crate::theme::Role;

/// Columns of the labels on pages.
pub(super) const LABEL_COLUMNS: usize = 10;

/// A text behind a margin has at least so many.
const LEAST_COLUMNS: usize = 12;

/// Longer lines are hard to read.
pub(super) const MOST_COLUMNS: u16 = 100;

/// No screen is wider. What is drawn on more columns is told and not seen, and no line of it should be broken.
pub const WIDEST_SCREEN: u16 = 500;

/// The columns of so many that lines of text take.
pub(super) const fn readable(columns: u16) -> u16 {
    if columns > WIDEST_SCREEN || columns < MOST_COLUMNS { columns } else { MOST_COLUMNS }
}

/// How many columns the lines of a page have.
pub(super) fn columns(area: Rect) -> usize {
    usize::from(readable(area.width.saturating_sub(4)))
}

/// A text behind a margin, with its further lines below itself.
pub(super) fn hanging(scene: Scene<'_>, margin: &Line, text: &Line, columns: usize) -> Vec<Line> {
    let indent = margin.width();
    let wrapped = wrap_line(text, columns.saturating_sub(indent).max(LEAST_COLUMNS));
    let blank = scene.line(SafeText::line(&" ".repeat(indent)), Role::Text);
    let before = |n: usize| if n == 0 { margin.clone() } else { blank.clone() };
    wrapped.iter().enumerate().map(|(n, line)| before(n).joined(line)).collect()
}

/// Draws a page. One that is scrolled too far shows its end.
pub(super) fn page(
    scene: Scene<'_>,
    buf: &mut Canvas<'_>,
    area: Rect,
    title: &SafeText,
    page: &[Line],
    scroll: u16,
) {
    let inside = popup::whole(scene, buf, area, title);
    let shown = page.len().min(inside.height.into());
    let first = usize::from(scroll).min(page.len() - shown);
    let text = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
    row::lines(buf, text, &page[first..first + shown]);
    let scroll = Scroll { first, shown, total: page.len() };
    let style = scene.style(Role::BorderFocus);
    paint::scrollbar(buf, inside.right() - 1, inside.y, inside.height, scroll, scene.glyphs(), style);
}
