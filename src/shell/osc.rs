//! What a terminal is told besides frames: its title, its clipboard, a notification.
//!
//! Nothing here is answered, so nobody knows whether it arrived; nothing may depend on it.

use std::fmt::Write;

use super::manners::{Manners, Wrapping};
use super::spelling::Spelling;
use crate::text::{Ambiguous, SafeText};

/// The longest title, in columns.
const MAX_TITLE: usize = 100;
/// The most bytes that are copied; xterm takes no more than about 100,000 in their encoded form.
const MAX_COPY: usize = 64 * 1024;
/// GNU screen takes strings of at most so many bytes.
const SCREEN_PIECE: usize = 240;

/// Notes the terminal's title, so that it can be given back.
pub(super) const NOTE_TITLE: &[u8] = b"\x1b[22;2t";
/// Gives back the title that was noted.
pub(super) const RESTORE_TITLE: &[u8] = b"\x1b[23;2t";

/// Sets the title.
pub(super) fn title(text: &SafeText, spelling: Spelling) -> Vec<u8> {
    format!("\x1b]2;{}\x07", spelt(text, spelling)).into_bytes()
}

/// Puts a text into the clipboard of whoever sits at the terminal; nothing where that is not understood.
pub(super) fn copy(text: &str, manners: Manners) -> Vec<u8> {
    let end = text.floor_char_boundary(text.len().min(MAX_COPY));
    let plain = format!("\x1b]52;c;{}\x07", base64(&text.as_bytes()[..end]));
    let wrapped = wrapped(&plain, manners);
    // tmux takes the plain form by one of its settings and the wrapped one by another.
    if manners.commands && manners.wrapping == Wrapping::Tmux {
        return (plain + &wrapped).into_bytes();
    }
    wrapped.into_bytes()
}

/// Tells the desktop of whoever sits at the terminal.
pub(super) fn notify(text: &SafeText, spelling: Spelling, manners: Manners) -> Vec<u8> {
    wrapped(&format!("\x1b]9;{}\x07", spelt(text, spelling)), manners).into_bytes()
}

/// A text as far as it has room, with what the terminal shows of Unicode.
fn spelt(text: &SafeText, spelling: Spelling) -> String {
    text.fit(MAX_TITLE, Ambiguous::Narrow).as_str().chars().map(|symbol| spelling.spell(symbol)).collect()
}

fn wrapped(sequence: &str, manners: Manners) -> String {
    match manners.wrapping {
        _ if !manners.commands => String::new(),
        Wrapping::None => sequence.to_owned(),
        Wrapping::Tmux => format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b")),
        Wrapping::Screen => {
            let mut out = String::new();
            let mut rest = sequence;
            while !rest.is_empty() {
                let (piece, after) = rest.split_at(rest.floor_char_boundary(SCREEN_PIECE.min(rest.len())));
                let _ = write!(out, "\x1bP{piece}\x1b\\");
                rest = after;
            }
            out
        }
    }
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for piece in bytes.chunks(3) {
        let at = |place: usize| u32::from(piece.get(place).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place > piece.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manners(wrapping: Wrapping) -> Manners {
        Manners { commands: true, wrapping, ..Manners::default() }
    }

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_text_is_encoded_as_the_standard_says() {
        let said = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(said, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }

    #[test]
    fn what_is_for_the_terminal_is_wrapped_on_its_way() {
        assert_eq!(text(copy("f", manners(Wrapping::None))), "\x1b]52;c;Zg==\x07");
        let tmux = text(copy("f", manners(Wrapping::Tmux)));
        assert_eq!(tmux, "\x1b]52;c;Zg==\x07\x1bPtmux;\x1b\x1b]52;c;Zg==\x07\x1b\\");
        let screen = text(copy(&"x".repeat(400), manners(Wrapping::Screen)));
        let pieces: Vec<&str> = screen.split("\x1b\\").filter(|piece| !piece.is_empty()).collect();
        assert!(
            pieces.len() > 1 && pieces.iter().all(|piece| piece.starts_with("\x1bP") && piece.len() < 256)
        );
        let whole: String = pieces.iter().map(|piece| &piece[2..]).collect();
        assert_eq!(whole, text(copy(&"x".repeat(400), manners(Wrapping::None))));
        assert_eq!(
            text(notify(&SafeText::line("到时"), Spelling::Whole, manners(Wrapping::None))),
            "\x1b]9;到时\x07"
        );
    }

    #[test]
    fn a_terminal_that_knows_no_commands_is_told_none() {
        let none = Manners { commands: false, ..Manners::default() };
        assert!(copy("f", none).is_empty() && notify(&SafeText::line("x"), Spelling::Whole, none).is_empty());
    }

    #[test]
    fn a_title_is_one_line_of_bounded_length() {
        let title =
            text(title(&SafeText::line(&format!("\x1b]0;owned\x07{}", "长".repeat(300))), Spelling::Whole));
        assert_eq!(title.matches(char::is_control).count(), 2, "{title:?}");
        assert!(title.chars().count() < 120);
    }

    #[test]
    fn a_terminal_without_all_of_unicode_is_told_what_it_shows() {
        let name = SafeText::line("2026-001 é · dutybook");
        assert_eq!(text(title(&name, Spelling::Whole)), "\x1b]2;2026-001 é · dutybook\x07");
        assert_eq!(text(title(&name, Spelling::PlainSigns)), "\x1b]2;2026-001 é * dutybook\x07");
        assert_eq!(text(title(&name, Spelling::Ascii)), "\x1b]2;2026-001 ? * dutybook\x07");
        let told = text(notify(&name, Spelling::Ascii, manners(Wrapping::None)));
        assert_eq!(told, "\x1b]9;2026-001 ? * dutybook\x07");
    }
}
