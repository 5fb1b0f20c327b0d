//! A feed: the records of one file, chained, and the bytes that they were read from.
//!
//! [`Feed::read`] checks form and chain and hashes nothing, so that a first screen need not wait;
//! [`Feed::hash_flaws`] does the rest. A feed can grow. It is never repaired: what is not a record of this
//! feed stays out and is reported.

use std::io::BufRead;
use std::ops::{Deref, Range};

use super::chain::{Chain, Flaw, Reached};
use super::cursor::FormError;
use super::entry::{Entry, Parts};
use super::record::{MAX_LINE_BYTES, Record, VERSION};
use super::{Digest, FeedName, FindingKind, body, parallel};
use crate::run::{Body, Fact};

/// The bytes of a feed and what they hold. It is its chain, and can tell besides what the records say.
#[derive(Clone, Debug)]
pub struct Feed {
    chain: Chain,
    bytes: Vec<u8>,
    /// Where in the file they begin; what lies before was let go of.
    begin: usize,
}

impl Deref for Feed {
    type Target = Chain;

    fn deref(&self) -> &Chain {
        &self.chain
    }
}

impl Feed {
    /// Reads a feed's bytes, without hashing.
    pub fn read(name: FeedName, bytes: Vec<u8>) -> Self {
        Self::read_on(name, Reached::default(), bytes)
    }

    /// Reads the bytes that stand in the file behind those that were read before. Places in the file are told
    /// from where these bytes begin.
    pub fn read_on(name: FeedName, before: Reached, bytes: Vec<u8>) -> Self {
        let mut feed = Self { chain: Chain::new(name, before), bytes, begin: 0 };
        feed.scan();
        feed
    }

    /// Takes in bytes that were added to the file.
    pub fn extend(&mut self, more: &[u8]) {
        self.bytes.extend_from_slice(more);
        self.scan();
    }

    /// The same of bytes that are read behind those that are held. Whatever is read counts, also where that fails.
    pub(super) fn extend_by<R>(&mut self, read: impl FnOnce(&mut Vec<u8>) -> R) -> R {
        let answer = read(&mut self.bytes);
        self.scan();
        answer
    }

    /// The file's bytes so far.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Lets go of the bytes of whole lines. What they say can no longer be asked for.
    pub(super) fn let_go(&mut self) {
        let whole = self.whole_bytes() - self.begin;
        self.bytes.drain(..whole);
        self.begin += whole;
    }

    /// Reads what a record says. Nothing where its event is no event of any version.
    pub fn fact(&self, entry: &Entry) -> Option<Fact> {
        let body = match self.body(entry)? {
            Body::Event(event) if matches!(self.bears_out(entry, &event), Some(Err(_))) => {
                Body::Unproven(event)
            }
            body @ (Body::Event(_) | Body::Withheld | Body::Unknown(_) | Body::Unproven(_)) => body,
        };
        Some(Fact { id: self.id_of(entry), at: entry.at, by: self.name().person.shared(), body })
    }

    /// The bytes of a record's event; nothing where it is withheld or of a newer form.
    pub(super) fn event_bytes(&self, entry: &Entry) -> Option<&[u8]> {
        self.parts(entry).event(entry)
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
        &self.bytes[entry.start - self.begin..entry.end() - self.begin]
    }

    fn parts(&self, entry: &Entry) -> Parts<'_> {
        Parts::of(self.line(entry), entry)
    }

    /// Hashes every record: those that are not what they were, by rising line.
    pub fn hash_flaws(&self) -> Vec<Flaw> {
        self.hash_flaws_from(0)
    }

    /// The same from a place on.
    pub(super) fn hash_flaws_from(&self, from: usize) -> Vec<Flaw> {
        let hash = |entry: &Entry| self.hash_flaw(entry);
        parallel::map(&self.entries()[from..], hash).into_iter().flatten().collect()
    }

    pub(super) fn header_fits(&self, entry: &Entry) -> bool {
        self.parts(entry).header_fits(entry)
    }

    fn hash_flaw(&self, entry: &Entry) -> Option<Flaw> {
        let parts = self.parts(entry);
        let (offset, kind) = if !parts.header_fits(entry) {
            (entry.start, FindingKind::HeaderHash)
        } else if !parts.body_fits() {
            (entry.start + parts.x_start, FindingKind::BodyDigest)
        } else {
            return None;
        };
        Some(Flaw { line: entry.line, offset, kind })
    }

    /// Takes in the whole lines that were not yet looked at.
    fn scan(&mut self) {
        let Self { chain, bytes, begin } = self;
        let begin = *begin;
        let lines = whole_lines(bytes, chain.whole_bytes() - begin);
        let name = chain.name();
        let read = parallel::map(&lines, |line| read_line(name, &bytes[line.clone()], begin + line.start));
        for (line, read) in lines.into_iter().zip(read) {
            chain.take(&bytes[line], read);
        }
        chain.end(begin + bytes.len(), tail_flaw(&bytes[chain.whole_bytes() - begin..]));
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

/// Reads one line, which starts at a place in the file, as a record of a feed; else the place that is wrong, and how.
fn read_line(name: &FeedName, line: &[u8], start: usize) -> Result<(Entry, Digest), (usize, FindingKind)> {
    if line.len() > MAX_LINE_BYTES {
        return Err((start, FindingKind::LineTooLong));
    }
    let record = Record::parse(&line[..line.len() - 1])
        .map_err(|FormError { at, .. }| (start + at, FindingKind::Form))?;
    if record.feed != name.feed {
        return Err((start, FindingKind::Feed { found: record.feed }));
    }
    if record.by != name.person.as_str() {
        return Err((start, FindingKind::By { found: record.by.to_owned() }));
    }
    let mut entry = Entry {
        seq: record.seq,
        at: record.at,
        up: record.up,
        h: record.h,
        run: record.run,
        seen: record.seen.into_boxed_slice(),
        line: 0,
        start,
        // A line is shorter than `MAX_LINE_BYTES`.
        len: line.len() as u32,
        is_newer: record.version != VERSION,
        is_withheld: false,
        hashed: record.hashed as u32,
    };
    entry.is_withheld = Parts::of(line, &entry).x == body::WITHHELD;
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
