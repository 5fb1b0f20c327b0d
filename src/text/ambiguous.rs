//! Characters that some terminals draw in one column and some in two.
//!
//! Unicode calls their width ambiguous (UAX #11): signs such as `①`, `…` and `“`, Greek, Cyrillic, lines. A terminal is
//! never asked how it draws them; a setting says it, and whoever measures for a screen has to be told.

use unicode_width::UnicodeWidthStr;

/// How wide a terminal draws characters that Unicode calls ambiguous.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ambiguous {
    /// One column, as most do.
    #[default]
    Narrow,
    /// Two columns, as some do that are set up for Chinese.
    Wide,
}

impl Ambiguous {
    /// The words that the settings file uses.
    pub const ALL: [(&'static str, Self); 2] = [("narrow", Self::Narrow), ("wide", Self::Wide)];

    /// How many columns a text takes.
    pub fn width(self, text: &str) -> usize {
        match self {
            Self::Narrow => text.width(),
            Self::Wide => text.width_cjk() + text.chars().filter(|char| is_ambiguous_letter(*char)).count(),
        }
    }
}

/// The letters and accents among them, from `EastAsianWidth.txt` of Unicode 16. The crate of widths takes each of them
/// for narrow, as newer terminals do; those that are set up for Chinese have them from GB 2312, two columns wide.
#[rustfmt::skip]
const fn is_ambiguous_letter(char: char) -> bool {
    matches!(char,
        '\u{a8}' | '\u{aa}' | '\u{b4}' | '\u{b8}' | '\u{ba}' | '\u{c6}'
        | '\u{d0}' | '\u{d8}' | '\u{de}'..='\u{e1}' | '\u{e6}' | '\u{e8}'..='\u{ea}' | '\u{ec}'..='\u{ed}'
        | '\u{f0}' | '\u{f2}'..='\u{f3}' | '\u{f8}'..='\u{fa}' | '\u{fc}' | '\u{fe}' | '\u{101}'
        | '\u{111}' | '\u{113}' | '\u{11b}' | '\u{126}'..='\u{127}' | '\u{12b}' | '\u{131}'..='\u{133}'
        | '\u{138}' | '\u{13f}'..='\u{142}' | '\u{144}' | '\u{148}'..='\u{14b}' | '\u{14d}' | '\u{152}'..='\u{153}'
        | '\u{166}'..='\u{167}' | '\u{16b}' | '\u{1ce}' | '\u{1d0}' | '\u{1d2}' | '\u{1d4}'
        | '\u{1d6}' | '\u{1d8}' | '\u{1da}' | '\u{1dc}' | '\u{251}' | '\u{261}'
        | '\u{2c4}' | '\u{2c7}' | '\u{2c9}'..='\u{2cb}' | '\u{2cd}' | '\u{2d0}' | '\u{2d8}'..='\u{2db}'
        | '\u{2dd}' | '\u{2df}' | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3a9}' | '\u{3b1}'..='\u{3c1}' | '\u{3c3}'..='\u{3c9}'
        | '\u{401}' | '\u{410}'..='\u{44f}' | '\u{451}' | '\u{207f}' | '\u{2113}' | '\u{2126}'
        | '\u{212b}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ambiguous_takes_one_column_or_two_and_all_else_the_same() {
        for text in ["①", "α", "Ж", "…", "“", "×", "→", "─", "·", "é", "é\u{301}"] {
            assert_eq!((Ambiguous::Narrow.width(text), Ambiguous::Wide.width(text)), (1, 2), "{text}");
        }
        for text in ["a", "数", "，", "ë", "e\u{301}", "Ђ", "ﾊ", "☐", "👩"] {
            assert_eq!(Ambiguous::Narrow.width(text), Ambiguous::Wide.width(text), "{text}");
        }
    }
}
