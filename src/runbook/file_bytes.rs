//! The exact bytes of a file of a runbook, shared by all who keep them.
//!
//! What the program ships is never copied.

use std::ops::Deref;
use std::sync::Arc;

use super::{builtin, catalogue};

/// The bytes of a runbook, an overlay, a catalogue of clocks or a table of holidays.
#[derive(Clone, Debug)]
pub enum FileBytes {
    /// Those of a file that is shipped.
    Shipped(&'static [u8]),
    /// Those of any other file.
    Own(Arc<[u8]>),
}

impl FileBytes {
    /// What is shipped, where it is the same, and else a copy.
    pub fn of(bytes: &[u8]) -> Self {
        let shipped = builtin::RUNBOOKS.iter().chain(catalogue::SHIPPED);
        let mut shipped = shipped.map(|(_, text)| text.as_bytes());
        shipped.find(|text| *text == bytes).map_or_else(|| Self::Own(Arc::from(bytes)), Self::Shipped)
    }
}

impl Deref for FileBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Shipped(bytes) => bytes,
            Self::Own(bytes) => bytes,
        }
    }
}

impl AsRef<[u8]> for FileBytes {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl From<Vec<u8>> for FileBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Own(bytes.into())
    }
}

impl PartialEq for FileBytes {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for FileBytes {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shipped_is_not_copied() {
        let (_, text) = builtin::RUNBOOKS[0];
        let read = FileBytes::of(text.to_owned().as_bytes());
        assert!(matches!(read, FileBytes::Shipped(bytes) if bytes == text.as_bytes()));
        assert_eq!(read, FileBytes::from(text.as_bytes().to_vec()));
        assert!(matches!(FileBytes::of(b"schema = 1\n"), FileBytes::Own(_)));
    }
}
