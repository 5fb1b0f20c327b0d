//! What may go to a terminal: text that shows, and the few sequences that draw it.

/// Holds bytes that were written to a terminal against what may be.
#[track_caller]
pub(crate) fn is_clean(bytes: &[u8]) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => panic!("no UTF-8 at {}: {}", error.valid_up_to(), around(bytes, error.valid_up_to())),
    };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\x1b' => sequence(rest),
            '\r' | '\n' | '\x08' | '\x07' => Some(1),
            _ if is_hidden(c) => None,
            _ => Some(c.len_utf8()),
        };
        let at = text.len() - rest.len();
        let Some(length) = length else { panic!("{c:?} at {at}: {}", around(bytes, at)) };
        rest = &rest[length..];
    }
}

/// The length of a sequence that is known to draw, with which a text begins.
fn sequence(text: &str) -> Option<usize> {
    // A row comes in from above.
    if text.starts_with("\x1bM") {
        return Some(2);
    }
    // The title of the window, which ends in a bell, and whose text goes on to the next control character.
    if let Some(title) = text.strip_prefix("\x1b]2;") {
        let end = title.find(is_hidden)?;
        return title[end..].starts_with('\x07').then_some(4 + end + 1);
    }
    let parameters = text.strip_prefix("\x1b[")?;
    let end = parameters.find(|c: char| !matches!(c, '0'..='9' | ';' | '?'))?;
    let (numbers, last) = (&parameters[..end], parameters[end..].chars().next()?);
    let known = match last {
        'h' | 'l' => ["?25", "?1049", "?2004", "?2026"].contains(&numbers),
        't' => ["22;2", "23;2"].contains(&numbers),
        'A' | 'B' | 'C' | 'D' | 'G' | 'H' | 'J' | 'K' | 'X' | 'd' | 'm' | 'r' => !numbers.contains('?'),
        _ => false,
    };
    known.then_some(2 + end + 1)
}

/// Characters that steer a terminal, turn its text round or cannot be seen.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

fn around(bytes: &[u8], at: usize) -> String {
    let (start, end) = (at.saturating_sub(40), bytes.len().min(at + 40));
    String::from_utf8_lossy(&bytes[start..end]).escape_debug().to_string()
}

#[test]
fn what_steers_a_terminal_is_seen() {
    is_clean("\x1b[?1049h\x1b[1;31m事件\x1b[2K\r\n".as_bytes());
    is_clean("\x1b[22;2t\x1b]2;事件\x07".as_bytes());
    for bad in [
        "\x1b]0;x\x07",
        "\x1b]2;x",
        "\x1b]2;x\x1b[6n\x07",
        "\x1b[6n",
        "\u{9b}2J",
        "\u{202e}",
        "\x1b[?1000h",
        "\x1b",
        "\x0e",
        "\x1bc",
    ] {
        assert!(std::panic::catch_unwind(|| is_clean(bad.as_bytes())).is_err(), "{bad:?}");
    }
}
