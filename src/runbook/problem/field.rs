//! Problems of a single key or value.

use super::{any_of, meant};
use crate::time::period::PeriodError;

problems! {
    /// A key or value that is not what the schema says.
    FieldProblem;

    /// A key that the schema does not have.
    UnknownKey { key: String, table: &'static str, near: Option<String>, known: Vec<&'static str> }
        Error "unknown-key",
        format!("unknown key `{key}` in {table}"),
        meant(near.as_ref()).or_else(|| Some(format!("the keys here are {}", super::all_of(known))));

    /// A required key that is not there.
    MissingKey { key: &'static str, table: &'static str, expected: String }
        Error "missing-key",
        format!("{table} has no `{key}`"),
        Some(format!("add `{key} = …`: {expected}"));

    /// A required list of tables that is not there.
    MissingTable { key: &'static str, table: &'static str, header: String }
        Error "missing-table",
        format!("{table} has no `{key}`"),
        Some(format!("add at least one `{header}`"));

    /// A value of another type.
    WrongType { key: &'static str, found: &'static str, expected: &'static str }
        Error "wrong-type",
        format!("`{key}` is {found}; expected {expected}"),
        expected.contains("list of tables").then(|| "a list of tables is written `[[…]]`, or `[{ … }]` in place".to_owned());

    /// A text that is no id.
    BadId { text: String }
        Error "bad-id",
        format!("`{text}` is no id"),
        Some("an id has at most 64 characters `a-z`, `0-9`, `-` and `_`, and starts with a letter or digit".to_owned());

    /// An id that conditions, moments and templates read as something else.
    ReservedId { id: String }
        Error "reserved-id",
        format!("`{id}` means something else in conditions, moments and templates"),
        Some("choose another id for this ask".to_owned());

    /// A text that is no duration.
    BadDuration { text: String, why: PeriodError }
        Error "bad-duration",
        format!("`{text}` is no duration: {why}"),
        Some("write it as `90s`, `15m`, `4h`, `7d`, `1mo` or `1y`".to_owned());

    /// A duration of no length.
    ZeroDuration { key: &'static str }
        Error "zero-duration",
        format!("`{key}` is no time at all"),
        None;

    /// A date with a time, or a time without a date.
    BadDate { key: &'static str }
        Error "bad-date",
        format!("`{key}` is not a day of the calendar"),
        Some("write a day without quotes and without a time, such as `2026-11-23`".to_owned());

    /// A word that is none of those allowed.
    NotOneOf { key: &'static str, text: String, allowed: Vec<&'static str>, near: Option<String> }
        Error "not-one-of",
        format!("`{key}` cannot be `{text}`; expected {}", any_of(allowed)),
        meant(near.as_ref());

    /// A number outside of its range.
    OutOfRange { key: &'static str, min: i64, max: i64 }
        Error "out-of-range",
        if *min == i64::MIN {
            format!("`{key}` is beyond the whole numbers of 64 bits")
        } else {
            format!("`{key}` must be a whole number from {min} to {max}")
        },
        None;

    /// A text with nothing in it.
    Empty { key: &'static str }
        Error "empty",
        format!("`{key}` is empty"),
        None;

    /// A text that exists in one language only.
    MissingLanguage { key: &'static str, lang: &'static str }
        Error "missing-translation",
        format!("`{key}` has no text for `{lang}`"),
        Some("give both `zh` and `en`, or one plain string for all languages".to_owned());

    /// A text longer than any that a person reads.
    TooLong { key: &'static str, limit: usize }
        Error "too-long",
        format!("`{key}` is longer than {limit} bytes"),
        None;

    /// A text that names no moment.
    BadMoment { text: String }
        Error "bad-moment",
        format!("`{text}` is no moment"),
        Some("a moment is the id of a datetime ask, `opened`, `closed`, `step:ID`, `sent:NOTICE`, `met:CLOCK` or `stage:STAGE:ended`".to_owned());

    /// A text that is no id of the catalogue of clocks.
    BadCatalogueId { text: String }
        Error "bad-catalogue-id",
        format!("`{text}` is no id of the catalogue of clocks"),
        Some("it looks like `cn.cac.report.other`: `a-z`, `0-9`, `.`, `_` and `-`".to_owned());

    /// A text that says nothing about when an ask is due.
    BadRequiredBy { text: String }
        Error "bad-required-by",
        format!("`{text}` does not say by when the answer is needed"),
        Some("write `stage:STAGE`, `phase:ID`, `step:ID` or `closed`".to_owned());

    /// A text that is no currency.
    BadCurrency { text: String }
        Error "bad-currency",
        format!("`{text}` is no currency"),
        Some("write its three letters, such as `CNY`".to_owned());
}
