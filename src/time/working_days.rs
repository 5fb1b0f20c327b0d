//! Which days are worked: weekends, holidays, and the weekend days that are worked in their stead (调休).
//!
//! A year without a table is never guessed at: only its weekends are free, and whoever asks is told so.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

/// The working days of one authority.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkingDays {
    /// Its id, such as `cn`.
    pub id: String,
    /// The years whose holidays are known.
    pub years: BTreeMap<i32, YearOfDays>,
}

/// What differs from weekends in one year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearOfDays {
    /// The notice or law that says so.
    pub source: String,
    /// Days that are free.
    pub off: BTreeSet<NaiveDate>,
    /// Days of a weekend that are worked.
    pub worked: BTreeSet<NaiveDate>,
}

impl WorkingDays {
    /// Whether a day is worked.
    pub fn is_worked(&self, day: NaiveDate) -> bool {
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        match self.years.get(&day.year()) {
            Some(year) if year.worked.contains(&day) => true,
            Some(year) => !is_weekend && !year.off.contains(&day),
            None => !is_weekend,
        }
    }

    /// Whether the holidays of a day's year are known.
    pub fn knows(&self, day: NaiveDate) -> bool {
        self.years.contains_key(&day.year())
    }

    /// The last of so many working days after a day, which does not count itself; and the years that had to be
    /// counted without their holidays. Nothing beyond the calendar.
    pub fn after(&self, day: NaiveDate, count: u32) -> Option<(NaiveDate, Vec<i32>)> {
        let (mut day, mut left, mut unknown) = (day, count, Vec::new());
        while left > 0 {
            day = day.succ_opt()?;
            if !self.knows(day) && unknown.last() != Some(&day.year()) {
                unknown.push(day.year());
            }
            left -= u32::from(self.is_worked(day));
        }
        Some((day, unknown))
    }
}
