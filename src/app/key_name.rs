//! Keys by name: as the table of actions writes them (`C-n`), as a settings file may (`Ctrl-n`), as a screen shows
//! them (`Ctrl-N`).
//!
//! It says which keys can be given to an action at all. Enter, Esc, the arrows and the digits cannot: with them
//! alone everything can be reached, under every input method and on every keyboard.

use super::keymap::{half_width, movement};
use crate::locale::{Word, app as words};

/// Why a key cannot be given to an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// There is no such key.
    Unknown,
    /// It means the same everywhere and is not given away.
    Fixed,
    /// Terminals send the same for it as for another key.
    Another(&'static str),
}

impl KeyFault {
    /// The reason in words, which take the key, and the other key where there is one.
    pub const fn word(self) -> Word {
        match self {
            Self::Unknown => words::KEY_UNKNOWN,
            Self::Fixed => words::KEY_FIXED,
            Self::Another(_) => words::KEY_ANOTHER,
        }
    }
}

/// The name of a key that a person typed into the settings file.
pub fn parse(typed: &str) -> Result<String, KeyFault> {
    let typed = typed.trim();
    for (prefix, short) in [("ctrl-", "C-"), ("c-", "C-"), ("alt-", "M-"), ("m-", "M-")] {
        if typed.chars().count() > prefix.len()
            && let Some(rest) = strip_prefix(typed, prefix)
        {
            return chord(short, rest);
        }
    }
    if let Some(only) = single(typed) {
        let name = half_width(only).to_string();
        let is_fixed = only.is_ascii_digit() || half_width(only).is_ascii_digit();
        return match movement(&name) {
            None if is_fixed => Err(KeyFault::Fixed),
            // The second stands where the file's bytes are no character.
            None if only.is_control() || only == char::REPLACEMENT_CHARACTER => Err(KeyFault::Unknown),
            None => Ok(name),
            Some(_) => Err(KeyFault::Fixed),
        };
    }
    named(&typed.to_ascii_lowercase())
}

fn named(typed: &str) -> Result<String, KeyFault> {
    let function = typed.strip_prefix('f').and_then(|number| number.parse::<u8>().ok());
    if let Some(number @ 1..=12) = function {
        return Ok(format!("F{number}"));
    }
    Ok(match typed {
        "space" => "Space",
        "tab" => "Tab",
        "shift-tab" | "s-tab" => "S-Tab",
        "backspace" => "Backspace",
        "delete" | "del" => "Delete",
        "enter" | "return" | "esc" | "escape" | "up" | "down" | "left" | "right" | "home" | "end"
        | "pageup" | "pagedown" => return Err(KeyFault::Fixed),
        _ => return Err(KeyFault::Unknown),
    }
    .to_owned())
}

/// A letter with Ctrl or Alt. Terminals send one byte for the first, which some other keys send too.
fn chord(held: &str, rest: &str) -> Result<String, KeyFault> {
    let only = single(rest).filter(char::is_ascii_graphic).ok_or(KeyFault::Unknown)?;
    if held == "M-" {
        return Ok(format!("M-{only}"));
    }
    match only.to_ascii_lowercase() {
        'c' | 'z' => Err(KeyFault::Fixed),
        'i' => Err(KeyFault::Another("Tab")),
        'm' | 'j' => Err(KeyFault::Another("Enter")),
        'h' => Err(KeyFault::Another("Backspace")),
        '[' => Err(KeyFault::Another("Esc")),
        letter @ 'a'..='z' => Ok(format!("C-{letter}")),
        _ => Err(KeyFault::Unknown),
    }
}

/// A key's name as a screen shows it.
pub fn shown(name: &str) -> String {
    match (name.strip_prefix("C-"), name.strip_prefix("M-"), name.strip_prefix("S-")) {
        (Some(key), _, _) => format!("Ctrl-{}", key.to_ascii_uppercase()),
        (_, Some(key), _) => format!("Alt-{key}"),
        (_, _, Some(key)) => format!("Shift-{key}"),
        (None, None, None) => name.to_owned(),
    }
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn strip_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_named_as_people_name_it() {
        for (typed, name) in [
            ("n", "n"),
            ("N", "N"),
            ("+", "+"),
            ("？", "?"),
            ("Ctrl-n", "C-n"),
            ("C-N", "C-n"),
            ("ctrl-x", "C-x"),
            ("Alt-x", "M-x"),
            ("-", "-"),
            ("space", "Space"),
            ("Shift-Tab", "S-Tab"),
            ("F5", "F5"),
            ("f", "f"),
            ("c", "c"),
        ] {
            assert_eq!(parse(typed).as_deref(), Ok(name), "{typed}");
        }
        assert_eq!(shown("C-n"), "Ctrl-N");
        assert_eq!(shown("M-x"), "Alt-x");
        assert_eq!(shown("S-Tab"), "Shift-Tab");
        assert_eq!(shown("n"), "n");
    }

    #[test]
    fn what_everything_can_be_reached_with_is_not_given_away() {
        for key in
            ["Enter", "Esc", "Up", "left", "PageDown", "1", "0", "９", "j", "k", "h", "l", "Ctrl-c", "C-z"]
        {
            assert_eq!(parse(key), Err(KeyFault::Fixed), "{key}");
        }
        for (key, other) in [("Ctrl-i", "Tab"), ("C-m", "Enter"), ("C-j", "Enter"), ("C-h", "Backspace")] {
            assert_eq!(parse(key), Err(KeyFault::Another(other)), "{key}");
        }
        for key in ["", "\u{fffd}", "F13", "F0", "Ctrl-", "Hyper-x", "ab", "Ctrl-Alt-x", "Ctrl-数", "Ctrl-1"]
        {
            assert_eq!(parse(key), Err(KeyFault::Unknown), "{key}");
        }
    }
}
