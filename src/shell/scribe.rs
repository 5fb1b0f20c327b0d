//! The bytes that write strokes, in whichever order is shortest.
//!
//! It knows where the cursor is and which pen is set, and assumes nothing else of the terminal.

use super::dialect::Dialect;
use super::grid::{Glyph, Square};
use super::kit::{Kit, PenId};
use super::motion::{Cursor, Length, Out, is_width_agreed};
use super::stroke::{self, Sketch, Stroke};

/// The most squares between two strokes that are looked at as a way from one to the other.
const LONGEST_BRIDGE: usize = 8;

/// Writes strokes.
#[derive(Clone, Debug)]
pub(super) struct Scribe<O = Vec<u8>> {
    pub(super) bytes: O,
    pub(super) cursor: Cursor,
    /// Nothing is known of the pen between frames: other programs may have written meanwhile.
    pub(super) pen: Option<PenId>,
    dialect: Dialect,
}

/// In which order strokes are written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Order {
    /// As they are read.
    Reading,
    /// Row by row, and within a row pen by pen.
    PenInRow,
    /// Pen by pen.
    Pen,
}

impl Order {
    const ALL: [Self; 3] = [Self::Reading, Self::PenInRow, Self::Pen];
}

impl Scribe {
    /// A scribe who knows nothing of the terminal.
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { bytes: Vec::new(), cursor: Cursor::default(), pen: None, dialect }
    }

    /// One who knows the same and only counts.
    pub(super) const fn counting(&self) -> Scribe<Length> {
        Scribe { bytes: Length(0), cursor: self.cursor, pen: self.pen, dialect: self.dialect }
    }

    /// Writes all strokes of a sketch.
    pub(super) fn write(&mut self, sketch: &Sketch<'_>, order: Order, kit: &mut Kit) {
        for stroke in in_order(&sketch.strokes, order) {
            self.reach(stroke, sketch, kit);
            stroke.write(sketch.wanted.row(stroke.y), kit, &mut self.cursor, &mut self.bytes);
        }
    }
}

impl Scribe<Length> {
    /// The order that takes the fewest bytes, and how many those are.
    pub(super) fn shortest(&self, sketch: &Sketch<'_>, kit: &mut Kit) -> (usize, Order) {
        let mut shortest = (usize::MAX, Order::Reading);
        for order in Order::ALL {
            let mut scribe = self.clone();
            for stroke in in_order(&sketch.strokes, order) {
                scribe.reach(stroke, sketch, kit);
                scribe.bytes.0 += stroke.length;
                scribe.cursor = stroke.after;
            }
            if scribe.bytes.0 < shortest.0 {
                shortest = (scribe.bytes.0, order);
            }
        }
        shortest
    }
}

impl<O: Out> Scribe<O> {
    /// Goes to where a stroke begins, by a move, or by writing again what lies between; and takes its pen.
    fn reach(&mut self, stroke: &Stroke, sketch: &Sketch<'_>, kit: &mut Kit) {
        let (x, y) = (stroke.start, stroke.y);
        if let Some(at) = self.cursor.position()
            && at.y == y
            && at.x < x
            && usize::from(x - at.x) <= LONGEST_BRIDGE
        {
            let row = sketch.wanted.row(y);
            let between = usize::from(at.x)..usize::from(x);
            let bridge = &row[between.clone()];
            if !sketch.marked(y)[between].contains(&true) && !bridge[0].is_covered() {
                let cost = self.cursor.cost(x, y, self.dialect);
                let length: usize = bridge.iter().map(|square| length(*square)).sum();
                let writes =
                    |pen: &PenId| length <= cost && bridge.iter().all(|square| can_write(*square, *pen, kit));
                let own = Some(stroke.pen).filter(|_| !stroke.is_blank);
                if let Some(pen) = self.pen.filter(writes).or_else(|| own.filter(writes)) {
                    self.take(pen, kit);
                    stroke::squares(row, at.x..x, kit, &mut self.cursor, &mut self.bytes);
                }
            }
        }
        self.cursor.go(x, y, self.dialect, &mut self.bytes);
        // Blanks do not show the foreground, so it need not be right.
        let is_ground = |now| kit.ground(now) == kit.ground(stroke.pen);
        if !(stroke.is_blank && self.pen.is_some_and(is_ground)) {
            self.take(stroke.pen, kit);
        }
    }

    /// Takes a pen.
    pub(super) fn take(&mut self, pen: PenId, kit: &mut Kit) {
        if self.pen != Some(pen) {
            self.bytes.put(kit.change(self.pen, pen));
            self.pen = Some(pen);
        }
    }
}

/// Whether a square can be written with a pen that is set, with the cursor certain afterwards.
fn can_write(square: Square, pen: PenId, kit: &Kit) -> bool {
    match square.glyph() {
        Glyph::Blank => square.pen() == kit.ground(pen),
        Glyph::Covered => true,
        Glyph::Char(char) => square.pen() == pen && is_width_agreed(char, square.columns()),
        Glyph::Unknown | Glyph::Cluster(_) => false,
    }
}

/// The bytes of a square that can be written so.
fn length(square: Square) -> usize {
    match square.glyph() {
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
