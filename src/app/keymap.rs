//! From key presses to names: `Enter`, `Esc`, `Space`, `Tab`, `C-s`, `n`.
//!
//! Full-width punctuation of a Chinese input method counts as the half-width key that it stands for.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

#[allow(clippy::wildcard_enum_match_arm)] // the keys are crossterm's, and most have no meaning here
/// The name of a key as the table of actions writes it; none for keys without one.
pub fn name(key: KeyEvent) -> Option<String> {
    let name = match key.code {
        KeyCode::Enter => "Enter".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::Tab => "Tab".to_owned(),
        KeyCode::BackTab => "S-Tab".to_owned(),
        KeyCode::Backspace => "Backspace".to_owned(),
        KeyCode::Delete => "Delete".to_owned(),
        KeyCode::Up => "Up".to_owned(),
        KeyCode::Down => "Down".to_owned(),
        KeyCode::Left => "Left".to_owned(),
        KeyCode::Right => "Right".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        KeyCode::PageUp => "PageUp".to_owned(),
        KeyCode::PageDown => "PageDown".to_owned(),
        KeyCode::F(number) => format!("F{number}"),
        KeyCode::Char(' ' | '\u{3000}') => "Space".to_owned(),
        KeyCode::Char(c) => half_width(c).to_string(),
        _ => return None,
    };
    let chord = match key.code {
        KeyCode::Char(_) if key.modifiers.contains(KeyModifiers::CONTROL) => "C-",
        KeyCode::Char(_) if key.modifiers.contains(KeyModifiers::ALT) => "M-",
        _ => "",
    };
    Some(format!("{chord}{name}"))
}

/// Whether a key types a letter or a sign.
pub fn types_text(key: KeyEvent) -> bool {
    let is_chord = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    matches!(key.code, KeyCode::Char(c) if !c.is_whitespace()) && !is_chord
}

/// The half-width key that a full-width character stands for.
pub fn half_width(c: char) -> char {
    match c {
        '、' => '\\',
        '。' => '.',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// A way to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
}

/// The move of a key: arrows everywhere, and `hjkl` where no text is typed.
pub fn arrow(key: &str) -> Option<Move> {
    Some(match key {
        "Up" => Move::Up,
        "Down" => Move::Down,
        "Left" => Move::Left,
        "Right" => Move::Right,
        "PageUp" => Move::PageUp,
        "PageDown" => Move::PageDown,
        "Home" => Move::First,
        "End" => Move::Last,
        _ => return None,
    })
}

/// The move of a key where no text is typed.
pub fn movement(key: &str) -> Option<Move> {
    match key {
        "k" => Some(Move::Up),
        "j" => Some(Move::Down),
        "h" => Some(Move::Left),
        "l" => Some(Move::Right),
        _ => arrow(key),
    }
}

/// Where a cursor in a list goes.
pub fn step_cursor(cursor: usize, len: usize, by: Move) -> usize {
    let last = len.saturating_sub(1);
    match by {
        Move::Up => cursor.saturating_sub(1),
        Move::Down => (cursor + 1).min(last),
        Move::PageUp => cursor.saturating_sub(10),
        Move::PageDown => (cursor + 10).min(last),
        Move::First => 0,
        Move::Last => last,
        Move::Left | Move::Right => cursor.min(last),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::action::ACTIONS;
    use super::*;

    #[test]
    fn every_action_is_declared_and_no_key_means_two_things() {
        let mut taken = BTreeSet::new();
        let mut names = BTreeSet::new();
        for row in ACTIONS {
            assert_eq!(row.action.declaration().name, row.name);
            assert!(names.insert(row.name), "{}", row.name);
            assert!(!row.keys.is_empty(), "{}", row.name);
            for key in row.keys {
                assert!(taken.insert(*key), "{key} has two meanings");
                let moves = *key == "Enter" || movement(key).is_none();
                assert!(moves, "{key} moves");
            }
        }
    }

    #[test]
    fn full_width_punctuation_is_the_key_it_stands_for() {
        for (typed, meant) in [('？', "?"), ('：', ":"), ('／', "/"), ('、', "\\"), ('ｎ', "n"), ('＋', "+")]
        {
            let key = KeyEvent::new(KeyCode::Char(typed), KeyModifiers::NONE);
            assert_eq!(name(key).as_deref(), Some(meant));
        }
    }
}
