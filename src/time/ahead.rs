//! A time to come as a tired person types it: `20`, `20m`, `in 2h`, `20 分钟后`, `05:12`, `明天 8:00`; and a
//! timer in one line, such as `20m check the backup`.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};

use super::{Moment, Period, Zone, entry};

/// The longest beginning of a line that is looked at as a time, in characters.
const MOST_CHARACTERS: usize = 24;

/// Reads a length of time: a bare number is minutes. Nothing for what is none, and for none at all.
pub fn length(text: &str) -> Option<TimeDelta> {
    let text = text.trim();
    let text = text.strip_prefix("in ").or_else(|| text.strip_prefix('+')).unwrap_or(text);
    let text = ["以后", "之后", "后"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text).trim();
    let spelt = text.replace("分钟", "m").replace("个小时", "h").replace("小时", "h").replace("半h", "30m");
    let spelt = spelt.replace('分', "m").replace('秒', "s").replace('天', "d").replace(' ', "");
    let bare = !spelt.is_empty() && spelt.bytes().all(|b| b.is_ascii_digit());
    let period = Period::parse(&if bare { format!("{spelt}m") } else { spelt }).ok()?;
    let seconds = i64::try_from(period.rough_seconds()).ok().filter(|seconds| *seconds > 0)?;
    TimeDelta::try_seconds(seconds)
}

/// Reads a time to come against the present moment: a length of time from now, a time of day (the next such),
/// or a day and a time. Nothing for what is no time, and for what has passed.
pub fn moment(text: &str, now: Moment, zone: &Zone) -> Option<Moment> {
    let text = text.trim().replace('：', ":");
    if let Some(length) = length(&text) {
        return now.checked_add_signed(length);
    }
    let today = zone.local(now).date();
    let tomorrow = ["tomorrow", "明天", "明早"].iter().find_map(|word| text.strip_prefix(word));
    if let Some(time) = tomorrow {
        return on_day(today.checked_add_days(Days::new(1))?, time.trim(), zone);
    }
    let is_time_of_day = !text.contains(['-', '/', '月', '日', ' ']);
    if is_time_of_day && !text.is_empty() && text.contains([':', '点', '时']) {
        let this = on_day(today, &text, zone)?;
        return if this > now {
            Some(this)
        } else {
            on_day(today.checked_add_days(Days::new(1))?, &text, zone)
        };
    }
    // A date without a year is this year's or the next one's.
    let years = [today.year(), today.year() + 1].map(|year| format!("{year}-{text}"));
    let dated = years.iter().chain([&text]).filter(|_| text.contains(['-', '/', '月']));
    dated.filter_map(|text| entry::moment(text, now, zone)).find(|moment| *moment > now)
}

fn on_day(day: NaiveDate, time: &str, zone: &Zone) -> Option<Moment> {
    let noon = zone.moment(day.and_hms_opt(12, 0, 0)?)?;
    entry::moment(&format!("{} {time}", day.format("%Y-%m-%d")), noon, zone)
}

/// Reads a timer in one line: when it ends, then what it is for. Nothing where the line begins with no time.
pub fn timer<'a>(text: &'a str, now: Moment, zone: &Zone) -> Option<(TimeDelta, &'a str)> {
    let text = text.trim();
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(MOST_CHARACTERS);
    let ends: Vec<usize> = ends.filter(|end| is_boundary(text, *end)).collect();
    ends.into_iter().rev().find_map(|end| {
        let (time, rest) = text.split_at(end);
        let length = moment(time, now, zone)? - now;
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ":：,，".contains(c));
        (length > TimeDelta::zero()).then_some((length, rest))
    })
}

/// Whether a word can end here: `20m` does not end within `20minutes` or `20`.
fn is_boundary(text: &str, end: usize) -> bool {
    let before = text[..end].chars().next_back();
    let after = text[end..].chars().next();
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == ':');
    !(is_word(before) && is_word(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Moment {
        "2026-11-22T20:12:09Z".parse().unwrap()
    }

    fn read(text: &str) -> Option<String> {
        let zone = Zone::from_offset("+08:00").unwrap();
        moment(text, now(), &zone).map(|moment| zone.full(moment))
    }

    #[test]
    fn times_to_come_read_as_people_type_them() {
        for (text, expected) in [
            ("20", "2026-11-23 04:32:09 +08:00"),
            ("20m", "2026-11-23 04:32:09 +08:00"),
            ("in 2h", "2026-11-23 06:12:09 +08:00"),
            ("+90s", "2026-11-23 04:13:39 +08:00"),
            ("20 分钟后", "2026-11-23 04:32:09 +08:00"),
            ("半小时后", "2026-11-23 04:42:09 +08:00"),
            ("1小时30分", "2026-11-23 05:42:09 +08:00"),
            ("05:00", "2026-11-23 05:00:00 +08:00"),
            ("5点", "2026-11-23 05:00:00 +08:00"),
            ("04:00", "2026-11-24 04:00:00 +08:00"),
            ("tomorrow 08:30", "2026-11-24 08:30:00 +08:00"),
            ("明天8点", "2026-11-24 08:00:00 +08:00"),
            ("11-24 09:00", "2026-11-24 09:00:00 +08:00"),
            ("1-2 09:00", "2027-01-02 09:00:00 +08:00"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "soon", "0", "0m", "-20m", "2026-11-22 09:00", "25:00", "now", "check"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_timer_is_typed_in_one_line() {
        let zone = Zone::from_offset("+08:00").unwrap();
        for (text, minutes, what) in [
            ("20m check the backup", 20, "check the backup"),
            ("20 check the backup", 20, "check the backup"),
            ("1h30m", 90, ""),
            ("20分钟后查备份", 20, "查备份"),
            ("20 分钟 查备份", 20, "查备份"),
            ("2小时：换班", 120, "换班"),
            ("in 2h call the bank", 120, "call the bank"),
        ] {
            assert_eq!(timer(text, now(), &zone), Some((TimeDelta::minutes(minutes), what)), "{text}");
        }
        assert_eq!(timer("05:12 relieve bob", now(), &zone).map(|(_, what)| what), Some("relieve bob"));
        for text in ["", "check the backup", "20minutes", "0m x"] {
            assert_eq!(timer(text, now(), &zone), None, "{text}");
        }
    }
}
