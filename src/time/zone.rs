//! A time zone, from the bytes of a zoneinfo file or from a fixed offset.

use chrono::{Datelike, NaiveDateTime, TimeDelta};
use tz::TimeZone;

use super::Moment;
use crate::text::SafeText;

/// A time zone with the name that its user knows it by.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

impl Zone {
    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), rules: TimeZone::utc() }
    }

    /// A zone from the bytes of a zoneinfo (`TZif`) file; nothing if they are damaged.
    pub fn from_zoneinfo(name: &str, bytes: &[u8]) -> Option<Self> {
        let rules = TimeZone::from_tz_data(bytes).ok()?;
        Some(Self { name: name.to_owned(), rules })
    }

    /// A zone by a POSIX rule such as `CST-8`, which counts westwards; nothing for what is none. No file is
    /// looked at.
    pub fn from_posix(name: &str, rule: &str) -> Option<Self> {
        let no_files = tz::TimeZoneSettings::new(&[], |_| Err("no files are read".into()));
        let rules = no_files.parse_posix_tz(rule).ok()?;
        Some(Self { name: name.to_owned(), rules })
    }

    /// A fixed offset as people write it: `UTC`, `Z`, `+08:00`, `+8`, `UTC+8`, `-0330`.
    pub fn from_offset(text: &str) -> Option<Self> {
        let text = text.trim();
        let body = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")).unwrap_or(text);
        if body.is_empty() || body == "Z" {
            return Some(Self::utc());
        }
        let (sign, digits) = match body.split_at_checked(1)? {
            ("+", digits) => (1, digits),
            ("-", digits) => (-1, digits),
            _ => return None,
        };
        let (hours, minutes) = match digits.split_once(':') {
            Some(parts) => parts,
            None if digits.len() == 4 => digits.split_at_checked(2)?,
            None => (digits, "0"),
        };
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        if hours > 18 || minutes > 59 {
            return None;
        }
        let rules = TimeZone::fixed(sign * (hours * 3600 + minutes * 60)).ok()?;
        Some(Self { name: text.to_owned(), rules })
    }

    /// The zone's name, such as `Asia/Shanghai`.
    pub fn name(&self) -> SafeText {
        SafeText::line(&self.name)
    }

    /// Seconds to add to UTC at a moment. A moment that the zone's rules do not reach counts as UTC.
    pub fn offset_seconds(&self, moment: Moment) -> i32 {
        self.rules.find_local_time_type(moment.timestamp()).map_or(0, tz::LocalTimeType::ut_offset)
    }

    /// The zone's own date and time at a moment.
    pub fn local(&self, moment: Moment) -> NaiveDateTime {
        moment.naive_utc() + TimeDelta::seconds(self.offset_seconds(moment).into())
    }

    /// The moment of a local date and time. Of the two that an autumn night has, the earlier; one that a
    /// spring night skips is read with the offset before the change. Nothing beyond the calendar.
    pub fn moment(&self, local: NaiveDateTime) -> Option<Moment> {
        let guess = local.and_utc();
        let before = self.offset_seconds(guess.checked_sub_signed(TimeDelta::days(1))?);
        let after = self.offset_seconds(guess.checked_add_signed(TimeDelta::days(1))?);
        let read = |offset: i32| guess.checked_sub_signed(TimeDelta::seconds(offset.into()));
        let mut matching: Vec<Moment> =
            [read(before)?, read(after)?].into_iter().filter(|moment| self.local(*moment) == local).collect();
        matching.sort_unstable();
        matching.first().copied().or(read(before))
    }

    /// `+08:00` at a moment.
    pub fn offset_label(&self, moment: Moment) -> String {
        let seconds = self.offset_seconds(moment);
        let (sign, seconds) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
        format!("{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
    }

    /// `2026-11-23 04:12:09 +08:00`, a whole moment with the offset it is shown in.
    pub fn full(&self, moment: Moment) -> String {
        format!("{} {}", self.local(moment).format("%Y-%m-%d %H:%M:%S"), self.offset_label(moment))
    }

    /// `2026-11-23 04:12`, to the minute.
    pub fn minute(&self, moment: Moment) -> String {
        self.local(moment).format("%Y-%m-%d %H:%M").to_string()
    }

    /// `04:12`, the time of day.
    pub fn clock(&self, moment: Moment) -> String {
        self.local(moment).format("%H:%M").to_string()
    }

    /// As short as it is clear at a moment: `04:12`, `11-23 04:12`, `2025-11-23 04:12`.
    pub fn short(&self, moment: Moment, now: Moment) -> String {
        let (local, today) = (self.local(moment), self.local(now).date());
        let form = if local.date() == today {
            "%H:%M"
        } else if local.year() == today.year() {
            "%m-%d %H:%M"
        } else {
            "%Y-%m-%d %H:%M"
        };
        local.format(form).to_string()
    }

    /// `04:12:09`, the time of day to the second.
    pub fn clock_seconds(&self, moment: Moment) -> String {
        self.local(moment).format("%H:%M:%S").to_string()
    }
}

fn number(text: &str) -> Option<i32> {
    text.chars().all(|c| c.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_offset_reads_as_people_write_it() {
        let moment: Moment = "2026-11-23T00:00:00Z".parse().unwrap();
        for (text, label) in [
            ("+08:00", "+08:00"),
            ("+8", "+08:00"),
            ("UTC+8", "+08:00"),
            ("-0330", "-03:30"),
            ("UTC", "+00:00"),
        ] {
            assert_eq!(Zone::from_offset(text).unwrap().offset_label(moment), label, "{text}");
        }
        for text in ["8", "+25", "+08:60", "+a", "Asia/Shanghai"] {
            assert!(Zone::from_offset(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_local_time_and_its_moment_agree() {
        let zone = Zone::from_offset("+08:00").unwrap();
        let local = "2026-11-23T04:12:09".parse().unwrap();
        let moment = zone.moment(local).unwrap();
        assert_eq!(moment.to_rfc3339(), "2026-11-22T20:12:09+00:00");
        assert_eq!(zone.local(moment), local);
        assert_eq!(zone.full(moment), "2026-11-23 04:12:09 +08:00");
    }
}
