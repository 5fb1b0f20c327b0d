//! Frames as bytes for a terminal, as few as can be.
//!
//! A frame is one write. It keeps what the terminal shows (`grid.rs`), finds what differs from what should be
//! shown, makes strokes of it (`stroke.rs`), and has them written in the shortest order (`scribe.rs`). A frame
//! without changes writes nothing at all. The terminal is never asked anything, and no control character of a
//! cell gets through.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

use super::dialect::Dialect;
use super::grid::{self, Glyph, Grid, Square};
use super::motion::Cursor;
use super::pen::Pen;
use super::scribe::Scribe;
use super::scroll::Scroll;
use super::spelling::Spelling;
use super::stroke::{self, Stroke};
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
            let square = self.square(cell, room);
            let (own, pen) = (square.columns, square.pen);
            let columns = if square.is_blank() { 1 } else { cell.cell_width().clamp(own, room.max(1)) };
            taken = (x.saturating_add(columns), y);
            self.wanted.put(x, y, square);
            // What stands for a wide glyph is narrow.
            for rest in own..columns {
                self.wanted.put(x + rest, y, Square { glyph: Glyph::Blank, columns: 1, pen });
            }
        }
        is_any
    }

    /// A cell as a square; a blank where its symbol cannot be shown.
    fn square(&mut self, cell: &Cell, room: u16) -> Square {
        let symbol = cell.symbol();
        let columns = cell.cell_width();
        let pen = self.pen_of(cell);
        let mut chars = symbol.chars();
        let glyph = match (chars.next(), chars.next()) {
            (None | Some(' '), None) => Glyph::Blank,
            _ if columns == 0 || columns > room || symbol.chars().any(char::is_control) => Glyph::Blank,
            (Some(only), None) => Glyph::Char(self.ability.spelling.spell(only)),
            (Some(first), _) if self.ability.spelling == Spelling::Ascii => {
                Glyph::Char(self.ability.spelling.spell(first))
            }
            (_, _) => Glyph::Cluster(symbol.into()),
        };
        let columns = match glyph {
            Glyph::Blank => 1,
            Glyph::Char(only) if only.is_ascii() => 1,
            Glyph::Char(_) | Glyph::Cluster(_) | Glyph::Unknown | Glyph::Covered => columns,
        };
        Square { glyph, columns, pen }
    }

    /// Writes what differs between what is shown and what is wanted, by scrolling where that is shorter.
    fn write(&mut self) {
        let mut plain = self.scribe.clone();
        self.write_from(&self.shown, &self.touched, &mut plain);
        if plain.bytes.len() - self.scribe.bytes.len() > LEAST_TO_SCROLL
            && let Some(scroll) = Scroll::find(&self.shown, &self.wanted, &self.touched)
        {
            let mut scrolled = self.scribe.clone();
            scroll.write(self.ability.dialect, &mut scrolled);
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
                self.shown.row_mut(y).clone_from_slice(self.wanted.row(y));
            }
        }
    }

    /// The same from what the terminal shows after scrolling. Rows that were not touched are the same in both.
    fn write_from(&self, shown: &Grid, touched: &[bool], scribe: &mut Scribe) {
        let rows = 0..self.wanted.height();
        let marks = |(y, touched): (u16, &bool)| {
            if *touched { grid::differing(shown.row(y), self.wanted.row(y)) } else { Vec::new() }
        };
        let marked: Vec<Vec<bool>> = rows.clone().zip(touched).map(marks).collect();
        let dialect = self.ability.dialect;
        let strokes: Vec<Stroke> = rows
            .zip(&marked)
            .filter(|(_, marked)| marked.contains(&true))
            .flat_map(|(y, marked)| stroke::strokes(y, self.wanted.row(y), marked, dialect))
            .collect();
        scribe.write(&strokes, &self.wanted, &marked);
    }

    fn pen_of(&mut self, cell: &Cell) -> Pen {
        let modifier = cell.modifier.intersection(self.ability.dialect.modifiers());
        Pen { fg: self.palette.colour(cell.fg), bg: self.palette.colour(cell.bg), modifier }
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
        Pen::PLAIN.write(None, self.ability.dialect, &mut self.scribe.bytes);
        self.scribe.pen = Some(Pen::PLAIN);
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

#[cfg(test)]
mod tests;
