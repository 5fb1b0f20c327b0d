//! Bytes from a terminal as keys and pastes.
//!
//! It knows what terminals send and nothing of what keys mean. A lone escape is a key only once it is clear
//! that no sequence follows; bytes that make no sense are left out.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The longest escape sequence that is waited for.
const MAX_SEQUENCE: usize = 64;
/// The most bytes of one paste; the rest of it is left out.
const MAX_PASTE: usize = 1 << 20;
const PASTE_END: &[u8] = b"\x1b[201~";
const ESC: u8 = 0x1b;
const CTRL_C: u8 = 0x03;

/// Turns bytes into events, however they are cut into pieces on the way.
#[derive(Debug, Default)]
pub struct Decoder {
    waiting: Vec<u8>,
    /// The bytes of a paste that has not ended.
    paste: Option<Vec<u8>>,
}

/// What stands at the beginning of some bytes.
enum Found {
    /// An event, if it means anything, and how many bytes it took.
    Event(Option<Event>, usize),
    PasteStart(usize),
    /// A beginning only.
    Part,
}

impl Decoder {
    /// Takes bytes, and gives the events that are complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Event> {
        self.waiting.extend_from_slice(bytes);
        let mut events = Vec::new();
        let mut taken = 0;
        while taken < self.waiting.len() {
            if self.paste.is_some() {
                let (end, event) = self.paste_bytes(taken);
                events.extend(event);
                taken = end;
                if self.paste.is_some() {
                    break;
                }
                continue;
            }
            match find(&self.waiting[taken..]) {
                Found::Event(event, length) => {
                    events.extend(event);
                    taken += length;
                }
                Found::PasteStart(length) => {
                    self.paste = Some(Vec::new());
                    taken += length;
                }
                Found::Part => break,
            }
        }
        self.waiting.drain(..taken);
        events
    }

    /// Whether bytes wait for others that may never come: after a moment they should be flushed.
    pub fn is_waiting(&self) -> bool {
        self.paste.is_none() && !self.waiting.is_empty()
    }

    /// Takes what waits for what it is.
    pub fn flush(&mut self) -> Vec<Event> {
        let waiting = std::mem::take(&mut self.waiting);
        match waiting.as_slice() {
            [ESC] => vec![key(KeyCode::Esc, KeyModifiers::NONE)],
            [ESC, intro @ (b'[' | b'O')] => vec![letter(char::from(*intro), KeyModifiers::ALT)],
            _ => Vec::new(),
        }
    }

    /// Moves bytes into the open paste. Gives where they end, and the paste if it ends there too.
    fn paste_bytes(&mut self, start: usize) -> (usize, Option<Event>) {
        let mut paste = self.paste.take().unwrap_or_default();
        let mut end = start;
        while let [byte, ..] = &self.waiting[end..] {
            let is_end = self.waiting[end..].starts_with(PASTE_END);
            // Ctrl-C is the way out where the end of the paste was lost.
            if is_end || *byte == CTRL_C {
                let text = String::from_utf8_lossy(&paste).into_owned();
                return (end + if is_end { PASTE_END.len() } else { 0 }, Some(Event::Paste(text)));
            }
            if PASTE_END.starts_with(&self.waiting[end..]) {
                break;
            }
            if paste.len() < MAX_PASTE {
                paste.push(*byte);
            }
            end += 1;
        }
        self.paste = Some(paste);
        (end, None)
    }
}

fn find(bytes: &[u8]) -> Found {
    match bytes {
        [] | [ESC] => Found::Part,
        [ESC, b'[', rest @ ..] => csi(rest),
        [ESC, b'O', rest @ ..] => match rest {
            [] => Found::Part,
            [last, ..] => Found::Event(final_key(*last).map(|code| key(code, KeyModifiers::NONE)), 3),
        },
        [ESC, ESC, ..] => Found::Event(Some(key(KeyCode::Esc, KeyModifiers::NONE)), 1),
        [ESC, rest @ ..] => match plain(rest, KeyModifiers::ALT) {
            Found::Event(event, length) => Found::Event(event, length + 1),
            part @ (Found::PasteStart(_) | Found::Part) => part,
        },
        bytes => plain(bytes, KeyModifiers::NONE),
    }
}

/// A character or a control character.
fn plain(bytes: &[u8], held: KeyModifiers) -> Found {
    let Some(first) = bytes.first().copied() else { return Found::Part };
    let control = |letter: u8| Some(key(KeyCode::Char(char::from(letter)), held | KeyModifiers::CONTROL));
    let event = match first {
        b'\r' => Some(key(KeyCode::Enter, held)),
        b'\t' => Some(key(KeyCode::Tab, held)),
        // Some terminals send the one, some the other.
        0x08 | 0x7f => Some(key(KeyCode::Backspace, held)),
        0x00 => control(b' '),
        0x01..=0x1a => control(first - 1 + b'a'),
        0x1b => Some(key(KeyCode::Esc, held)),
        0x1c..=0x1f => control(first - 0x1c + b'4'),
        0x20..=0x7e => Some(letter(char::from(first), held)),
        _ => return character(bytes, held),
    };
    Found::Event(event, 1)
}

/// A character of several bytes in UTF-8.
fn character(bytes: &[u8], held: KeyModifiers) -> Found {
    let length = match bytes.first() {
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        Some(_) | None => return Found::Event(None, 1),
    };
    let available = &bytes[..bytes.len().min(length)];
    match std::str::from_utf8(available) {
        Ok(text) => {
            let event = text.chars().next().filter(|c| !c.is_control()).map(|c| letter(c, held));
            Found::Event(event, length)
        }
        // Cut by the way it came, not wrong.
        Err(error) if error.error_len().is_none() => Found::Part,
        Err(_) => Found::Event(None, 1),
    }
}

/// What follows `ESC [`: parameters, then one last byte (ECMA-48, 5.4).
fn csi(rest: &[u8]) -> Found {
    // The Linux console's first function keys.
    if let [b'[', last @ b'A'..=b'E', ..] = rest {
        return Found::Event(Some(key(KeyCode::F(last - b'A' + 1), KeyModifiers::NONE)), 4);
    }
    if rest == b"[" {
        return Found::Part;
    }
    let Some(end) = rest.iter().position(|byte| !matches!(byte, 0x20..=0x3f)) else {
        return if rest.len() < MAX_SEQUENCE { Found::Part } else { Found::Event(None, rest.len() + 2) };
    };
    if !matches!(rest[end], 0x40..=0x7e) {
        // Broken off by something else, which is read on its own.
        return Found::Event(None, end + 2);
    }
    let length = end + 3;
    let text = std::str::from_utf8(&rest[..end]).unwrap_or_default();
    let numbers: Vec<u32> = text
        .split(';')
        .map(|number| number.split(':').next().unwrap_or_default().parse().unwrap_or(0))
        .collect();
    let number = |index: usize| numbers.get(index).copied().unwrap_or(0);
    let held = modifiers(number(1));
    let event = match (rest[end], number(0)) {
        (b'~', 200) => return Found::PasteStart(length),
        (b'~', 27) => char::from_u32(number(2)).map(|c| coded(c, held)),
        (b'~', number) => numbered_key(number).map(|code| key(code, held)),
        (b'u', code) => char::from_u32(code).map(|c| coded(c, held)),
        (b'Z', _) => Some(key(KeyCode::BackTab, held | KeyModifiers::SHIFT)),
        (b'I', _) if text.is_empty() => Some(Event::FocusGained),
        (b'O', _) if text.is_empty() => Some(Event::FocusLost),
        // Answers to questions that were not asked begin with other marks.
        (last, 0 | 1) if !text.starts_with(['?', '>', '<', '=']) => {
            final_key(last).map(|code| key(code, held))
        }
        (_, _) => None,
    };
    Found::Event(event, length)
}

/// A key whose character is sent as a number.
fn coded(c: char, held: KeyModifiers) -> Event {
    match c {
        '\r' => key(KeyCode::Enter, held),
        '\t' if held.contains(KeyModifiers::SHIFT) => key(KeyCode::BackTab, held),
        '\t' => key(KeyCode::Tab, held),
        '\u{1b}' => key(KeyCode::Esc, held),
        '\u{8}' | '\u{7f}' => key(KeyCode::Backspace, held),
        c => letter(c, held),
    }
}

fn final_key(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

fn numbered_key(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F((number - 10) as u8),
        17..=21 => KeyCode::F((number - 11) as u8),
        23 | 24 => KeyCode::F((number - 12) as u8),
        _ => return None,
    })
}

/// What is held, as xterm counts it: one more than the sum of 1 shift, 2 alt, 4 control.
fn modifiers(parameter: u32) -> KeyModifiers {
    let bits = parameter.saturating_sub(1);
    let mut held = KeyModifiers::NONE;
    for (bit, modifier) in [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)] {
        held.set(modifier, bits & bit != 0);
    }
    held
}

fn letter(c: char, held: KeyModifiers) -> Event {
    let held = if c.is_uppercase() { held | KeyModifiers::SHIFT } else { held };
    key(KeyCode::Char(c), held)
}

fn key(code: KeyCode, held: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, held))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn events(bytes: &[u8]) -> Vec<Event> {
        let mut decoder = Decoder::default();
        let mut events = decoder.feed(bytes);
        events.extend(decoder.flush());
        events
    }

    fn keys(bytes: &[u8]) -> String {
        let name = |event: &Event| match event {
            Event::Key(key) => {
                let held = [
                    (KeyModifiers::CONTROL, "Ctrl+"),
                    (KeyModifiers::ALT, "Alt+"),
                    (KeyModifiers::SHIFT, "Shift+"),
                ];
                let held = held.iter().filter(|(modifier, _)| key.modifiers.contains(*modifier));
                format!("{}{:?}", held.map(|(_, name)| *name).collect::<String>(), key.code)
            }
            Event::Paste(text) => format!("Paste({text:?})"),
            Event::FocusGained | Event::FocusLost | Event::Mouse(_) | Event::Resize(_, _) => {
                format!("{event:?}")
            }
        };
        events(bytes).iter().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn characters_are_themselves() {
        assert_eq!(keys("aZ数？".as_bytes()), "Char('a') Shift+Char('Z') Char('数') Char('？')");
        assert_eq!(keys(b"\r\t\x7f\x08 "), "Enter Tab Backspace Backspace Char(' ')");
        assert_eq!(keys(b"\x03\x00\x1f"), "Ctrl+Char('c') Ctrl+Char(' ') Ctrl+Char('7')");
    }

    #[test]
    fn arrows_come_in_every_dialect() {
        assert_eq!(keys(b"\x1b[A\x1bOB\x1b[1;5C\x1b[1;2D"), "Up Down Ctrl+Right Shift+Left");
        assert_eq!(keys(b"\x1b[H\x1bOF\x1b[1~\x1b[8~"), "Home End Home End");
        assert_eq!(keys(b"\x1b[3~\x1b[5;5~\x1b[6~\x1b[Z"), "Delete Ctrl+PageUp PageDown Shift+BackTab");
        assert_eq!(keys(b"\x1bOP\x1b[[B\x1b[13~\x1b[24~"), "F(1) F(2) F(3) F(12)");
        assert_eq!(keys(b"\x1b[99;5u\x1b[27;5;13~"), "Ctrl+Char('c') Ctrl+Enter");
    }

    #[test]
    fn a_lone_escape_is_a_key_once_nothing_follows() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.feed(b"\x1b"), []);
        assert!(decoder.is_waiting());
        assert_eq!(decoder.feed(b"[A"), [key(KeyCode::Up, KeyModifiers::NONE)]);
        assert_eq!(keys(b"\x1b"), "Esc");
        assert_eq!(keys(b"\x1b\x1b"), "Esc Esc");
        assert_eq!(keys(b"\x1bx\x1b["), "Alt+Char('x') Alt+Char('[')");
    }

    #[test]
    fn a_paste_is_one_event_and_no_keys() {
        assert_eq!(
            keys("\x1b[200~断网\n\x1b[A q\x1b[201~x".as_bytes()),
            "Paste(\"断网\\n\\u{1b}[A q\") Char('x')"
        );
        assert_eq!(keys(b"\x1b[200~lost\x03"), "Paste(\"lost\") Ctrl+Char('c')");
        assert_eq!(keys(b"\x1b[201~x"), "Char('x')");
    }

    #[test]
    fn answers_that_nobody_asked_for_are_no_keys() {
        assert_eq!(keys(b"\x1b[?62;22c\x1b[24;80R\x1b[>0;276;0cx"), "Char('x')");
        assert_eq!(keys(b"\xffa\xc3(\x1b[1\x1b[A"), "Char('a') Char('(') Up");
    }

    proptest! {
        #[test]
        fn it_does_not_matter_how_bytes_are_cut(
            parts in proptest::collection::vec("\\PC{0,3}|\x1b\\[[A-H]|\x1b\\[[0-9;]{0,4}[~u]|\x1bO[A-S]|\x1b\\[200~\\PC{0,9}\x1b\\[201~", 0..8),
            cut in 0..40_usize,
        ) {
            let bytes = parts.concat().into_bytes();
            let (head, tail) = bytes.split_at(cut.min(bytes.len()));
            let mut decoder = Decoder::default();
            let mut cut = decoder.feed(head);
            cut.extend(decoder.feed(tail));
            cut.extend(decoder.flush());
            prop_assert_eq!(cut, events(&bytes));
        }

        #[test]
        fn any_bytes_are_taken(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut decoder = Decoder::default();
            decoder.feed(&bytes);
            decoder.flush();
            prop_assert!(!decoder.is_waiting());
        }
    }
}
