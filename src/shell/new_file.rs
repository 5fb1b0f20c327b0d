//! Writes a text into a file that is not there yet: nothing is ever overwritten.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::trouble;
use crate::locale::{Lang, notice as words};
use crate::report::notice::gaps;
use crate::text::SafeText;

/// Makes the file, for its owner alone, and writes the text into it. Fails where there is one already.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Writes a notice's text where somebody asked for it, and says so, or why not.
pub fn tell(path: &str, text: &str, lang: Lang) -> Result<SafeText, SafeText> {
    match write(&super::paths::expand(path), &format!("{text}\n")) {
        Ok(()) => Ok(words::WROTE.with(lang, &[&path, &gaps(text)])),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(words::FILE_EXISTS.with(lang, &[&path]))
        }
        Err(error) => Err(words::CANNOT_WRITE.with(lang, &[&path, &trouble::meaning(&error, lang)])),
    }
}
