//! A name that files, journals and people of any language share.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The most characters of an id.
pub const MAX_ID_CHARS: usize = 64;

/// An ASCII id: `[a-z0-9][a-z0-9_-]*`. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "std::borrow::Cow<'_, str>", into = "String")]
pub struct Id(Arc<str>);

impl Id {
    /// Reads an id; nothing where a character is not allowed or there are too many.
    pub fn new(text: &str) -> Option<Self> {
        let first = text.bytes().next()?;
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
        let sound = text.len() <= MAX_ID_CHARS
            && (first.is_ascii_lowercase() || first.is_ascii_digit())
            && text.bytes().all(allowed);
        sound.then(|| Self(text.into()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl TryFrom<std::borrow::Cow<'_, str>> for Id {
    type Error = String;

    fn try_from(text: std::borrow::Cow<'_, str>) -> Result<Self, Self::Error> {
        Self::new(&text).ok_or_else(|| format!("`{text}` is no id: lower-case letters, digits, `-` and `_`"))
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0.as_ref().to_owned()
    }
}
