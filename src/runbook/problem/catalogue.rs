//! Problems of the catalogue of clocks and of the tables of holidays.

use super::meant;

problems! {
    /// A row or a year that cannot be used.
    CatalogueProblem;

    /// A row that is not there.
    NotInCatalogue { id: String, near: Option<String> }
        Error "not-in-catalogue",
        format!("the catalogue of clocks has no row `{id}`"),
        meant(near.as_ref()).or_else(|| Some("a catalogue of one's own adds rows; without `use`, a clock is written out with `id` and `title`".to_owned()));

    /// A text that is no limit of law.
    BadTerm { text: String }
        Error "bad-limit",
        format!("`{text}` is no limit"),
        Some("write one number and one unit: `4h`, `30d`, `5bd` (working days), `1mo` or `1y`; a duty without a number has no `limit`".to_owned());

    /// A word that no trigger has.
    BadTrigger { text: String, near: Option<String> }
        Error "bad-trigger",
        format!("`{text}` is no trigger"),
        meant(near.as_ref()).or_else(|| Some("write one of the words in `docs/clocks.md`, or `filed:ID`".to_owned()));

    /// A zone that nobody has declared.
    UnknownZone { name: String, near: Option<String> }
        Error "unknown-zone",
        format!("there is no `[[zone]]` with the id `{name}`, and it is no offset such as `+08:00`"),
        meant(near.as_ref());

    /// A rule that no zone has.
    BadZoneRule { text: String }
        Error "bad-zone-rule",
        format!("`{text}` is no rule of a time zone"),
        Some("write a POSIX rule, such as `CST-8` or `EST5EDT,M3.2.0,M11.1.0`".to_owned());

    /// A calendar that is not there.
    UnknownCalendar { id: String, near: Option<String> }
        Error "unknown-calendar",
        format!("no table of holidays has the calendar `{id}`"),
        meant(near.as_ref());

    /// A text that is no day and no range of days.
    BadDay { text: String }
        Error "bad-day",
        format!("`{text}` is no day, and no range of at most 366 days"),
        Some("write `2026-05-09`, or `2026-10-01..2026-10-07`".to_owned());

    /// A day of another year.
    OtherYear { text: String, year: i32 }
        Error "other-year",
        format!("`{text}` is not in {year}"),
        None;
}
