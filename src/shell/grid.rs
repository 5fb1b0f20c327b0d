//! What a terminal shows, and what it should show, square by square.
//!
//! It knows how wide glyphs lie over squares, and nothing of bytes.

use super::kit::{ClusterId, Kit, PenId};

/// What stands in a square.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glyph {
    /// Nobody knows.
    Unknown,
    Blank,
    /// A wide glyph further left, which decides how it looks.
    Covered,
    Char(char),
    Cluster(ClusterId),
}

/// A square of the screen. Two that look the same are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Square {
    pub(super) glyph: Glyph,
    /// How many squares the glyph covers, this one included; 0 where it is covered itself.
    pub(super) columns: u16,
    /// Of a blank, what can be seen of its pen.
    pub(super) pen: PenId,
}

impl Square {
    const BLANK: Self = Self::blank(PenId::PLAIN);
    const UNKNOWN: Self = Self { glyph: Glyph::Unknown, ..Self::BLANK };
    const COVERED: Self = Self { glyph: Glyph::Covered, columns: 0, pen: PenId::PLAIN };

    /// A blank on a ground.
    pub(super) const fn blank(ground: PenId) -> Self {
        Self { glyph: Glyph::Blank, columns: 1, pen: ground }
    }

    pub(super) fn is_blank(self) -> bool {
        self.glyph == Glyph::Blank
    }

    fn looks_like(self, other: Self) -> bool {
        self == other && self.glyph != Glyph::Unknown
    }
}

/// The squares of a screen.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    width: u16,
    squares: Vec<Square>,
}

impl Grid {
    /// A grid of blanks.
    pub(super) fn blank(width: u16, height: u16) -> Self {
        Self { width, squares: vec![Square::BLANK; usize::from(width) * usize::from(height)] }
    }

    pub(super) fn width(&self) -> u16 {
        self.width
    }

    pub(super) fn height(&self) -> u16 {
        let rows = self.squares.len() / usize::from(self.width.max(1));
        u16::try_from(rows).unwrap_or(u16::MAX)
    }

    /// Says that nobody knows what is there.
    pub(super) fn forget(&mut self) {
        self.squares.fill(Square::UNKNOWN);
    }

    /// The squares of a row; none below the last.
    pub(super) fn row(&self, y: u16) -> &[Square] {
        let start = usize::from(y) * usize::from(self.width);
        self.squares.get(start..start + usize::from(self.width)).unwrap_or_default()
    }

    pub(super) fn row_mut(&mut self, y: u16) -> &mut [Square] {
        let start = usize::from(y) * usize::from(self.width);
        self.squares.get_mut(start..start + usize::from(self.width)).unwrap_or_default()
    }

    /// Moves the rows from `top` to `bottom`, both included, up by `by` rows, or down where that is negative.
    /// What comes in is blank.
    pub(super) fn scroll(&mut self, top: u16, bottom: u16, by: i16) {
        let width = usize::from(self.width);
        let range = usize::from(top) * width..(usize::from(bottom) + 1) * width;
        let Some(rows) = self.squares.get_mut(range) else { return };
        let shift = (usize::from(by.unsigned_abs()) * width).min(rows.len());
        if by > 0 {
            rows.rotate_left(shift);
            let kept = rows.len() - shift;
            rows[kept..].fill(Square::BLANK);
        } else {
            rows.rotate_right(shift);
            rows[..shift].fill(Square::BLANK);
        }
    }

    /// Puts a square, and takes away what of wide glyphs is covered or cut by it.
    pub(super) fn put(&mut self, x: u16, y: u16, square: Square, kit: &Kit) {
        let (x, room) = (usize::from(x), usize::from(self.width.saturating_sub(x)));
        let columns = usize::from(square.columns).clamp(1, room.max(1));
        let row = self.row_mut(y);
        if x >= row.len() {
            return;
        }
        let (first, last) = (lead(row, x), lead(row, x + columns - 1));
        let end = (last + usize::from(row[last].columns).max(1)).min(row.len());
        // The other half of a wide glyph looks like a blank of that glyph.
        let (before, after) = (kit.ground(row[first].pen), kit.ground(row[last].pen));
        row[first..x].fill(Square::blank(before));
        if end > x + columns {
            row[x + columns..end].fill(Square::blank(after));
        }
        row[x + 1..x + columns].fill(Square::COVERED);
        row[x] = square;
    }
}

/// Where the glyph begins that stands in a square.
fn lead(row: &[Square], x: usize) -> usize {
    (0..=x).rev().find(|at| row[*at].glyph != Glyph::Covered).unwrap_or(x)
}

/// Which squares of a row have to be written so that `shown` becomes `wanted`: whole glyphs of both, since
/// half a glyph cannot be written, and half a glyph that is left over is no glyph.
pub(super) fn differing(shown: &[Square], wanted: &[Square]) -> Vec<bool> {
    let mut marked: Vec<bool> =
        shown.iter().zip(wanted).map(|(shown, wanted)| !shown.looks_like(*wanted)).collect();
    let is_wide = |row: &[Square]| row.iter().any(|square| square.columns > 1);
    let wide: Vec<&[Square]> = [shown, wanted].into_iter().filter(|row| is_wide(row)).collect();
    if !marked.contains(&true) {
        return marked;
    }
    let mut grew = !wide.is_empty();
    while std::mem::take(&mut grew) {
        for row in &wide {
            let mut x = 0;
            while x < marked.len() {
                let end = (x + usize::from(row[x].columns).max(1)).min(marked.len());
                let glyph = &mut marked[x..end];
                if glyph.contains(&true) && glyph.contains(&false) {
                    glyph.fill(true);
                    grew = true;
                }
                x = end;
            }
        }
    }
    marked
}

/// How many squares of two rows look different, counted no further than to `most`.
pub(super) fn unlike(shown: &[Square], wanted: &[Square], most: usize) -> usize {
    shown.iter().zip(wanted).filter(|(shown, wanted)| !shown.looks_like(**wanted)).take(most).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(text: &str) -> Grid {
        let mut grid = Grid::blank(8, 1);
        let mut x = 0;
        for char in text.chars() {
            let columns = if char.is_ascii() { 1 } else { 2 };
            let glyph = if char == ' ' { Glyph::Blank } else { Glyph::Char(char) };
            grid.put(x, 0, Square { glyph, columns, pen: PenId::PLAIN }, &Kit::default());
            x += columns;
        }
        grid
    }

    fn marks(shown: &str, wanted: &str) -> String {
        let marked = differing(grid(shown).row(0), grid(wanted).row(0));
        marked.iter().map(|marked| if *marked { 'x' } else { '.' }).collect()
    }

    #[test]
    fn half_a_glyph_takes_the_other_half_with_it() {
        assert_eq!(marks("数据ab", "数据cb"), "....x...");
        assert_eq!(marks("数据ab", "数xx b"), "..xxx...");
        assert_eq!(marks("a数据b", "数据b"), "xxxxxx..");
        assert_eq!(marks("数据ab", "x 据ab"), "xx......");
        assert_eq!(marks("数据ab", "数据ab"), "........");
    }

    #[test]
    fn what_is_put_over_half_of_a_glyph_leaves_a_blank() {
        let mut over = grid("数据ab");
        let kit = Kit::default();
        over.put(1, 0, Square { glyph: Glyph::Char('x'), columns: 1, pen: PenId::PLAIN }, &kit);
        assert_eq!(over.row(0), grid(" x据ab").row(0));
        over.put(1, 0, Square { glyph: Glyph::Char('中'), columns: 2, pen: PenId::PLAIN }, &kit);
        assert_eq!(over.row(0), grid(" 中 ab").row(0));
    }

    #[test]
    fn rows_scroll_within_their_region() {
        let mut tall = Grid::blank(1, 5);
        for (y, char) in (0..).zip("abcde".chars()) {
            let square = Square { glyph: Glyph::Char(char), columns: 1, pen: PenId::PLAIN };
            tall.put(0, y, square, &Kit::default());
        }
        let column = |grid: &Grid| -> String {
            let glyph = |y| match grid.row(y)[0].glyph {
                Glyph::Char(char) => char,
                Glyph::Unknown | Glyph::Blank | Glyph::Covered | Glyph::Cluster(_) => '.',
            };
            (0..5).map(glyph).collect()
        };
        tall.scroll(1, 3, 1);
        assert_eq!(column(&tall), "acd.e");
        tall.scroll(0, 4, -2);
        assert_eq!(column(&tall), "..acd");
    }
}
