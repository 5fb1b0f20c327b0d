//! A fact: an event with who, when and where in the order.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Event;
use crate::time::Moment;

/// The random name of a feed: 64 bits, sixteen hexadecimal digits on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FeedId(pub u64);

impl FeedId {
    /// Reads sixteen lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let sound = text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
        sound.then(|| u64::from_str_radix(text, 16).ok()).flatten().map(Self)
    }
}

impl fmt::Display for FeedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Which fact: its feed and its place there, counted from 1. `FEED:SEQ` on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "std::borrow::Cow<'_, str>", into = "String")]
pub struct FactId {
    pub feed: FeedId,
    pub seq: u64,
}

impl FactId {
    /// Reads `FEED:SEQ`.
    pub fn parse(text: &str) -> Option<Self> {
        let (feed, seq) = text.split_once(':')?;
        let plain = seq.bytes().all(|b| b.is_ascii_digit()) && !seq.starts_with('0');
        let seq = plain.then(|| seq.parse().ok()).flatten()?;
        Some(Self { feed: FeedId::parse(feed)?, seq })
    }
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.feed, self.seq)
    }
}

impl From<FactId> for String {
    fn from(id: FactId) -> Self {
        id.to_string()
    }
}

impl TryFrom<std::borrow::Cow<'_, str>> for FactId {
    type Error = String;

    fn try_from(text: std::borrow::Cow<'_, str>) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or_else(|| format!("`{text}` names no record: `FEED:SEQ`"))
    }
}

/// What a record says, as far as this program can read it.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)] // nearly every body is an event; a box for each would cost more than it saves
pub enum Body {
    /// An event that this program knows.
    Event(Event),
    /// Withheld by a redaction.
    Withheld,
    /// An event of a newer version, by its kind.
    Unknown(String),
    /// A checkpoint that its signature or its record does not bear out.
    Unproven(Event),
}

/// An event with who, when and where in the order.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub id: FactId,
    /// When it was recorded, by the writer's wall clock.
    pub at: Moment,
    /// Who recorded it, as the record's header says.
    pub by: Arc<str>,
    pub body: Body,
}

impl Fact {
    /// The event as it stands in the journal, whether or not it holds.
    pub const fn stated(&self) -> Option<&Event> {
        match &self.body {
            Body::Event(event) | Body::Unproven(event) => Some(event),
            Body::Withheld | Body::Unknown(_) => None,
        }
    }

    /// The event, where it can be read.
    pub const fn event(&self) -> Option<&Event> {
        match &self.body {
            Body::Event(event) => Some(event),
            Body::Withheld | Body::Unknown(_) | Body::Unproven(_) => None,
        }
    }
}
