//! JSON in printable ASCII, so that `cat` is safe and no encoding can change a byte.

use std::fmt::Write;

/// Writes out every character of a JSON text that is not printable ASCII as `\uXXXX`, in lower-case
/// hexadecimal and with surrogate pairs. In JSON such characters stand inside of strings only.
pub fn escape(json: &str) -> String {
    if json.bytes().all(is_printable) {
        return json.to_owned();
    }
    let mut escaped = String::with_capacity(json.len() * 2);
    let mut units = [0; 2];
    for c in json.chars() {
        if c.is_ascii() && is_printable(c as u8) {
            escaped.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut units) {
            let _ = write!(escaped, "\\u{unit:04x}");
        }
    }
    escaped
}

/// Whether a byte may stand in a journal apart from the newlines.
pub(super) const fn is_printable(byte: u8) -> bool {
    matches!(byte, 0x20..=0x7e)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_printable_ascii_is_escaped_and_reads_back() {
        let text = "甲 a\u{7f}\n\u{0}𝄞~";
        let escaped = escape(&serde_json::to_string(text).unwrap());
        assert_eq!(escaped, r#""\u7532 a\u007f\n\u0000\ud834\udd1e~""#);
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
    }
}
