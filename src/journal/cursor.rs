//! Reads the fixed form of a record, byte by byte, and says where it departs from that form.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::{Digest, RunId, ascii, person_id, run_id::RUN_ID_CHARS};
use crate::run::FeedId;
use crate::time::{BootTime, Moment};

/// The greatest whole number that every JSON reader keeps exact.
pub(super) const MAX_NUMBER: u64 = 1 << 53;

/// Where a line departs from the form of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormError {
    /// Bytes from the start of the line.
    pub at: usize,
    /// The line ends there, and what there is of it is right.
    pub is_cut: bool,
}

/// A place in a line.
pub(super) struct Cursor<'a> {
    line: &'a [u8],
    at: usize,
}

type Form<T> = Result<T, FormError>;

impl<'a> Cursor<'a> {
    pub(super) const fn new(line: &'a [u8]) -> Self {
        Self { line, at: 0 }
    }

    pub(super) const fn at(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        &self.line[self.at..]
    }

    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.line.len());
    }

    pub(super) fn error_at(&self, offset: usize) -> FormError {
        let at = self.at + offset;
        FormError { at, is_cut: at >= self.line.len() }
    }

    /// A thing that is whole and yet wrong, such as the 30th of February.
    pub(super) const fn wrong(&self) -> FormError {
        FormError { at: self.at, is_cut: false }
    }

    pub(super) fn looking_at(&self, literal: &[u8]) -> bool {
        self.rest().starts_with(literal)
    }

    pub(super) fn literal(&mut self, literal: &[u8]) -> Form<()> {
        if self.looking_at(literal) {
            self.at += literal.len();
            return Ok(());
        }
        let common = self.rest().iter().zip(literal).take_while(|(found, wanted)| found == wanted).count();
        Err(self.error_at(common))
    }

    /// Exactly so many bytes of a kind.
    pub(super) fn run_of(&mut self, count: usize, allowed: impl Fn(u8) -> bool) -> Form<&'a [u8]> {
        let rest = self.rest();
        let part = &rest[..count.min(rest.len())];
        if let Some(odd) = part.iter().position(|byte| !allowed(*byte)) {
            return Err(self.error_at(odd));
        }
        if part.len() < count {
            return Err(self.error_at(part.len()));
        }
        self.at += count;
        Ok(part)
    }

    /// All bytes of a kind that follow, at least one and at most so many.
    fn some_of(&mut self, most: usize, allowed: impl Fn(u8) -> bool) -> Form<&'a [u8]> {
        let rest = self.rest();
        let count = rest.iter().take(most).take_while(|byte| allowed(**byte)).count();
        if count == 0 || count == rest.len() {
            return Err(self.error_at(count));
        }
        self.at += count;
        Ok(&rest[..count])
    }

    /// A whole number as JSON writes it: no sign, no leading zero, at most 2^53.
    pub(super) fn number(&mut self) -> Form<u64> {
        self.number_from(0)
    }

    /// The same, and not 0.
    pub(super) fn count(&mut self) -> Form<u64> {
        self.number_from(1)
    }

    fn number_from(&mut self, least: u64) -> Form<u64> {
        let (wrong, rest) = (self.wrong(), self.rest());
        let digits = &rest[..rest.iter().take(20).take_while(|byte| byte.is_ascii_digit()).count()];
        let number = decimal(digits).unwrap_or(u64::MAX);
        let is_plain = digits.len() == 1 || !digits.starts_with(b"0");
        // Digits that begin no such number are wrong though the line ends there.
        let is_number = is_plain && (least..=MAX_NUMBER).contains(&number);
        if !digits.is_empty() && !is_number {
            return Err(wrong);
        }
        if digits.is_empty() || digits.len() == rest.len() {
            return Err(self.error_at(digits.len()));
        }
        self.at += digits.len();
        Ok(number)
    }

    /// Sixty-four hexadecimal digits.
    pub(super) fn digest(&mut self) -> Form<Digest> {
        let wrong = self.wrong();
        match self.rest().get(..64).and_then(Digest::parse) {
            Some(digest) => {
                self.at += 64;
                Ok(digest)
            }
            None => Err(self.run_of(64, is_hex).err().unwrap_or(wrong)),
        }
    }

    pub(super) fn feed(&mut self) -> Form<FeedId> {
        let wrong = self.wrong();
        let hex = self.run_of(16, is_hex)?;
        std::str::from_utf8(hex).ok().and_then(FeedId::parse).ok_or(wrong)
    }

    pub(super) fn run(&mut self) -> Form<RunId> {
        let wrong = self.wrong();
        let id = self.run_of(RUN_ID_CHARS, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())?;
        RunId::parse(id).ok_or(wrong)
    }

    pub(super) fn person(&mut self) -> Form<&'a str> {
        let wrong = self.wrong();
        let id = self.some_of(person_id::MAX_PERSON_CHARS, person_id::is_plain)?;
        std::str::from_utf8(id).map_err(|_| wrong)
    }

    /// `2026-11-23T04:12:09.123456Z`
    pub(super) fn moment(&mut self) -> Form<Moment> {
        let wrong = self.wrong();
        let year = self.field(4, 0..=9999, b"-")?;
        let month = self.field(2, 1..=12, b"-")?;
        let day = self.field(2, 1..=31, b"T")?;
        let hour = self.field(2, 0..=23, b":")?;
        let minute = self.field(2, 0..=59, b":")?;
        let second = self.field(2, 0..=59, b".")?;
        let micros = self.field(6, 0..=999_999, b"Z")?;
        let date = NaiveDate::from_ymd_opt(year.cast_signed(), month, day).ok_or(wrong)?;
        date.and_hms_micro_opt(hour, minute, second, micros).map(|local| local.and_utc()).ok_or(wrong)
    }

    /// `81234.567000`
    pub(super) fn boot_time(&mut self) -> Form<BootTime> {
        let wrong = self.wrong();
        let seconds = self.number()?;
        self.literal(b".")?;
        let micros = decimal(self.run_of(6, |byte| byte.is_ascii_digit())?).unwrap_or_default();
        let micros = seconds.checked_mul(1_000_000).and_then(|whole| whole.checked_add(micros));
        micros.map(|micros| BootTime { micros }).ok_or(wrong)
    }

    fn field(&mut self, digits: usize, range: RangeInclusive<u32>, end: &[u8]) -> Form<u32> {
        let wrong = self.wrong();
        let digits = self.run_of(digits, |byte| byte.is_ascii_digit())?;
        let number = decimal(digits).and_then(|number| u32::try_from(number).ok());
        let number = number.filter(|number| range.contains(number)).ok_or(wrong)?;
        self.literal(end)?;
        Ok(number)
    }

    /// Printable ASCII up to the end of the line.
    pub(super) fn printable_to_end(&mut self) -> Form<&'a [u8]> {
        let rest = self.rest();
        if let Some(odd) = rest.iter().position(|byte| !ascii::is_printable(*byte)) {
            return Err(FormError { at: self.at + odd, is_cut: false });
        }
        self.at = self.line.len();
        Ok(rest)
    }
}

const fn is_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

fn decimal(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |number, digit| {
        number.checked_mul(10)?.checked_add(u64::from(digit.wrapping_sub(b'0')))
    })
}
