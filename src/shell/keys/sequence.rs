//! What a terminal sends for a key (ECMA-48, and the dialects of xterm, rxvt and the Linux console).
//!
//! It keeps nothing: the bytes come in, and what stands at their beginning goes out.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

/// The longest escape sequence that is waited for.
const MAX_SEQUENCE: usize = 64;
pub(super) const ESC: u8 = 0x1b;

/// What stands at the beginning of some bytes.
pub(super) enum Found {
    /// An event, if it means anything, and how many bytes it took.
    Event(Option<Event>, usize),
    PasteStart(usize),
    /// A beginning only.
    Part,
}

/// Reads the beginning of some bytes.
pub(super) fn find(bytes: &[u8]) -> Found {
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
        // Enter that was pressed before the terminal was in raw mode comes as the other.
        b'\r' | b'\n' => Some(key(KeyCode::Enter, held)),
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
    if let (b'M' | b'm', Some(report)) = (rest[end], text.strip_prefix('<')) {
        return Found::Event(mouse(report, rest[end] == b'm'), length);
    }
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

/// A report of the mouse (xterm, mode 1006): button, column and row, both from 1.
fn mouse(report: &str, is_release: bool) -> Option<Event> {
    let mut numbers = report.split(';').map(|number| number.parse::<u16>().ok());
    let (button, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let kind = match button & !0b1_1100 {
        64 => MouseEventKind::ScrollUp,
        65 => MouseEventKind::ScrollDown,
        0 if is_release => MouseEventKind::Up(MouseButton::Left),
        0 => MouseEventKind::Down(MouseButton::Left),
        _ => return None,
    };
    let (column, row) = (column.checked_sub(1)?, row.checked_sub(1)?);
    Some(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
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

pub(super) fn letter(c: char, held: KeyModifiers) -> Event {
    let held = if c.is_uppercase() { held | KeyModifiers::SHIFT } else { held };
    key(KeyCode::Char(c), held)
}

pub(super) fn key(code: KeyCode, held: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, held))
}
