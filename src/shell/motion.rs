//! Where the terminal's cursor is, and the shortest way to somewhere else.
//!
//! It moves only from where the cursor certainly is; otherwise it names the place.

use std::io::Write;

use ratatui::layout::Position;
use unicode_width::UnicodeWidthChar;

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

    /// Writes what moves the cursor to a place.
    pub(super) fn go(&mut self, x: u16, y: u16, out: &mut Vec<u8>) {
        if self.row == Some(y) && self.column == Some(x) {
            return;
        }
        let start = out.len();
        absolute(x, y, out);
        let shortest = out.len() - start;
        let mut other = Vec::with_capacity(8);
        self.relative(x, y, &mut other);
        if !other.is_empty() && other.len() < shortest {
            out.truncate(start);
            out.extend_from_slice(&other);
        }
        *self = Self { row: Some(y), column: Some(x) };
    }

    /// A move from here; nothing where there is none.
    fn relative(self, x: u16, y: u16, out: &mut Vec<u8>) {
        let Some(row) = self.row else { return };
        match (y.checked_sub(row), self.column) {
            (Some(0), Some(column)) if column < x => by(x - column, 'C', out),
            (Some(0), Some(column)) if column - x <= 3 => out.extend((x..column).map(|_| b'\x08')),
            (Some(0), Some(column)) => by(column - x, 'D', out),
            (Some(0), None) if x == 0 => out.push(b'\r'),
            (Some(0), None) => {
                let _ = write!(out, "\x1b[{}G", x + 1);
            }
            (Some(down @ 1..=3), _) => {
                out.push(b'\r');
                out.extend((0..down).map(|_| b'\n'));
                if x > 0 {
                    by(x, 'C', out);
                }
            }
            (Some(_) | None, _) => {}
        }
    }
}

fn absolute(x: u16, y: u16, out: &mut Vec<u8>) {
    let _ = match (x, y) {
        (0, 0) => out.write_all(b"\x1b[H"),
        (0, y) => write!(out, "\x1b[{}H", y + 1),
        (x, y) => write!(out, "\x1b[{};{}H", y + 1, x + 1),
    };
}

fn by(count: u16, direction: char, out: &mut Vec<u8>) {
    let _ = match count {
        1 => write!(out, "\x1b[{direction}"),
        count => write!(out, "\x1b[{count}{direction}"),
    };
}

/// Whether every terminal moves its cursor by the same columns for a symbol: single characters that are
/// plainly narrow or plainly wide. Emoji, characters with marks, and those of ambiguous width are drawn
/// wider by some, so the cursor is placed anew after them and the rest of the row stays where it belongs.
pub(super) fn is_width_agreed(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let (Some(only), None) = (chars.next(), chars.next()) else { return false };
    match only {
        // Lines and blocks are ambiguous too, but a screen of boxes on such a terminal is beyond help.
        ' '..='~' | '\u{2500}'..='\u{259f}' => true,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}' => only.width() == Some(2),
        other => other < '\u{1f000}' && other.width() == Some(1) && other.width_cjk() == Some(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(from: Option<(u16, u16)>, to: (u16, u16)) -> String {
        let mut cursor = from.map_or(Cursor::default(), |(x, y)| Cursor { row: Some(y), column: Some(x) });
        let mut out = Vec::new();
        cursor.go(to.0, to.1, &mut out);
        assert_eq!(cursor.position(), Some(Position { x: to.0, y: to.1 }));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_shortest_way_is_taken() {
        assert_eq!(moved(None, (4, 9)), "\x1b[10;5H");
        assert_eq!(moved(None, (0, 0)), "\x1b[H");
        assert_eq!(moved(Some((4, 9)), (4, 9)), "");
        assert_eq!(moved(Some((4, 9)), (5, 9)), "\x1b[C");
        assert_eq!(moved(Some((4, 9)), (2, 9)), "\x08\x08");
        assert_eq!(moved(Some((40, 9)), (0, 10)), "\r\n");
        assert_eq!(moved(Some((40, 9)), (21, 10)), "\r\n\x1b[21C");
        assert_eq!(moved(Some((4, 9)), (4, 3)), "\x1b[4;5H");
    }

    #[test]
    fn a_row_is_kept_where_only_the_column_is_in_doubt() {
        let mut cursor = Cursor { row: Some(3), column: Some(10) };
        cursor.advance(2, 70, false);
        let mut out = Vec::new();
        cursor.go(12, 3, &mut out);
        assert_eq!(out, b"\x1b[13G");
    }

    #[test]
    fn nothing_is_certain_at_the_edge() {
        let mut cursor = Cursor { row: Some(3), column: Some(79) };
        cursor.advance(1, 1, true);
        assert_eq!(cursor, Cursor::default());
    }
}
