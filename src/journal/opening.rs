//! What the first record of a feed states: whose it is, the run's own files, and the feed that it continues.
//!
//! It holds whatever else stands in that record, so that a newer program's field, or a forged one, switches no
//! check off. What has not its form states nothing, and is damage.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::cursor::MAX_NUMBER;
use super::{Digest, body};
use crate::run::FeedId;

/// What a `feed.opened` states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// The person's name; empty where it cannot be read.
    pub display: String,
    /// The digests of the run's own files by name.
    pub files: BTreeMap<String, Digest>,
    pub continues: Option<Earlier>,
    /// The account's number and the machine's id, as the writer states them.
    pub uid: Option<u32>,
    pub machine: String,
    /// Whether a part of it has not its form, or is about another person than the record.
    pub is_malformed: bool,
}

/// Where a feed takes up an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earlier {
    pub feed: FeedId,
    /// Bytes of the earlier file that count.
    pub valid_bytes: u64,
    /// The `h` of the last record that counts, [`Digest::ZERO`] for none.
    pub last: Digest,
}

#[derive(serde::Deserialize)]
struct Files {
    files: Digests,
}

#[derive(serde::Deserialize)]
struct Continuing {
    #[serde(default)]
    continues: Option<RawEarlier>,
}

#[derive(serde::Deserialize)]
struct RawEarlier {
    feed: String,
    valid_bytes: u64,
    last: String,
}

#[derive(serde::Deserialize)]
struct Written {
    writer: By,
}

#[derive(serde::Deserialize)]
struct By {
    person: String,
    display: String,
    #[serde(default)]
    uid: serde_json::Value,
    #[serde(default)]
    machine: serde_json::Value,
}

impl Opening {
    /// Reads an event by a person. Nothing where it is none of this kind.
    pub(super) fn read(event: &[u8], by: &str) -> Option<Self> {
        if body::kind(event)? != body::FEED_OPENED {
            return None;
        }
        // Each part is read by itself: one that is wrong leaves the others as they are.
        let files = serde_json::from_slice::<Files>(event).ok().map(|stated| stated.files.0);
        let continues = match serde_json::from_slice::<Continuing>(event) {
            Ok(stated) => stated.continues.map(|raw| raw.checked()),
            Err(_) => Some(None),
        };
        let written = serde_json::from_slice::<Written>(event).ok().map(|stated| stated.writer);
        let is_of_another = written.as_ref().is_some_and(|writer| writer.person != by);
        Some(Self {
            is_malformed: files.is_none() || continues == Some(None) || is_of_another,
            uid: written.as_ref().and_then(|writer| u32::try_from(writer.uid.as_u64()?).ok()),
            machine: written
                .as_ref()
                .and_then(|writer| writer.machine.as_str())
                .unwrap_or_default()
                .to_owned(),
            display: written.map(|writer| writer.display).unwrap_or_default(),
            files: files.unwrap_or_default(),
            continues: continues.flatten(),
        })
    }
}

impl RawEarlier {
    fn checked(&self) -> Option<Earlier> {
        Some(Earlier {
            feed: FeedId::parse(&self.feed)?,
            valid_bytes: Some(self.valid_bytes).filter(|bytes| *bytes <= MAX_NUMBER)?,
            last: Digest::parse(self.last.as_bytes())?,
        })
    }
}

/// Digests by name, each name once.
struct Digests(BTreeMap<String, Digest>);

impl<'de> Deserialize<'de> for Digests {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(DigestsVisitor)
    }
}

struct DigestsVisitor;

impl<'de> Visitor<'de> for DigestsVisitor {
    type Value = Digests;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("digests by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Digests, A::Error> {
        let mut digests = BTreeMap::new();
        while let Some((name, digest)) = map.next_entry::<String, String>()? {
            let digest = Digest::parse(digest.as_bytes()).ok_or_else(|| Error::custom("no digest"))?;
            if digests.insert(name, digest).is_some() {
                return Err(Error::custom("a name is given twice"));
            }
        }
        Ok(Digests(digests))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(parts: &str) -> Opening {
        Opening::read(format!(r#"{{"kind":"feed.opened",{parts}}}"#).as_bytes(), "alice").unwrap()
    }

    #[test]
    fn each_part_holds_whatever_stands_beside_it() {
        let h = "0".repeat(64);
        let continues =
            format!(r#""continues":{{"feed":"000000000000000a","valid_bytes":7,"last":"{h}","new":1}}"#);
        let files = format!(r#""files":{{"runbook.toml":"{h}"}}"#);
        let opening = read(&format!(r#"{files},{continues},"mood":["new"],"writer":7"#));
        assert_eq!(opening.files["runbook.toml"], Digest::ZERO);
        assert_eq!(opening.continues.map(|earlier| (earlier.feed.0, earlier.valid_bytes)), Some((10, 7)));
        assert!(!opening.is_malformed);
        assert!(!read(&format!(r#"{files},"continues":null"#)).is_malformed);
        assert!(read(&format!(r#"{files},"continues":{{}}"#)).is_malformed);
    }

    #[test]
    fn what_has_not_its_form_states_nothing_and_is_told() {
        let h = "0".repeat(64);
        for parts in [
            r#""files":1"#.to_owned(),
            r#""rules":1"#.to_owned(),
            r#""files":{"runbook.toml":5}"#.to_owned(),
            format!(r#""files":{{"a":"{h}","a":"{h}"}}"#),
            format!(r#""files":{{"a":"{h}"}},"files":{{}}"#),
            format!(r#""files":{{"a":"{}"}}"#, h.replace('0', "A")),
            r#""files":{},"continues":7"#.to_owned(),
            format!(r#""files":{{}},"continues":{{"feed":"a","valid_bytes":7,"last":"{h}"}}"#),
            format!(
                r#""files":{{}},"continues":{{"feed":"000000000000000a","valid_bytes":"7","last":"{h}"}}"#
            ),
            r#""files":{},"continues":{"feed":"000000000000000a","valid_bytes":7}"#.to_owned(),
            r#""files":{},"writer":{"person":"bob","display":"Bob"}"#.to_owned(),
        ] {
            let opening = read(&parts);
            assert!(opening.is_malformed, "{parts}");
            assert_eq!((opening.files.len(), opening.continues), (0, None), "{parts}");
        }
        assert_eq!(Opening::read(br#"{"kind":"note.added"}"#, "alice"), None);
    }
}
