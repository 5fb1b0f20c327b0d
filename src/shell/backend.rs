//! Frames as bytes for a terminal, as few as can be.
//!
//! A frame is one write. It keeps what the terminal shows (`grid.rs`), finds what differs from what should be
//! shown, makes strokes of it (`stroke.rs`), and has them written in the shortest order (`scribe.rs`). A frame
//! without changes writes nothing at all. The terminal is never asked anything, and no control character of a
//! cell gets through.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

use super::dialect::Dialect;
use super::grid::{self, Glyph, Grid, Square};
use super::kit::{Kit, PenId};
use super::motion::Cursor;
use super::pen::Pen;
use super::scribe::Scribe;
use super::scroll::Scroll;
use super::spelling::Spelling;
use super::stroke::{self, Stroke};
use crate::text::columns_alone;
use crate::theme::{Depth, Palette};

/// Scrolling takes about this many bytes itself, and is worth it where it saves a quarter.
const LEAST_TO_SCROLL: usize = 64;

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
    /// Which sequences it knows.
    pub dialect: Dialect,
    /// How much of Unicode it shows.
    pub spelling: Spelling,
}

/// A ratatui backend that writes ANSI sequences.
#[derive(Debug)]
pub struct AnsiBackend<W: Write, E: Extent> {
    out: W,
    extent: E,
    ability: Ability,
    scribe: Scribe,
    is_cursor_shown: Option<bool>,
    palette: Palette,
    kit: Kit,
    /// The look that was last turned into a pen.
    last_pen: ((Color, Color, Modifier), PenId),
    /// What the terminal shows.
    shown: Grid,
    /// What it should show.
    wanted: Grid,
    /// The rows in which they may differ.
    touched: Vec<bool>,
}

impl<W: Write, E: Extent> AnsiBackend<W, E> {
    /// A backend for a terminal that was cleared.
    pub fn new(out: W, extent: E, ability: Ability) -> Self {
        let Size { width, height } = extent.size();
        Self {
            out,
            extent,
            ability,
            scribe: Scribe::new(ability.dialect),
            is_cursor_shown: None,
            palette: Palette::of(ability.depth),
            kit: Kit::default(),
            last_pen: ((Color::Reset, Color::Reset, Modifier::empty()), PenId::PLAIN),
            shown: Grid::blank(width, height),
            wanted: Grid::blank(width, height),
            touched: vec![false; height.into()],
        }
    }

    /// Forgets what the terminal was left in, after somebody else had it.
    pub fn forget(&mut self) {
        self.scribe = Scribe::new(self.ability.dialect);
        self.is_cursor_shown = None;
        self.shown.forget();
        self.touched.fill(true);
    }

    /// Where the bytes go.
    pub fn out(&self) -> &W {
        &self.out
    }

    /// Takes what ratatui says has changed.
    fn take<'a>(&mut self, content: impl Iterator<Item = (u16, u16, &'a Cell)>) -> bool {
        let mut is_any = false;
        // How far the row is taken by what came last.
        let mut taken = (0, 0);
        for (x, y, cell) in content {
            is_any = true;
            if let Some(touched) = self.touched.get_mut(usize::from(y)) {
                *touched = true;
            }
            if taken.1 == y && x < taken.0 {
                continue;
            }
            let room = self.wanted.width().saturating_sub(x);
            let of_cell = columns_of_cell(cell);
            let square = self.square(cell, of_cell, room);
            let columns = if square.is_blank() { 1 } else { of_cell.clamp(square.columns, room.max(1)) };
            taken = (x.saturating_add(columns), y);
            self.wanted.put(x, y, square, &self.kit);
            // What stands for a wide glyph is narrow.
            for rest in square.columns..columns {
                self.wanted.put(x + rest, y, Square::blank(self.kit.ground(square.pen)), &self.kit);
            }
        }
        is_any
    }

    /// A cell as a square; a blank where its symbol cannot be shown.
    fn square(&mut self, cell: &Cell, columns: u16, room: u16) -> Square {
        let symbol = cell.symbol();
        let pen = self.pen_of(cell);
        let is_ascii = self.ability.spelling == Spelling::Ascii;
        let mut chars = symbol.chars();
        let spelled = match (chars.next(), chars.next()) {
            (None | Some(' '), None) => None,
            _ if columns == 0 || columns > room || symbol.chars().any(char::is_control) => None,
            (Some(first), rest) if rest.is_none() || is_ascii => {
                Some(Glyph::Char(self.ability.spelling.spell(first)))
            }
            (first, _) => self.kit.cluster(symbol).map(Glyph::Cluster).or(first.map(Glyph::Char)),
        };
        match spelled {
            None => Square::blank(self.kit.ground(pen)),
            Some(glyph @ Glyph::Char(only)) if only.is_ascii() => Square { glyph, columns: 1, pen },
            Some(glyph) => Square { glyph, columns, pen },
        }
    }

    /// Writes what differs between what is shown and what is wanted, by scrolling where that is shorter.
    fn write(&mut self) {
        let mut plain = self.scribe.clone();
        self.write_from(&self.shown, &self.touched, &mut plain);
        if plain.bytes.len() - self.scribe.bytes.len() > LEAST_TO_SCROLL
            && let Some(scroll) = Scroll::find(&self.shown, &self.wanted, &self.touched)
        {
            let mut scrolled = self.scribe.clone();
            scroll.write(&self.kit, &mut scrolled);
            let mut shown = self.shown.clone();
            shown.scroll(scroll.top, scroll.bottom, scroll.by);
            let mut touched = self.touched.clone();
            touched[usize::from(scroll.top)..=usize::from(scroll.bottom)].fill(true);
            self.write_from(&shown, &touched, &mut scrolled);
            if scrolled.bytes.len() * 4 < plain.bytes.len() * 3 {
                plain = scrolled;
            }
        }
        self.scribe = plain;
        for (y, touched) in (0..).zip(&mut self.touched) {
            if std::mem::take(touched) {
                self.shown.row_mut(y).copy_from_slice(self.wanted.row(y));
            }
        }
    }

    /// The same from what the terminal shows after scrolling. Rows that were not touched are the same in both.
    fn write_from(&self, shown: &Grid, touched: &[bool], scribe: &mut Scribe) {
        let marks = |(y, touched): (u16, &bool)| {
            if *touched { grid::differing(shown.row(y), self.wanted.row(y)) } else { Vec::new() }
        };
        let marked: Vec<Vec<bool>> = (0..self.wanted.height()).zip(touched).map(marks).collect();
        let mut strokes: Vec<Stroke> = Vec::with_capacity(64);
        for (y, marked) in (0..).zip(&marked).filter(|(_, marked)| marked.contains(&true)) {
            let row = self.wanted.row(y);
            stroke::strokes(y, row, marked, self.ability.dialect, &self.kit, &mut strokes);
        }
        scribe.write(&strokes, &self.wanted, &marked, &self.kit);
    }

    fn pen_of(&mut self, cell: &Cell) -> PenId {
        let look = (cell.fg, cell.bg, cell.modifier);
        if look != self.last_pen.0 {
            let modifier = cell.modifier.intersection(self.ability.dialect.modifiers());
            let pen = Pen { fg: self.palette.colour(cell.fg), bg: self.palette.colour(cell.bg), modifier };
            self.last_pen = (look, self.kit.number(pen));
        }
        self.last_pen.1
    }

    fn cursor_shown(&mut self, is_shown: bool) {
        // A VT100 cannot hide it.
        if self.is_cursor_shown != Some(is_shown) && self.ability.dialect != Dialect::Vt100 {
            self.scribe.bytes.extend_from_slice(if is_shown { b"\x1b[?25h" } else { b"\x1b[?25l" });
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
        if self.take(content) {
            // Something else may have written since the last frame: begin from what is certain.
            (self.scribe.pen, self.scribe.cursor) = (None, Cursor::default());
            self.write();
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
        Ok(self.scribe.cursor.position().unwrap_or(Position::ORIGIN))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        self.scribe.cursor.go(x, y, self.ability.dialect, &mut self.scribe.bytes);
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Clears everything, whatever the region: the terminal may have another size by now, and all of it is
    /// drawn anew.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        // What is cleared takes the background of the pen.
        self.scribe.pen = None;
        self.scribe.take(PenId::PLAIN, &self.kit);
        self.scribe.bytes.extend_from_slice(b"\x1b[2J");
        let Size { width, height } = self.extent.size();
        self.shown = Grid::blank(width, height);
        self.wanted = Grid::blank(width, height);
        self.touched = vec![false; height.into()];
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.extent.size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.extent.size(), pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = &mut self.scribe.bytes;
        if frame.is_empty() {
            return Ok(());
        }
        if self.ability.synchronised {
            frame.splice(0..0, *b"\x1b[?2026h");
            frame.extend_from_slice(b"\x1b[?2026l");
        }
        let written = self.out.write_all(frame).and_then(|()| self.out.flush());
        frame.clear();
        written
    }
}

/// The columns that a cell takes.
fn columns_of_cell(cell: &Cell) -> u16 {
    let mut chars = cell.symbol().chars();
    let alone = match (cell.diff_option, chars.next(), chars.next()) {
        (CellDiffOption::None, Some(only), None) => columns_alone(only),
        (_, _, _) => None,
    };
    alone.unwrap_or_else(|| cell.cell_width())
}

#[cfg(test)]
mod tests;
