//! Frames as bytes for a terminal, as few as can be.
//!
//! A frame is one write. The cursor is moved only where it is not already, attributes are sent only where
//! they change, and a frame without changes writes nothing at all. The terminal is never asked anything, and
//! no control character of a cell gets through.

use std::collections::HashMap;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};
use ratatui::style::Color;

use super::motion::{Cursor, is_width_agreed};
use super::pen::Pen;
use crate::theme::Depth;

/// Runs of blanks from this length on are erased instead of written.
const LONG_BLANK: u16 = 10;
/// At the right edge erasing is a sequence of three bytes, and no move is needed after it.
const LONG_BLANK_TO_EDGE: u16 = 4;

/// How large the terminal is.
pub trait Extent {
    /// The size now, in columns and rows.
    fn size(&self) -> Size;
}

impl Extent for Size {
    fn size(&self) -> Size {
        *self
    }
}

/// What a terminal is told to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ability {
    /// How many colours it has.
    pub depth: Depth,
    /// Whether frames are sent as synchronised updates (private mode 2026).
    pub synchronised: bool,
}

/// A ratatui backend that writes ANSI sequences.
#[derive(Debug)]
pub struct AnsiBackend<W: Write, E: Extent> {
    out: W,
    extent: E,
    ability: Ability,
    /// The columns of the frame that is drawn.
    width: u16,
    frame: Vec<u8>,
    cursor: Cursor,
    /// Nothing is known of the pen between frames: other programs may have written meanwhile.
    pen: Option<Pen>,
    is_cursor_shown: Option<bool>,
    colours: HashMap<Color, Color>,
    /// Where wide glyphs stand on the terminal, and how they were drawn.
    wide: HashMap<(u16, u16), Pen>,
}

impl<W: Write, E: Extent> AnsiBackend<W, E> {
    /// A backend for a terminal.
    pub fn new(out: W, extent: E, ability: Ability) -> Self {
        Self {
            out,
            extent,
            ability,
            width: 0,
            frame: Vec::new(),
            cursor: Cursor::default(),
            pen: None,
            is_cursor_shown: None,
            colours: HashMap::new(),
            wide: HashMap::new(),
        }
    }

    /// Forgets what the terminal was left in, after somebody else had it.
    pub fn forget(&mut self) {
        self.cursor = Cursor::default();
        self.pen = None;
        self.is_cursor_shown = None;
        self.wide.clear();
    }

    /// Where the bytes go.
    pub fn out(&self) -> &W {
        &self.out
    }

    fn cells(&mut self, cells: &[(u16, u16, &Cell)]) {
        let mut rest = cells;
        // How far the row is taken by what was written last.
        let mut taken = (0, 0);
        while let [(x, y, cell), after @ ..] = rest {
            if taken.1 == *y && *x < taken.0 {
                rest = after;
                continue;
            }
            let pen = self.pen_of(cell);
            let room = self.width.saturating_sub(*x);
            self.cursor.go(*x, *y, &mut self.frame);
            let blanks = if pen.erases() { self.blanks(rest, pen) } else { 0 };
            let columns = if self.erase(blanks, room, pen) {
                rest = &rest[usize::from(blanks)..];
                blanks
            } else {
                rest = after;
                self.glyph(cell, pen, room)
            };
            taken = (x.saturating_add(columns), *y);
            let next = rest.first().map(|(x, y, _)| (*x, *y));
            self.mend(*x, *y, columns, next);
            if columns > 1 && cell.symbol() != " " {
                self.wide.insert((*x, *y), pen);
            }
        }
    }

    /// Erases a run of blanks where that is shorter than writing it.
    fn erase(&mut self, blanks: u16, room: u16, pen: Pen) -> bool {
        let reaches_edge = blanks >= room;
        if !pen.erases() || blanks < LONG_BLANK && !(reaches_edge && blanks >= LONG_BLANK_TO_EDGE) {
            return false;
        }
        self.blank_pen(pen);
        if reaches_edge {
            self.frame.extend_from_slice(b"\x1b[K");
        } else {
            let _ = write!(self.frame, "\x1b[{blanks}X");
        }
        true
    }

    /// What was written may have cut a wide glyph in two. The terminal blanks the other half in a style of its
    /// own choice, and ratatui knows nothing of it, so it is drawn again unless it comes next anyway.
    fn mend(&mut self, x: u16, y: u16, columns: u16, next: Option<(u16, u16)>) {
        if self.wide.is_empty() {
            return;
        }
        let end = x.saturating_add(columns);
        let torn = self.wide.remove(&(end.saturating_sub(1), y));
        for covered in x.saturating_sub(1)..end {
            self.wide.remove(&(covered, y));
        }
        let room = self.width.saturating_sub(end);
        if let Some(pen) = torn.filter(|_| next != Some((end, y)) && room > 0) {
            self.cursor.go(end, y, &mut self.frame);
            self.blank(pen, room);
        }
    }

    /// How many blanks that look alike stand at the beginning, side by side.
    fn blanks(&mut self, cells: &[(u16, u16, &Cell)], pen: Pen) -> u16 {
        let mut count = 0_u16;
        let mut expected = cells.first().map(|(x, y, _)| (*x, *y));
        for (x, y, cell) in cells {
            let is_next = expected == Some((*x, *y)) && cell.symbol() == " ";
            if !is_next || !self.pen_of(cell).is_same_on_blanks(pen) {
                break;
            }
            count += 1;
            expected = x.checked_add(1).map(|x| (x, *y));
        }
        count
    }

    /// Writes a cell's symbol, or a blank where it cannot be shown. Returns the columns it takes.
    fn glyph(&mut self, cell: &Cell, pen: Pen, room: u16) -> u16 {
        let symbol = cell.symbol();
        let columns = cell.cell_width();
        if symbol == " " || columns == 0 || columns > room || symbol.chars().any(char::is_control) {
            self.blank(pen, room);
            return 1;
        }
        pen.write(self.pen, &mut self.frame);
        self.pen = Some(pen);
        // Some terminals draw such a symbol narrower, and then its other columns have to be blank. At the
        // edge, going back is not the same everywhere.
        if (2..room).contains(&columns) && symbol.chars().nth(1).is_some() {
            self.frame.extend((0..columns).map(|_| b' '));
            let _ = write!(self.frame, "\x1b[{columns}D");
        }
        self.frame.extend_from_slice(symbol.as_bytes());
        self.cursor.advance(columns, room, is_width_agreed(symbol));
        columns
    }

    fn blank(&mut self, pen: Pen, room: u16) {
        self.blank_pen(pen);
        self.frame.push(b' ');
        self.cursor.advance(1, room, true);
    }

    /// Blanks do not show the foreground, so it need not be right.
    fn blank_pen(&mut self, pen: Pen) {
        if !self.pen.is_some_and(|now| now.is_same_on_blanks(pen)) {
            pen.write(self.pen, &mut self.frame);
            self.pen = Some(pen);
        }
    }

    fn pen_of(&mut self, cell: &Cell) -> Pen {
        Pen { fg: self.colour(cell.fg), bg: self.colour(cell.bg), modifier: cell.modifier }
    }

    fn colour(&mut self, wanted: Color) -> Color {
        let depth = self.ability.depth;
        if wanted == Color::Reset {
            return wanted;
        }
        // A theme has a few dozen colours; what makes up more of them is not kept.
        if self.colours.len() > 256 {
            return depth.colour(wanted);
        }
        *self.colours.entry(wanted).or_insert_with(|| depth.colour(wanted))
    }

    fn cursor_shown(&mut self, is_shown: bool) {
        if self.is_cursor_shown != Some(is_shown) {
            self.frame.extend_from_slice(if is_shown { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.is_cursor_shown = Some(is_shown);
        }
    }
}

impl<W: Write, E: Extent> Backend for AnsiBackend<W, E> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<_> = content.collect();
        if !cells.is_empty() {
            // Something else may have written since the last frame: begin from what is certain.
            self.pen = None;
            self.cursor = Cursor::default();
            self.width = self.extent.size().width;
            self.cells(&cells);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor_shown(false);
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor_shown(true);
        Ok(())
    }

    /// Where the cursor was left; the terminal is not asked.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.position().unwrap_or(Position::ORIGIN))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        self.cursor.go(x, y, &mut self.frame);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        // What is cleared takes the background of the pen.
        Pen::PLAIN.write(None, &mut self.frame);
        self.pen = Some(Pen::PLAIN);
        self.wide.clear();
        self.frame.extend_from_slice(match clear_type {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        });
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.extent.size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.extent.size(), pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        if self.ability.synchronised {
            self.frame.splice(0..0, *b"\x1b[?2026h");
            self.frame.extend_from_slice(b"\x1b[?2026l");
        }
        let written = self.out.write_all(&self.frame).and_then(|()| self.out.flush());
        self.frame.clear();
        written
    }
}

#[cfg(test)]
mod tests;
