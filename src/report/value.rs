//! Values as readers see them: answers, lengths of time, cells.

use crate::locale::{Lang, account as words};
use crate::report::name;
use crate::runbook::{Answer, AskKind, Cells, Choice, Column};
use crate::text::SafeText;
use crate::time::{Moment, Period, Zone};

/// An answer with the words of its ask; without the ask, as the journal holds it.
pub fn answer(answer: &Answer, kind: Option<&AskKind>, lang: Lang, zone: &Zone) -> SafeText {
    match answer {
        Answer::Text(text) | Answer::Lines(text) | Answer::Person(text) => SafeText::line(text),
        Answer::Number(number) => match unit(kind, lang) {
            Some(unit) => SafeText::line(&format!("{number} {unit}")),
            None => SafeText::line(number),
        },
        Answer::Choice(id) => name::choice(choices(kind), id, lang),
        Answer::Many(ids) if ids.is_empty() => words::NONE_CHOSEN.text(lang),
        Answer::Many(ids) => {
            join(ids.iter().map(|id| name::choice(choices(kind), id, lang)), words::LIST_COMMA.get(lang))
        }
        Answer::YesNo(true) => words::YES.text(lang),
        Answer::YesNo(false) => words::NO.text(lang),
        Answer::Datetime(at) => moment(*at, zone),
        Answer::Duration(text) => {
            Period::parse(text).map_or_else(|_| SafeText::line(text), |length| period(length, lang))
        }
        Answer::NoRows([]) => words::NO_ROWS.text(lang),
        Answer::Money { amount, currency } => SafeText::line(&format!("{currency} {amount}")),
    }
}

/// Cells in the order of the table's columns, then those of no column: label and value.
pub fn cells(cells: &Cells, columns: &[Column], lang: Lang, zone: &Zone) -> Vec<(SafeText, SafeText)> {
    let known = columns.iter().filter_map(|column| {
        let cell = cells.get(&column.id)?;
        Some((name::column(column, lang), answer(cell, Some(&column.kind), lang, zone)))
    });
    let is_known = |id: &str| columns.iter().any(|column| column.id.as_str() == id);
    let others = cells.iter().filter(|(id, _)| !is_known(id.as_str()));
    let others = others.map(|(id, cell)| (SafeText::line(id.as_str()), answer(cell, None, lang, zone)));
    known.chain(others).collect()
}

/// A moment with its date; the seconds only where there are any.
pub fn moment(at: Moment, zone: &Zone) -> SafeText {
    let local = zone.local(at);
    let form = if at.timestamp() % 60 == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
    SafeText::line(&local.format(form).to_string())
}

/// How long something has been going on: the difference of the two times of day as they are shown, so that all places
/// tell the same.
pub fn elapsed(from: Moment, until: Moment, lang: Lang) -> SafeText {
    let minute = |at: Moment| at.timestamp().div_euclid(60);
    minutes(u64::try_from(minute(until) - minute(from)).unwrap_or(0) * 60, lang)
}

/// A length of time that goes on: `0m`, `42m`, `1h05m`, `3d4h`. Seconds would be out of date as soon as they are read.
pub fn minutes(seconds: u64, lang: Lang) -> SafeText {
    let (minutes, hours) = (seconds / 60, seconds / 3600);
    match hours {
        0 => words::MINUTES.with(lang, &[&minutes]),
        // Beyond two days, minutes say nothing any more.
        1..48 => words::HOURS_MINUTES.with(lang, &[&hours, &format!("{:02}", minutes % 60)]),
        _ if hours % 24 == 0 => words::DAYS.with(lang, &[&(hours / 24)]),
        _ => words::DAYS_HOURS.with(lang, &[&(hours / 24), &(hours % 24)]),
    }
}

/// A length of time in seconds that is over: its two largest units, such as `1小时30分`.
pub fn span(seconds: u64, lang: Lang) -> SafeText {
    let parts = [
        (seconds / 86_400, words::DAYS),
        (seconds / 3600 % 24, words::HOURS),
        (seconds / 60 % 60, words::MINUTES),
        (seconds % 60, words::SECONDS),
    ];
    let largest = parts.iter().position(|(number, _)| *number > 0).unwrap_or(3);
    let shown = parts[largest..].iter().take(2).enumerate().filter(|(n, (number, _))| *n == 0 || *number > 0);
    join(shown.map(|(_, (number, word))| word.with(lang, &[number])), "")
}

/// A length of time with its calendar units, exactly.
pub fn period(length: Period, lang: Lang) -> SafeText {
    let parts = [
        (length.months / 12, words::YEARS),
        (length.months % 12, words::MONTHS),
        (length.days, words::DAYS),
        (length.seconds / 3600, words::HOURS),
        (length.seconds / 60 % 60, words::MINUTES),
        (length.seconds % 60, words::SECONDS),
    ];
    let shown: Vec<SafeText> = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| word.with(lang, &[number]))
        .collect();
    if shown.is_empty() { words::SECONDS.with(lang, &[&0]) } else { join(shown, "") }
}

/// Texts with a separator of ours between them.
pub fn join(texts: impl IntoIterator<Item = SafeText>, separator: &'static str) -> SafeText {
    let mut texts = texts.into_iter();
    let first = texts.next().unwrap_or_default();
    texts.fold(first, |joined, text| joined.then(&SafeText::word(separator)).then(&text))
}

fn unit(kind: Option<&AskKind>, lang: Lang) -> Option<&str> {
    if let Some(AskKind::Number { unit: Some(unit), .. }) = kind { Some(unit.get(lang)) } else { None }
}

fn choices(kind: Option<&AskKind>) -> &[Choice] {
    if let Some(AskKind::Choice(choices) | AskKind::Many(choices)) = kind { choices } else { &[] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_shows_its_two_largest_units() {
        for (seconds, zh, en) in [
            (0, "0秒", "0s"),
            (59, "59秒", "59s"),
            (60, "1分", "1m"),
            (5_401, "1小时30分", "1h30m"),
            (3_605, "1小时", "1h"),
            (90_000, "1天1小时", "1d1h"),
        ] {
            assert_eq!(span(seconds, Lang::Zh).as_str(), zh);
            assert_eq!(span(seconds, Lang::En).as_str(), en);
        }
        let length = Period::parse("1y2mo3d4h").unwrap();
        assert_eq!(period(length, Lang::Zh).as_str(), "1年2个月3天4小时");
        assert_eq!(period(Period::default(), Lang::En).as_str(), "0s");
    }

    #[test]
    fn what_goes_on_is_told_in_minutes_then_hours_then_days() {
        for (seconds, zh, en) in [
            (59, "0分", "0m"),
            (2_579, "42分", "42m"),
            (3_900, "1时05分", "1h05m"),
            (172_799, "47时59分", "47h59m"),
            (273_600, "3天4时", "3d4h"),
            (1_209_600, "14天", "14d"),
        ] {
            assert_eq!(minutes(seconds, Lang::Zh).as_str(), zh);
            assert_eq!(minutes(seconds, Lang::En).as_str(), en);
        }
    }

    #[test]
    fn a_value_without_its_ask_is_shown_as_the_journal_holds_it() {
        let zone = Zone::utc();
        let show =
            |json: &str| answer(&serde_json::from_str(json).unwrap(), None, Lang::En, &zone).to_string();
        assert_eq!(show(r#"{"choice":"leak"}"#), "leak");
        assert_eq!(show(r#"{"many":["a","b"]}"#), "a, b");
        assert_eq!(show(r#"{"many":[]}"#), "none of them");
        assert_eq!(show(r#"{"duration":"soon"}"#), "soon");
        assert_eq!(show(r#"{"text":"a\u001b[2Jb"}"#), "a^[[2Jb");
        assert_eq!(show(r#"{"datetime":"2026-11-23T04:12:00Z"}"#), "2026-11-23 04:12");
    }
}
