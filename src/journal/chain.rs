//! The chain of a feed's records: their order, their hashes and what is wrong with them, without what they say.
//!
//! It is what is kept of a long feed once its bytes were read.

use super::entry::{Entry, Parts};
use super::{Digest, FeedName, FindingKind, Head, Opening};
use crate::run::{FactId, FeedId};
use crate::time::BootTime;

/// The most flaws that are kept of one feed; a file that is none of ours has one on each line.
const MAX_FLAWS: usize = 1_000;

/// Something wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// From 1.
    pub line: u64,
    /// Bytes from the start of the file.
    pub offset: usize,
    pub kind: FindingKind,
}

/// What follows the last whole line. It stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tail {
    pub start: usize,
    pub bytes: usize,
}

/// How far a feed was read, so that the rest can be read by itself and still be held against what came before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Bytes up to the end of the last whole line.
    pub bytes: u64,
    lines: u64,
    seq: u64,
    /// The line of the last record.
    line: u64,
    h: Digest,
    up: BootTime,
}

impl Reached {
    /// The last record, by place and hash.
    pub fn head(&self, feed: FeedId) -> Option<Head> {
        (self.seq > 0).then_some(Head { feed, seq: self.seq, h: self.h })
    }
}

/// The records of a feed in their chain.
#[derive(Clone, Debug)]
pub struct Chain {
    name: FeedName,
    /// What was read of it before, and is not held here.
    before: Reached,
    entries: Vec<Entry>,
    flaws: Vec<Flaw>,
    /// Bytes of the file that were read.
    len: usize,
    /// Where the last whole line ends.
    scanned: usize,
    lines: u64,
    tail_flaw: Option<Flaw>,
    opening: Option<Box<Opening>>,
}

impl Chain {
    pub(super) const fn new(name: FeedName, before: Reached) -> Self {
        Self {
            name,
            before,
            entries: Vec::new(),
            flaws: Vec::new(),
            len: 0,
            scanned: 0,
            lines: before.lines,
            tail_flaw: None,
            opening: None,
        }
    }

    /// How far the feed was read, from the beginning of the file.
    pub fn reached(&self) -> Reached {
        let before = self.before;
        let last = self.entries.last();
        let (seq, line, h, up) = last.map_or((before.seq, before.line, before.h, before.up), |last| {
            (last.seq, last.line, last.h, last.up)
        });
        Reached { bytes: before.bytes + self.scanned as u64, lines: self.lines, seq, line, h, up }
    }

    /// Whether nothing of the feed was read before.
    pub const fn is_from_its_beginning(&self) -> bool {
        self.before.seq == 0
    }

    /// Whose feed, and which.
    pub const fn name(&self) -> &FeedName {
        &self.name
    }

    /// The records of this feed, by rising `seq`. Some may be missing where there are flaws.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What is wrong with form and chain, by rising line; the last may be about the tail.
    pub fn flaws(&self) -> impl Iterator<Item = &Flaw> {
        self.flaws.iter().chain(&self.tail_flaw)
    }

    /// What the first record states, if it opens a feed.
    pub fn opening(&self) -> Option<&Opening> {
        self.opening.as_deref()
    }

    /// Bytes that were read, a tail included.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing was read at all.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Bytes up to the end of the last whole line.
    pub const fn whole_bytes(&self) -> usize {
        self.scanned
    }

    /// What follows the last whole line.
    pub const fn tail(&self) -> Option<Tail> {
        let bytes = self.len - self.scanned;
        if bytes == 0 { None } else { Some(Tail { start: self.scanned, bytes }) }
    }

    /// The last record.
    pub fn head(&self) -> Option<Head> {
        self.entries.last().map(|entry| self.head_of(entry))
    }

    /// The record of a number.
    pub fn entry(&self, seq: u64) -> Option<&Entry> {
        let guess = usize::try_from(seq.checked_sub(1)?).ok()?;
        if let Some(entry) = self.entries.get(guess).filter(|entry| entry.seq == seq) {
            return Some(entry);
        }
        let place = self.entries.binary_search_by_key(&seq, |entry| entry.seq).ok()?;
        self.entries.get(place)
    }

    /// A record's name in the journal.
    pub const fn id_of(&self, entry: &Entry) -> FactId {
        FactId { feed: self.name.feed, seq: entry.seq }
    }

    /// A record by place and hash.
    pub const fn head_of(&self, entry: &Entry) -> Head {
        Head { feed: self.name.feed, seq: entry.seq, h: entry.h }
    }

    /// Whether a record that is not there is told of already: a number is left out, or its line is no record.
    pub(super) fn tells_of_missing(&self, seq: u64) -> bool {
        let (last, line) = self.entries.last().map_or((0, 0), |entry| (entry.seq, entry.line));
        seq <= last + (self.lines - line)
    }

    /// The line behind the last whole one, from 1.
    pub(super) const fn line_of_tail(&self) -> u64 {
        self.lines + 1
    }

    /// Takes in the next whole line: a record with the hash of the one before it, or what is wrong with it where.
    pub(super) fn take(&mut self, line: &[u8], read: Result<(Entry, Digest), (usize, FindingKind)>) {
        self.lines += 1;
        self.scanned += line.len();
        match read {
            Ok((entry, prev)) => self.link(entry, prev, line),
            Err((offset, kind)) => self.flaw(offset, kind),
        }
    }

    /// Takes note of how many bytes there are, and of what is wrong with those behind the last whole line, and where.
    pub(super) fn end(&mut self, len: usize, tail: Option<(usize, FindingKind)>) {
        self.len = len;
        self.tail_flaw = tail.map(|(offset, kind)| Flaw {
            line: self.line_of_tail(),
            offset: self.scanned + offset,
            kind,
        });
    }

    /// Puts a record at the end of the chain.
    fn link(&mut self, mut entry: Entry, prev: Digest, bytes: &[u8]) {
        entry.line = self.lines;
        let (line, start) = (entry.line, entry.start);
        let Reached { seq, h, up, line: last_line, .. } = self.reached();
        // Lines between that are no records have taken their numbers with them.
        let lost = line - last_line - 1;
        let expected = seq + lost + 1;
        if entry.seq != expected {
            if !Parts::of(bytes, &entry).header_fits(&entry) {
                return self.flaw(start, FindingKind::HeaderHash);
            }
            self.flaw(start, FindingKind::Seq { expected, found: entry.seq });
        } else if lost == 0 && prev != h {
            self.flaw(start, FindingKind::Prev);
        }
        if entry.seq <= seq {
            return;
        }
        if entry.up < up {
            self.flaw(start, FindingKind::Up);
        }
        if entry.seq == 1 {
            let event = Parts::of(bytes, &entry).event(&entry);
            let by = self.name.person.as_str();
            self.opening = event.and_then(|event| Opening::read(event, by)).map(Box::new);
        }
        self.entries.push(entry);
    }

    fn flaw(&mut self, offset: usize, kind: FindingKind) {
        if self.flaws.len() < MAX_FLAWS {
            self.flaws.push(Flaw { line: self.lines, offset, kind });
        }
    }
}
