//! The values that asks take, as they stand in journals and in conditions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Id;
use crate::time::Moment;

/// An answer to an ask. On the wire it is one field named by its kind, such as `{"choice":"leak"}`;
/// numbers, amounts and durations are strings, so that no reader rounds them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
}

/// The cells of a table's row, by column.
pub type Cells = BTreeMap<Id, Answer>;

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
