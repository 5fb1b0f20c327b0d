//! Where a character of a TOML string's value stands in the file.
//!
//! Conditions and templates are strings: their errors know the place in the value, while people want it in
//! the file, where escapes, opening quotes and trimmed line breaks take room of their own.

/// The byte of a literal, from its opening quote, that byte `wanted` of its value was read from.
pub(super) fn source_offset(literal: &str, wanted: usize) -> usize {
    let (quotes, escapes) = opening(literal);
    let mut at = quotes;
    let mut value = 0;
    while value < wanted && at < literal.len() {
        let rest = &literal[at..];
        let (taken, given) = if escapes { escape(rest) } else { None }.unwrap_or_else(|| plain(rest));
        if value + given > wanted {
            break;
        }
        at += taken;
        value += given;
    }
    at.min(literal.len())
}

/// How many bytes come before the value, and whether a backslash means anything.
fn opening(literal: &str) -> (usize, bool) {
    let escapes = literal.starts_with('"');
    for quotes in ["\"\"\"", "'''"] {
        if let Some(rest) = literal.strip_prefix(quotes) {
            let line_break = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
            return (3 + line_break, escapes);
        }
    }
    (usize::from(escapes || literal.starts_with('\'')), escapes)
}

fn plain(rest: &str) -> (usize, usize) {
    let bytes = rest.chars().next().map_or(1, char::len_utf8);
    (bytes, bytes)
}

/// The bytes an escape takes and gives, where one stands here.
fn escape(rest: &str) -> Option<(usize, usize)> {
    let after = rest.strip_prefix('\\')?;
    let digits = match after.chars().next()? {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        c if c.is_whitespace() => return Some((1 + after.len() - after.trim_start().len(), 0)),
        _ => return Some((2, 1)),
    };
    let code = u32::from_str_radix(after.get(1..=digits)?, 16).ok()?;
    Some((2 + digits, char::from_u32(code)?.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_value_is_found_in_the_file() {
        let found = |literal: &str, wanted| literal[source_offset(literal, wanted)..].to_owned();
        assert_eq!(found("'a == b'", 5), "b'");
        assert_eq!(found(r#""k == \"x\" && y""#, 12), r#"y""#);
        assert_eq!(found("\"\"\"\nab\"\"\"", 1), "b\"\"\"");
        assert_eq!(found("'''a\nb'''", 2), "b'''");
        assert_eq!(found(r#""\u503cb""#, 3), r#"b""#);
        assert_eq!(found("\"\"\"a\\\n   b\"\"\"", 1), "\\\n   b\"\"\"");
        assert_eq!(found("'a'", 99), "");
    }
}
