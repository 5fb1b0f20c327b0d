//! Times as they are shown, each with the moment at which it reads differently.
//!
//! A screen is drawn anew only when something on it changes; since text and change come from one place, none
//! is forgotten. Nothing here asks a clock.

use chrono::TimeDelta;

use crate::locale::{Lang, account as units, console as words};
use crate::report::value;
use crate::text::SafeText;
use crate::time::Moment;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// From here on a length of time is told in days and hours.
const MINUTES_UNTIL: i64 = 2 * DAY;

/// From here on every second counts; before, seconds would only stir the screen and cost the name beside them its room.
const SECONDS_WITHIN: i64 = 10 * MINUTE;

/// A time as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub text: SafeText,
    /// When it reads differently; always later than the moment it was asked for.
    pub changes: Moment,
}

/// How long something has been going on: `42m`, `1h42m`, `3d4h`; the difference of the two times of day as they
/// are shown.
pub fn elapsed(from: Moment, now: Moment, lang: Lang) -> Figure {
    let from = whole(from, MINUTE);
    let seconds = (whole(now, MINUTE) - from).max(0);
    let (text, unit) = span(seconds, lang);
    Figure { text, changes: moment(from + (seconds / unit + 1) * unit, now) }
}

/// How long until something: `3h17m`, `42m`; `7m50s` in the last ten minutes; how long it is over once it has passed.
pub fn countdown(at: Moment, now: Moment, lang: Lang) -> Figure {
    if at <= now {
        return overdue(at, now, lang);
    }
    // What is left and what is used up make the whole, and it reads nought only when it has passed.
    let end = whole(at, 1);
    let left = (end - whole(now, 1)).max(1);
    if left < SECONDS_WITHIN {
        let changes = if left > 1 { moment(end - left + 1, now) } else { at };
        return Figure { text: words_to_the_second(left, lang), changes };
    }
    let end_minute = whole(at, MINUTE);
    let minutes_left = end_minute - whole(now, MINUTE);
    let (text, unit) = span(minutes_left, lang);
    let next = end_minute - (minutes_left / unit * unit - MINUTE);
    let in_seconds = end - (SECONDS_WITHIN - 1);
    Figure { text, changes: moment(next.min(in_seconds), now) }
}

/// How much of a time budget is used up: `08:12/15:00`, or in minutes where it is long or used up.
pub fn budget(from: Moment, until: Moment, now: Moment, lang: Lang) -> Figure {
    let budget = (until - from).num_seconds().max(0);
    let used = (whole(now, 1) - whole(from, 1)).max(0);
    if used < budget && budget <= HOUR {
        let text = minutes_and_seconds(used).then(&SafeText::word("/")).then(&minutes_and_seconds(budget));
        return Figure { text, changes: moment(whole(from, 1) + used + 1, now) };
    }
    let Figure { text, changes } = elapsed(from, now, lang);
    Figure { text: text.then(&SafeText::word("/")).then(&length(budget, lang)), changes }
}

/// A length of time without its empty parts: `90s`, `15m`, `1h30m`, `4h`, `7d`.
pub fn length(seconds: i64, lang: Lang) -> SafeText {
    let parts = [
        (seconds / DAY, units::DAYS),
        (seconds % DAY / HOUR, words::HOURS),
        (seconds % HOUR / MINUTE, units::MINUTES),
        (if seconds < HOUR { seconds % MINUTE } else { 0 }, units::SECONDS),
    ];
    let told = parts.into_iter().filter(|(number, _)| *number > 0);
    let text = told.fold(SafeText::default(), |text, (number, word)| text.then(&word.with(lang, &[&number])));
    if text.is_empty() { units::SECONDS.with(lang, &[&0]) } else { text }
}

fn overdue(at: Moment, now: Moment, lang: Lang) -> Figure {
    let Figure { text, changes } = elapsed(at, now, lang);
    let is_now = whole(now, MINUTE) <= whole(at, MINUTE);
    let text = if is_now { words::DUE_NOW.text(lang) } else { words::OVER_BY.with(lang, &[&text]) };
    Figure { text, changes }
}

/// Whole units since 1970, in seconds: all figures change at the same ticks of the wall clock, so that a screen
/// full of them is drawn no oftener than one.
fn whole(moment: Moment, unit: i64) -> i64 {
    moment.timestamp().div_euclid(unit) * unit
}

/// The moment of so many seconds since 1970; a minute from now beyond the calendar.
fn moment(seconds: i64, now: Moment) -> Moment {
    Moment::from_timestamp(seconds, 0).unwrap_or(now + TimeDelta::seconds(MINUTE))
}

/// A length of time in two parts at most, and the seconds of its smallest unit.
fn span(seconds: i64, lang: Lang) -> (SafeText, i64) {
    let text = value::minutes(seconds.unsigned_abs(), lang);
    (text, if seconds < MINUTES_UNTIL { MINUTE } else { HOUR })
}

/// `3m30s`, so that nobody takes it for a time of day.
fn words_to_the_second(seconds: i64, lang: Lang) -> SafeText {
    let rest = format!("{:02}", seconds % MINUTE);
    words::MINUTES_SECONDS.with(lang, &[&(seconds / MINUTE), &rest])
}

fn minutes_and_seconds(seconds: i64) -> SafeText {
    SafeText::line(&format!("{:02}:{:02}", seconds / MINUTE, seconds % MINUTE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Moment {
        let start: Moment = "2026-11-23T04:00:00Z".parse().unwrap();
        start + TimeDelta::seconds(seconds)
    }

    #[test]
    fn elapsed_time_is_told_in_minutes_then_hours_then_days() {
        let told = |seconds| elapsed(at(0), at(seconds), Lang::En).text.to_string();
        assert_eq!(told(-5), "0m");
        assert_eq!(told(59), "0m");
        assert_eq!(told(42 * 60), "42m");
        assert_eq!(told(3600 + 5 * 60), "1h05m");
        assert_eq!(told(76 * 3600), "3d4h");
        assert_eq!(elapsed(at(0), at(42 * 60), Lang::Zh).text.as_str(), "42分");
    }

    #[test]
    fn a_countdown_shows_seconds_in_the_last_ten_minutes_alone() {
        let told = |seconds| countdown(at(seconds), at(0), Lang::En).text.to_string();
        assert_eq!(told(3 * 3600 + 17 * 60 + 50), "3h17m");
        assert_eq!(told(3600), "1h00m");
        assert_eq!(told(3599), "59m");
        assert_eq!(told(600), "10m");
        assert_eq!(told(599), "9m59s");
        assert_eq!(told(0), "now");
        assert_eq!(told(-120), "2m over");
        let late = TimeDelta::milliseconds(400);
        let from_between = countdown(at(180) + late, at(0) + late, Lang::En);
        assert_eq!(from_between.text.as_str(), "3m00s", "a target of three minutes begins at three minutes");
    }

    #[test]
    fn a_budget_counts_seconds_until_it_is_used_up() {
        let told = |used, whole| budget(at(0), at(whole), at(used), Lang::En).text.to_string();
        assert_eq!(told(492, 900), "08:12/15:00");
        assert_eq!(told(960, 900), "16m/15m");
        assert_eq!(told(3700, 4 * 3600), "1h01m/4h");
    }

    #[test]
    fn a_figure_changes_when_it_says_and_not_before() {
        type Tell = fn(Moment) -> Figure;
        let tellers: [Tell; 5] = [
            |now| elapsed(at(-100), now, Lang::En),
            |now| countdown(at(4000), now, Lang::En),
            |now| countdown(at(-30), now, Lang::En),
            |now| countdown(at(700) + TimeDelta::milliseconds(700), now, Lang::En),
            |now| budget(at(-10), at(600), now, Lang::En),
        ];
        for tell in tellers {
            let mut now = at(0) + TimeDelta::milliseconds(300);
            for _ in 0..2000 {
                let figure = tell(now);
                assert!(figure.changes > now);
                assert_eq!(tell(figure.changes - TimeDelta::microseconds(1)).text, figure.text);
                assert_ne!(tell(figure.changes).text, figure.text, "{now}");
                now = figure.changes;
            }
        }
    }
}
