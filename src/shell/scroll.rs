//! Whether rows of a frame are rows of the one before, further up or down: a list that was scrolled.
//!
//! It only proposes; whether scrolling is shorter than writing is seen when both are written.

use super::grid::{Grid, unlike};
use super::kit::{Kit, PenId};
use super::motion::{Cursor, Out};
use super::scribe::Scribe;

/// The furthest that is looked for.
const FURTHEST: i16 = 3;
/// Fewer changed rows than these are not worth looking at.
const FEWEST_ROWS: usize = 4;
/// How much worse a row that fits worse is at most.
const MORE: usize = 8;
/// Where fewer than one in so many squares is saved, no quarter of the bytes is.
const LEAST_GAIN: usize = 8;

/// Rows that move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    /// The first row of the region.
    pub(super) top: u16,
    /// The last row of the region.
    pub(super) bottom: u16,
    /// How many rows it moves up, or down where that is negative.
    pub(super) by: i16,
}

impl Scroll {
    /// The scrolling that leaves the fewest squares to write, where any leaves markedly less than there are. Rows that
    /// were not `touched` are the same in both.
    pub(super) fn find(shown: &Grid, wanted: &Grid, touched: &[bool]) -> Option<Self> {
        let rows = wanted.height();
        let count = |(y, touched): (u16, &bool)| {
            if *touched { unlike(shown.row(y), wanted.row(y)) } else { 0 }
        };
        let in_place: Vec<usize> = (0..rows).zip(touched).map(count).collect();
        if in_place.iter().filter(|count| **count > 0).count() < FEWEST_ROWS {
            return None;
        }
        let mut best = ((in_place.iter().sum::<usize>() / LEAST_GAIN).cast_signed(), None);
        for by in (-FURTHEST..=FURTHEST).filter(|by| *by != 0) {
            // The stretch of rows with the greatest gain (Kadane).
            let (mut gain, mut first) = (0, 0);
            for y in 0..rows {
                let Some(from) = y.checked_add_signed(by).filter(|from| *from < rows) else {
                    (gain, first) = (0, y + 1);
                    continue;
                };
                let Some(now) = in_place.get(usize::from(y)).copied() else { break };
                let moved = unlike(shown.row(from), wanted.row(y)).min(now + MORE);
                let here = now.cast_signed() - moved.cast_signed();
                if gain <= 0 {
                    (gain, first) = (0, y);
                }
                gain += here;
                if gain > best.0 {
                    let (top, bottom) = (first.min(first.saturating_add_signed(by)), y.max(from));
                    best = (gain, Some(Self { top, bottom, by }));
                }
            }
        }
        best.1
    }

    /// Writes what makes the terminal scroll. Every terminal since the VT100 knows it.
    pub(super) fn write(self, kit: &mut Kit, scribe: &mut Scribe<impl Out>) {
        // What comes in takes the background of the pen.
        scribe.take(PenId::PLAIN, kit);
        let (top, bottom) = (self.top + 1, self.bottom + 1);
        let (edge, step) = if self.by > 0 { (bottom, "\n") } else { (top, "\x1bM") };
        let steps = step.repeat(usize::from(self.by.unsigned_abs()));
        scribe.bytes.put(format!("\x1b[{top};{bottom}r\x1b[{edge}H{steps}\x1b[r").as_bytes());
        scribe.cursor = Cursor::default();
    }
}
