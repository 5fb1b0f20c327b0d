//! What is to be written of a row, as strokes: stretches of one pen, and places that are erased.
//!
//! A stroke says what and where; how the cursor gets there, and in which order, is the scribe's.

use std::ops::Range;

use super::dialect::Dialect;
use super::grid::{self, Glyph, Grid, Square};
use super::kit::{Kit, PenId};
use super::motion::{Cursor, Length, Out, is_width_agreed, sequence};
use crate::text::columns_of;

/// Erasing to the edge is a sequence of three bytes.
const ERASE_TO_EDGE: usize = 3;
/// Erasing characters is a sequence of about this many bytes, with the move that follows it.
const ERASE_CHARACTERS: usize = 9;
/// A move within a row is about this many bytes at most.
const MOVE: usize = 4;

/// What a stroke does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// Writes the squares as they are.
    Write,
    /// Erases the squares.
    Erase,
    /// Erases everything up to the edge.
    EraseToEdge,
}

/// A stretch of a row that is written with one pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stroke {
    pub(super) y: u16,
    pub(super) start: u16,
    /// The column behind the last.
    pub(super) end: u16,
    pub(super) pen: PenId,
    pub(super) deed: Deed,
    /// Blanks alone, for which only the ground of the pen matters.
    pub(super) is_blank: bool,
    /// It is written right after the stroke before it: because it begins behind a glyph that some terminals draw
    /// wider than others, or because the cursor is there and the pen fits.
    pub(super) follows: bool,
    /// How many bytes it takes by itself, once the cursor is there and the pen taken.
    pub(super) length: usize,
    /// Where it leaves the cursor.
    pub(super) after: Cursor,
}

/// Everything that is to be written so that a terminal shows what is wanted.
#[derive(Debug)]
pub(super) struct Sketch<'g> {
    pub(super) wanted: &'g Grid,
    pub(super) strokes: Vec<Stroke>,
    /// Which squares any stroke writes; the others can be written again.
    marked: Vec<bool>,
}

impl<'g> Sketch<'g> {
    /// What turns `shown` into `wanted`, which are the same in rows that are not `touched`.
    pub(super) fn of(shown: &Grid, wanted: &'g Grid, touched: &[bool], dialect: Dialect, kit: &Kit) -> Self {
        let width = wanted.row(0).len();
        let mut marked = vec![false; width * touched.len()];
        let mut all = Vec::with_capacity(64);
        for ((y, touched), marked) in (0..).zip(touched).zip(marked.chunks_mut(width.max(1))) {
            if *touched && grid::mark(shown.row(y), wanted.row(y), marked) {
                strokes(y, wanted.row(y), marked, dialect, kit, &mut all);
            }
        }
        Self { wanted, strokes: all, marked }
    }

    /// Which squares of a row any stroke writes.
    pub(super) fn marked(&self, y: u16) -> &[bool] {
        let width = self.wanted.row(y).len();
        &self.marked[usize::from(y) * width..][..width]
    }
}

/// The strokes that write the marked squares of a row, from left to right.
fn strokes(
    y: u16,
    wanted: &[Square],
    marked: &[bool],
    dialect: Dialect,
    kit: &Kit,
    strokes: &mut Vec<Stroke>,
) {
    let before = strokes.len();
    let mut x = 0;
    while x < wanted.len() {
        if !marked[x] {
            x += 1;
            continue;
        }
        let start = x;
        let square = wanted[x];
        let mut deed = Deed::Write;
        if square.is_blank() {
            (deed, x) = blanks(wanted, marked, start, dialect, kit);
        } else {
            x += usize::from(square.columns()).max(1);
        }
        let start = if deed == Deed::EraseToEdge { behind(&strokes[before..], wanted, start) } else { start };
        let stroke = Stroke {
            y,
            start: start as u16,
            end: x.min(wanted.len()) as u16,
            pen: square.pen(),
            deed,
            is_blank: square.is_blank(),
            follows: start > 0 && is_in_doubt(wanted, start - 1),
            length: 0,
            after: Cursor::at(start as u16, y),
        };
        push(strokes, stroke, kit);
    }
    for stroke in &mut strokes[before..] {
        let mut length = Length::default();
        let mut after = Cursor::at(stroke.start, y);
        stroke.write(wanted, kit, &mut after, &mut length);
        (stroke.length, stroke.after) = (length.0, after);
    }
}

impl Stroke {
    /// Writes it from where it begins, with its pen.
    pub(super) fn write(&self, row: &[Square], kit: &Kit, cursor: &mut Cursor, out: &mut impl Out) {
        match self.deed {
            Deed::EraseToEdge => out.put(b"\x1b[K"),
            Deed::Erase => sequence(self.end - self.start, b'X', out),
            Deed::Write => squares(row, self.start..self.end, kit, cursor, out),
        }
    }
}

/// Writes squares of a row with the pen that they have.
pub(super) fn squares(
    row: &[Square],
    columns: Range<u16>,
    kit: &Kit,
    cursor: &mut Cursor,
    out: &mut impl Out,
) {
    let width = u16::try_from(row.len()).unwrap_or(u16::MAX);
    for x in columns {
        let room = width.saturating_sub(x);
        let square = row[usize::from(x)];
        let columns = square.columns();
        match square.glyph() {
            Glyph::Covered => {}
            Glyph::Unknown | Glyph::Blank => {
                out.put(b" ");
                cursor.advance(1, room, true);
            }
            Glyph::Char(char) => {
                if columns > 1 && columns_of(char) < columns {
                    clear(columns, room, out);
                }
                out.put(char.encode_utf8(&mut [0; 4]).as_bytes());
                cursor.advance(columns, room, is_width_agreed(char, columns));
            }
            Glyph::Cluster(cluster) => {
                clear(columns, room, out);
                out.put(kit.text(cluster).as_bytes());
                cursor.advance(columns, room, false);
            }
        }
    }
}

/// Some terminals draw such a symbol narrower, and then its other columns have to be blank. At the edge, going back
/// is not the same everywhere.
fn clear(columns: u16, room: u16, out: &mut impl Out) {
    if (2..room).contains(&columns) {
        (0..columns).for_each(|_| out.put(b" "));
        (0..columns).for_each(|_| out.put(b"\x08"));
    }
}

/// What becomes of the blanks that begin at a place, and where that ends.
fn blanks(wanted: &[Square], marked: &[bool], start: usize, dialect: Dialect, kit: &Kit) -> (Deed, usize) {
    let blank = wanted[start];
    let pen = kit.pen(blank.pen());
    let end = start + wanted[start..].iter().take_while(|square| **square == blank).count();
    let last = (start..end).rev().find(|x| marked[*x]).unwrap_or(start) + 1;
    // Where only some of them are marked, the rest is passed over or written too, whichever is shorter.
    let mut written = 0;
    let mut skipped = 0;
    for is_marked in &marked[start..last] {
        if *is_marked {
            written += 1 + skipped.min(MOVE);
            skipped = 0;
        } else {
            skipped += 1;
        }
    }
    let can_erase = if dialect.erases_in_colour() { pen.erases_in_colour() } else { pen.erases() };
    if can_erase && end == wanted.len() && written > ERASE_TO_EDGE {
        return (Deed::EraseToEdge, end);
    }
    if can_erase && dialect.erases_characters() && written > ERASE_CHARACTERS {
        return (Deed::Erase, last);
    }
    let gap = (start..end).find(|x| !marked[*x]).unwrap_or(end);
    (Deed::Write, gap)
}

/// Erasing may begin earlier, among blanks that are there already, where the cursor is from the stroke before.
fn behind(strokes: &[Stroke], wanted: &[Square], start: usize) -> usize {
    let Some(before) = strokes.last().map(|before| usize::from(before.end)) else { return start };
    let (Some(blank), Some(between)) = (wanted.get(start), wanted.get(before..start)) else { return start };
    if between.iter().all(|square| square == blank) { before } else { start }
}

/// Adds a stroke, or makes the one before it longer.
fn push(strokes: &mut Vec<Stroke>, mut stroke: Stroke, kit: &Kit) {
    if let Some(before) = strokes.last_mut()
        && (before.y, before.end) == (stroke.y, stroke.start)
    {
        let blanks_match = kit.ground(before.pen) == kit.ground(stroke.pen);
        let is_write = before.deed == Deed::Write && stroke.deed == Deed::Write;
        let fits = before.pen == stroke.pen || (before.is_blank || stroke.is_blank) && blanks_match;
        if is_write && fits {
            before.end = stroke.end;
            if before.is_blank {
                (before.pen, before.is_blank) = (stroke.pen, stroke.is_blank);
            }
            return;
        }
        stroke.follows |= stroke.is_blank && blanks_match && before.deed == Deed::Write;
    }
    strokes.push(stroke);
}

/// Whether terminals differ in how wide they draw the glyph that covers a square.
fn is_in_doubt(row: &[Square], x: usize) -> bool {
    let lead = (0..=x).rev().find(|at| !row[*at].is_covered()).unwrap_or(x);
    match row[lead].glyph() {
        Glyph::Unknown | Glyph::Blank | Glyph::Covered => false,
        Glyph::Char(char) => !is_width_agreed(char, row[lead].columns()),
        Glyph::Cluster(_) => true,
    }
}
