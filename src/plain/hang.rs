//! What is said, broken for a terminal: at words, with the further lines below the text of the first.
//!
//! Where nobody sees columns, in a file or to a screen reader, nothing is broken: a line is a paragraph.

use crate::text::{Ambiguous, SafeText};
use crate::view::wrap::wrap;

/// A terminal of fewer columns gets lines without an indent.
const LEAST_COLUMNS: usize = 20;

/// A line in rows of at most so many columns.
pub fn hang(line: &SafeText, columns: usize, ambiguous: Ambiguous) -> Vec<SafeText> {
    let (head, text) = line.as_str().split_at(head(line.as_str()));
    let indent = SafeText::line(head).width(ambiguous);
    if line.width(ambiguous) <= columns {
        return vec![line.clone()];
    }
    if columns < indent + LEAST_COLUMNS {
        return wrap(line, columns, ambiguous);
    }
    let rows = wrap(&SafeText::line(text), columns - indent, ambiguous);
    let blank = " ".repeat(indent);
    let rows = rows.iter().enumerate().map(|(n, row)| (if n == 0 { head } else { &blank }, row));
    rows.map(|(before, row)| SafeText::line(before).then(row)).collect()
}

/// The bytes of the blanks and of the number or the dash that a line begins with.
fn head(line: &str) -> usize {
    let text = line.trim_start_matches(' ');
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = digits.strip_prefix('.').unwrap_or(digits).strip_prefix(' ');
    let is_number = digits.len() < text.len();
    let rest = number.filter(|_| is_number).or_else(|| text.strip_prefix("- "));
    line.len() - rest.unwrap_or(text).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hung(line: &str, columns: usize) -> Vec<String> {
        let rows = hang(&SafeText::line(line), columns, Ambiguous::Narrow);
        rows.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn further_rows_stand_below_the_text_and_break_at_words() {
        assert_eq!(
            hung("12 open a safe channel, by telephone", 26),
            ["12 open a safe channel, by", "   telephone"]
        );
        assert_eq!(
            hung("- Where: at the machine that raised it", 26),
            ["- Where: at the machine", "  that raised it"]
        );
        assert_eq!(
            hung("1. 先停手：不点、不删、不杀毒、不重启。", 26),
            ["1. 先停手：不点、不删、不", "   杀毒、不重启。"]
        );
        assert_eq!(hung("State: open, and so on, and on", 26), ["State: open, and so on,", "and on"]);
    }

    #[test]
    fn what_fits_and_what_has_no_room_stays_as_it_is() {
        assert_eq!(hung("3 ", 26), ["3 "]);
        assert_eq!(hung("", 26), [""]);
        assert_eq!(hung("1 one two three", 10), ["1 one two", "three"]);
    }
}
