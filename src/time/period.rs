//! A length of time as runbooks and people write it: `90s`, `15m`, `4h`, `7d`, `1mo`, `1y`, `1h30m`.
//!
//! Days and months are calendar units. They are never turned into seconds without a moment to count from.

use std::fmt;

use chrono::{Months, TimeDelta};

use super::{Moment, Zone};

/// The longest period that is accepted, in years; anything above is a slip of the hand.
pub const MAX_YEARS: u32 = 200;

/// A length of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Period {
    /// Calendar months; a year is twelve.
    pub months: u32,
    /// Calendar days.
    pub days: u32,
    /// Seconds; an hour is 3600 of them whatever the calendar does.
    pub seconds: u32,
}

/// Why a text is no [`Period`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// There is nothing, or no digit where a number must stand.
    NoNumber,
    /// A number without a unit after it.
    NoUnit,
    /// A unit that is none of `s m h d mo y`.
    UnknownUnit,
    /// More than [`MAX_YEARS`].
    TooLong,
}

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoNumber => "a duration starts with a number, as in `15m`",
            Self::NoUnit => "a duration needs a unit after its number: `s`, `m`, `h`, `d`, `mo` or `y`",
            Self::UnknownUnit => "the units of a duration are `s`, `m`, `h`, `d`, `mo` and `y`",
            Self::TooLong => "a duration is at most 200 years",
        })
    }
}

impl std::error::Error for PeriodError {}

impl Period {
    /// A period of so many seconds.
    pub const fn seconds(seconds: u32) -> Self {
        Self { months: 0, days: 0, seconds }
    }

    /// Reads `90s`, `15m`, `4h`, `7d`, `1mo`, `1y` and such parts one after the other.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let mut rest = text.trim();
        let mut period = Self::default();
        if rest.is_empty() {
            return Err(PeriodError::NoNumber);
        }
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (number, after) = rest.split_at(digits);
            let units = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
            let (unit, after) = after.split_at(units);
            if number.is_empty() {
                return Err(PeriodError::NoNumber);
            }
            let number = number.parse().map_err(|_| PeriodError::TooLong)?;
            period.add_part(number, unit)?;
            rest = after.trim_start();
        }
        Ok(period)
    }

    fn add_part(&mut self, number: u32, unit: &str) -> Result<(), PeriodError> {
        let (field, factor, most) = match unit {
            "" => return Err(PeriodError::NoUnit),
            "s" => (&mut self.seconds, 1, u32::MAX),
            "m" | "min" => (&mut self.seconds, 60, u32::MAX),
            "h" => (&mut self.seconds, 3600, u32::MAX),
            "d" => (&mut self.days, 1, MAX_YEARS * 366),
            "mo" => (&mut self.months, 1, MAX_YEARS * 12),
            "y" => (&mut self.months, 12, MAX_YEARS * 12),
            _ => return Err(PeriodError::UnknownUnit),
        };
        let sum = number.checked_mul(factor).and_then(|n| n.checked_add(*field));
        *field = sum.filter(|n| *n <= most).ok_or(PeriodError::TooLong)?;
        Ok(())
    }

    /// The moment this long after another: months and days by the calendar of the zone, seconds exactly.
    /// The last day of a month stands in for one that the month does not have. Nothing beyond the calendar.
    pub fn after(self, start: Moment, zone: &Zone) -> Option<Moment> {
        let mut moment = start;
        if self.months > 0 || self.days > 0 {
            let local = zone.local(start);
            let date = local.date().checked_add_months(Months::new(self.months))?;
            let date = date.checked_add_days(chrono::Days::new(self.days.into()))?;
            moment = zone.moment(date.and_time(local.time()))?;
        }
        moment.checked_add_signed(TimeDelta::seconds(self.seconds.into()))
    }

    /// The exact length in seconds where no calendar unit is involved.
    pub const fn exact_seconds(self) -> Option<u32> {
        if self.months == 0 && self.days == 0 { Some(self.seconds) } else { None }
    }

    /// Seconds, with days of 24 hours and months of 30 days: for comparing periods, not for deadlines.
    pub fn rough_seconds(self) -> u64 {
        u64::from(self.seconds) + 86_400 * (u64::from(self.days) + 30 * u64::from(self.months))
    }
}

impl fmt::Display for Period {
    /// The shortest text that reads back as the same period.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::default() {
            return f.write_str("0s");
        }
        let parts = [
            (self.months / 12, "y"),
            (self.months % 12, "mo"),
            (self.days, "d"),
            (self.seconds / 3600, "h"),
            (self.seconds / 60 % 60, "m"),
            (self.seconds % 60, "s"),
        ];
        for (number, unit) in parts {
            if number > 0 {
                write!(f, "{number}{unit}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_prints_as_it_reads() {
        for text in ["90s", "15m", "4h", "7d", "1mo", "1y", "1h30m", "1y2mo3d4h5m6s", "0s"] {
            let period = Period::parse(text).unwrap();
            assert_eq!(Period::parse(&period.to_string()), Ok(period), "{text}");
        }
        assert_eq!(Period::parse("90s").unwrap().to_string(), "1m30s");
    }

    #[test]
    fn what_is_no_period_says_why() {
        assert_eq!(Period::parse(""), Err(PeriodError::NoNumber));
        assert_eq!(Period::parse("m"), Err(PeriodError::NoNumber));
        assert_eq!(Period::parse("15"), Err(PeriodError::NoUnit));
        assert_eq!(Period::parse("15 minutes"), Err(PeriodError::NoUnit));
        assert_eq!(Period::parse("15w"), Err(PeriodError::UnknownUnit));
        assert_eq!(Period::parse("99999999999y"), Err(PeriodError::TooLong));
        assert_eq!(Period::parse("201y"), Err(PeriodError::TooLong));
    }

    #[test]
    fn a_month_after_the_last_of_january_is_the_last_of_february() {
        let start = "2026-01-31T04:00:00Z".parse().unwrap();
        let end = Period::parse("1mo").unwrap().after(start, &Zone::utc()).unwrap();
        assert_eq!(end.to_rfc3339(), "2026-02-28T04:00:00+00:00");
    }
}
