//! Text as graphemes, with the columns that each takes.
//!
//! Most of what is drawn is ASCII and Han, where a character beside another such is a grapheme of its own; only the
//! rest is looked up in Unicode's tables.

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Ambiguous, columns_alone};

/// What is seen as one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grapheme<'t> {
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    pub(super) text: &'t str,
    /// How many columns of a terminal it takes.
    pub(super) columns: u16,
    /// Whether these are more than the tables say, since this terminal draws what is ambiguous wide.
    pub(super) is_widened: bool,
}

impl Grapheme<'_> {
    /// Where it ends in the text, in bytes.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is a word of its own, as a Chinese character is. A letter that is only drawn wide is none.
    pub(super) fn stands_alone(&self) -> bool {
        self.columns > 1 && self.text.cell_width() > 1
    }
}

/// The graphemes of a text, in order.
pub(super) fn graphemes(text: &str, ambiguous: Ambiguous) -> impl Iterator<Item = Grapheme<'_>> + Clone {
    let mut start = 0;
    std::iter::from_fn(move || {
        let is_plain = |at: usize| text.as_bytes().get(at).map(|byte| matches!(byte, b' '..=b'~'));
        if is_plain(start)? && is_plain(start + 1).unwrap_or(true) {
            let plain = Grapheme { start, text: &text[start..=start], columns: 1, is_widened: false };
            start += 1;
            return Some(plain);
        }
        let rest = text.get(start..)?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        let alone = columns_of_alone(first, ambiguous)
            .filter(|_| chars.next().is_none_or(|next| columns_of_alone(next, ambiguous).is_some()));
        let grapheme = match alone {
            Some(columns) => Grapheme { start, text: &rest[..first.len_utf8()], columns, is_widened: false },
            None => {
                let text = rest.graphemes(true).next()?;
                let narrow = text.cell_width();
                let columns = columns(text, narrow, ambiguous);
                Grapheme { start, text, columns, is_widened: columns != narrow }
            }
        };
        start = grapheme.end();
        Some(grapheme)
    })
}

/// The columns of a character that joins no other of its kind, where that is known without the tables: those of lines,
/// blocks and dashes too, where what is ambiguous is narrow.
const fn columns_of_alone(char: char, ambiguous: Ambiguous) -> Option<u16> {
    match (char, ambiguous) {
        ('\u{b7}' | '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{259f}', Ambiguous::Narrow) => Some(1),
        _ => columns_alone(char),
    }
}

/// How many columns a text takes when drawn.
pub(super) fn width(text: &str, ambiguous: Ambiguous) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    graphemes(text, ambiguous).map(|grapheme| usize::from(grapheme.columns)).sum()
}

fn columns(grapheme: &str, narrow: u16, ambiguous: Ambiguous) -> u16 {
    match ambiguous {
        Ambiguous::Narrow => narrow,
        Ambiguous::Wide => narrow.max(u16::try_from(ambiguous.width(grapheme)).unwrap_or(u16::MAX)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn by_tables<'t>(text: &'t str) -> Vec<Grapheme<'t>> {
        let found = text.grapheme_indices(true);
        let read = |(start, text): (usize, &'t str)| Grapheme {
            start,
            text,
            columns: text.cell_width(),
            is_widened: false,
        };
        found.map(read).collect()
    }

    fn narrow(text: &str) -> Vec<Grapheme<'_>> {
        graphemes(text, Ambiguous::Narrow).collect()
    }

    #[test]
    fn a_character_that_stands_alone_is_as_wide_as_the_tables_say() {
        for char in ('\0'..=char::MAX).filter(|char| columns_of_alone(*char, Ambiguous::Narrow).is_some()) {
            let text = char.to_string();
            assert_eq!(narrow(&text), by_tables(&text), "{char}");
            let twice = format!("{char}{char}");
            assert_eq!(narrow(&twice), by_tables(&twice), "{char}");
        }
        for char in ('\0'..=char::MAX).filter(|char| columns_of_alone(*char, Ambiguous::Wide).is_some()) {
            let text = char.to_string();
            assert_eq!(width(&text, Ambiguous::Narrow), width(&text, Ambiguous::Wide), "{char}");
        }
    }

    proptest! {
        #[test]
        fn graphemes_are_those_of_the_tables(
            text in "(\\PC|[数据，。（！～─…·] |[a-z0-9 #]|[\u{301}\u{200d}\u{fe0f}\u{20e3}🇨🇳👩🏽\u{0600}가각ก้์]){0,40}",
        ) {
            prop_assert_eq!(narrow(&text), by_tables(&text));
            prop_assert_eq!(width(&text, Ambiguous::Narrow), by_tables(&text).iter().map(|found| usize::from(found.columns)).sum::<usize>());
        }
    }
}
