//! The bytes that write strokes, in whichever order is shortest.
//!
//! It knows where the cursor is and which pen is set, and assumes nothing else of the terminal.

use unicode_width::UnicodeWidthChar;

use super::dialect::Dialect;
use super::grid::{Glyph, Grid, Square};
use super::motion::{Cursor, is_width_agreed};
use super::pen::Pen;
use super::stroke::{Deed, Stroke};

/// The most squares between two strokes that are looked at as a way from one to the other.
const LONGEST_BRIDGE: usize = 8;

/// Writes strokes.
#[derive(Clone, Debug)]
pub(super) struct Scribe {
    pub(super) bytes: Vec<u8>,
    pub(super) cursor: Cursor,
    /// Nothing is known of the pen between frames: other programs may have written meanwhile.
    pub(super) pen: Option<Pen>,
    dialect: Dialect,
}

/// In which order strokes are written.
#[derive(Clone, Copy, Debug)]
enum Order {
    /// As they are read.
    Reading,
    /// Row by row, and within a row pen by pen.
    PenInRow,
    /// Pen by pen.
    Pen,
}

impl Scribe {
    /// A scribe who knows nothing of the terminal.
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { bytes: Vec::new(), cursor: Cursor::default(), pen: None, dialect }
    }

    /// Writes all strokes. `marked` says which squares any stroke writes; the others can be written again.
    pub(super) fn write(&mut self, strokes: &[Stroke], wanted: &Grid, marked: &[Vec<bool>]) {
        let attempt = |order| {
            let mut scribe = Self { bytes: Vec::with_capacity(2_048), ..self.clone_state() };
            for stroke in in_order(strokes, order) {
                scribe.stroke(stroke, wanted.row(stroke.y), &marked[usize::from(stroke.y)]);
            }
            scribe
        };
        let attempts = [Order::Reading, Order::PenInRow, Order::Pen].map(attempt);
        let shortest = attempts.into_iter().min_by_key(|attempt| attempt.bytes.len());
        if let Some(shortest) = shortest {
            self.bytes.extend_from_slice(&shortest.bytes);
            (self.cursor, self.pen) = (shortest.cursor, shortest.pen);
        }
    }

    fn clone_state(&self) -> Self {
        Self { bytes: Vec::new(), cursor: self.cursor, pen: self.pen, dialect: self.dialect }
    }

    fn stroke(&mut self, stroke: &Stroke, row: &[Square], marked: &[bool]) {
        self.reach(stroke, row, marked);
        if stroke.is_blank {
            self.ground(stroke.pen);
        } else {
            self.take(stroke.pen);
        }
        let width = u16::try_from(row.len()).unwrap_or(u16::MAX);
        match stroke.deed {
            Deed::EraseToEdge => self.bytes.extend_from_slice(b"\x1b[K"),
            Deed::Erase => {
                let count = stroke.end - stroke.start;
                self.bytes.extend_from_slice(format!("\x1b[{count}X").as_bytes());
            }
            Deed::Write => {
                for x in stroke.start..stroke.end {
                    self.square(&row[usize::from(x)], x, width);
                }
            }
        }
    }

    /// Goes to where a stroke begins: by a move, or by writing again what lies between.
    fn reach(&mut self, stroke: &Stroke, row: &[Square], marked: &[bool]) {
        let (x, y) = (stroke.start, stroke.y);
        if let Some(at) = self.cursor.position()
            && at.y == y
            && at.x < x
        {
            let between = usize::from(at.x)..usize::from(x);
            let cost = self.cursor.cost(x, y, self.dialect);
            let bridge = &row[between.clone()];
            if bridge.len() <= LONGEST_BRIDGE && !marked[between].contains(&true) {
                let length: usize = bridge.iter().map(Square::length).sum();
                let writes = |pen: Pen| {
                    length <= cost
                        && bridge.first().is_some_and(|square| square.glyph != Glyph::Covered)
                        && bridge.iter().all(|square| can_write(square, pen))
                };
                let pen = self
                    .pen
                    .filter(|pen| writes(*pen))
                    .or_else(|| Some(stroke.pen).filter(|pen| !stroke.is_blank && writes(*pen)));
                if let Some(pen) = pen {
                    self.take(pen);
                    let width = u16::try_from(row.len()).unwrap_or(u16::MAX);
                    for (square, x) in bridge.iter().zip(at.x..) {
                        self.square(square, x, width);
                    }
                }
            }
        }
        self.cursor.go(x, y, self.dialect, &mut self.bytes);
    }

    fn take(&mut self, pen: Pen) {
        pen.write(self.pen, self.dialect, &mut self.bytes);
        self.pen = Some(pen);
    }

    /// Blanks do not show the foreground, so it need not be right.
    fn ground(&mut self, pen: Pen) {
        if !self.pen.is_some_and(|now| now.is_same_on_blanks(pen)) {
            self.take(pen);
        }
    }

    fn square(&mut self, square: &Square, x: u16, width: u16) {
        let room = width.saturating_sub(x);
        match &square.glyph {
            Glyph::Covered => {}
            Glyph::Unknown | Glyph::Blank => {
                self.bytes.push(b' ');
                self.cursor.advance(1, room, true);
            }
            Glyph::Char(char) => {
                if char.width().is_some_and(|own| own < square.columns.into()) {
                    self.clear(square.columns, room);
                }
                self.symbol(char.encode_utf8(&mut [0; 4]), square.columns, room);
            }
            Glyph::Cluster(text) => {
                self.clear(square.columns, room);
                self.symbol(text, square.columns, room);
            }
        }
    }

    /// Some terminals draw such a symbol narrower, and then its other columns have to be blank. At the edge, going back
    /// is not the same everywhere.
    fn clear(&mut self, columns: u16, room: u16) {
        if (2..room).contains(&columns) {
            self.bytes.extend((0..columns).map(|_| b' '));
            self.bytes.extend((0..columns).map(|_| 8));
        }
    }

    fn symbol(&mut self, symbol: &str, columns: u16, room: u16) {
        self.bytes.extend_from_slice(symbol.as_bytes());
        self.cursor.advance(columns, room, is_width_agreed(symbol, columns));
    }
}

/// Whether a square can be written with a pen that is set, with the cursor certain afterwards.
fn can_write(square: &Square, pen: Pen) -> bool {
    match &square.glyph {
        Glyph::Blank => square.pen.is_same_on_blanks(pen),
        Glyph::Covered => true,
        Glyph::Char(char) => {
            square.pen == pen && is_width_agreed(char.encode_utf8(&mut [0; 4]), square.columns)
        }
        Glyph::Unknown | Glyph::Cluster(_) => false,
    }
}

fn in_order(strokes: &[Stroke], order: Order) -> Vec<&Stroke> {
    let mut pens: Vec<(Pen, bool)> = Vec::new();
    let mut keyed = Vec::with_capacity(strokes.len());
    let mut key = (0, 0);
    for stroke in strokes {
        if !stroke.follows {
            let pen = (stroke.pen, stroke.is_blank);
            let rank = pens.iter().position(|known| *known == pen).unwrap_or_else(|| {
                pens.push(pen);
                pens.len() - 1
            });
            key = match order {
                Order::Reading => (0, 0),
                Order::PenInRow => (stroke.y, rank),
                Order::Pen => (0, rank),
            };
        }
        keyed.push((key, stroke));
    }
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, stroke)| stroke).collect()
}
