//! Text that may be shown.
//!
//! [`SafeText`] is the one type that reaches a terminal, a log line or a page. It keeps no control
//! character, no direction override and no invisible one: each of them is written out so that a reader
//! sees that it is there. It never changes what is stored; the journal keeps the exact text.

mod ambiguous;

use std::borrow::Cow;
use std::fmt::{self, Write};

use serde::{Deserialize, Deserializer, Serialize};
use unicode_segmentation::UnicodeSegmentation;

pub use ambiguous::Ambiguous;

/// The most characters that one line of text may have on its way to a screen; the rest is cut with `…`.
pub const MAX_LINE_CHARS: usize = 16_384;

/// The most combining marks kept on one character: enough for every living script, too few to climb.
const MAX_MARKS: usize = 4;

/// One line of text that is safe to send to a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SafeText(Cow<'static, str>);

impl SafeText {
    /// Cleans one line. Line breaks and tabs become single spaces; other control characters are
    /// written in caret notation (`^[` for ESC), invisible and direction-changing ones as `<U+202E>`.
    pub fn line(raw: &str) -> Self {
        if raw.len() <= MAX_LINE_CHARS && raw.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Self(Cow::Owned(raw.to_owned()));
        }
        let mut safe = String::with_capacity(raw.len());
        let (mut marks, mut chars) = (0, 0);
        for c in raw.chars() {
            chars += 1;
            if chars > MAX_LINE_CHARS {
                safe.push('…');
                break;
            }
            marks = if is_mark(c) { marks + 1 } else { 0 };
            if marks <= MAX_MARKS {
                push_clean(&mut safe, c);
            }
        }
        Self(Cow::Owned(safe))
    }

    /// Cleans text of several lines, one [`SafeText`] for each line. No text gives no line.
    pub fn lines(raw: &str) -> Vec<Self> {
        raw.lines().map(Self::line).collect()
    }

    /// Words of our own, which are safe as they stand.
    pub const fn word(own: &'static str) -> Self {
        Self(Cow::Borrowed(own))
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A part of the text, by bytes; nothing where the range does not fall between characters.
    #[must_use]
    pub fn part(&self, bytes: std::ops::Range<usize>) -> Self {
        Self(match &self.0 {
            Cow::Borrowed(own) => Cow::Borrowed(own.get(bytes).unwrap_or_default()),
            Cow::Owned(text) => Cow::Owned(text.get(bytes).unwrap_or_default().to_owned()),
        })
    }

    /// How many columns the text takes on a terminal that draws ambiguous characters so.
    pub fn width(&self, ambiguous: Ambiguous) -> usize {
        ambiguous.width(&self.0)
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The longest beginning that fits `columns`, cut at a grapheme border and ended with `…` where
    /// anything was cut.
    #[must_use]
    pub fn fit(&self, columns: usize, ambiguous: Ambiguous) -> Self {
        match fit(&self.0, columns, ambiguous) {
            Some(cut) => Self(Cow::Owned(cut)),
            None => self.clone(),
        }
    }

    /// Both texts, one after the other.
    #[must_use]
    pub fn then(mut self, next: &Self) -> Self {
        if self.0.is_empty() {
            return next.clone();
        }
        self.0.to_mut().push_str(&next.0);
        self
    }

    /// Fills the `{}` of a pattern of ours with values, in order.
    pub fn fill(pattern: &'static str, values: &[&dyn fmt::Display]) -> Self {
        let mut safe = String::with_capacity(pattern.len() + 16);
        let mut values = values.iter();
        let mut parts = pattern.split("{}");
        safe.push_str(parts.next().unwrap_or_default());
        for part in parts {
            if let Some(value) = values.next() {
                safe.push_str(Self::line(&value.to_string()).as_str());
            }
            safe.push_str(part);
        }
        Self(Cow::Owned(safe))
    }
}

/// What is read back is cleaned anew, since anybody may have written it.
impl<'de> Deserialize<'de> for SafeText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'_, str>::deserialize(deserializer).map(|raw| Self::line(&raw))
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&'static str> for SafeText {
    fn from(own: &'static str) -> Self {
        Self::word(own)
    }
}

/// The columns of a character that joins no other of its kind: printable ASCII, Han, and the signs that are
/// written with them. Nothing for all else.
pub(crate) const fn columns_alone(char: char) -> Option<u16> {
    match char {
        ' '..='~' => Some(1),
        '\u{3001}'..='\u{3011}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}' => Some(2),
        _ => None,
    }
}

/// The columns of a character by itself; none for one that is not seen.
pub(crate) fn columns_of(char: char) -> u16 {
    use unicode_width::UnicodeWidthChar;
    columns_alone(char).unwrap_or_else(|| char.width().map_or(0, |columns| columns as u16))
}

/// What stands for what was cut.
const ELLIPSIS: &str = "…";

/// The text cut to its columns; nothing where it fits.
fn fit(text: &str, columns: usize, ambiguous: Ambiguous) -> Option<String> {
    if ambiguous.width(text) <= columns {
        return None;
    }
    let for_ellipsis = ambiguous.width(ELLIPSIS);
    let mut used = 0;
    let mut end = 0;
    for (start, grapheme) in text.grapheme_indices(true) {
        let width = ambiguous.width(grapheme);
        if used + width + for_ellipsis > columns {
            break;
        }
        used += width;
        end = start + grapheme.len();
    }
    let mut cut = text[..end].to_owned();
    if columns >= for_ellipsis {
        cut.push_str(ELLIPSIS);
    }
    Some(cut)
}

fn push_clean(safe: &mut String, c: char) {
    match c {
        // Most of what there is, before anything is looked up.
        ' '..='~' | '\u{4e00}'..='\u{9fff}' => safe.push(c),
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' => safe.push(' '),
        '\u{0}'..='\u{1f}' | '\u{7f}' => {
            safe.push('^');
            safe.push(char::from((c as u8) ^ 0x40));
        }
        _ if is_invisible(c) => {
            safe.push_str("<U+");
            let _ = write!(safe, "{:04X}>", c as u32);
        }
        _ => safe.push(c),
    }
}

/// Characters that change how their neighbours are read, or that nobody can see.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0e}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// A character that is drawn over the one before it. Emoji presentation is width-neutral here.
fn is_mark(c: char) -> bool {
    use unicode_width::UnicodeWidthChar;
    let is_han = matches!(c, '\u{4e00}'..='\u{9fff}');
    c > '\u{2ff}' && !is_han && c.width() == Some(0) && !is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_command_becomes_text_that_shows_what_it_was() {
        assert_eq!(SafeText::line("a\x1b[2Jb\u{9b}c\u{7f}").as_str(), "a^[[2Jb<U+009B>c^?");
        assert_eq!(SafeText::line("exe.\u{202e}fdp").as_str(), "exe.<U+202E>fdp");
        assert_eq!(SafeText::line("x\u{200b}y").as_str(), "x<U+200B>y");
    }

    #[test]
    fn a_line_stays_one_line() {
        assert_eq!(SafeText::line("一\n二\t三\u{2028}四").as_str(), "一 二 三 四");
        assert_eq!(SafeText::lines("一\n二").len(), 2);
    }

    #[test]
    fn marks_do_not_pile_up() {
        let zalgo = format!("a{}", "\u{301}".repeat(50));
        assert_eq!(SafeText::line(&zalgo).as_str().chars().count(), 1 + MAX_MARKS);
    }

    #[test]
    fn a_cut_falls_between_graphemes_and_fits() {
        for (ambiguous, columns) in
            Ambiguous::ALL.into_iter().flat_map(|(_, it)| (0..12).map(move |n| (it, n)))
        {
            let cut = SafeText::line("数据①恢复 abc e\u{301}e\u{301}").fit(columns, ambiguous);
            assert!(cut.width(ambiguous) <= columns, "{cut} in {columns}");
        }
        let fitted = |columns, ambiguous| SafeText::line("数据恢复").fit(columns, ambiguous).to_string();
        assert_eq!(fitted(7, Ambiguous::Narrow), "数据恢…");
        assert_eq!(fitted(6, Ambiguous::Narrow), "数据…");
        assert_eq!(fitted(6, Ambiguous::Wide), "数据…");
        assert_eq!(fitted(5, Ambiguous::Wide), "数…");
        assert_eq!(fitted(8, Ambiguous::Wide), "数据恢复");
    }

    #[test]
    fn values_are_cleaned_when_a_pattern_is_filled() {
        assert_eq!(SafeText::fill("{} of {}", &[&1, &"\x1b"]).as_str(), "1 of ^[");
    }
}
