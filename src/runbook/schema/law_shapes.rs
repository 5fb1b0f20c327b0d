//! Every table and every key of a catalogue of clocks, and of a table of holidays.

use super::shapes::{may, must};
use super::{Kind, Shape};
use crate::runbook::catalogue::{Nature, Sure, Weekend};

/// A catalogue of clocks.
pub(crate) static CATALOGUE: Shape = Shape {
    header: "",
    what: "the catalogue",
    doc: "A catalogue of clocks.",
    fields: &[
        must("catalogue", Kind::Schema, "The form of the file: `1`."),
        may("zone", Kind::Tables(&ZONE), "Time zones that its rows name."),
        may("clock", Kind::Tables(&ROW), "Its rows. One with the id of an earlier row takes its place."),
    ],
};

pub(super) static ZONE: Shape = Shape {
    header: "[[zone]]",
    what: "a zone",
    doc: "A time zone, so that a deadline is the same on every machine.",
    fields: &[
        must("id", Kind::Line, "Its name, such as `Asia/Shanghai`."),
        must("rule", Kind::Line, "Its POSIX rule, such as `CST-8` or `EST5EDT,M3.2.0,M11.1.0`."),
    ],
};

pub(super) static ROW: Shape = Shape {
    header: "[[clock]]",
    what: "a row of the catalogue",
    doc: "A duty, what it is counted from, how long, and how sure that is.",
    fields: &[
        must("id", Kind::Catalogue, "Its id; a runbook takes it up by `use`."),
        must("title", Kind::Text, "What it is called."),
        must("instrument", Kind::Text, "The law, rule or contract."),
        must("article", Kind::Text, "Its article."),
        may("effective_from", Kind::Date, "The first day on which it is in force."),
        may("effective_until", Kind::Date, "The last."),
        may("applies", Kind::Text, "To whom and what it applies."),
        must("trigger", Kind::Line, "What it is counted from: a word of the list below, or `filed:ID`."),
        may(
            "limit",
            Kind::Line,
            "How long: `4h`, `30d`, `5bd` (working days), `1mo`, `1y`. Without one the duty never gets a due time.",
        ),
        may(
            "counted",
            Kind::OneOf(&["whole-days", "to-the-hour"]),
            "How days and months are counted: to the end of the last day, which is the default, or to the hour of the start.",
        ),
        may("zone", Kind::Line, "Where the authority sits: a `[[zone]]`, or an offset such as `+08:00`."),
        may("holidays", Kind::Line, "The calendar of its working days."),
        may("weekend", Kind::OneOf(Weekend::CODES), "What a weekend does to it."),
        must("nature", Kind::OneOf(Nature::CODES), "How it binds."),
        must("recipient", Kind::Text, "Who must be told."),
        may("content", Kind::Text, "What has to stand in it."),
        may("note", Kind::Text, "What else to know."),
        must("sure", Kind::OneOf(Sure::CODES), "Whether the official text was read."),
        may("source", Kind::Line, "Where it was read."),
        may(
            "yields_to",
            Kind::Catalogue,
            "A row that takes its place where that one starts only after this one has ended; one filing meets both.",
        ),
    ],
};

/// A table of holidays.
pub(crate) static HOLIDAYS: Shape = Shape {
    header: "",
    what: "the table of holidays",
    doc: "Tables of holidays.",
    fields: &[
        must("holidays", Kind::Schema, "The form of the file: `1`."),
        may("calendar", Kind::Tables(&CALENDAR), "Calendars."),
    ],
};

pub(super) static CALENDAR: Shape = Shape {
    header: "[[calendar]]",
    what: "a calendar",
    doc: "The working days of one authority.",
    fields: &[
        must("id", Kind::Id, "Its id, which rows name as `holidays`."),
        may("year", Kind::Tables(&YEAR), "Its years. One that was there before is replaced."),
    ],
};

pub(super) static YEAR: Shape = Shape {
    header: "[[calendar.year]]",
    what: "a year of a calendar",
    doc: "What differs from weekends in one year.",
    fields: &[
        must("year", Kind::Whole(1900, 2200), "The year."),
        must("source", Kind::Line, "The notice or law that says so."),
        may("off", Kind::Lines, "Days that are free: `2026-01-01`, or `2026-02-15..2026-02-23`."),
        may("worked", Kind::Lines, "Days of a weekend that are worked."),
    ],
};
