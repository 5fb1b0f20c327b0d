//! A record of a feed as it is kept in memory: a long journal has a million of them, so what can be read off its line
//! again is left there.

use super::{Digest, Head, RunId, body, record};
use crate::time::{BootTime, Moment};

/// A record of a feed, as far as its order and its place go.
#[derive(Clone, Debug)]
pub struct Entry {
    pub seq: u64,
    pub at: Moment,
    pub up: BootTime,
    pub h: Digest,
    pub run: RunId,
    pub seen: Box<[Head]>,
    /// From 1.
    pub line: u64,
    /// Where the line starts in the file.
    pub start: usize,
    /// Bytes of the line, its newline included.
    pub(super) len: u32,
    /// Whether the record is of a newer version.
    pub is_newer: bool,
    /// Whether the record's body was taken out.
    pub is_withheld: bool,
    /// Bytes of the line that `h` covers. The digest of the body ends there, and the body follows `h`.
    pub(super) hashed: u32,
}

impl Entry {
    /// The first byte behind the line, in the file.
    pub const fn end(&self) -> usize {
        self.start + self.len as usize
    }
}

/// The parts of a record's line that are hashed, and what they hash to.
pub(super) struct Parts<'a> {
    pub(super) header: &'a [u8],
    pub(super) d: Option<Digest>,
    pub(super) x: &'a [u8],
    /// Where `x` begins in the line.
    pub(super) x_start: usize,
}

impl<'a> Parts<'a> {
    /// The parts of a record's exact bytes.
    pub(super) fn of(line: &'a [u8], entry: &Entry) -> Self {
        let (header, rest) = line.split_at(entry.hashed as usize);
        // The record's last brace and the newline stand behind the body.
        let (x_start, x_end) = (record::BEFORE_BODY, rest.len().saturating_sub(2));
        let d = header.len().checked_sub(65).and_then(|start| Digest::parse(&header[start..start + 64]));
        let x = rest.get(x_start..x_end).unwrap_or_default();
        Self { header, d, x, x_start: header.len() + x_start }
    }

    /// Whether the header hashes to what the record says.
    pub(super) fn header_fits(&self, entry: &Entry) -> bool {
        Digest::of(self.header) == entry.h
    }

    /// Whether the body hashes to what the header says. What was taken out is not there to be hashed.
    pub(super) fn body_fits(&self) -> bool {
        self.x == body::WITHHELD || Some(Digest::of(self.x)) == self.d
    }

    /// The bytes of the event; nothing where it is withheld or of a newer form.
    pub(super) fn event(&self, entry: &Entry) -> Option<&'a [u8]> {
        body::event_bytes(self.x).filter(|_| !entry.is_newer)
    }
}
