//! Drawing into a buffer: text, fills, lines and scrollbars.
//!
//! This is the only place that writes into a ratatui buffer. Nothing is drawn outside the buffer or beyond
//! the width that was given, a wide character is never cut, and what is drawn over half of one takes the
//! other half away too, so that no border shifts.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::SafeText;
use crate::theme::Glyphs;

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
    text.graphemes(true).map(|grapheme| usize::from(grapheme.cell_width())).sum()
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
        for grapheme in piece.text.as_str().graphemes(true) {
            let columns = grapheme.cell_width();
            if columns == 0 {
                continue;
            }
            if columns > end.saturating_sub(at) {
                return at - x;
            }
            if at == x {
                release(buffer, x, y);
            }
            set(buffer, at, y, grapheme, piece.style);
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
        for (start, grapheme) in piece.text.as_str().grapheme_indices(true) {
            used += usize::from(grapheme.cell_width());
            if used > room {
                cut.push(piece.text.part(0..start), piece.style);
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
    for y in area.top()..area.bottom() {
        release(buffer, area.left(), y);
        for x in area.left()..area.right() {
            set(buffer, x, y, " ", style);
        }
    }
}

/// Draws a horizontal line; where it meets a vertical one, they join. Corners are a [`border`]'s.
pub fn horizontal(buffer: &mut Buffer, x: u16, y: u16, columns: u16, glyphs: &Glyphs, style: Style) {
    for at in x..x.saturating_add(columns) {
        let left = if at == x { 0 } else { LEFT };
        let right = if at + 1 == x.saturating_add(columns) { 0 } else { RIGHT };
        join(buffer, at, y, left | right, glyphs.horizontal, glyphs, style);
    }
}

/// Draws a vertical line; where it meets a horizontal one, they join.
pub fn vertical(buffer: &mut Buffer, x: u16, y: u16, rows: u16, glyphs: &Glyphs, style: Style) {
    for at in y..y.saturating_add(rows) {
        let up = if at == y { 0 } else { UP };
        let down = if at + 1 == y.saturating_add(rows) { 0 } else { DOWN };
        join(buffer, x, at, up | down, glyphs.vertical, glyphs, style);
    }
}

/// Draws a border along the inside of an area. Returns what is within.
pub fn border(buffer: &mut Buffer, area: Rect, glyphs: &Glyphs, style: Style) -> Rect {
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    for y in [area.top(), bottom] {
        horizontal(buffer, area.left() + 1, y, area.width - 2, glyphs, style);
    }
    for x in [area.left(), right] {
        vertical(buffer, x, area.top() + 1, area.height - 2, glyphs, style);
    }
    let corners = [
        (area.left(), area.top(), glyphs.top_left),
        (right, area.top(), glyphs.top_right),
        (area.left(), bottom, glyphs.bottom_left),
        (right, bottom, glyphs.bottom_right),
    ];
    for (x, y, sign) in corners {
        put(buffer, x, y, 1, &[Piece::new(sign, style)]);
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// How far a list is scrolled, in rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The first row that is shown.
    pub first: usize,
    /// How many rows are shown.
    pub shown: usize,
    /// How many rows there are.
    pub total: usize,
}

/// Draws a scrollbar's thumb over a column of `rows` rows, mostly a border; nothing where all rows show.
pub fn scrollbar(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    rows: u16,
    scroll: Scroll,
    glyphs: &Glyphs,
    style: Style,
) {
    if scroll.total <= scroll.shown || rows == 0 {
        return;
    }
    let rows = usize::from(rows);
    let length = (rows * scroll.shown / scroll.total).clamp(1, rows);
    // The thumb touches an end only where the list does.
    let hidden = scroll.total - scroll.shown;
    let first = scroll.first.min(hidden);
    let room = rows - length;
    let offset = match first {
        0 => 0,
        _ if first == hidden => room,
        _ => (room * first / hidden).clamp(room.min(1), room.saturating_sub(1).max(room.min(1))),
    };
    for row in offset..offset + length {
        let row = y.saturating_add(u16::try_from(row).unwrap_or(u16::MAX));
        put(buffer, x, row, 1, &[Piece::new(glyphs.thumb, style)]);
    }
}

const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;

/// Draws a part of a line: `straight`, or where it meets another line the sign that has the arms of both.
fn join(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    arms: u8,
    straight: &'static str,
    glyphs: &Glyphs,
    style: Style,
) {
    let Some(cell) = buffer.cell((x, y)) else { return };
    let signs = line_signs(glyphs);
    let there = signs.iter().find(|(_, sign)| *sign == cell.symbol()).map_or(0, |(arms, _)| *arms);
    let both = arms | there;
    let meets = there != 0 && cell.symbol() != straight;
    let sign = signs.iter().find(|(known, _)| meets && *known == both).map_or(straight, |(_, sign)| *sign);
    put(buffer, x, y, 1, &[Piece::new(sign, style)]);
}

/// The signs of lines with the arms that they have.
fn line_signs(glyphs: &Glyphs) -> [(u8, &'static str); 11] {
    [
        (LEFT | RIGHT, glyphs.horizontal),
        (UP | DOWN, glyphs.vertical),
        (UP | DOWN | LEFT | RIGHT, glyphs.cross),
        (DOWN | RIGHT, glyphs.top_left),
        (DOWN | LEFT, glyphs.top_right),
        (UP | RIGHT, glyphs.bottom_left),
        (UP | LEFT, glyphs.bottom_right),
        (UP | DOWN | RIGHT, glyphs.tee_right),
        (UP | DOWN | LEFT, glyphs.tee_left),
        (DOWN | LEFT | RIGHT, glyphs.tee_down),
        (UP | LEFT | RIGHT, glyphs.tee_up),
    ]
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
