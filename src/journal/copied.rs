//! A copied piece of evidence: what its record states of it, against what lies in `evidence/`.
//!
//! What is stated holds whatever else stands in the record, as in a feed's opening. A copy without a digest
//! cannot be checked, so it is told as missing.

use std::borrow::Cow;

use serde::Deserialize;

use super::verify::Surroundings;
use super::{Digest, Finding, FindingKind, body};
use crate::run::{Body, Event, EvidenceHow};

/// What a record states of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Copied {
    name: String,
    sha256: Option<Digest>,
}

#[derive(Deserialize)]
struct Stated<'a> {
    #[serde(borrow)]
    how: Cow<'a, str>,
    #[serde(default)]
    name: serde_json::Value,
    #[serde(default)]
    sha256: serde_json::Value,
}

impl Copied {
    /// Reads a record. Nothing where it adds no copied evidence.
    pub(super) fn of(said: &Body) -> Option<Self> {
        match said {
            Body::Event(Event::EvidenceAdded(evidence)) if evidence.how == EvidenceHow::Copied => {
                let sha256 = evidence.sha256.as_ref().and_then(|text| Digest::parse(text.as_bytes()));
                Some(Self { name: evidence.name.clone(), sha256 })
            }
            Body::Event(_) | Body::Unknown(_) | Body::Withheld | Body::Unproven(_) => None,
        }
    }

    /// The same of an event that says more than this program knows.
    pub(super) fn of_newer(kind: &str, event: &[u8]) -> Option<Self> {
        if kind != body::EVIDENCE_ADDED {
            return None;
        }
        let Stated { how, name, sha256 } = serde_json::from_slice(event).ok()?;
        let text = |value: &serde_json::Value| value.as_str().map(ToOwned::to_owned);
        (how == "copied").then(|| Self {
            name: text(&name).unwrap_or_default(),
            sha256: text(&sha256).and_then(|text| Digest::parse(text.as_bytes())),
        })
    }

    /// What is wrong with the copy. Every file whose name begins with the digest must have it; one that was
    /// not read is told of by itself.
    pub(super) fn findings(&self, beside: &Surroundings) -> Vec<Finding> {
        let Some(copies) = &beside.evidence else { return Vec::new() };
        let name = self.name.clone();
        let Some(sha256) = self.sha256 else {
            return vec![Finding::of_file("evidence", FindingKind::EvidenceMissing { name })];
        };
        let start = sha256.to_string();
        let named: Vec<_> =
            copies.range(start.clone()..).take_while(|(file, _)| file.starts_with(&start)).collect();
        if named.is_empty() {
            let file = format!("evidence/{start}-…");
            return vec![Finding::of_file(&file, FindingKind::EvidenceMissing { name })];
        }
        let changed = named.into_iter().filter(|(_, read)| read.as_ref().is_ok_and(|found| *found != sha256));
        let finding = |(file, _): (&String, _)| {
            let kind = FindingKind::EvidenceChanged { name: name.clone() };
            Finding::of_file(&format!("evidence/{file}"), kind)
        };
        changed.map(finding).collect()
    }
}
