//! Characters that a terminal cannot show as they are, and what stands for them.
//!
//! Only what goes out is changed; what is stored and computed stays exact. A substitute takes the columns of
//! what it stands for, so that nothing shifts.

use unicode_width::UnicodeWidthChar;

/// How much of Unicode a terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spelling {
    /// All of it.
    #[default]
    Whole,
    /// Signs and punctuation beyond ASCII may be missing or of another width; letters are there.
    PlainSigns,
    /// ASCII and nothing else.
    Ascii,
}

impl Spelling {
    /// What to send for a symbol: itself, or a substitute for its first column. The rest stays blank.
    pub(super) fn spell(self, symbol: char) -> char {
        let is_sign = || symbol.width() == Some(1);
        match self {
            Self::Whole => symbol,
            _ if symbol.is_ascii() => symbol,
            Self::PlainSigns if is_sign() => substitute(symbol).unwrap_or(symbol),
            Self::PlainSigns => symbol,
            Self::Ascii => substitute(symbol).unwrap_or('?'),
        }
    }
}

/// ASCII that looks or means about the same.
fn substitute(symbol: char) -> Option<char> {
    Some(match symbol {
        '\u{2018}' | '\u{2019}' | '\u{2032}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2501}' => '-',
        '\u{2502}' | '\u{2503}' | '\u{2016}' => '|',
        '\u{250c}'..='\u{254b}' => '+',
        '…' | '～' | '≈' => '~',
        '·' | '•' | '●' | '○' | '◆' | '■' | '□' | '★' | '※' => '*',
        '×' | '√' | '✔' | '✓' => 'x',
        '÷' | '／' => '/',
        '→' | '▸' | '►' | '≥' | '》' | '〉' => '>',
        '←' | '≤' | '《' | '〈' => '<',
        '↑' | '▴' => '^',
        '↓' | '▾' => 'v',
        '°' => 'o',
        '≠' | '！' => '!',
        '，' | '、' => ',',
        '。' => '.',
        '：' => ':',
        '；' => ';',
        '？' => '?',
        '（' | '【' | '「' | '『' => '(',
        '）' | '】' | '」' | '』' => ')',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(symbol as u32 - 0xfee0)?,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(spelling: Spelling, text: &str) -> String {
        text.chars().map(|symbol| spelling.spell(symbol)).collect()
    }

    #[test]
    fn what_a_terminal_cannot_show_is_sent_as_what_it_can() {
        let text = "“a” — b… 数据：é → ü·";
        assert_eq!(spelt(Spelling::Whole, text), text);
        assert_eq!(spelt(Spelling::PlainSigns, text), "\"a\" - b~ 数据：é > ü*");
        assert_eq!(spelt(Spelling::Ascii, text), "\"a\" - b~ ??:? > ?*");
    }

    #[test]
    fn a_substitute_is_ascii_of_one_column() {
        for symbol in ('\u{a0}'..='\u{ffff}').filter_map(substitute) {
            assert!(symbol.is_ascii_graphic(), "{symbol:?}");
        }
    }
}
