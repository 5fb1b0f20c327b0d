//! A record: one line of a feed, from an event to bytes and from bytes to its header.
//!
//! The form is fixed to the byte: a line that says the same in another way is no record. Reading here
//! hashes nothing and does not read the event.

use std::fmt::{self, Write as _};
use std::ops::Range;

use chrono::{Datelike, SecondsFormat};
use serde_json::{Map, Value};

use super::cursor::{Cursor, FormError};
use super::{Digest, Head, PersonId, RunId, ascii, body};
use crate::run::{Event, FeedId};
use crate::time::{BootTime, Moment};

/// The version of the form.
pub const VERSION: u64 = 1;

/// The most bytes of a line, its newline included.
pub const MAX_LINE_BYTES: usize = 64 * 1024;

/// What ends the part of a record that `h` covers.
const HASH_FIELD: &[u8] = br#","h":""#;
const DIGEST_FIELD: &[u8] = br#","d":""#;
const BODY_FIELD: &[u8] = br#"","x":"#;
/// Bytes between what `h` covers and the body.
pub(super) const BEFORE_BODY: usize = HASH_FIELD.len() + 64 + BODY_FIELD.len();

/// 128 random bits, so that nobody can guess a withheld text from its digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);

impl fmt::Display for Salt {
    /// 22 characters of base64url without padding.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let bits = u128::from_be_bytes(self.0);
        let mut text = [0; body::SALT_CHARS];
        for (place, character) in text.iter_mut().enumerate() {
            // The last character has two bits left; four zeros follow them.
            let six = if place == 21 { bits << 4 } else { bits >> (122 - 6 * place) };
            *character = ALPHABET[(six & 63) as usize];
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

/// Everything that goes into a record.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    pub run: RunId,
    pub feed: FeedId,
    /// From 1.
    pub seq: u64,
    /// The `h` of the record before, [`Digest::ZERO`] in the first.
    pub prev: Digest,
    pub at: Moment,
    pub up: BootTime,
    pub by: &'a PersonId,
    /// What was newly taken in of other feeds, at most one of each.
    pub seen: &'a [Head],
    pub salt: Salt,
    pub event: &'a Event,
}

/// A record's exact bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// With the newline.
    pub bytes: Vec<u8>,
    pub h: Digest,
}

/// Why something cannot be written as a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftError {
    /// The line has more than [`MAX_LINE_BYTES`].
    TooLong { bytes: usize },
    /// The moment lies outside of the years 0 to 9999.
    NoSuchYear { year: i32 },
    /// The event has no JSON form.
    NoForm,
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { bytes } => {
                write!(f, "the record has {bytes} bytes, and a record has at most {MAX_LINE_BYTES}")
            }
            Self::NoSuchYear { year } => write!(f, "the year {year} cannot be written in a record"),
            Self::NoForm => f.write_str("the event cannot be written as JSON"),
        }
    }
}

impl std::error::Error for DraftError {}

impl Draft<'_> {
    /// The record's bytes.
    pub fn line(&self) -> Result<Line, DraftError> {
        let event = serde_json::to_string(self.event).map_err(|_| DraftError::NoForm)?;
        let x = format!(r#"{{"salt":"{}","event":{}}}"#, self.salt, ascii::escape(&event));
        let mut line = self.header()?;
        let _ = write!(line, r#","d":"{}""#, Digest::of(x.as_bytes()));
        let h = Digest::of(line.as_bytes());
        let _ = writeln!(line, r#","h":"{h}","x":{x}}}"#);
        if line.len() > MAX_LINE_BYTES {
            return Err(DraftError::TooLong { bytes: line.len() });
        }
        Ok(Line { bytes: line.into_bytes(), h })
    }

    fn header(&self) -> Result<String, DraftError> {
        let Self { run, feed, seq, prev, by, .. } = self;
        let at = moment(self.at)?;
        let up = format!("{}.{:06}", self.up.micros / 1_000_000, self.up.micros % 1_000_000);
        let mut header = format!(
            r#"{{"v":{VERSION},"run":"{run}","feed":"{feed}","seq":{seq},"prev":"{prev}","at":"{at}","up":"{up}","by":"{by}""#
        );
        let mut seen = self.seen.to_vec();
        seen.sort_unstable();
        for (place, head) in seen.iter().enumerate() {
            header.push_str(if place == 0 { r#","seen":["# } else { "," });
            let _ = write!(header, r#"["{}",{},"{}"]"#, head.feed, head.seq, head.h);
        }
        if !seen.is_empty() {
            header.push(']');
        }
        Ok(header)
    }
}

/// `at` with exactly six decimals. A leap second counts as the second after it.
fn moment(at: Moment) -> Result<String, DraftError> {
    let at = Moment::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at);
    if !(0..=9999).contains(&at.year()) {
        return Err(DraftError::NoSuchYear { year: at.year() });
    }
    Ok(at.to_rfc3339_opts(SecondsFormat::Micros, true))
}

/// A record's header, and where its parts lie in the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    pub version: u64,
    pub run: RunId,
    pub feed: FeedId,
    pub seq: u64,
    pub prev: Digest,
    pub at: Moment,
    pub up: BootTime,
    pub by: &'a str,
    pub seen: Vec<Head>,
    /// What `x` must hash to.
    pub d: Digest,
    /// What the header must hash to.
    pub h: Digest,
    /// The bytes that `h` covers are those before here.
    pub hashed: usize,
    /// Where the body lies.
    pub x: Range<usize>,
}

impl<'a> Record<'a> {
    /// Reads a line without its newline.
    pub fn parse(line: &'a [u8]) -> Result<Self, FormError> {
        let mut cursor = Cursor::new(line);
        cursor.literal(br#"{"v":"#)?;
        let version = cursor.count()?;
        cursor.literal(br#","run":""#)?;
        let run = cursor.run()?;
        cursor.literal(br#"","feed":""#)?;
        let feed = cursor.feed()?;
        cursor.literal(br#"","seq":"#)?;
        let seq = cursor.count()?;
        cursor.literal(br#","prev":""#)?;
        let prev = cursor.digest()?;
        cursor.literal(br#"","at":""#)?;
        let at = cursor.moment()?;
        cursor.literal(br#"","up":""#)?;
        let up = cursor.boot_time()?;
        cursor.literal(br#"","by":""#)?;
        let by = cursor.person()?;
        cursor.literal(b"\"")?;
        let seen = seen(&mut cursor, feed)?;
        if version != VERSION {
            skip_newer_fields(&mut cursor)?;
        }
        cursor.literal(DIGEST_FIELD)?;
        let d = cursor.digest()?;
        cursor.literal(b"\"")?;
        let hashed = cursor.at();
        cursor.literal(HASH_FIELD)?;
        let h = cursor.digest()?;
        cursor.literal(BODY_FIELD)?;
        let x = body(&mut cursor)?;
        Ok(Self { version, run, feed, seq, prev, at, up, by, seen, d, h, hashed, x })
    }
}

/// What was seen of other feeds: one record of each, in the order of the feeds' ids.
fn seen(cursor: &mut Cursor, own: FeedId) -> Result<Vec<Head>, FormError> {
    const FIELD: &[u8] = br#","seen":["#;
    let mut seen: Vec<Head> = Vec::new();
    if FIELD.starts_with(cursor.rest()) {
        return Err(cursor.error_at(cursor.rest().len()));
    }
    if !cursor.looking_at(FIELD) {
        return Ok(seen);
    }
    cursor.skip(FIELD.len());
    loop {
        cursor.literal(b"[\"")?;
        let wrong = cursor.wrong();
        let feed = cursor.feed()?;
        if feed == own || seen.last().is_some_and(|before| before.feed >= feed) {
            return Err(wrong);
        }
        cursor.literal(b"\",")?;
        let seq = cursor.count()?;
        cursor.literal(b",\"")?;
        seen.push(Head { feed, seq, h: cursor.digest()? });
        cursor.literal(b"\"]")?;
        if cursor.looking_at(b"]") {
            cursor.skip(1);
            return Ok(seen);
        }
        cursor.literal(b",")?;
    }
}

/// Header fields that a newer version may have put before `d`: each `,"NAME":VALUE`.
fn skip_newer_fields(cursor: &mut Cursor) -> Result<(), FormError> {
    let rest = cursor.rest();
    let end = rest.windows(HASH_FIELD.len()).position(|window| window == HASH_FIELD);
    let end = end.ok_or_else(|| cursor.error_at(rest.len()))?;
    let wrong = cursor.wrong();
    let newer = end.checked_sub(DIGEST_FIELD.len() + 64 + 1).ok_or(wrong)?;
    let fields = cursor.run_of(newer, |byte| byte != b' ' && ascii::is_printable(byte))?;
    let object = |fields: &[u8]| [b"{".as_slice(), fields, b"}"].concat();
    let are_fields = fields.strip_prefix(b",").is_some_and(|fields| {
        serde_json::from_slice::<Map<String, Value>>(&object(fields)).is_ok_and(|map| !map.is_empty())
    });
    if fields.is_empty() || are_fields { Ok(()) } else { Err(wrong) }
}

/// The body up to the end of the line.
fn body(cursor: &mut Cursor) -> Result<Range<usize>, FormError> {
    let start = cursor.at();
    if cursor.looking_at(b"n") {
        cursor.literal(body::WITHHELD)?;
        cursor.literal(b"}")?;
        return if cursor.rest().is_empty() { Ok(start..cursor.at() - 1) } else { Err(cursor.wrong()) };
    }
    cursor.literal(body::BEFORE_SALT)?;
    cursor.run_of(body::SALT_CHARS, |byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')?;
    cursor.literal(body::BEFORE_EVENT)?;
    cursor.literal(b"{")?;
    // Of the event only its braces are looked at; the two behind it end the body and the record.
    if cursor.printable_to_end()?.ends_with(b"}}}") {
        return Ok(start..cursor.at() - 1);
    }
    Err(cursor.error_at(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> Line {
        let head = |feed, seq| Head { feed: FeedId(feed), seq, h: Digest::of(b"other") };
        Draft {
            run: RunId::parse(b"7f3k0000000000zz").unwrap(),
            feed: FeedId(0x0f3a_9c51_d2b7_e884),
            seq: 12,
            prev: Digest::of(b"before"),
            at: "2026-11-23T04:12:09.123456789Z".parse().unwrap(),
            up: BootTime { micros: 81_234_567_000 },
            by: &PersonId::new("alice").unwrap(),
            seen: &[head(9, 31), head(2, 7)],
            salt: Salt([0xff; 16]),
            event: &serde_json::from_str(r#"{"kind":"note.added","text":"甲"}"#).unwrap(),
        }
        .line()
        .unwrap()
    }

    #[test]
    fn a_record_has_the_form_of_the_document() {
        let other = Digest::of(b"other");
        let before = Digest::of(b"before");
        let x = r#"{"salt":"_____________________w","event":{"kind":"note.added","text":"\u7532"}}"#;
        let d = Digest::of(x.as_bytes());
        let header = format!(
            r#"{{"v":1,"run":"7f3k0000000000zz","feed":"0f3a9c51d2b7e884","seq":12,"prev":"{before}","at":"2026-11-23T04:12:09.123456Z","up":"81234.567000","by":"alice","seen":[["0000000000000002",7,"{other}"],["0000000000000009",31,"{other}"]],"d":"{d}""#
        );
        let h = Digest::of(header.as_bytes());
        let line = line();
        assert_eq!(String::from_utf8(line.bytes).unwrap(), format!("{header},\"h\":\"{h}\",\"x\":{x}}}\n"));
        assert_eq!(line.h, h);
    }

    #[test]
    fn a_record_reads_as_it_was_written() {
        let Line { bytes, h } = line();
        let line = bytes.strip_suffix(b"\n").unwrap();
        let record = Record::parse(line).unwrap();
        assert_eq!((record.seq, record.by, record.h), (12, "alice", h));
        assert_eq!(Digest::of(&line[..record.hashed]), h);
        assert_eq!(Digest::of(&line[record.x.clone()]), record.d);
        assert_eq!(record.seen.len(), 2);
        assert_eq!(record.up.micros, 81_234_567_000);
    }

    #[test]
    fn every_beginning_of_a_record_is_seen_as_cut() {
        let bytes = line().bytes;
        for end in 0..bytes.len() - 1 {
            let error = Record::parse(&bytes[..end]).unwrap_err();
            assert!(error.is_cut, "{end}: {error:?}");
        }
    }

    #[test]
    fn a_record_that_says_the_same_in_another_way_is_refused() {
        let text = String::from_utf8(line().bytes).unwrap();
        for (from, to) in [
            ("\"seq\":12", "\"seq\":012"),
            ("\"seq\":12", "\"seq\": 12"),
            ("\"seq\":12", "\"seq\":0"),
            ("\"seq\":12", "\"seq\":99999999999999999999"),
            ("09.123456Z", "09.123Z"),
            ("-11-23T", "-02-30T"),
            ("\"up\":\"81234.567000\"", "\"up\":\"081234.567000\""),
            ("\"up\":\"81234.567000\"", "\"up\":\"9007199254740992.567000\""),
            ("alice", "小李"),
            ("alice", ""),
            ("\"v\":1", "\"v\":0"),
            ("0000000000000009", "0000000000000002"),
            ("0000000000000009", "0f3a9c51d2b7e884"),
            ("\\u7532", "甲"),
            ("}}}", "}} }"),
        ] {
            let changed = text.trim_end().replacen(from, to, 1);
            assert_ne!(changed, text.trim_end());
            let result = Record::parse(changed.as_bytes());
            assert!(result.is_err(), "{from} -> {to}");
        }
    }

    #[test]
    fn a_newer_header_may_hold_more() {
        let text = String::from_utf8(line().bytes).unwrap();
        let newer =
            text.trim_end().replacen("\"v\":1", "\"v\":2", 1).replacen(",\"d\"", ",\"mood\":[],\"d\"", 1);
        let record = Record::parse(newer.as_bytes()).unwrap();
        assert_eq!((record.version, record.seen.len()), (2, 2));
        assert!(newer.as_bytes()[record.hashed..].starts_with(b",\"h\":"));
    }
}
