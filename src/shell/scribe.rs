//! The bytes that write strokes, in whichever order is shortest.
//!
//! It knows where the cursor is and which pen is set, and assumes nothing else of the terminal.

use std::ops::Range;

use super::dialect::Dialect;
use super::grid::{Glyph, Grid, Square};
use super::kit::{Kit, PenId};
use super::motion::{Cursor, is_width_agreed};
use super::stroke::{Deed, Stroke};
use crate::text::columns_of;

/// The most squares between two strokes that are looked at as a way from one to the other.
const LONGEST_BRIDGE: usize = 8;

/// Writes strokes.
#[derive(Clone, Debug)]
pub(super) struct Scribe {
    pub(super) bytes: Vec<u8>,
    pub(super) cursor: Cursor,
    /// Nothing is known of the pen between frames: other programs may have written meanwhile.
    pub(super) pen: Option<PenId>,
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
    pub(super) fn write(&mut self, strokes: &[Stroke], wanted: &Grid, marked: &[Vec<bool>], kit: &Kit) {
        let attempt = |order| {
            let mut scribe = Self { bytes: Vec::with_capacity(2_048), ..*self };
            for stroke in in_order(strokes, order) {
                scribe.stroke(stroke, wanted.row(stroke.y), &marked[usize::from(stroke.y)], kit);
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

    fn stroke(&mut self, stroke: &Stroke, row: &[Square], marked: &[bool], kit: &Kit) {
        self.reach(stroke, row, marked, kit);
        if stroke.is_blank {
            self.ground(stroke.pen, kit);
        } else {
            self.take(stroke.pen, kit);
        }
        match stroke.deed {
            Deed::EraseToEdge => self.bytes.extend_from_slice(b"\x1b[K"),
            Deed::Erase => {
                let count = stroke.end - stroke.start;
                self.bytes.extend_from_slice(format!("\x1b[{count}X").as_bytes());
            }
            Deed::Write => self.squares(row, stroke.start..stroke.end, kit),
        }
    }

    /// Goes to where a stroke begins: by a move, or by writing again what lies between.
    fn reach(&mut self, stroke: &Stroke, row: &[Square], marked: &[bool], kit: &Kit) {
        let (x, y) = (stroke.start, stroke.y);
        if let Some(at) = self.cursor.position()
            && at.y == y
            && at.x < x
            && usize::from(x - at.x) <= LONGEST_BRIDGE
        {
            let between = usize::from(at.x)..usize::from(x);
            let bridge = &row[between.clone()];
            if !marked[between].contains(&true) && bridge[0].glyph != Glyph::Covered {
                let cost = self.cursor.cost(x, y, self.dialect);
                let length: usize = bridge.iter().map(|square| length(*square)).sum();
                let writes =
                    |pen: &PenId| length <= cost && bridge.iter().all(|square| can_write(*square, *pen, kit));
                let own = Some(stroke.pen).filter(|_| !stroke.is_blank);
                if let Some(pen) = self.pen.filter(writes).or_else(|| own.filter(writes)) {
                    self.take(pen, kit);
                    self.squares(row, at.x..x, kit);
                }
            }
        }
        self.cursor.go(x, y, self.dialect, &mut self.bytes);
    }

    /// Takes a pen.
    pub(super) fn take(&mut self, pen: PenId, kit: &Kit) {
        if self.pen != Some(pen) {
            kit.pen(pen).write(self.pen.map(|now| kit.pen(now)), self.dialect, &mut self.bytes);
            self.pen = Some(pen);
        }
    }

    /// Blanks do not show the foreground, so it need not be right.
    fn ground(&mut self, pen: PenId, kit: &Kit) {
        if !self.pen.is_some_and(|now| kit.ground(now) == kit.ground(pen)) {
            self.take(pen, kit);
        }
    }

    fn squares(&mut self, row: &[Square], columns: Range<u16>, kit: &Kit) {
        let width = u16::try_from(row.len()).unwrap_or(u16::MAX);
        for x in columns {
            let room = width.saturating_sub(x);
            let Square { glyph, columns, .. } = row[usize::from(x)];
            match glyph {
                Glyph::Covered => {}
                Glyph::Unknown | Glyph::Blank => {
                    self.bytes.push(b' ');
                    self.cursor.advance(1, room, true);
                }
                Glyph::Char(char) => {
                    if columns > 1 && columns_of(char) < columns {
                        self.clear(columns, room);
                    }
                    self.bytes.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
                    self.cursor.advance(columns, room, is_width_agreed(char, columns));
                }
                Glyph::Cluster(cluster) => {
                    self.clear(columns, room);
                    self.bytes.extend_from_slice(kit.text(cluster).as_bytes());
                    self.cursor.advance(columns, room, false);
                }
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
}

/// Whether a square can be written with a pen that is set, with the cursor certain afterwards.
fn can_write(square: Square, pen: PenId, kit: &Kit) -> bool {
    match square.glyph {
        Glyph::Blank => square.pen == kit.ground(pen),
        Glyph::Covered => true,
        Glyph::Char(char) => square.pen == pen && is_width_agreed(char, square.columns),
        Glyph::Unknown | Glyph::Cluster(_) => false,
    }
}

/// The bytes of a square that can be written so.
fn length(square: Square) -> usize {
    match square.glyph {
        Glyph::Unknown | Glyph::Blank | Glyph::Cluster(_) => 1,
        Glyph::Covered => 0,
        Glyph::Char(char) => char.len_utf8(),
    }
}

fn in_order(strokes: &[Stroke], order: Order) -> Vec<&Stroke> {
    let mut pens: Vec<(PenId, bool)> = Vec::new();
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
