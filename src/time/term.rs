//! A period as laws and contracts write it: `4h`, `30d`, `1mo`, `5bd`; and the moment at which it ends.
//!
//! Hours run from the moment itself, whatever the calendar does. Days, months and working days are whole days:
//! the day of the start does not count, and the period ends with the last day, at midnight where the authority
//! sits. That is how the PRC's Civil Code counts (articles 201 to 203), Regulation 1182/71 of the EU, and Form 8-K.
//! Where a last day that is free would carry the period on to the next working day, it is not carried on here: of
//! two readings the earlier is shown.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta};

use super::{Moment, WorkingDays, Zone};

/// The most of a unit that is accepted; anything above is a slip of the hand.
pub const MAX_TERM: u32 = 100_000;

/// A period as a law writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// So many times 3600 seconds.
    Hours(u32),
    /// Whole days after the day of the start.
    Days(u32),
    /// Working days after the day of the start.
    WorkingDays(u32),
    /// Calendar months; a year is twelve. The last day of a month stands in for one that it does not have.
    Months(u32),
}

/// How days are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Counting {
    /// To the end of the last day.
    #[default]
    WholeDays,
    /// To the hour of the start on the last day.
    ToTheHour,
}

/// When a period ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    pub at: Moment,
    /// The last day, where it ends at that day's midnight.
    pub last_day: Option<NaiveDate>,
    /// Years whose holidays are not known and that were counted with their weekends alone.
    pub unknown_years: Vec<i32>,
}

impl Term {
    /// Reads `4h`, `30d`, `5bd`, `1mo`, `2y`; nothing for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.find(|c: char| !c.is_ascii_digit())?;
        let (number, unit) = text.split_at(digits);
        let number: u32 = number.parse().ok().filter(|number| (1..=MAX_TERM).contains(number))?;
        Some(match unit {
            "h" => Self::Hours(number),
            "d" => Self::Days(number),
            "bd" => Self::WorkingDays(number),
            "mo" => Self::Months(number),
            "y" => Self::Months(number.checked_mul(12)?),
            _ => return None,
        })
    }

    /// When the period ends that begins at a moment, in an authority's zone and by its working days. Nothing
    /// beyond the calendar.
    pub fn end(self, start: Moment, zone: &Zone, days: &WorkingDays, counting: Counting) -> Option<End> {
        let local = zone.local(start);
        let (day, unknown_years) = match self {
            Self::Hours(hours) => {
                let at = start.checked_add_signed(TimeDelta::hours(hours.into()))?;
                return Some(End { at, last_day: None, unknown_years: Vec::new() });
            }
            Self::Days(count) => (local.date().checked_add_days(Days::new(count.into()))?, Vec::new()),
            Self::Months(count) => (local.date().checked_add_months(Months::new(count))?, Vec::new()),
            Self::WorkingDays(count) => days.after(local.date(), count)?,
        };
        Some(match counting {
            Counting::WholeDays => End { unknown_years, ..End::with_the_day(day, zone)? },
            Counting::ToTheHour => {
                let at = zone.moment(day.and_time(local.time()))?;
                End { at, last_day: None, unknown_years }
            }
        })
    }
}

impl End {
    /// The end of a day: the first moment of the next.
    pub fn with_the_day(day: NaiveDate, zone: &Zone) -> Option<Self> {
        let at = zone.moment(day.succ_opt()?.and_time(NaiveTime::MIN))?;
        Some(Self { at, last_day: Some(day), unknown_years: Vec::new() })
    }
}

/// The last moment of the calendar year in which a moment lies: what is due some days after the year's end is
/// counted from here.
pub fn year_end(start: Moment, zone: &Zone) -> Option<Moment> {
    let year = zone.local(start).year();
    let last = NaiveDate::from_ymd_opt(year, 12, 31)?;
    zone.moment(last.and_hms_opt(23, 59, 59)?)
}

impl fmt::Display for Term {
    /// The shortest text that reads back as the same term.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hours(number) => write!(f, "{number}h"),
            Self::Days(number) => write!(f, "{number}d"),
            Self::WorkingDays(number) => write!(f, "{number}bd"),
            Self::Months(number) if number % 12 == 0 => write!(f, "{}y", number / 12),
            Self::Months(number) => write!(f, "{number}mo"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_prints_as_it_reads() {
        for text in ["4h", "72h", "30d", "5bd", "1mo", "2y", "100000d"] {
            assert_eq!(Term::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Term::parse("24mo").unwrap().to_string(), "2y");
        for text in ["", "4", "h", "0h", "-1d", "4 h", "4w", "1h30m", "100001d", "4H", "9999999999d"] {
            assert_eq!(Term::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_end_at_midnight_where_the_authority_sits_or_at_the_hour_of_the_start() {
        let start: Moment = "2026-01-31T20:30:00Z".parse().unwrap();
        let zone = Zone::from_offset("+08:00").unwrap();
        let days = WorkingDays::default();
        let end = Term::Days(3).end(start, &zone, &days, Counting::WholeDays).unwrap();
        assert_eq!(zone.full(end.at), "2026-02-05 00:00:00 +08:00");
        assert_eq!(end.last_day, NaiveDate::from_ymd_opt(2026, 2, 4));
        let end = Term::Days(3).end(start, &zone, &days, Counting::ToTheHour).unwrap();
        assert_eq!((zone.full(end.at).as_str(), end.last_day), ("2026-02-04 04:30:00 +08:00", None));
    }

    #[test]
    fn a_year_without_a_table_is_counted_with_its_weekends_and_named() {
        let start: Moment = "2031-12-30T04:00:00Z".parse().unwrap();
        let end = Term::WorkingDays(4)
            .end(start, &Zone::utc(), &WorkingDays::default(), Counting::WholeDays)
            .unwrap();
        assert_eq!(end.last_day, NaiveDate::from_ymd_opt(2032, 1, 5));
        assert_eq!(end.unknown_years, [2031, 2032]);
    }

    #[test]
    fn what_lies_beyond_the_calendar_has_no_end() {
        let start = Moment::MAX_UTC - TimeDelta::days(1);
        let days = WorkingDays::default();
        for term in [Term::Hours(48), Term::Days(2), Term::WorkingDays(9), Term::Months(1)] {
            assert_eq!(term.end(start, &Zone::utc(), &days, Counting::WholeDays), None, "{term}");
        }
    }
}
