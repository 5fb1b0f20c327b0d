//! A person's id as it stands in records and file names. The name in any script stands in `feed.opened`.

use std::fmt;
use std::sync::Arc;

/// The most characters of a person's id.
pub const MAX_PERSON_CHARS: usize = 32;

/// A person's id: 1 to 32 of `[A-Za-z0-9._:@+-]`. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(Arc<str>);

impl PersonId {
    /// Reads an id.
    pub fn new(text: &str) -> Option<Self> {
        let sound = (1..=MAX_PERSON_CHARS).contains(&text.len()) && text.bytes().all(is_plain);
        sound.then(|| Self(text.into()))
    }

    /// The id of an account without a name that a record could hold: `uid1000`.
    pub fn of_uid(uid: u32) -> Self {
        Self(format!("uid{uid}").into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id as facts hold it.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.0)
    }
}

/// Whether a byte may stand in a header field, so that cutting a record with `sed` is safe.
pub(super) const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b':' | b'@' | b'+' | b'-')
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
