//! Bytes from a terminal as keys and pastes.
//!
//! It knows what terminals send and nothing of what keys mean. A lone escape is a key only once it is clear
//! that no sequence follows; bytes that make no sense are left out.

use crossterm::event::{Event, KeyCode, KeyModifiers};

use sequence::{ESC, Found, find, key, letter};

mod sequence;

/// The most bytes of one paste; the rest of it is left out.
const MAX_PASTE: usize = 1 << 20;
const PASTE_END: &[u8] = b"\x1b[201~";
const CTRL_C: u8 = 0x03;

/// Turns bytes into events, however they are cut into pieces on the way.
#[derive(Debug, Default)]
pub struct Decoder {
    waiting: Vec<u8>,
    /// The bytes of a paste that has not ended.
    paste: Option<Vec<u8>>,
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

#[cfg(test)]
mod tests;
