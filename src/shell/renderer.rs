//! Frames as bytes for a terminal, as few as can be.
//!
//! A frame is painted into a buffer of ratatui's, and is one write. What was painted is turned into squares
//! (`tracing.rs`) and compared with those that the terminal shows (`grid.rs`); what differs is made into strokes
//! (`stroke.rs`) and written in the shortest order (`scribe.rs`). A frame without changes writes nothing at all. The
//! terminal is never asked anything, and no control character of a cell gets through.

use std::io::{self, Write};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::dialect::Dialect;
use super::grid::{Grid, Square};
use super::kit::PenId;
use super::motion::Cursor;
use super::scribe::Scribe;
use super::scroll::Scroll;
use super::spelling::Spelling;
use super::stroke::Sketch;
use super::tracing::Tracing;
use crate::theme::Depth;

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

/// Draws frames on a terminal.
#[derive(Debug)]
pub struct Renderer<W: Write, E: Extent> {
    out: W,
    extent: E,
    ability: Ability,
    /// What was painted last.
    frame: Buffer,
    scribe: Scribe,
    is_cursor_shown: Option<bool>,
    tracing: Tracing,
    /// What the terminal shows.
    shown: Grid,
    /// What it should show.
    wanted: Grid,
    /// The rows in which they may differ.
    touched: Vec<bool>,
}

impl<W: Write, E: Extent> Renderer<W, E> {
    /// For a terminal that was cleared.
    pub fn new(out: W, extent: E, ability: Ability) -> Self {
        let size = extent.size();
        let Size { width, height } = size;
        Self {
            out,
            extent,
            ability,
            frame: Buffer::empty(Rect::from((Position::ORIGIN, size))),
            scribe: Scribe::new(ability.dialect),
            is_cursor_shown: None,
            tracing: Tracing::new(ability.depth, ability.dialect, ability.spelling),
            shown: Grid::blank(width, height),
            wanted: Grid::blank(width, height),
            touched: vec![false; height.into()],
        }
    }

    /// Forgets what the terminal shows and was left in, after somebody else had it: all of the next frame is sent.
    pub fn forget(&mut self) {
        self.scribe = Scribe::new(self.ability.dialect);
        self.is_cursor_shown = None;
        self.shown.forget();
        self.touched.fill(true);
    }

    /// The size now, in columns and rows.
    pub fn size(&self) -> Size {
        self.extent.size()
    }

    /// Where the bytes go.
    pub const fn out(&self) -> &W {
        &self.out
    }

    /// What was painted last.
    pub const fn shown(&self) -> &Buffer {
        &self.frame
    }

    /// Shows what is painted over all of the frame before, and the cursor where the painting says. Fails where the
    /// terminal takes nothing any more.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        if self.extent.size() != self.frame.area.as_size() {
            self.resize();
        }
        let cursor = paint(&mut self.frame);
        self.take();
        if self.touched.contains(&true) {
            // Something else may have written since the last frame: begin from what is certain.
            (self.scribe.pen, self.scribe.cursor) = (None, Cursor::default());
            self.write();
        }
        self.cursor_shown(cursor.is_some());
        if let Some(Position { x, y }) = cursor {
            self.scribe.cursor.go(x, y, self.ability.dialect, &mut self.scribe.bytes);
        }
        self.send()
    }

    /// Clears the terminal, which has another size, and begins anew.
    fn resize(&mut self) {
        let Size { width, height } = self.extent.size();
        self.frame = Buffer::empty(Rect { x: 0, y: 0, width, height });
        (self.shown, self.wanted) = (Grid::blank(width, height), Grid::blank(width, height));
        self.touched = vec![false; height.into()];
        // What is cleared takes the background of the pen.
        self.scribe.pen = None;
        self.scribe.take(PenId::PLAIN, self.tracing.kit());
        self.scribe.bytes.extend_from_slice(b"\x1b[2J");
    }

    /// Takes what was painted, and notes the rows that are not as they were.
    fn take(&mut self) {
        let width = usize::from(self.frame.area.width).max(1);
        let mut row = vec![Square::COVERED; width];
        for ((y, cells), touched) in (0..).zip(self.frame.content.chunks(width)).zip(&mut self.touched) {
            self.tracing.row(cells, &mut row);
            let wanted = self.wanted.row_mut(y);
            if *wanted != *row {
                wanted.copy_from_slice(&row);
                *touched = true;
            }
        }
    }

    /// Writes what differs between what is shown and what is wanted, by scrolling where that is shorter.
    fn write(&mut self) {
        let (dialect, kit) = (self.ability.dialect, self.tracing.kit());
        let mut sketch = Sketch::of(&self.shown, &self.wanted, &self.touched, dialect, kit);
        let (plain, mut order) = self.scribe.counting().shortest(&sketch, kit);
        if plain > LEAST_TO_SCROLL
            && let Some(scroll) = Scroll::find(&self.shown, &self.wanted, &self.touched)
        {
            let mut shown = self.shown.clone();
            shown.scroll(scroll.top, scroll.bottom, scroll.by);
            let mut touched = self.touched.clone();
            touched[usize::from(scroll.top)..=usize::from(scroll.bottom)].fill(true);
            let scrolled = Sketch::of(&shown, &self.wanted, &touched, dialect, kit);
            let mut counting = self.scribe.counting();
            scroll.write(kit, &mut counting);
            let (length, its_order) = counting.shortest(&scrolled, kit);
            if length * 4 < plain * 3 {
                scroll.write(kit, &mut self.scribe);
                (sketch, order) = (scrolled, its_order);
            }
        }
        self.scribe.write(&sketch, order, kit);
        for (y, touched) in (0..).zip(&mut self.touched) {
            if std::mem::take(touched) {
                self.shown.row_mut(y).copy_from_slice(self.wanted.row(y));
            }
        }
    }

    fn cursor_shown(&mut self, is_shown: bool) {
        // A VT100 cannot hide it.
        if self.is_cursor_shown != Some(is_shown) && self.ability.dialect != Dialect::Vt100 {
            self.scribe.bytes.extend_from_slice(if is_shown { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.is_cursor_shown = Some(is_shown);
        }
    }

    /// Sends the frame in one write.
    fn send(&mut self) -> io::Result<()> {
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
