//! A stretch of a file, in bytes.

use std::ops::Range;

/// Bytes `start..end` of the file with that number: 0 is the runbook, 1 its first overlay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Which file.
    pub file: u16,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A stretch of a file.
    pub fn new(file: u16, bytes: Range<usize>) -> Self {
        Self { file, start: to_u32(bytes.start), end: to_u32(bytes.end) }
    }

    /// The bytes.
    pub fn bytes(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Offsets fit, since files are limited to far less.
fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}
