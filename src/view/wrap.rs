//! Breaking text into lines of a width.
//!
//! Chinese breaks between characters, but no line starts with a closing sign or ends with an opening one;
//! English breaks at spaces; what is too long for a line (a hash, a path) breaks anywhere. Characters are
//! never cut, and nothing but the spaces at a break is left out.

use std::ops::Range;

use super::grapheme::{Grapheme, graphemes};
use super::paint::{Line, Piece};
use crate::text::{Ambiguous, SafeText};

const CLOSING: &str = "。，、；：？！）」』】》〉〕〗”’…·％℃,.;:?!)]}%";
const OPENING: &str = "（「『【《〈〔〖“‘([{";

/// Breaks one line of text. An empty text is one empty line.
pub fn wrap(text: &SafeText, width: usize, ambiguous: Ambiguous) -> Vec<SafeText> {
    breaks(text.as_str(), width, ambiguous).into_iter().map(|bytes| text.part(bytes)).collect()
}

/// Breaks a line of several styles. An empty line is one empty line.
pub fn wrap_line(line: &Line, width: usize) -> Vec<Line> {
    let text: String = line.0.iter().map(|piece| piece.text.as_str()).collect();
    breaks(&text, width, line.ambiguous()).into_iter().map(|bytes| cut(line, &bytes)).collect()
}

/// The parts of the pieces that lie in a range of bytes of their joined text.
fn cut(line: &Line, bytes: &Range<usize>) -> Line {
    let mut start = 0;
    let mut parts = Vec::new();
    for piece in &line.0 {
        let end = start + piece.text.as_str().len();
        let (from, to) = (bytes.start.max(start), bytes.end.min(end));
        if from < to {
            parts.push(Piece { text: piece.text.part(from - start..to - start), brush: piece.brush });
        }
        start = end;
    }
    Line(parts)
}

/// What is not broken unless it has to be, and the spaces after it.
struct Word {
    bytes: Range<usize>,
    columns: usize,
    spaces: usize,
}

fn breaks(text: &str, width: usize, ambiguous: Ambiguous) -> Vec<Range<usize>> {
    // A wide character has to fit somewhere, or nothing would ever be shown.
    let width = width.max(2);
    let mut lines = Vec::new();
    let mut line = 0..0;
    let (mut used, mut spaces) = (0, 0);
    for word in words(text, ambiguous) {
        if used + spaces + word.columns > width {
            if !line.is_empty() {
                lines.push(line);
            }
            (line, used, spaces) = (word.bytes.start..word.bytes.start, 0, 0);
        }
        if word.columns > width {
            let cuts = cuts(&text[word.bytes.clone()], width, ambiguous, |a, b| !is_glued(a, b));
            let [full @ .., (last, columns)] = cuts.as_slice() else { continue };
            let place = |bytes: &Range<usize>| word.bytes.start + bytes.start..word.bytes.start + bytes.end;
            lines.extend(full.iter().map(|(bytes, _)| place(bytes)));
            (line, used) = (place(last), *columns);
        } else {
            line.end = word.bytes.end;
            used += spaces + word.columns;
        }
        spaces = word.spaces;
    }
    lines.push(line);
    lines
}

fn words(text: &str, ambiguous: Ambiguous) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut before = None;
    for grapheme in graphemes(text, ambiguous) {
        let (start, end, columns) = (grapheme.start, grapheme.end(), usize::from(grapheme.columns));
        let is_space = grapheme.text == " ";
        match words.last_mut() {
            Some(word) if is_space => word.spaces += 1,
            Some(word) if word.spaces == 0 && before.is_some_and(|before| is_joined(&before, &grapheme)) => {
                word.bytes.end = end;
                word.columns += columns;
            }
            None if is_space => words.push(Word { bytes: start..start, columns: 0, spaces: 1 }),
            Some(_) | None => words.push(Word { bytes: start..end, columns, spaces: 0 }),
        }
        before = Some(grapheme);
    }
    words
}

fn is_joined(before: &Grapheme<'_>, after: &Grapheme<'_>) -> bool {
    let are_letters = !before.stands_alone() && !after.stands_alone();
    are_letters || is_glued(before, after)
}

/// Whether a break here would start a line with a closing sign or end one with an opening sign.
fn is_glued(before: &Grapheme<'_>, after: &Grapheme<'_>) -> bool {
    CLOSING.contains(after.text) || OPENING.contains(before.text)
}

/// Where a text that is typed is broken: behind a space or beside a wide character if it can be. Nothing is left out,
/// so that every place of the cursor is somewhere.
pub(super) fn soft_breaks(text: &str, width: usize, ambiguous: Ambiguous) -> Vec<Range<usize>> {
    let is_natural = |before: &Grapheme<'_>, after: &Grapheme<'_>| {
        (before.text == " " || before.stands_alone() || after.stands_alone()) && !is_glued(before, after)
    };
    cuts(text, width.max(2), ambiguous, is_natural).into_iter().map(|(bytes, _)| bytes).collect()
}

/// Breaks where it is natural if it can be, else anywhere; with each part its columns.
fn cuts(
    text: &str,
    width: usize,
    ambiguous: Ambiguous,
    is_natural: impl Fn(&Grapheme<'_>, &Grapheme<'_>) -> bool,
) -> Vec<(Range<usize>, usize)> {
    let mut parts = Vec::new();
    let (mut start, mut used) = (0, 0);
    // The last natural place in this part, and the columns before it.
    let mut natural = None;
    let mut before: Option<Grapheme<'_>> = None;
    for grapheme in graphemes(text, ambiguous) {
        let (place, columns) = (grapheme.start, usize::from(grapheme.columns));
        if before.is_some_and(|before| place > start && is_natural(&before, &grapheme)) {
            natural = Some((place, used));
        }
        while used + columns > width && used > 0 {
            let (at, taken) = natural.take().unwrap_or((place, used));
            parts.push((start..at, taken));
            (start, used) = (at, used - taken);
        }
        used += columns;
        before = Some(grapheme);
    }
    parts.push((start..text.len(), used));
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wrapped(text: &str, width: usize) -> Vec<String> {
        wrap(&SafeText::line(text), width, Ambiguous::Narrow).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn english_breaks_at_spaces() {
        assert_eq!(wrapped("stop the spread, then note it", 10), ["stop the", "spread,", "then note", "it"]);
        assert_eq!(wrapped("a   b", 3), ["a", "b"]);
        assert_eq!(wrapped("a b", 3), ["a b"]);
    }

    #[test]
    fn chinese_breaks_between_characters() {
        assert_eq!(wrapped("先核对备份的时间点", 8), ["先核对备", "份的时间", "点"]);
        assert_eq!(wrapped("先核对backup时间", 10), ["先核对", "backup时间"]);
    }

    #[test]
    fn no_line_starts_with_a_closing_sign_or_ends_with_an_opening_one() {
        assert_eq!(wrapped("停止事件扩散。然后", 12), ["停止事件扩", "散。然后"]);
        assert_eq!(wrapped("见附件（证据二）", 8), ["见附件", "（证据", "二）"]);
        assert_eq!(wrapped("他说：“先断网”。", 8), ["他说：", "“先断", "网”。"]);
    }

    #[test]
    fn what_is_too_long_for_a_line_breaks_anywhere() {
        assert_eq!(wrapped("sha 0123456789abcdef x", 6), ["sha", "012345", "6789ab", "cdef x"]);
        assert_eq!(wrapped("数据", 1), ["数", "据"]);
        assert_eq!(wrapped("0123456789ab，下", 12), ["0123456789a", "b，下"]);
    }

    #[test]
    fn letters_break_at_spaces_where_they_are_wide_too() {
        let wide = |text, width| {
            let lines = wrap(&SafeText::line(text), width, Ambiguous::Wide);
            lines.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(wide("Жук и жаба", 10), ["Жук и", "жаба"]);
        assert_eq!(wide("αβγδ", 4), ["αβ", "γδ"]);
    }

    #[test]
    fn an_empty_text_is_one_empty_line_and_an_indent_stays() {
        assert_eq!(wrapped("", 5), [""]);
        assert_eq!(wrapped("   ", 5), [""]);
        assert_eq!(wrapped("  ab cd", 5), ["  ab", "cd"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_every_line_fits(
            text in "(\\PC|[数据恢复，。（）a-z ]|[①αЖ…“×─]){0,60}",
            width in 0..30_usize,
            is_wide: bool,
        ) {
            let ambiguous = if is_wide { Ambiguous::Wide } else { Ambiguous::Narrow };
            let text = SafeText::line(&text);
            let lines = wrap(&text, width, ambiguous);
            let kept: String = lines.iter().map(SafeText::as_str).collect();
            prop_assert_eq!(kept.replace(' ', ""), text.as_str().replace(' ', ""));
            for line in &lines {
                let mut columns = graphemes(line.as_str(), ambiguous).map(|grapheme| usize::from(grapheme.columns));
                let fits = columns.clone().sum::<usize>() <= width.max(2);
                prop_assert!(fits || columns.by_ref().filter(|columns| *columns > 0).count() == 1, "{:?}", line);
            }
        }

        #[test]
        fn punctuation_stays_with_its_text(text in "([数据恢复]{1,3}[，。！：]|（[数据]{1,2}）|[数据恢复]){1,30}", width in 12..30_usize) {
            for line in wrapped(&text, width) {
                prop_assert!(!line.starts_with(|c| CLOSING.contains(c)), "{line}");
                prop_assert!(!line.ends_with(|c| OPENING.contains(c)), "{line}");
            }
        }
    }
}
