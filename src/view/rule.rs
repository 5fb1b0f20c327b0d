//! Lines, borders and scrollbars, made of signs.
//!
//! They are drawn as text is, so they stay within the buffer too.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Brush;
use super::paint::{Piece, put, repeat};
use crate::theme::Glyphs;

/// Draws a horizontal line; where it meets a vertical one, they join. Corners are a [`border`]'s.
pub fn horizontal(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    columns: u16,
    glyphs: &Glyphs,
    style: impl Into<Brush>,
) {
    let style = style.into();
    let end = x.saturating_add(columns);
    let mut at = x;
    while at < end {
        let is_blank = |at: &u16| buffer.cell((*at, y)).is_some_and(|cell| cell.symbol() == " ");
        let blanks = (at..end).take_while(is_blank).count() as u16;
        if blanks > 0 {
            repeat(buffer, at, y, blanks, glyphs.horizontal, style);
            at += blanks;
        } else {
            let left = if at == x { 0 } else { LEFT };
            let right = if at + 1 == end { 0 } else { RIGHT };
            join(buffer, at, y, left | right, glyphs.horizontal, glyphs, style);
            at += 1;
        }
    }
}

/// Draws a vertical line; where it meets a horizontal one, they join.
pub fn vertical(buffer: &mut Buffer, x: u16, y: u16, rows: u16, glyphs: &Glyphs, style: impl Into<Brush>) {
    let style = style.into();
    for at in y..y.saturating_add(rows) {
        let up = if at == y { 0 } else { UP };
        let down = if at + 1 == y.saturating_add(rows) { 0 } else { DOWN };
        join(buffer, x, at, up | down, glyphs.vertical, glyphs, style);
    }
}

/// Draws a border along the inside of an area. Returns what is within.
pub fn border(buffer: &mut Buffer, area: Rect, glyphs: &Glyphs, style: impl Into<Brush>) -> Rect {
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    let style = style.into();
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
    style: impl Into<Brush>,
) {
    if scroll.total <= scroll.shown || rows == 0 {
        return;
    }
    let (rows, style) = (usize::from(rows), style.into());
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
    style: Brush,
) {
    let Some(cell) = buffer.cell((x, y)) else { return };
    if cell.symbol() == " " {
        put(buffer, x, y, 1, &[Piece::new(straight, style)]);
        return;
    }
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
