//! The part of a record that can be taken out: a salt and an event.

use std::borrow::Cow;

use serde::Deserialize;

use crate::run::{Body, Event, RULES};

/// What stands before the salt.
pub(super) const BEFORE_SALT: &[u8] = br#"{"salt":""#;
/// What stands between the salt and the event.
pub(super) const BEFORE_EVENT: &[u8] = br#"","event":"#;
/// Base64url characters of a salt.
pub(super) const SALT_CHARS: usize = 22;
/// What stands in the place of a body that was taken out.
pub(super) const WITHHELD: &[u8] = b"null";

/// The kind of a feed's first event.
pub(super) const FEED_OPENED: &str = "feed.opened";

/// The kind of an event that may state a digest.
pub(super) const EVIDENCE_ADDED: &str = "evidence.added";

/// The least that every event of every version has.
#[derive(Deserialize)]
struct Kind<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
}

/// The event's bytes within a body of the right form.
pub(super) fn event_bytes(x: &[u8]) -> Option<&[u8]> {
    x.get(BEFORE_SALT.len() + SALT_CHARS + BEFORE_EVENT.len()..)?.strip_suffix(b"}")
}

/// Reads a body of the right form. Nothing where its event is no JSON object with a kind.
pub(super) fn read(x: &[u8], is_newer: bool) -> Option<Body> {
    if x == WITHHELD {
        return Some(Body::Withheld);
    }
    let event = event_bytes(x)?;
    if !is_newer
        && let Ok(event) = serde_json::from_slice::<Event>(event)
        && !has_other_rules(&event)
    {
        return Some(Body::Event(event));
    }
    kind(event).map(|kind| Body::Unknown(kind.into_owned()))
}

/// The kind of an event of any version.
pub(super) fn kind(event: &[u8]) -> Option<Cow<'_, str>> {
    serde_json::from_slice::<Kind>(event).ok().map(|event| event.kind)
}

/// Whether what follows from a feed's facts is worked out by rules that this program does not know.
const fn has_other_rules(event: &Event) -> bool {
    matches!(event, Event::FeedOpened { rules, .. } if *rules != RULES)
}
