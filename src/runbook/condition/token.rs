//! A condition cut into tokens.

use std::ops::Range;

use super::{Comparison, ConditionProblem, Found};

/// The smallest part of a condition.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'s> {
    /// An id, `true`, `false`, `in`, `row`.
    Word(&'s str),
    /// A text in quotes, without them.
    Text(String),
    /// A number as it was written.
    Number(&'s str),
    Compare(Comparison),
    And,
    Or,
    Not,
    Dot,
    Comma,
    Open,
    Close,
    ListOpen,
    ListClose,
    /// The end of the condition.
    End,
}

/// A token and its bytes.
pub(super) type Placed<'s> = (Range<usize>, Token<'s>);

/// Cuts a condition; the last token is [`Token::End`].
pub(super) fn cut(source: &str) -> Result<Vec<Placed<'_>>, Found> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        if c.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let (length, token) =
            next(&source[at..], c).map_err(|(length, problem)| (at..at + length, problem))?;
        tokens.push((at..at + length, token));
        at += length;
    }
    tokens.push((source.len()..source.len(), Token::End));
    Ok(tokens)
}

type Next<'s> = Result<(usize, Token<'s>), (usize, ConditionProblem)>;

fn next(rest: &str, first: char) -> Next<'_> {
    let signs: [(&str, Token<'_>); 15] = [
        ("==", Token::Compare(Comparison::Equal)),
        ("!=", Token::Compare(Comparison::Unequal)),
        ("<=", Token::Compare(Comparison::LessOrEqual)),
        (">=", Token::Compare(Comparison::MoreOrEqual)),
        ("<", Token::Compare(Comparison::Less)),
        (">", Token::Compare(Comparison::More)),
        ("&&", Token::And),
        ("||", Token::Or),
        ("!", Token::Not),
        (".", Token::Dot),
        (",", Token::Comma),
        ("(", Token::Open),
        (")", Token::Close),
        ("[", Token::ListOpen),
        ("]", Token::ListClose),
    ];
    if first == '"' || first == '\'' {
        return text(rest, first);
    }
    if first.is_ascii_digit() || (first == '-' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) {
        return Ok(number_or_word(rest));
    }
    if first.is_ascii_alphabetic() || first == '_' {
        let length = word_length(rest);
        return Ok((length, Token::Word(&rest[..length])));
    }
    for (sign, token) in signs {
        if rest.starts_with(sign) {
            return Ok((sign.len(), token));
        }
    }
    Err((first.len_utf8(), ConditionProblem::Character { found: first }))
}

fn word_length(rest: &str) -> usize {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    rest.find(|c| !inside(c)).unwrap_or(rest.len())
}

/// Ids may start with a digit, so `3` is a number and `3rd-party` a word.
fn number_or_word(rest: &str) -> (usize, Token<'_>) {
    let sign = usize::from(rest.starts_with('-'));
    let mut length = sign + word_length(&rest[sign..]);
    if sign == 0 && !rest[..length].bytes().all(|b| b.is_ascii_digit()) {
        return (length, Token::Word(&rest[..length]));
    }
    if let Some(fraction) = rest[length..].strip_prefix('.') {
        let digits = fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
        if digits > 0 {
            length += 1 + digits;
        }
    }
    (length, Token::Number(&rest[..length]))
}

fn text(rest: &str, quote: char) -> Next<'_> {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            _ if c == quote => return Ok((at + 1, Token::Text(text))),
            '\\' => match chars.next() {
                Some((_, escaped @ ('\\' | '"' | '\''))) => text.push(escaped),
                Some(_) | None => return Err((rest.len().min(at + 1), ConditionProblem::Escape {})),
            },
            _ => text.push(c),
        }
    }
    Err((rest.len(), ConditionProblem::OpenText {}))
}
