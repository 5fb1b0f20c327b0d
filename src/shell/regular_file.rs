//! Opens a file that others could have replaced: a regular file, or a typed refusal.
//!
//! It follows no link in the last part of the path and never waits, so that neither a pipe nor a device can
//! hang the program.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::OFlags;

use super::trouble;
use crate::locale::{Both, Lang, fault as words};
use crate::text::SafeText;

/// Why a file is not read.
#[derive(Debug)]
pub enum FileError {
    /// It is a link, a pipe, a folder or something else that is no file.
    Type,
    /// It has more bytes than are read of such a file.
    TooLong,
    /// The machine says no.
    Io(io::Error),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type => f.write_str("it is no regular file"),
            Self::TooLong => f.write_str("it is larger than such a file can be"),
            Self::Io(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for FileError {}

impl FileError {
    /// Why the file is not read, in a person's language.
    pub fn say(&self, lang: Lang) -> SafeText {
        match self {
            Self::Type => words::NO_REGULAR_FILE.text(lang),
            Self::TooLong => words::FILE_TOO_LONG.text(lang),
            Self::Io(error) => trouble::reading(error, lang),
        }
    }

    /// The same in both languages, for what is kept until somebody is told.
    pub fn say_in_both(&self) -> Both<SafeText> {
        Both { zh: self.say(Lang::Zh), en: self.say(Lang::En) }
    }
}

/// Opens a regular file for reading.
pub fn open(path: &Path) -> Result<File, FileError> {
    open_with(path, OFlags::NOFOLLOW)
}

/// Opens a regular file for reading, at the end of links if there are any.
pub fn open_through_links(path: &Path) -> Result<File, FileError> {
    open_with(path, OFlags::empty())
}

fn open_with(path: &Path, flags: OFlags) -> Result<File, FileError> {
    let look = if flags.contains(OFlags::NOFOLLOW) { fs::symlink_metadata } else { fs::metadata };
    let flags = (flags | OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path).map_err(|error| {
        let is_odd = look(path).is_ok_and(|metadata| !metadata.is_file());
        if is_odd { FileError::Type } else { FileError::Io(error) }
    })?;
    let metadata = file.metadata().map_err(FileError::Io)?;
    if metadata.is_file() { Ok(file) } else { Err(FileError::Type) }
}

/// The bytes of a file of lines, and whether they are all of it.
#[derive(Debug)]
pub struct Lines {
    pub bytes: Vec<u8>,
    /// A line was too long, and nothing from some place within it on was read.
    pub is_cut: bool,
}

/// Reads a regular file of lines of at most so many bytes, and no further into a line than `longest` bytes: a file
/// without line breaks costs no more memory than that.
pub fn read_lines(path: &Path, most: u64, longest: usize) -> Result<Lines, FileError> {
    let mut pieces = Pieces::open(path, most, longest)?;
    // One byte more, so that the end shows without growing.
    let mut bytes = Vec::with_capacity(usize::try_from(pieces.size.min(MOST_RESERVED)).unwrap_or(0) + 1);
    while pieces.read(PIECE, &mut bytes)? {}
    Ok(Lines { bytes, is_cut: pieces.is_cut })
}

/// The same, piece by piece.
#[derive(Debug)]
pub struct Pieces {
    file: File,
    /// Bytes of the file when it was opened.
    size: u64,
    /// Bytes that may still be read.
    most: u64,
    /// The most bytes of a line that are read.
    longest: usize,
    /// Bytes that were read of the line that is not at its end yet.
    of_line: usize,
    /// Whether a line was too long. Nothing behind its first bytes is read.
    pub is_cut: bool,
}

impl Pieces {
    pub fn open(path: &Path, most: u64, longest: usize) -> Result<Self, FileError> {
        let file = open(path)?;
        let size = file.metadata().map_err(FileError::Io)?.len();
        if size > most {
            return Err(FileError::TooLong);
        }
        Ok(Self { file, size, most, longest, of_line: 0, is_cut: false })
    }

    /// The file from its beginning.
    pub fn again(mut self) -> io::Result<File> {
        self.file.rewind()?;
        Ok(self.file)
    }

    /// Reads at most so many bytes more, behind those that are in `bytes`. Whether there were any.
    pub fn read(&mut self, most: u64, bytes: &mut Vec<u8>) -> Result<bool, FileError> {
        if self.is_cut {
            return Ok(false);
        }
        let before = bytes.len();
        let read = self.file.by_ref().take(most).read_to_end(bytes).map_err(FileError::Io)?;
        self.most = self.most.checked_sub(read as u64).ok_or(FileError::TooLong)?;
        let last_break = bytes[before..].iter().rposition(|byte| *byte == b'\n');
        self.of_line = last_break.map_or(self.of_line + read, |at| read - at - 1);
        let excess = self.of_line.saturating_sub(self.longest);
        self.is_cut = excess > 0;
        bytes.truncate(bytes.len() - excess);
        Ok(read > 0)
    }
}

/// The most memory that is asked for before anything was read: a file can say that it is larger than it is.
const MOST_RESERVED: u64 = 64 << 20;
/// How much of a file of lines is read at once.
const PIECE: u64 = 1 << 20;

/// Reads a regular file of at most so many bytes.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, FileError> {
    read_open(open(path)?, most)
}

/// The same of a file that is this account's own; what is another's is refused.
pub fn read_own(path: &Path, most: u64) -> Result<Vec<u8>, FileError> {
    let file = open(path)?;
    let owner = file.metadata().map_err(FileError::Io)?.uid();
    if owner != rustix::process::geteuid().as_raw() {
        return Err(FileError::Io(io::ErrorKind::PermissionDenied.into()));
    }
    read_open(file, most)
}

fn read_open(file: File, most: u64) -> Result<Vec<u8>, FileError> {
    let size = file.metadata().map_err(FileError::Io)?.len();
    if size > most {
        return Err(FileError::TooLong);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    file.take(most + 1).read_to_end(&mut bytes).map_err(FileError::Io)?;
    if bytes.len() as u64 > most { Err(FileError::TooLong) } else { Ok(bytes) }
}
