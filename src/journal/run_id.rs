//! The random name of a run: sixteen of `[a-z0-9]`.

use std::fmt;

/// How many characters a run's id has.
pub const RUN_ID_CHARS: usize = 16;

const ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// A run's id. Every record holds it, so that no feed can be moved to another run.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RunId([u8; RUN_ID_CHARS]);

impl RunId {
    /// Reads an id.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let bytes: [u8; RUN_ID_CHARS] = text.try_into().ok()?;
        bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()).then_some(Self(bytes))
    }

    /// An id from random bytes: 82 bits where there are enough of them. Nothing where too many had to be
    /// passed over to keep every character equally likely; ask again with other bytes.
    pub fn from_random(random: &[u8; 64]) -> Option<Self> {
        let mut fair = random.iter().filter(|byte| **byte < 252);
        let mut bytes = [0; RUN_ID_CHARS];
        for byte in &mut bytes {
            *byte = ALPHABET[usize::from(*fair.next()? % 36)];
        }
        Some(Self(bytes))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The first four characters, with which the name of the run's folder ends.
    pub fn short(&self) -> &str {
        &self.as_str()[..4]
    }
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
