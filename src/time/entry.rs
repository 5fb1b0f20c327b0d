//! A time as a tired person types it: `04:12`, `-20m`, `昨天 23:50`, `11-23 04:12`, `2026-11-23 04:12:09`.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{Moment, Period, Zone};

/// Reads a time against the present moment. A time of day alone is the latest such time that has passed,
/// give or take five minutes; `now` and an empty text are the present. Nothing for what is no time.
pub fn moment(text: &str, now: Moment, zone: &Zone) -> Option<Moment> {
    let text = text.trim().replace('：', ":").replace('／', "/");
    let text = if text.ends_with('前') { text } else { without_chinese_units(&text) };
    match text.as_str() {
        "" | "now" | "现在" | "刚才" => return Some(now),
        _ => {}
    }
    if let Some(ago) = relative(&text) {
        return now.checked_sub_signed(TimeDelta::seconds(i64::try_from(ago.rough_seconds()).ok()?));
    }
    if let Ok(exact) = chrono::DateTime::parse_from_rfc3339(&text) {
        return Some(exact.to_utc());
    }
    let today = zone.local(now).date();
    let (date, time) = match text.rsplit_once(' ') {
        Some((date, time)) => (Some(day(date.trim(), today)?), time),
        None => (None, text.as_str()),
    };
    let time = time_of_day(time)?;
    let Some(date) = date else {
        return time_today(today.and_time(time), now, zone);
    };
    zone.moment(date.and_time(time))
}

/// Reads how long a timer runs, in seconds: `20` is minutes; `90s`, `1h30m`, `20分钟` say their own unit. Nothing for
/// what is no length, or none at all.
pub fn length(text: &str) -> Option<u32> {
    let full_width = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let text: String = text.trim().chars().map(full_width).collect();
    let is_bare = text.bytes().all(|byte| byte.is_ascii_digit());
    let text = if is_bare { format!("{text}m") } else { text.replace("分钟", "m").replace("小时", "h") };
    let seconds = Period::parse(&text).ok()?.rough_seconds();
    u32::try_from(seconds).ok().filter(|seconds| *seconds > 0)
}

/// `11月23日4点半` is `11-23 4:30`, and `昨天23:50` is `昨天 23:50`.
fn without_chinese_units(text: &str) -> String {
    let is_whole_hour = text.ends_with(['点', '时']);
    let is_complete = text.ends_with(['分', '秒']);
    let text = text.replace("点半", ":30").replace(['年', '月'], "-").replace(['日', '号'], " ");
    let text = text.replace(['点', '时'], ":").replace(['分', '秒'], ":");
    let text = ["今天", "昨天", "前天"].iter().fold(text, |text, day| text.replace(day, &format!("{day} ")));
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if is_whole_hour {
        format!("{text}00")
    } else if is_complete {
        text.trim_end_matches(':').to_owned()
    } else {
        text
    }
}

/// A time of day without a date: today's, or yesterday's where today's is still to come.
fn time_today(local: NaiveDateTime, now: Moment, zone: &Zone) -> Option<Moment> {
    let moment = zone.moment(local)?;
    if moment <= now + TimeDelta::minutes(5) {
        return Some(moment);
    }
    zone.moment(local.checked_sub_days(Days::new(1))?)
}

/// `-20m`, `20m ago`, `20m前`.
fn relative(text: &str) -> Option<Period> {
    let body = text
        .strip_prefix('-')
        .or_else(|| text.strip_suffix("ago"))
        .or_else(|| text.strip_suffix('前'))
        .map(str::trim)?;
    Period::parse(body).ok()
}

fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    match text {
        "today" | "今天" => return Some(today),
        "yesterday" | "昨天" => return today.checked_sub_days(Days::new(1)),
        "前天" => return today.checked_sub_days(Days::new(2)),
        _ => {}
    }
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    match parts.as_slice() {
        [year, month, day] => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        [month, day] => {
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            let this_year = NaiveDate::from_ymd_opt(today.year(), month, day)?;
            if this_year > today {
                NaiveDate::from_ymd_opt(today.year() - 1, month, day)
            } else {
                Some(this_year)
            }
        }
        _ => None,
    }
}

fn time_of_day(text: &str) -> Option<NaiveTime> {
    let parts: Vec<u32> = text.split(':').map(str::parse).collect::<Result<_, _>>().ok()?;
    match parts.as_slice() {
        [hour, minute] => NaiveTime::from_hms_opt(*hour, *minute, 0),
        [hour, minute, second] => NaiveTime::from_hms_opt(*hour, *minute, *second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let zone = Zone::from_offset("+08:00").unwrap();
        let now =
            "2026-11-23T04:12:09+08:00".parse::<chrono::DateTime<chrono::FixedOffset>>().unwrap().to_utc();
        moment(text, now, &zone).map(|moment| zone.full(moment))
    }

    #[test]
    fn times_read_as_people_type_them() {
        for (text, expected) in [
            ("", "2026-11-23 04:12:09 +08:00"),
            ("now", "2026-11-23 04:12:09 +08:00"),
            ("04:00", "2026-11-23 04:00:00 +08:00"),
            ("4：00", "2026-11-23 04:00:00 +08:00"),
            ("23:50", "2026-11-22 23:50:00 +08:00"),
            ("04:15", "2026-11-23 04:15:00 +08:00"),
            ("-20m", "2026-11-23 03:52:09 +08:00"),
            ("1h前", "2026-11-23 03:12:09 +08:00"),
            ("昨天 23:50", "2026-11-22 23:50:00 +08:00"),
            ("昨天23:50", "2026-11-22 23:50:00 +08:00"),
            ("前天 8点", "2026-11-21 08:00:00 +08:00"),
            ("4点12分", "2026-11-23 04:12:00 +08:00"),
            ("11月22日23点半", "2026-11-22 23:30:00 +08:00"),
            ("2026年11月1日 0:00", "2026-11-01 00:00:00 +08:00"),
            ("20m前", "2026-11-23 03:52:09 +08:00"),
            ("11-22 09:30", "2026-11-22 09:30:00 +08:00"),
            ("12-31 09:30", "2025-12-31 09:30:00 +08:00"),
            ("2026-11-01 00:00:05", "2026-11-01 00:00:05 +08:00"),
            ("2026-11-23T00:00:00Z", "2026-11-23 08:00:00 +08:00"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in
            ["soon", "25:00", "04:61", "2026-02-30 10:00", "4", "-", "点", "4:", "4点60分", "04:00:00:00"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
