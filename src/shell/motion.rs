//! Where the terminal's cursor is, and the shortest way to somewhere else.
//!
//! It moves only from where the cursor certainly is; otherwise it names the place.

use ratatui::layout::Position;
use unicode_width::UnicodeWidthChar;

use super::dialect::Dialect;
use crate::text::columns_of;

/// What is known of the cursor's place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    row: Option<u16>,
    /// Known only where the row is.
    column: Option<u16>,
}

impl Cursor {
    /// The place, where it is known.
    pub(super) fn position(self) -> Option<Position> {
        Some(Position { x: self.column?, y: self.row? })
    }

    /// Notes that something was written that takes `columns` of the `room` up to the right edge.
    pub(super) fn advance(&mut self, columns: u16, room: u16, is_certain: bool) {
        if columns >= room {
            // At the edge terminals differ in where the cursor is until the next character comes.
            *self = Self::default();
        } else if is_certain {
            self.column = self.column.map(|column| column + columns);
        } else {
            self.column = None;
            // Drawn twice as wide it might have reached the edge, and the next row.
            if columns.saturating_mul(2) >= room {
                self.row = None;
            }
        }
    }

    /// Writes what moves the cursor to a place, in as few bytes as there are ways.
    pub(super) fn go(&mut self, x: u16, y: u16, dialect: Dialect, out: &mut Vec<u8>) {
        if self.row == Some(y) && self.column == Some(x) {
            return;
        }
        out.extend_from_slice(self.way(x, y, dialect).bytes());
        *self = Self { row: Some(y), column: Some(x) };
    }

    /// How many bytes it takes to go to another place.
    pub(super) fn cost(self, x: u16, y: u16, dialect: Dialect) -> usize {
        self.way(x, y, dialect).len
    }

    fn way(self, x: u16, y: u16, dialect: Dialect) -> Way {
        let mut shortest = Way::default();
        absolute(x, y, &mut shortest);
        let Some(row) = self.row else { return shortest };
        let mut down = Way::default();
        vertical(row, y, dialect, &mut down);
        for start in [self.column, Some(0), None] {
            let mut way = Way::default();
            match start {
                Some(column) if Some(column) == self.column => sideways(column, x, &mut way),
                Some(column) => {
                    way.push(b"\r");
                    sideways(column, x, &mut way);
                }
                None if dialect.knows_columns() => way.number(x + 1, b'G'),
                None => continue,
            }
            if down.len + way.len < shortest.len {
                let mut both = down;
                both.push(way.bytes());
                shortest = both;
            }
        }
        shortest
    }
}

/// The most bytes of a way that is looked at.
const MOST_BYTES: usize = 32;

/// A few bytes that move the cursor.
#[derive(Clone, Copy, Default)]
struct Way {
    bytes: [u8; MOST_BYTES],
    len: usize,
}

impl Way {
    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    fn push(&mut self, bytes: &[u8]) {
        // A way that is too long is never the shortest.
        let end = (self.len + bytes.len()).min(MOST_BYTES);
        self.bytes[self.len..end].copy_from_slice(&bytes[..end - self.len]);
        self.len = end;
    }

    /// `ESC [ number last`, without a number that is 1.
    fn number(&mut self, number: u16, last: u8) {
        self.push(b"\x1b[");
        if number != 1 {
            self.digits(number);
        }
        self.push(&[last]);
    }

    fn digits(&mut self, number: u16) {
        let mut text = [0; 5];
        let mut at = text.len();
        let mut rest = number;
        while at == text.len() || rest > 0 {
            at -= 1;
            text[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        self.push(&text[at..]);
    }
}

fn absolute(x: u16, y: u16, way: &mut Way) {
    way.push(b"\x1b[");
    if (x, y) != (0, 0) {
        way.digits(y + 1);
    }
    if x > 0 {
        way.push(b";");
        way.digits(x + 1);
    }
    way.push(b"H");
}

/// In raw mode a line feed goes down and nowhere else.
fn vertical(from: u16, to: u16, dialect: Dialect, way: &mut Way) {
    let mut by_number = Way::default();
    if dialect.knows_columns() && from != to {
        by_number.number(to + 1, b'd');
    }
    if let Some(down) = to.checked_sub(from) {
        if down <= 3 {
            (0..down).for_each(|_| way.push(b"\n"));
            return;
        }
        way.number(down, b'B');
    } else {
        way.number(from - to, b'A');
    }
    if by_number.len > 0 && by_number.len < way.len {
        *way = by_number;
    }
}

fn sideways(from: u16, to: u16, way: &mut Way) {
    match from.checked_sub(to) {
        Some(left) if left <= 3 => (0..left).for_each(|_| way.push(b"\x08")),
        Some(left) => way.number(left, b'D'),
        None => way.number(to - from, b'C'),
    }
}

/// Whether every terminal moves its cursor by so many columns for a character: those that are plainly narrow or
/// plainly wide. Emoji and those of ambiguous width are drawn
/// wider by some, so the cursor is placed anew after them and the rest of the row stays where it belongs.
pub(super) fn is_width_agreed(char: char, columns: u16) -> bool {
    if columns_of(char) != columns {
        return false;
    }
    match char {
        // Lines and blocks are ambiguous too, but where they are wide nobody draws boxes of them.
        ' '..='~' | '\u{2500}'..='\u{259f}' => true,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}' => columns == 2,
        other => other < '\u{1f000}' && columns == 1 && other.width_cjk() == Some(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved_in(dialect: Dialect, from: Option<(u16, u16)>, to: (u16, u16)) -> String {
        let mut cursor = from.map_or(Cursor::default(), |(x, y)| Cursor { row: Some(y), column: Some(x) });
        let mut out = Vec::new();
        let cost = cursor.cost(to.0, to.1, dialect);
        cursor.go(to.0, to.1, dialect, &mut out);
        assert_eq!(cost, out.len());
        assert_eq!(cursor.position(), Some(Position { x: to.0, y: to.1 }));
        String::from_utf8(out).unwrap()
    }

    fn moved(from: Option<(u16, u16)>, to: (u16, u16)) -> String {
        moved_in(Dialect::Xterm, from, to)
    }

    #[test]
    fn the_shortest_way_is_taken() {
        assert_eq!(moved(None, (4, 9)), "\x1b[10;5H");
        assert_eq!(moved(None, (0, 0)), "\x1b[H");
        assert_eq!(moved(Some((4, 9)), (4, 9)), "");
        assert_eq!(moved(Some((4, 9)), (5, 9)), "\x1b[C");
        assert_eq!(moved(Some((4, 9)), (2, 9)), "\x08\x08");
        assert_eq!(moved(Some((40, 9)), (0, 10)), "\n\r");
        assert_eq!(moved(Some((40, 9)), (40, 10)), "\n");
        assert_eq!(moved(Some((40, 9)), (21, 10)), "\n\x1b[19D");
        assert_eq!(moved(Some((4, 19)), (4, 3)), "\x1b[4d");
        assert_eq!(moved(Some((4, 9)), (60, 20)), "\x1b[21;61H");
    }

    #[test]
    fn a_vt100_is_told_nothing_that_it_does_not_know() {
        assert_eq!(moved_in(Dialect::Vt100, Some((4, 9)), (4, 3)), "\x1b[6A");
        assert_eq!(moved_in(Dialect::Vt100, Some((70, 9)), (4, 9)), "\x1b[66D");
        assert_eq!(moved_in(Dialect::Vt100, Some((70, 9)), (2, 10)), "\n\x1b[68D");
    }

    #[test]
    fn a_row_is_kept_where_only_the_column_is_in_doubt() {
        let after = |dialect| {
            let mut cursor = Cursor { row: Some(3), column: Some(10) };
            cursor.advance(2, 70, false);
            let mut out = Vec::new();
            cursor.go(12, 3, dialect, &mut out);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(after(Dialect::Xterm), "\x1b[13G");
        assert_eq!(after(Dialect::Vt100), "\r\x1b[12C");
    }

    #[test]
    fn nothing_is_certain_at_the_edge() {
        let mut cursor = Cursor { row: Some(3), column: Some(79) };
        cursor.advance(1, 1, true);
        assert_eq!(cursor, Cursor::default());
    }
}
