//! What a file says of itself before its first table: enough to choose it, without reading all of it.
//!
//! Tells nothing about problems; a file whose header cannot be read has none.

use toml::de::DeTable;

use super::limits::MAX_BYTES;

/// The id of a runbook, or of the one that a file changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The file's own id.
    pub id: Option<String>,
    /// The id of the runbook that it changes, if it is an overlay.
    pub extends: Option<String>,
    /// What the file is.
    pub kind: FileKind,
}

/// What a file is, by the key at its head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileKind {
    /// A runbook or an overlay.
    #[default]
    Runbook,
    /// A catalogue of clocks.
    Catalogue,
    /// A table of holidays.
    Holidays,
}

impl Header {
    /// Reads the header of a file.
    pub fn of(bytes: &[u8]) -> Self {
        let bytes = bytes.get(..MAX_BYTES).unwrap_or(bytes);
        let end = bytes.windows(2).position(|two| two == b"\n[").unwrap_or(bytes.len());
        let header = Self::parse(&bytes[..end]);
        // A text of several lines may hold a line that looks like a table.
        if header == Self::default() { Self::parse(bytes) } else { header }
    }

    fn parse(bytes: &[u8]) -> Self {
        let Ok(text) = std::str::from_utf8(bytes) else { return Self::default() };
        let (table, _) = DeTable::parse_recoverable(text);
        let value = |key: &str| {
            let text = table.get_ref().get(key)?.get_ref().as_str()?;
            (!text.is_empty()).then(|| text.to_owned())
        };
        let kind = if table.get_ref().contains_key("holidays") {
            FileKind::Holidays
        } else if table.get_ref().contains_key("catalogue") {
            FileKind::Catalogue
        } else {
            FileKind::Runbook
        };
        Self { id: value("id"), extends: value("extends"), kind }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_it_is_before_its_first_table() {
        let header = |text: &str| Header::of(text.as_bytes());
        let id = |text: &str| Some(text.to_owned());
        assert_eq!(header("id = \"a\"\n[[role]]\nid = \"b\"\n"), Header { id: id("a"), ..Header::default() });
        assert_eq!(header("x = '''\n[\n'''\nextends = \"a\"\n").extends, id("a"));
        assert_eq!(header("id = \n"), Header::default());
        assert_eq!(Header::of(&[0xff]), Header::default());
    }
}
