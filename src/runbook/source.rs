//! The bytes of a runbook or overlay, and what people call them.

use std::ops::Range;

/// A file as it came: a name for messages, and bytes that may be anything.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What to call it in messages, usually a path.
    pub name: &'a str,
    /// Its bytes; more than [`super::limits::MAX_BYTES`] are refused, so a reader may stop one byte after.
    pub bytes: &'a [u8],
}

/// A file that messages point into.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// What to call it.
    pub name: String,
    text: String,
    line_starts: Vec<usize>,
}

/// Some editors put it before a file's first line; it counts for nothing.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A place as people count: lines and characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line; a Chinese character is one, a tab is one.
    pub column: usize,
}

impl SourceText {
    /// Keeps a file's text for messages.
    pub fn new(name: &str, text: &str) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name: name.to_owned(), text: text.to_owned(), line_starts }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte; the end of the file for one beyond it.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte.min(self.text.len()));
        let line = self.line_starts.partition_point(|start| *start <= byte);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = self.text.get(start..byte).unwrap_or_default();
        let before = if start == 0 { before.trim_start_matches(BYTE_ORDER_MARK) } else { before };
        Position { line, column: before.chars().count() + 1 }
    }

    /// The bytes of a line, counted from 1, without its line break.
    pub fn line(&self, line: usize) -> Range<usize> {
        let mut start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        if start == 0 && self.text.starts_with(BYTE_ORDER_MARK) {
            start = BYTE_ORDER_MARK.len_utf8();
        }
        let end = self.line_starts.get(line).map_or(self.text.len(), |next| next - 1);
        let text = self.text.get(start..end).unwrap_or_default();
        start..start + text.trim_end_matches('\r').len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let file = SourceText::new("x", "标题 = 1\r\nb = 2\n");
        assert_eq!(file.position(7), Position { line: 1, column: 4 });
        assert_eq!(file.position(12), Position { line: 2, column: 1 });
        assert_eq!(file.position(999), Position { line: 3, column: 1 });
        assert_eq!(&file.text()[file.line(1)], "标题 = 1");
        assert_eq!(&file.text()[file.line(2)], "b = 2");
        assert_eq!(file.line(99), 18..18);
    }
}
