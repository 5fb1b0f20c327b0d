//! Deadlines against a table that another program computed, and what must hold of all of them.

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use dutybook::runbook::Catalogue;
use dutybook::time::{Counting, Moment, Term, WorkingDays, Zone};
use proptest::prelude::*;

fn days_of(catalogue: &Catalogue, calendar: &str) -> Arc<WorkingDays> {
    catalogue.working_days.get(calendar).cloned().unwrap_or_default()
}

#[test]
fn every_deadline_is_the_one_that_another_program_computed() {
    let catalogue = Catalogue::shipped();
    let table = include_str!("deadlines.tsv");
    let mut wrong = Vec::new();
    let mut cases = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [term, zone, calendar, start, end, last_day] = cells[..] else { panic!("{line}") };
        let start: Moment = start.parse().unwrap();
        let term = Term::parse(term).unwrap();
        let found = term
            .end(start, &catalogue.zones[zone], &days_of(&catalogue, calendar), Counting::WholeDays)
            .unwrap();
        let day = found.last_day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        if found.at != end.parse::<Moment>().unwrap() || day != last_day || !found.unknown_years.is_empty() {
            wrong.push(format!("{line}: found {} {day}", found.at));
        }
        cases += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases >= 700, "{cases}");
}

/// The end of a row of the catalogue, where its authority sits.
fn ends(id: &str, start: &str) -> String {
    let catalogue = Catalogue::shipped();
    let row = catalogue.row(id).unwrap();
    let end = row.end(start.parse::<Moment>().unwrap()).unwrap();
    match end.last_day {
        Some(day) => format!("{day} 24:00"),
        None => row.zone.as_ref().unwrap().full(end.at),
    }
}

#[test]
fn rows_end_as_their_texts_say() {
    for (id, start, end) in [
        ("cn.cac.report.other", "2026-11-23T04:12:00+08:00", "2026-11-23 08:12:00 +08:00"),
        ("cn.cac.report.cii", "2026-12-31T23:30:00+08:00", "2027-01-01 00:30:00 +08:00"),
        // Thirty days after 10 March, which does not count itself; a Thursday.
        ("cn.cac.report.summary30", "2026-03-10T15:00:00+08:00", "2026-04-09 24:00"),
        // The last day is 6 February, in the holidays of 2028 or not: nothing is put off.
        ("cn.cac.report.summary30", "2026-01-22T10:00:00+08:00", "2026-02-21 24:00"),
        // Late in the evening in Shanghai is still the same day there, whatever it is in London.
        ("cn.cac.report.summary30", "2026-01-31T23:59:00+08:00", "2026-03-02 24:00"),
        // Seventy-two hours through the night in which an hour is left out.
        ("eu.gdpr.33", "2026-03-28T10:00:00+01:00", "2026-03-31 11:00:00 +02:00"),
        ("uk.gdpr.33", "2026-10-24T10:00:00+01:00", "2026-10-27 09:00:00 +00:00"),
        ("eu.nis2.final", "2026-01-31T09:00:00+01:00", "2026-02-28 24:00"),
        ("eu.nis2.final", "2028-01-31T09:00:00+01:00", "2028-02-29 24:00"),
        // Four business days over Thanksgiving; the determination on a Saturday begins on Monday.
        ("us.sec.8k105", "2026-11-24T16:00:00-05:00", "2026-12-01 24:00"),
        ("us.sec.8k105", "2026-11-21T16:00:00-05:00", "2026-11-27 24:00"),
        // Sixty days after the end of the year of the discovery: a leap year ends it a day earlier.
        ("us.hipaa.408.under500", "2026-05-05T12:00:00-04:00", "2027-03-01 24:00"),
        ("us.hipaa.408.under500", "2027-12-31T23:00:00-05:00", "2028-02-29 24:00"),
        ("us.hipaa.408.under500", "2027-01-01T00:30:00-05:00", "2028-02-29 24:00"),
        // Three calendar days after the day of the assessment.
        ("sg.pdpa.26d", "2026-12-30T08:00:00+08:00", "2027-01-02 24:00"),
        ("in.certin.6h", "2026-11-23T20:00:00+05:30", "2026-11-24 02:00:00 +05:30"),
    ] {
        assert_eq!(ends(id, start), end, "{id} from {start}");
    }
}

#[test]
fn what_a_law_did_not_say_yet_is_not_in_force() {
    let catalogue = Catalogue::shipped();
    let row = catalogue.row("cn.cac.report.other").unwrap();
    assert!(!row.is_in_force("2025-10-31T15:59:59Z".parse().unwrap()));
    assert!(row.is_in_force("2025-10-31T16:00:00Z".parse().unwrap()));
}

fn zones() -> impl Strategy<Value = Zone> {
    let names: Vec<String> = Catalogue::shipped().zones.keys().cloned().collect();
    prop::sample::select(names).prop_map(|name| Catalogue::shipped().zones[&name].clone())
}

fn start() -> impl Strategy<Value = Moment> {
    (0..4_000_000_000_i64).prop_map(|seconds| Moment::from_timestamp(seconds, 0).unwrap())
}

proptest! {
    #[test]
    fn hours_are_seconds_whatever_the_calendar_does(start in start(), zone in zones(), hours in 1..2000_u32) {
        let end = Term::Hours(hours).end(start, &zone, &WorkingDays::default(), Counting::WholeDays).unwrap();
        prop_assert_eq!(end.at - start, TimeDelta::seconds(i64::from(hours) * 3600));
    }

    #[test]
    fn days_end_with_the_day_that_counting_reaches(start in start(), zone in zones(), count in 1..800_u32) {
        let days = WorkingDays::default();
        let end = Term::Days(count).end(start, &zone, &days, Counting::WholeDays).unwrap();
        let mut day = zone.local(start).date();
        for _ in 0..count {
            day = day.succ_opt().unwrap();
        }
        prop_assert_eq!(end.last_day, Some(day));
        let last = end.at - TimeDelta::seconds(1);
        prop_assert_eq!(zone.local(last).date(), day);
        prop_assert_eq!(zone.local(end.at).date(), day.succ_opt().unwrap());
    }

    #[test]
    fn a_month_ends_with_the_day_of_the_same_number_or_the_months_last(start in start(), zone in zones(), count in 1..60_u32) {
        let days = WorkingDays::default();
        let end = Term::Months(count).end(start, &zone, &days, Counting::WholeDays).unwrap().last_day.unwrap();
        let from = zone.local(start).date();
        let months = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap();
        prop_assert_eq!(months(end) - months(from), i32::try_from(count).unwrap());
        let is_last = end.checked_add_days(Days::new(1)).unwrap().day() == 1;
        prop_assert!(end.day() == from.day() || (is_last && end.day() < from.day()));
    }

    #[test]
    fn the_working_days_up_to_a_deadline_are_as_many_as_it_says(start in start(), count in 1..120_u32, cn in any::<bool>()) {
        let catalogue = Catalogue::shipped();
        let (calendar, zone) = if cn { ("cn", "Asia/Shanghai") } else { ("us-federal", "America/New_York") };
        let (days, zone) = (days_of(&catalogue, calendar), &catalogue.zones[zone]);
        let end = Term::WorkingDays(count).end(start, zone, &days, Counting::WholeDays).unwrap();
        let first = zone.local(start).date().succ_opt().unwrap();
        let last = end.last_day.unwrap();
        let worked = first.iter_days().take_while(|day| *day <= last).filter(|day| days.is_worked(*day)).count();
        prop_assert_eq!(worked, count as usize);
        prop_assert!(days.is_worked(last));
        let unknown = first.iter_days().take_while(|day| *day <= last).any(|day| !days.knows(day));
        prop_assert_eq!(!end.unknown_years.is_empty(), unknown);
    }

    #[test]
    fn a_later_start_never_ends_earlier(start in start(), later in 0..400_000_i64, zone in zones(), unit in 0..4_u8, count in 1..90_u32) {
        let days = days_of(&Catalogue::shipped(), "cn");
        let term = match unit {
            0 => Term::Hours(count),
            1 => Term::Days(count),
            2 => Term::WorkingDays(count),
            _ => Term::Months(count),
        };
        let end = |start| term.end(start, &zone, &days, Counting::WholeDays).unwrap().at;
        prop_assert!(end(start) <= end(start + TimeDelta::seconds(later)));
        prop_assert!(end(start) > start);
    }
}
