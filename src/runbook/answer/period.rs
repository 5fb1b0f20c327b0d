//! Durations with the units that people write out: `15分钟`, `2 hours`, `1周`.

use std::fmt::Write;

use super::AnswerError;
use crate::time::Period;
use crate::time::period::PeriodError;

/// Units as people write them, longest first, the runbook's unit, and how many of it.
const UNITS: [(&str, &str, u32); 33] = [
    ("minutes", "m", 1),
    ("minute", "m", 1),
    ("seconds", "s", 1),
    ("second", "s", 1),
    ("months", "mo", 1),
    ("month", "mo", 1),
    ("hours", "h", 1),
    ("weeks", "d", 7),
    ("years", "y", 1),
    ("hour", "h", 1),
    ("week", "d", 7),
    ("days", "d", 1),
    ("mins", "m", 1),
    ("secs", "s", 1),
    ("year", "y", 1),
    ("个小时", "h", 1),
    ("day", "d", 1),
    ("hrs", "h", 1),
    ("min", "m", 1),
    ("sec", "s", 1),
    ("分钟", "m", 1),
    ("小时", "h", 1),
    ("个月", "mo", 1),
    ("mo", "mo", 1),
    ("hr", "h", 1),
    ("天", "d", 1),
    ("日", "d", 1),
    ("周", "d", 7),
    ("年", "y", 1),
    ("秒", "s", 1),
    ("分", "m", 1),
    ("月", "mo", 1),
    ("时", "h", 1),
];

/// Reads a duration in the runbook's units or in words.
pub(super) fn period(text: &str) -> Result<Period, AnswerError> {
    let text = text.to_ascii_lowercase();
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let after = rest[digits..].trim_start();
        let unit = UNITS.iter().find(|(name, ..)| after.starts_with(name));
        if let (Some((name, unit, factor)), true) = (unit, digits > 0) {
            let number: u32 =
                rest[..digits].parse().map_err(|_| AnswerError::Period(PeriodError::TooLong))?;
            let number = number.checked_mul(*factor).ok_or(AnswerError::Period(PeriodError::TooLong))?;
            let _ = write!(plain, "{number}{unit}");
            rest = after[name.len()..].trim_start();
        } else if digits > 0 {
            plain.push_str(&rest[..digits]);
            rest = after;
        } else {
            plain.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    Period::parse(&plain).map_err(AnswerError::Period)
}
