//! A fact as one line of JSON for other programs, with its event exactly as the journal holds it.

use serde::Serialize;

use crate::journal::ascii;
use crate::run::{Body, Event, FactId, Independence, Run};
use crate::runbook::value::moment_text;
use crate::time::Moment;

/// A fact in the run's order.
#[derive(Clone, Debug, Serialize)]
pub struct FactLine<'a> {
    id: FactId,
    #[serde(with = "moment_text")]
    at: Moment,
    by: &'a str,
    /// Null where it was withheld or cannot be read.
    event: Option<&'a Event>,
    /// The kind of an event of a newer version.
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<bool>,
    /// Only there where the signature of a checkpoint does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    unproven: Option<bool>,
    /// Only there where the fact was undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<bool>,
    /// Only there where the fact confirms another: `other-key`, `same-key`, `other-account`, `same-account` or `unknown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    independence: Option<Independence>,
}

impl<'a> FactLine<'a> {
    /// The fact at a place; nothing beyond the end.
    pub fn new(run: &'a Run, place: usize) -> Option<Self> {
        let fact = run.facts().get(place)?;
        let unknown = if let Body::Unknown(kind) = &fact.body { Some(kind.as_str()) } else { None };
        Some(Self {
            id: fact.id,
            at: fact.at,
            by: &fact.by,
            event: fact.stated(),
            unknown,
            withheld: (fact.body == Body::Withheld).then_some(true),
            unproven: matches!(fact.body, Body::Unproven(_)).then_some(true),
            standing: (!run.stands(place)).then_some(false),
            independence: run.independence(place),
        })
    }
}

/// Every fact of a run, a line each, in printable ASCII. Fails only where an event cannot be written at all.
pub fn fact_lines(run: &Run) -> Result<Vec<String>, serde_json::Error> {
    let lines = (0..run.facts().len()).filter_map(|place| FactLine::new(run, place));
    lines.map(|line| serde_json::to_string(&line).map(|json| ascii::escape(&json))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::story::{ALICE, Story};

    #[test]
    fn a_line_is_the_exact_event_in_ascii_and_says_where_it_does_not_stand() {
        let mut story = Story::new();
        let note = story.then(ALICE, r#"{"kind":"note.added","text":"甲\u202e"}"#);
        story.then(ALICE, &format!(r#"{{"kind":"fact.undone","undoes":"{note}"}}"#));
        story.with_body(ALICE, Body::Withheld);
        story.with_body(ALICE, Body::Unknown("step.danced".to_owned()));
        story.then(ALICE, &format!(r#"{{"kind":"step.signed","step":"contain","done_of":"{note}"}}"#));
        assert_eq!(
            fact_lines(&story.run()).unwrap(),
            [
                r#"{"id":"000000000000000a:1","at":"2026-11-22T20:00:00Z","by":"alice","event":{"kind":"note.added","text":"\u7532\u202e"},"standing":false}"#,
                r#"{"id":"000000000000000a:2","at":"2026-11-22T20:01:00Z","by":"alice","event":{"kind":"fact.undone","undoes":"000000000000000a:1"}}"#,
                r#"{"id":"000000000000000a:3","at":"2026-11-22T20:02:00Z","by":"alice","event":null,"withheld":true}"#,
                r#"{"id":"000000000000000a:4","at":"2026-11-22T20:03:00Z","by":"alice","event":null,"unknown":"step.danced"}"#,
                r#"{"id":"000000000000000a:5","at":"2026-11-22T20:04:00Z","by":"alice","event":{"kind":"step.signed","step":"contain","done_of":"000000000000000a:1"},"independence":"unknown"}"#,
            ]
        );
    }
}
