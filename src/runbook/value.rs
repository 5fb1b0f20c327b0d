//! The values that asks take, as they stand in journals and in conditions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AskKind, Id};
use crate::time::{Moment, Period, Zone};

/// An answer to an ask. On the wire it is one field named by its kind, such as `{"choice":"leak"}`;
/// numbers, amounts and durations are strings, so that no reader rounds them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Answer {
    /// One line.
    Text(String),
    /// Several lines.
    Lines(String),
    /// A decimal number without exponent, such as `1200` or `-0.5`.
    Number(String),
    /// The id of a choice.
    Choice(Id),
    /// The ids of choices.
    Many(Vec<Id>),
    /// Yes or no.
    YesNo(bool),
    /// A moment, RFC 3339 in UTC.
    Datetime(#[serde(with = "moment_text")] Moment),
    /// A length of time, such as `4h`.
    Duration(String),
    /// A person.
    Person(String),
    /// A decimal amount and its currency.
    Money {
        /// Such as `1200.50`.
        amount: String,
        /// Such as `CNY`.
        currency: String,
    },
    /// Of a table: that it has no rows, on purpose. Rows are records of their own, so the list is always empty.
    #[serde(rename = "table")]
    NoRows([Cells; 0]),
}

/// The cells of a table's row, by column.
pub type Cells = BTreeMap<Id, Answer>;

impl Answer {
    /// The moment that a datetime holds.
    pub const fn datetime(&self) -> Option<Moment> {
        if let Self::Datetime(moment) = self { Some(*moment) } else { None }
    }

    /// The answer as a person would type it again: ids for choices, times in the zone.
    pub fn as_typed(&self, zone: &Zone) -> String {
        match self {
            Self::Text(text)
            | Self::Lines(text)
            | Self::Number(text)
            | Self::Duration(text)
            | Self::Person(text)
            | Self::Money { amount: text, .. } => text.clone(),
            Self::Choice(id) => id.to_string(),
            Self::Many(ids) => ids.iter().map(Id::as_str).collect::<Vec<_>>().join(","),
            Self::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Self::NoRows([]) => "none".to_owned(),
            Self::Datetime(moment) => zone.local(*moment).format("%Y-%m-%d %H:%M:%S").to_string(),
        }
    }
}

impl AskKind {
    /// Whether a value is of this kind, and one of its choices where it has any.
    pub fn takes(&self, answer: &Answer) -> bool {
        let chosen = |choices: &[super::Choice], id: &Id| choices.iter().any(|choice| choice.id == *id);
        match (self, answer) {
            (Self::Text, Answer::Text(text)) => !text.contains('\n'),
            (Self::Lines, Answer::Lines(_))
            | (Self::YesNo, Answer::YesNo(_))
            | (Self::Datetime, Answer::Datetime(_))
            | (Self::Person, Answer::Person(_))
            | (Self::Table(_), Answer::NoRows([])) => true,
            (Self::Number { min, max, .. }, Answer::Number(number)) => {
                is_decimal(number) && whole_in_range(number, *min, *max)
            }
            (Self::Choice(choices), Answer::Choice(id)) => chosen(choices, id),
            (Self::Many(choices), Answer::Many(ids)) => ids.iter().all(|id| chosen(choices, id)),
            (Self::Duration, Answer::Duration(text)) => Period::parse(text).is_ok(),
            (Self::Money { currency: own }, Answer::Money { amount, currency }) => {
                is_decimal(amount) && own == currency
            }
            (
                Self::Text
                | Self::Lines
                | Self::Number { .. }
                | Self::Choice(_)
                | Self::Many(_)
                | Self::YesNo
                | Self::Datetime
                | Self::Duration
                | Self::Person
                | Self::Money { .. }
                | Self::Table(_),
                _,
            ) => false,
        }
    }

    /// Whether cells fit the columns of this table.
    pub fn takes_cells(&self, cells: &Cells) -> bool {
        let Self::Table(columns) = self else { return false };
        cells
            .iter()
            .all(|(id, cell)| columns.iter().any(|column| column.id == *id && column.kind.takes(cell)))
    }
}

/// Whether a decimal lies between whole bounds. Its fraction moves it away from nought, never past a bound
/// that its whole part has not reached.
fn whole_in_range(number: &str, min: Option<i64>, max: Option<i64>) -> bool {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let has_fraction = fraction.bytes().any(|b| b != b'0');
    let negative = number.starts_with('-');
    let Ok(whole) = whole.parse::<i64>() else { return min.is_none() && max.is_none() };
    let least = whole.saturating_sub(i64::from(has_fraction && negative));
    let most = whole.saturating_add(i64::from(has_fraction && !negative));
    min.is_none_or(|min| least >= min) && max.is_none_or(|max| most <= max)
}

/// A plain decimal number: digits, perhaps a sign before and a fraction behind.
pub fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let body = text.strip_prefix('-').unwrap_or(text);
    let sound = match body.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(body),
    };
    sound && text.len() <= 40
}

/// A truth that may be unknown, since an ask can be unanswered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tri {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// What decides it is not known yet.
    Unknown,
}

/// RFC 3339 in UTC with microseconds where there are any: `2026-11-23T04:12:09.123456Z`.
pub mod moment_text {
    use chrono::SecondsFormat;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::time::Moment;

    /// Writes a moment.
    pub fn serialize<S: Serializer>(moment: &Moment, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&moment.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }

    /// Reads a moment.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        chrono::DateTime::parse_from_rfc3339(&text).map(|moment| moment.to_utc()).map_err(D::Error::custom)
    }

    /// The same for a moment that may be absent.
    pub mod option {
        use super::{Deserializer, Moment, Serializer};

        /// Writes a moment that is there.
        pub fn serialize<S: Serializer>(moment: &Option<Moment>, serializer: S) -> Result<S::Ok, S::Error> {
            match moment {
                Some(moment) => super::serialize(moment, serializer),
                None => serializer.serialize_none(),
            }
        }

        /// Reads a moment that is there.
        pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Moment>, D::Error> {
            super::deserialize(deserializer).map(Some)
        }
    }
}
