//! Drawing into a buffer: text and fills; lines and scrollbars are drawn with them.
//!
//! This is the only place that writes into a ratatui buffer. Nothing is drawn outside the buffer or beyond
//! the width that was given, a wide character is never cut, and what is drawn over half of one takes the
//! other half away too, so that no border shifts.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::Rect;

use super::Brush;
use super::grapheme::{Grapheme, graphemes};
use crate::text::{Ambiguous, SafeText};

pub use super::rule::{Scroll, border, horizontal, scrollbar, vertical};
pub use super::wrap::{wrap, wrap_line};

/// The most columns that a grapheme is looked for before a place that is drawn over.
const WIDEST: u16 = 8;

/// A text in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// What to show.
    pub text: SafeText,
    /// How it looks.
    pub brush: Brush,
}

impl Piece {
    /// A text in a style.
    pub fn new(text: impl Into<SafeText>, style: impl Into<Brush>) -> Self {
        Self { text: text.into(), brush: style.into() }
    }

    /// How many columns it takes when drawn.
    pub fn width(&self) -> usize {
        width(self.text.as_str(), self.brush.ambiguous)
    }
}

/// One line of text in any number of styles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Piece>);

impl Line {
    /// A line in one style.
    pub fn new(text: impl Into<SafeText>, style: impl Into<Brush>) -> Self {
        Self(vec![Piece::new(text, style)])
    }

    /// The line with a text added at its end.
    #[must_use]
    pub fn with(mut self, text: impl Into<SafeText>, style: impl Into<Brush>) -> Self {
        self.push(text, style);
        self
    }

    /// Adds a text at the end.
    pub fn push(&mut self, text: impl Into<SafeText>, style: impl Into<Brush>) {
        self.0.push(Piece::new(text, style));
    }

    /// Both lines, one after the other.
    #[must_use]
    pub fn joined(mut self, next: &Self) -> Self {
        self.0.extend(next.0.iter().cloned());
        self
    }

    /// How many columns it takes when drawn.
    pub fn width(&self) -> usize {
        self.0.iter().map(Piece::width).sum()
    }

    /// How wide ambiguous characters are where it is drawn.
    pub(super) fn ambiguous(&self) -> Ambiguous {
        self.0.iter().map(|piece| piece.brush.ambiguous).max().unwrap_or_default()
    }

    /// The text without its styles.
    pub fn text(&self) -> String {
        self.0.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// How many columns a text takes when drawn where ambiguous characters are so wide.
pub fn width(text: &str, ambiguous: Ambiguous) -> usize {
    super::grapheme::width(text, ambiguous)
}

/// Draws pieces from left to right and cuts what goes beyond `max_width` or the buffer. Returns the columns
/// used.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, max_width: u16, pieces: &[Piece]) -> u16 {
    let area = buffer.area;
    if y < area.top() || y >= area.bottom() || x < area.left() {
        return 0;
    }
    let end = x.saturating_add(max_width).min(area.right());
    let mut at = x;
    for piece in pieces {
        for Grapheme { text, columns, .. } in graphemes(piece.text.as_str(), piece.brush.ambiguous) {
            if columns == 0 {
                continue;
            }
            if columns > end.saturating_sub(at) {
                return at - x;
            }
            if at == x {
                release(buffer, x, y);
            }
            set(buffer, at, y, text, columns, piece.brush);
            for trailing in at + 1..at + columns {
                // The same style as the glyph, so that a later change of either is seen as one.
                set(buffer, trailing, y, " ", 1, piece.brush);
            }
            at += columns;
        }
    }
    at - x
}

/// Draws pieces so that they end before column `right`, cut to `max_width`. Returns the columns used.
pub fn put_right(buffer: &mut Buffer, right: u16, y: u16, max_width: u16, pieces: &[Piece]) -> u16 {
    let wanted: usize = pieces.iter().map(Piece::width).sum();
    let columns = u16::try_from(wanted).unwrap_or(u16::MAX).min(max_width).min(right);
    put(buffer, right - columns, y, columns, pieces)
}

/// The longest beginning of a line that fits, ended with `ellipsis` where anything was cut.
#[must_use]
pub fn fit(line: &Line, max_width: usize, ellipsis: &'static str) -> Line {
    if line.width() <= max_width {
        return line.clone();
    }
    let for_ellipsis = width(ellipsis, line.ambiguous());
    let room = max_width.saturating_sub(for_ellipsis);
    let mut used = 0;
    let mut cut = Line::default();
    'pieces: for piece in &line.0 {
        for grapheme in graphemes(piece.text.as_str(), piece.brush.ambiguous) {
            used += usize::from(grapheme.columns);
            if used > room {
                cut.push(piece.text.part(0..grapheme.start), piece.brush);
                break 'pieces;
            }
        }
        cut.0.push(piece.clone());
    }
    if for_ellipsis <= max_width {
        let style = cut.0.last().map(|piece| piece.brush).unwrap_or_default();
        cut.push(ellipsis, style);
    }
    cut
}

/// Makes an area empty, in a style.
pub fn fill(buffer: &mut Buffer, area: Rect, style: impl Into<Brush>) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let mut blank = Cell::EMPTY;
    blank.set_symbol(" ").set_style(style.into().style);
    for y in area.top()..area.bottom() {
        release(buffer, area.left(), y);
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.clone_from(&blank);
            }
        }
    }
}

/// Takes away the wide character, if any, whose right part lies at a place that is to be drawn over.
fn release(buffer: &mut Buffer, x: u16, y: u16) {
    for back in 1..=WIDEST {
        let Some(lead) = x.checked_sub(back) else { return };
        let Some(cell) = buffer.cell_mut((lead, y)) else { return };
        let columns = cell.cell_width();
        if columns > back {
            cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
        }
        if columns > 1 {
            return;
        }
    }
}

fn set(buffer: &mut Buffer, x: u16, y: u16, symbol: &str, columns: u16, brush: Brush) {
    if let Some(cell) = buffer.cell_mut((x, y)) {
        cell.reset();
        cell.set_symbol(symbol).set_style(brush.style);
        // The buffer takes every ambiguous character for narrow; one that is not says so.
        if let Some(columns) = NonZeroU16::new(columns).filter(|columns| columns.get() != cell.cell_width()) {
            cell.set_diff_option(CellDiffOption::ForcedWidth(columns));
        }
    }
}

#[cfg(test)]
mod tests;
