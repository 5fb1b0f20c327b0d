//! What a terminal shows, and what it should show, square by square.
//!
//! It knows how wide glyphs lie over squares, and nothing of bytes.

use super::kit::{ClusterId, PenId};

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

/// Numbers of glyphs that are no character's; those of clusters begin behind them.
const UNKNOWN: u32 = 0x11_0000;
const BLANK: u32 = UNKNOWN + 1;
const COVERED: u32 = UNKNOWN + 2;
const FIRST_CLUSTER: u32 = UNKNOWN + 3;

/// A square of the screen: a glyph, how many squares it covers, this one included, and a pen. Two that look the same
/// are the same, and as numbers many are compared at once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Square(u64);

impl Square {
    const BLANK: Self = Self::blank(PenId::PLAIN);
    const UNKNOWN: Self = Self::of(UNKNOWN, 1, PenId::PLAIN);
    /// One that a wide glyph further left covers; it covers none itself.
    pub(super) const COVERED: Self = Self::of(COVERED, 0, PenId::PLAIN);

    const fn of(glyph: u32, columns: u16, pen: PenId) -> Self {
        Self((glyph as u64) << 32 | (columns as u64) << 16 | pen.0 as u64)
    }

    /// A blank on a ground: of its pen, what can be seen.
    pub(super) const fn blank(ground: PenId) -> Self {
        Self::of(BLANK, 1, ground)
    }

    pub(super) const fn char(char: char, columns: u16, pen: PenId) -> Self {
        Self::of(char as u32, columns, pen)
    }

    pub(super) const fn cluster(cluster: ClusterId, columns: u16, pen: PenId) -> Self {
        Self::of(FIRST_CLUSTER + cluster.0 as u32, columns, pen)
    }

    pub(super) fn glyph(self) -> Glyph {
        match (self.0 >> 32) as u32 {
            BLANK => Glyph::Blank,
            COVERED => Glyph::Covered,
            UNKNOWN => Glyph::Unknown,
            cluster @ FIRST_CLUSTER.. => Glyph::Cluster(ClusterId((cluster - FIRST_CLUSTER) as u16)),
            char => char::from_u32(char).map_or(Glyph::Unknown, Glyph::Char),
        }
    }

    pub(super) const fn columns(self) -> u16 {
        (self.0 >> 16) as u16
    }

    pub(super) const fn pen(self) -> PenId {
        PenId(self.0 as u16)
    }

    pub(super) const fn is_blank(self) -> bool {
        (self.0 >> 32) as u32 == BLANK
    }

    pub(super) const fn is_covered(self) -> bool {
        (self.0 >> 32) as u32 == COVERED
    }
}

impl std::fmt::Debug for Square {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:?} {} {:?}", self.glyph(), self.columns(), self.pen())
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
}

/// Marks the squares of a row that have to be written so that `shown` becomes `wanted`: whole glyphs of both, since
/// half a glyph cannot be written, and half a glyph that is left over is no glyph. Answers whether there are any.
pub(super) fn mark(shown: &[Square], wanted: &[Square], marked: &mut [bool]) -> bool {
    let mut is_any = false;
    let mut is_wide = false;
    for ((marked, shown), wanted) in marked.iter_mut().zip(shown).zip(wanted) {
        *marked = shown != wanted;
        is_any |= *marked;
        is_wide |= shown.columns() != 1 || wanted.columns() != 1;
    }
    let mut grew = is_any && is_wide;
    while std::mem::take(&mut grew) {
        for row in [shown, wanted] {
            grew |= mark_whole(row, marked);
        }
    }
    is_any
}

/// Marks what is missing of glyphs of which something is marked. Answers whether anything was.
fn mark_whole(row: &[Square], marked: &mut [bool]) -> bool {
    let mut grew = false;
    let mut x = 0;
    while let (Some(square), Some(rest)) = (row.get(x), marked.get_mut(x..)) {
        let columns = usize::from(square.columns()).clamp(1, rest.len());
        let glyph = &mut rest[..columns];
        if columns > 1 && glyph.contains(&true) && glyph.contains(&false) {
            glyph.fill(true);
            grew = true;
        }
        x += columns;
    }
    grew
}

/// How many squares of two rows look different.
pub(super) fn unlike(shown: &[Square], wanted: &[Square]) -> usize {
    shown.iter().zip(wanted).filter(|(shown, wanted)| shown != wanted).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(text: &str) -> Grid {
        let mut grid = Grid::blank(8, 1);
        let mut squares = grid.row_mut(0).iter_mut();
        for char in text.chars() {
            let columns = if char.is_ascii() { 1 } else { 2 };
            let glyph = Square::char(char, columns, PenId::PLAIN);
            *squares.next().unwrap() = if char == ' ' { Square::BLANK } else { glyph };
            squares.by_ref().take(usize::from(columns) - 1).for_each(|square| *square = Square::COVERED);
        }
        grid
    }

    fn marks(shown: &str, wanted: &str) -> String {
        let mut marked = [true; 8];
        let is_any = mark(grid(shown).row(0), grid(wanted).row(0), &mut marked);
        assert_eq!(is_any, marked.contains(&true));
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
    fn rows_scroll_within_their_region() {
        let mut tall = Grid::blank(1, 5);
        for (y, char) in (0..).zip("abcde".chars()) {
            tall.row_mut(y)[0] = Square::char(char, 1, PenId::PLAIN);
        }
        let column = |grid: &Grid| -> String {
            let glyph = |y| match grid.row(y)[0].glyph() {
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
