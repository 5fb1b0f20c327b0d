//! Drawing into a buffer: text and fills; lines and scrollbars are drawn with them.
//!
//! This is the only place that writes into a ratatui buffer. Nothing is drawn outside the buffer or beyond
//! the width that was given, a wide character is never cut, and what is drawn over half of one takes the
//! other half away too, so that no border shifts.

use std::borrow::Cow;
use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::Rect;

use super::Brush;
use super::grapheme::graphemes;
use crate::text::{Ambiguous, SafeText};

pub use super::rule::{Scroll, border, horizontal, scrollbar, vertical};
pub use super::wrap::{wrap, wrap_line};

/// The most columns that a grapheme is looked for before a place that is drawn over.
const WIDEST: usize = 8;

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
    let Some((row, first)) = row_from(buffer, x, y) else { return 0 };
    let room = usize::from(max_width).min(row.len() - first);
    let mut used = 0;
    for piece in pieces {
        let mut blank = Cell::EMPTY;
        blank.set_style(piece.brush.style);
        for grapheme in graphemes(piece.text.as_str(), piece.brush.ambiguous) {
            let columns = usize::from(grapheme.columns);
            if columns == 0 {
                continue;
            }
            if columns > room - used {
                return used as u16;
            }
            if used == 0 {
                release(row, first);
            }
            let at = first + used;
            // The rest of a wide glyph has the same style, so that a later change of either is seen as one.
            for cell in &mut row[at..at + columns] {
                cell.clone_from(&blank);
            }
            let lead = &mut row[at];
            lead.set_symbol(grapheme.text);
            // The buffer takes every ambiguous character for narrow; one that is not says so.
            if let Some(columns) = NonZeroU16::new(grapheme.columns).filter(|_| grapheme.is_widened) {
                lead.set_diff_option(CellDiffOption::ForcedWidth(columns));
            }
            used += columns;
        }
    }
    used as u16
}

/// Draws a sign of one column so many times, within the buffer.
pub(super) fn repeat(buffer: &mut Buffer, x: u16, y: u16, times: u16, sign: &str, style: impl Into<Brush>) {
    let Some((row, first)) = row_from(buffer, x, y) else { return };
    let mut cell = Cell::EMPTY;
    cell.set_style(style.into().style).set_symbol(sign);
    release(row, first);
    let end = (first + usize::from(times)).min(row.len());
    row[first..end].fill(cell);
}

/// A row of a buffer, and a column's place in it; nothing outside.
fn row_from(buffer: &mut Buffer, x: u16, y: u16) -> Option<(&mut [Cell], usize)> {
    let area = buffer.area;
    let width = usize::from(area.width);
    let first = usize::from(x.checked_sub(area.left())?);
    let start = usize::from(y.checked_sub(area.top())?) * width;
    let row = buffer.content.get_mut(start..start + width)?;
    (first < width).then_some((row, first))
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
    fitting(line, max_width, ellipsis).into_owned()
}

/// The same, without a copy where all of it fits.
pub(super) fn fitting<'l>(line: &'l Line, max_width: usize, ellipsis: &'static str) -> Cow<'l, Line> {
    if line.width() <= max_width {
        return Cow::Borrowed(line);
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
    Cow::Owned(cut)
}

/// Makes an area empty, in a style.
pub fn fill(buffer: &mut Buffer, area: Rect, style: impl Into<Brush>) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let mut blank = Cell::EMPTY;
    blank.set_style(style.into().style);
    for y in area.top()..area.bottom() {
        let Some((row, first)) = row_from(buffer, area.left(), y) else { return };
        release(row, first);
        row[first..first + usize::from(area.width)].fill(blank.clone());
    }
}

/// Takes away the wide character, if any, whose right part lies at a place that is to be drawn over.
fn release(row: &mut [Cell], x: usize) {
    // To its right a wide character has blanks, so that what is none ends the search.
    let is_blank = |cell: &Cell| cell.symbol() == " ";
    if !is_blank(&row[x]) {
        return;
    }
    let begin = x.saturating_sub(WIDEST);
    let Some(lead) = (begin..x).rev().find(|at| !is_blank(&row[*at])) else { return };
    if lead + usize::from(row[lead].cell_width()) > x {
        row[lead].set_symbol(" ").set_diff_option(CellDiffOption::None);
    }
}

#[cfg(test)]
mod tests;
