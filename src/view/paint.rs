//! Drawing into a buffer: text and fills; lines and scrollbars are drawn with them.
//!
//! This is the only place that writes into a ratatui buffer. Nothing is drawn outside the buffer or beyond
//! the width that was given, a wide character is never cut, and what is drawn over half of one takes the
//! other half away too, so that no border shifts.

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::grapheme::{Grapheme, graphemes};
use crate::text::SafeText;

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
    pub style: Style,
}

impl Piece {
    /// A text in a style.
    pub fn new(text: impl Into<SafeText>, style: Style) -> Self {
        Self { text: text.into(), style }
    }

    /// How many columns it takes when drawn.
    pub fn width(&self) -> usize {
        width(self.text.as_str())
    }
}

/// One line of text in any number of styles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Piece>);

impl Line {
    /// A line in one style.
    pub fn new(text: impl Into<SafeText>, style: Style) -> Self {
        Self(vec![Piece::new(text, style)])
    }

    /// The line with a text added at its end.
    #[must_use]
    pub fn with(mut self, text: impl Into<SafeText>, style: Style) -> Self {
        self.push(text, style);
        self
    }

    /// Adds a text at the end.
    pub fn push(&mut self, text: impl Into<SafeText>, style: Style) {
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

    /// The text without its styles.
    pub fn text(&self) -> String {
        self.0.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// How many columns a text takes when drawn.
pub fn width(text: &str) -> usize {
    super::grapheme::width(text)
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
        for Grapheme { text, columns, .. } in graphemes(piece.text.as_str()) {
            if columns == 0 {
                continue;
            }
            if columns > end.saturating_sub(at) {
                return at - x;
            }
            if at == x {
                release(buffer, x, y);
            }
            set(buffer, at, y, text, piece.style);
            for trailing in at + 1..at + columns {
                // The same style as the glyph, so that a later change of either is seen as one.
                set(buffer, trailing, y, " ", piece.style);
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
    let room = max_width.saturating_sub(width(ellipsis));
    let mut used = 0;
    let mut cut = Line::default();
    'pieces: for piece in &line.0 {
        for grapheme in graphemes(piece.text.as_str()) {
            used += usize::from(grapheme.columns);
            if used > room {
                cut.push(piece.text.part(0..grapheme.start), piece.style);
                break 'pieces;
            }
        }
        cut.0.push(piece.clone());
    }
    if width(ellipsis) <= max_width {
        let style = cut.0.last().map(|piece| piece.style).unwrap_or_default();
        cut.push(ellipsis, style);
    }
    cut
}

/// Makes an area empty, in a style.
pub fn fill(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let mut blank = Cell::EMPTY;
    blank.set_symbol(" ").set_style(style);
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
            cell.set_symbol(" ");
        }
        if columns > 1 {
            return;
        }
    }
}

fn set(buffer: &mut Buffer, x: u16, y: u16, symbol: &str, style: Style) {
    if let Some(cell) = buffer.cell_mut((x, y)) {
        cell.reset();
        cell.set_symbol(symbol).set_style(style);
    }
}

#[cfg(test)]
mod tests;
