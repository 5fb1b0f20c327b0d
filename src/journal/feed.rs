//! A feed: the records of one file, chained.
//!
//! [`Feed::read`] checks form and chain and hashes nothing, so that a first screen need not wait;
//! [`Feed::hash_flaws`] does the rest. A feed can grow. It is never repaired: what is not a record of this
//! feed stays out and is reported.

use std::io::BufRead;
use std::ops::Range;

use super::cursor::FormError;
use super::entry::{Entry, Parts};
use super::record::{MAX_LINE_BYTES, Record, VERSION};
use super::{Digest, FeedName, FindingKind, Head, Opening, body, parallel};
use crate::run::{Body, Fact, FactId, FeedId};
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

/// The bytes of a feed and what they hold.
#[derive(Clone, Debug)]
pub struct Feed {
    name: FeedName,
    /// What was read of it before, and is not held here.
    before: Reached,
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    flaws: Vec<Flaw>,
    /// Where the last whole line ends.
    scanned: usize,
    lines: u64,
    tail_flaw: Option<Flaw>,
    opening: Option<Box<Opening>>,
}

impl Feed {
    /// Reads a feed's bytes, without hashing.
    pub fn read(name: FeedName, bytes: Vec<u8>) -> Self {
        Self::read_on(name, Reached::default(), bytes)
    }

    /// Reads the bytes that stand in the file behind those that were read before. Places in the file are told
    /// from where these bytes begin.
    pub fn read_on(name: FeedName, before: Reached, bytes: Vec<u8>) -> Self {
        let mut feed = Self {
            name,
            before,
            bytes,
            entries: Vec::new(),
            flaws: Vec::new(),
            scanned: 0,
            lines: before.lines,
            tail_flaw: None,
            opening: None,
        };
        feed.scan();
        feed
    }

    /// Takes in bytes that were added to the file.
    pub fn extend(&mut self, more: &[u8]) {
        self.bytes.extend_from_slice(more);
        self.scan();
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

    /// The file's bytes so far.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
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

    /// Bytes up to the end of the last whole line.
    pub const fn whole_bytes(&self) -> usize {
        self.scanned
    }

    /// What follows the last whole line.
    pub const fn tail(&self) -> Option<Tail> {
        let bytes = self.bytes.len() - self.scanned;
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

    /// Whether a record's body was taken out.
    pub fn is_withheld(&self, entry: &Entry) -> bool {
        self.parts(entry).x == body::WITHHELD
    }

    /// Reads what a record says. Nothing where its event is no event of any version.
    pub fn fact(&self, entry: &Entry) -> Option<Fact> {
        let body = match self.body(entry)? {
            Body::Event(event) if matches!(self.bears_out(entry, &event), Some(Err(_))) => {
                Body::Unproven(event)
            }
            body @ (Body::Event(_) | Body::Withheld | Body::Unknown(_) | Body::Unproven(_)) => body,
        };
        Some(Fact { id: self.id_of(entry), at: entry.at, by: self.name.person.shared(), body })
    }

    /// The line that an offset lies in, from 1.
    pub(super) fn line_of(&self, offset: usize) -> u64 {
        let before = self.entries.iter().rev().find(|entry| entry.start <= offset);
        let (line, start) = before.map_or((1, 0), |entry| (entry.line, entry.start));
        line + whole_lines(&self.bytes[..offset], start).len() as u64
    }

    /// The bytes of a record's event; nothing where it is withheld or of a newer form.
    pub(super) fn event_bytes(&self, entry: &Entry) -> Option<&[u8]> {
        body::event_bytes(self.parts(entry).x).filter(|_| !entry.is_newer)
    }

    /// Whether a record says that a feed begins.
    pub(super) fn opens(&self, entry: &Entry) -> bool {
        self.event_bytes(entry).and_then(body::kind).is_some_and(|kind| kind == body::FEED_OPENED)
    }

    pub(super) fn body(&self, entry: &Entry) -> Option<Body> {
        body::read(self.parts(entry).x, entry.is_newer)
    }

    /// A record's exact bytes, with the newline.
    pub fn line(&self, entry: &Entry) -> &[u8] {
        &self.bytes[entry.start..entry.end()]
    }

    fn parts(&self, entry: &Entry) -> Parts<'_> {
        Parts::of(self.line(entry), entry)
    }

    /// Hashes every record: those that are not what they were, by rising line.
    pub fn hash_flaws(&self) -> Vec<Flaw> {
        parallel::map(&self.entries, |entry| self.hash_flaw(entry)).into_iter().flatten().collect()
    }

    pub(super) fn header_fits(&self, entry: &Entry) -> bool {
        Digest::of(self.parts(entry).header) == entry.h
    }

    fn hash_flaw(&self, entry: &Entry) -> Option<Flaw> {
        let Parts { header, d, x, x_start } = self.parts(entry);
        let (offset, kind) = if Digest::of(header) != entry.h {
            (entry.start, FindingKind::HeaderHash)
        } else if x != body::WITHHELD && Some(Digest::of(x)) != d {
            (entry.start + x_start, FindingKind::BodyDigest)
        } else {
            return None;
        };
        Some(Flaw { line: entry.line, offset, kind })
    }

    /// Takes in the whole lines that were not yet looked at.
    fn scan(&mut self) {
        let lines = whole_lines(&self.bytes, self.scanned);
        self.scanned = lines.last().map_or(self.scanned, |line| line.end);
        let bytes = &self.bytes;
        let name = &self.name;
        let read = parallel::map(&lines, |line| read_line(name, bytes, line.clone()));
        for result in read {
            self.lines += 1;
            match result {
                Ok((entry, prev)) => self.link(entry, prev),
                Err((offset, kind)) => self.flaw(offset, kind),
            }
        }
        self.tail_flaw = tail_flaw(&self.bytes[self.scanned..]).map(|(offset, kind)| Flaw {
            line: self.lines + 1,
            offset: self.scanned + offset,
            kind,
        });
    }

    /// Puts a record at the end of the chain.
    fn link(&mut self, mut entry: Entry, prev: Digest) {
        entry.line = self.lines;
        let (line, start) = (entry.line, entry.start);
        let Reached { seq, h, up, line: last_line, .. } = self.reached();
        // Lines between that are no records have taken their numbers with them.
        let lost = line - last_line - 1;
        let expected = seq + lost + 1;
        if entry.seq != expected {
            if !self.header_fits(&entry) {
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
            let event = self.event_bytes(&entry);
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

/// The whole lines from a place on, with their newlines.
fn whole_lines(bytes: &[u8], from: usize) -> Vec<Range<usize>> {
    let mut rest = bytes.get(from..).unwrap_or_default();
    let (mut lines, mut start) = (Vec::with_capacity(rest.len() / 300), from);
    loop {
        // Reading from memory does not fail.
        let len = rest.skip_until(b'\n').unwrap_or_default();
        if len == 0 || bytes[start + len - 1] != b'\n' {
            return lines;
        }
        lines.push(start..start + len);
        start += len;
    }
}

/// Reads one line as a record of a feed; else the place in the file that is wrong, and how.
fn read_line(
    name: &FeedName,
    bytes: &[u8],
    line: Range<usize>,
) -> Result<(Entry, Digest), (usize, FindingKind)> {
    if line.len() > MAX_LINE_BYTES {
        return Err((line.start, FindingKind::LineTooLong));
    }
    let record = Record::parse(&bytes[line.start..line.end - 1])
        .map_err(|FormError { at, .. }| (line.start + at, FindingKind::Form))?;
    if record.feed != name.feed {
        return Err((line.start, FindingKind::Feed { found: record.feed }));
    }
    if record.by != name.person.as_str() {
        return Err((line.start, FindingKind::By { found: record.by.to_owned() }));
    }
    let entry = Entry {
        seq: record.seq,
        at: record.at,
        up: record.up,
        h: record.h,
        run: record.run,
        seen: record.seen.into_boxed_slice(),
        line: 0,
        start: line.start,
        // A line is shorter than `MAX_LINE_BYTES`.
        len: line.len() as u32,
        is_newer: record.version != VERSION,
        hashed: record.hashed as u32,
    };
    Ok((entry, record.prev))
}

/// What is wrong with a tail that no cut of a record can leave. Some filesystems end a cut with zeros.
fn tail_flaw(tail: &[u8]) -> Option<(usize, FindingKind)> {
    let zeros = tail.iter().rev().take_while(|byte| **byte == 0).count();
    let tail = &tail[..tail.len() - zeros];
    if tail.len() >= MAX_LINE_BYTES {
        return Some((0, FindingKind::LineTooLong));
    }
    if tail.is_empty() {
        return None;
    }
    let form = Record::parse(tail);
    let json = serde_json::from_slice::<serde::de::IgnoredAny>(tail);
    match (form, json) {
        (Ok(_), Ok(_)) => None,
        (Ok(_), Err(cause)) if cause.is_eof() => None,
        (Err(error), Err(cause)) if error.is_cut && cause.is_eof() => None,
        (Err(error), _) => Some((error.at.min(tail.len() - 1), FindingKind::Form)),
        (Ok(_), Err(_)) => Some((tail.len() - 1, FindingKind::Form)),
    }
}
