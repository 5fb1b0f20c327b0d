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
    pub(super) fn go(&mut self, x: u16, y: u16, dialect: Dialect, out: &mut impl Out) {
        if self.row == Some(y) && self.column == Some(x) {
            return;
        }
        self.way(x, y, dialect).write(out);
        *self = Self { row: Some(y), column: Some(x) };
    }

    /// How many bytes it takes to go to another place.
    pub(super) fn cost(self, x: u16, y: u16, dialect: Dialect) -> usize {
        self.way(x, y, dialect).len()
    }

    /// The place itself, of which all is known.
    pub(super) const fn at(x: u16, y: u16) -> Self {
        Self { row: Some(y), column: Some(x) }
    }

    fn way(self, x: u16, y: u16, dialect: Dialect) -> Way {
        let mut shortest = Way::Straight { x, y };
        let Some(row) = self.row else { return shortest };
        let down = Down::between(row, y, dialect);
        let sideways = self.column.map(|column| Across::between(column, x));
        let from_edge = Some(Across::FromEdge { x });
        let to_column = dialect.knows_columns().then_some(Across::To { x });
        for across in [sideways, from_edge, to_column].into_iter().flatten() {
            let way = Way::Bent(down, across);
            if way.len() < shortest.len() {
                shortest = way;
            }
        }
        shortest
    }
}

/// Where bytes go, or where they are counted alone.
pub(super) trait Out {
    fn put(&mut self, bytes: &[u8]);
}

impl Out for Vec<u8> {
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// How many bytes there are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Length(pub(super) usize);

impl Out for Length {
    fn put(&mut self, bytes: &[u8]) {
        self.0 += bytes.len();
    }
}

/// What moves the cursor.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// To a place by its numbers.
    Straight { x: u16, y: u16 },
    /// To a row, and then to a column.
    Bent(Down, Across),
}

impl Way {
    fn len(self) -> usize {
        match self {
            Self::Straight { x: 0, y: 0 } => 3,
            Self::Straight { x: 0, y } => 3 + digits(y + 1),
            Self::Straight { x, y } => 4 + digits(y + 1) + digits(x + 1),
            Self::Bent(down, across) => down.len() + across.len(),
        }
    }

    fn write(self, out: &mut impl Out) {
        match self {
            Self::Straight { x, y } => {
                out.put(b"\x1b[");
                if (x, y) != (0, 0) {
                    decimal(y + 1, out);
                }
                if x > 0 {
                    out.put(b";");
                    decimal(x + 1, out);
                }
                out.put(b"H");
            }
            Self::Bent(down, across) => {
                down.write(out);
                across.write(out);
            }
        }
    }
}

/// A move to another row, in the same column.
#[derive(Clone, Copy, Debug)]
enum Down {
    /// In raw mode a line feed goes down and nowhere else.
    Feeds(u16),
    By(u16, u8),
    To(u16),
}

impl Down {
    fn between(from: u16, to: u16, dialect: Dialect) -> Self {
        let step = match to.checked_sub(from) {
            Some(down) if down <= 3 => return Self::Feeds(down),
            Some(down) => Self::By(down, b'B'),
            None => Self::By(from - to, b'A'),
        };
        let row = Self::To(to);
        if dialect.knows_columns() && row.len() < step.len() { row } else { step }
    }

    fn len(self) -> usize {
        match self {
            Self::Feeds(count) => count.into(),
            Self::By(count, _) => length(count),
            Self::To(row) => length(row + 1),
        }
    }

    fn write(self, out: &mut impl Out) {
        match self {
            Self::Feeds(count) => (0..count).for_each(|_| out.put(b"\n")),
            Self::By(count, last) => sequence(count, last, out),
            Self::To(row) => sequence(row + 1, b'd', out),
        }
    }
}

/// A move to another column, in the same row.
#[derive(Clone, Copy, Debug)]
enum Across {
    Back(u16),
    By(u16, u8),
    FromEdge { x: u16 },
    To { x: u16 },
}

impl Across {
    fn between(from: u16, to: u16) -> Self {
        match from.checked_sub(to) {
            Some(left) if left <= 3 => Self::Back(left),
            Some(left) => Self::By(left, b'D'),
            None => Self::By(to - from, b'C'),
        }
    }

    fn len(self) -> usize {
        match self {
            Self::Back(count) => count.into(),
            Self::By(count, _) => length(count),
            Self::FromEdge { x: 0 } => 1,
            Self::FromEdge { x } => 1 + length(x),
            Self::To { x } => length(x + 1),
        }
    }

    fn write(self, out: &mut impl Out) {
        match self {
            Self::Back(count) => (0..count).for_each(|_| out.put(b"\x08")),
            Self::By(count, last) => sequence(count, last, out),
            Self::FromEdge { x } => {
                out.put(b"\r");
                if x > 0 {
                    sequence(x, b'C', out);
                }
            }
            Self::To { x } => sequence(x + 1, b'G', out),
        }
    }
}

/// Writes `ESC [ number last`, without a number that is 1.
pub(super) fn sequence(number: u16, last: u8, out: &mut impl Out) {
    out.put(b"\x1b[");
    if number != 1 {
        decimal(number, out);
    }
    out.put(&[last]);
}

/// How many bytes that takes.
const fn length(number: u16) -> usize {
    if number == 1 { 3 } else { 3 + digits(number) }
}

fn decimal(number: u16, out: &mut impl Out) {
    let mut text = [0; 5];
    let mut at = text.len();
    let mut rest = number;
    while at == text.len() || rest > 0 {
        at -= 1;
        text[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    out.put(&text[at..]);
}

const fn digits(number: u16) -> usize {
    match number {
        0..=9 => 1,
        10..=99 => 2,
        100..=999 => 3,
        1_000..=9_999 => 4,
        10_000.. => 5,
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
