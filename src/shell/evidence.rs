//! Takes a file as evidence: its SHA-256, and a copy of it in the run's folder unless it is large.
//!
//! The source is never changed. A file that changes while it is read is no evidence of anything and is
//! refused.

use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::RunFolder;
use super::disk::{Disk, DiskFile, create_folders, refuse_link, write_all};
use super::regular_file::{self, FileError};
use super::trouble;
use crate::journal::Digest;
use crate::locale::{Lang, fault as words};
use crate::run::{Event, EvidenceHow};
use crate::text::SafeText;
use crate::time::Moment;

/// A file with more bytes is hashed where it is.
pub const MAX_COPIED_BYTES: u64 = 100 * 1000 * 1000;

/// The most bytes of the name that a copy keeps of the file's own.
const MAX_NAME_BYTES: usize = 120;

/// A piece of evidence that was hashed, and copied if `how` says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenEvidence {
    pub how: EvidenceHow,
    /// The file's own name.
    pub name: String,
    /// Where it was found.
    pub place: String,
    pub sha256: Digest,
    pub size: u64,
    pub modified: Option<Moment>,
}

/// Why a file is not taken.
#[derive(Debug)]
pub enum TakeError {
    /// It cannot be read.
    Source(FileError),
    /// It was changed while it was read.
    Changed,
    /// The copy cannot be written.
    Copy(io::Error),
}

impl fmt::Display for TakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => write!(f, "the file cannot be read: {error}"),
            Self::Changed => f.write_str("the file changed while it was read"),
            Self::Copy(error) => write!(f, "the copy cannot be written: {error}"),
        }
    }
}

impl std::error::Error for TakeError {}

impl TakeError {
    /// Why the file is not taken, in a person's language.
    pub fn say(&self, lang: Lang) -> SafeText {
        match self {
            Self::Source(error) => error.say(lang),
            Self::Changed => words::CHANGED_MEANWHILE.text(lang),
            Self::Copy(error) => words::NOT_COPIED.with(lang, &[&trouble::meaning(error, lang)]),
        }
    }
}

/// Hashes a file, and copies it into the run's folder if it is to be copied and not large. `progress` is
/// told the bytes done and the bytes in all.
pub fn take(
    disk: &dyn Disk,
    source: &Path,
    folder: &RunFolder,
    how: EvidenceHow,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<TakenEvidence, TakeError> {
    let place = source.canonicalize().map_err(|error| TakeError::Source(FileError::Io(error)))?;
    let mut file = regular_file::open_through_links(&place).map_err(TakeError::Source)?;
    let before = metadata(&file)?;
    let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_copied = how == EvidenceHow::Copied && before.len() <= MAX_COPIED_BYTES;
    let sha256 = if is_copied {
        copy(disk, &mut file, &before, &Copied { folder: &folder.evidence(), name: &name }, progress)?
    } else {
        let digest = hash(&mut file, before.len(), None, progress)?;
        unchanged(&file, &before)?;
        digest
    };
    Ok(TakenEvidence {
        how: if is_copied { EvidenceHow::Copied } else { EvidenceHow::InPlace },
        name,
        place: place.to_string_lossy().into_owned(),
        sha256,
        size: before.len(),
        modified: before.modified().ok().map(Moment::from),
    })
}

/// The place of evidence that came down a pipe.
pub const STREAM_PLACE: &str = "stdin";

/// Keeps what a stream gives until it ends, under a name of the taker's choice.
pub fn take_stream(
    disk: &dyn Disk,
    source: &mut dyn Read,
    name: &str,
    folder: &RunFolder,
) -> Result<TakenEvidence, TakeError> {
    let kept = folder.evidence();
    create_folders(disk, &kept).map_err(TakeError::Copy)?;
    let (temporary, mut copy) = temporary_file(disk, &kept).map_err(TakeError::Copy)?;
    let outcome = drain(source, &mut *copy).and_then(|(sha256, size)| {
        keep(disk, &temporary, &mut *copy, &Copied { folder: &kept, name }, sha256)?;
        Ok(TakenEvidence {
            how: EvidenceHow::Copied,
            name: name.to_owned(),
            place: STREAM_PLACE.to_owned(),
            sha256,
            size,
            modified: None,
        })
    });
    if outcome.is_err() {
        // Gone already where it was renamed.
        let _ = disk.remove(&temporary);
    }
    outcome
}

/// Hashes a stream to its end, and writes it on.
fn drain(source: &mut dyn Read, copy: &mut dyn DiskFile) -> Result<(Digest, u64), TakeError> {
    let (mut hasher, mut size) = (Sha256::new(), 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = match source.read(&mut buffer) {
            Ok(0) => return Ok((Digest(hasher.finalize().into()), size)),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(TakeError::Source(FileError::Io(error))),
        };
        size += count as u64;
        if size > MAX_COPIED_BYTES {
            return Err(TakeError::Source(FileError::TooLong));
        }
        hasher.update(&buffer[..count]);
        write_all(copy, &buffer[..count]).map_err(TakeError::Copy)?;
    }
}

/// Gives a whole copy its name, durably. One that bears the name already is replaced by bytes that are known to
/// be those.
fn keep(
    disk: &dyn Disk,
    temporary: &Path,
    copy: &mut dyn DiskFile,
    copied: &Copied<'_>,
    digest: Digest,
) -> Result<(), TakeError> {
    copy.sync_data().map_err(TakeError::Copy)?;
    let path = copied.folder.join(format!("{digest}-{}", kept_name(copied.name)));
    disk.rename(temporary, &path).map_err(TakeError::Copy)?;
    disk.sync_dir(copied.folder).map_err(TakeError::Copy)
}

/// Where a copy goes, and the name of what is copied.
struct Copied<'a> {
    folder: &'a Path,
    name: &'a str,
}

/// Copies through a file of another name, so that what bears a digest is whole and durable.
fn copy(
    disk: &dyn Disk,
    file: &mut File,
    before: &Metadata,
    copied: &Copied<'_>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Digest, TakeError> {
    let folder = copied.folder;
    create_folders(disk, folder).map_err(TakeError::Copy)?;
    let (temporary, mut copy) = temporary_file(disk, folder).map_err(TakeError::Copy)?;
    let outcome = hash(file, before.len(), Some(&mut *copy), progress).and_then(|digest| {
        unchanged(file, before)?;
        keep(disk, &temporary, &mut *copy, copied, digest)?;
        Ok(digest)
    });
    if outcome.is_err() {
        // Gone already where it was renamed.
        let _ = disk.remove(&temporary);
    }
    outcome
}

/// Keeps the texts of the notices among some events as files, for handing on: the records hold them too, and the loss of
/// a file loses nothing.
pub fn keep_notices(disk: &dyn Disk, folder: &RunFolder, events: &[Event]) {
    for event in events {
        if let Event::NoticeDrafted { notice, version, text, .. } = event {
            let _ = keep_text(disk, folder, &format!("{notice}-{version}.txt"), text);
        }
    }
}

/// Keeps a text as a file of the run's evidence, under its digest.
pub fn keep_text(disk: &dyn Disk, folder: &RunFolder, name: &str, text: &str) -> io::Result<PathBuf> {
    let folder = folder.evidence();
    create_folders(disk, &folder)?;
    let digest = Digest::of(text.as_bytes());
    let path = folder.join(format!("{digest}-{}", kept_name(name)));
    let (temporary, mut copy) = temporary_file(disk, &folder)?;
    let outcome = write_all(&mut *copy, text.as_bytes()).and_then(|()| copy.sync_data());
    let outcome = outcome.and_then(|()| disk.rename(&temporary, &path)).and_then(|()| disk.sync_dir(&folder));
    if outcome.is_err() {
        // Gone already where it was renamed.
        let _ = disk.remove(&temporary);
    }
    outcome.map(|()| path)
}

fn temporary_file(disk: &dyn Disk, folder: &Path) -> io::Result<(PathBuf, Box<dyn DiskFile>)> {
    refuse_link(folder)?;
    let mut random = [0; 8];
    disk.random(&mut random)?;
    let path = folder.join(format!(".{:016x}.part", u64::from_be_bytes(random)));
    let file = disk.create_new(&path)?;
    Ok((path, file))
}

/// Hashes a file to its end, and writes it on.
fn hash(
    file: &mut File,
    total: u64,
    mut copy: Option<&mut dyn DiskFile>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Digest, TakeError> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    let mut done = 0;
    progress(0, total);
    loop {
        let count = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(TakeError::Source(FileError::Io(error))),
        };
        hasher.update(&buffer[..count]);
        if let Some(copy) = &mut copy {
            write_all(&mut **copy, &buffer[..count]).map_err(TakeError::Copy)?;
        }
        done += count as u64;
        // A file that grows as fast as it is read would never end.
        if done > total {
            return Err(TakeError::Changed);
        }
        progress(done, total);
    }
    if done == total { Ok(Digest(hasher.finalize().into())) } else { Err(TakeError::Changed) }
}

fn metadata(file: &File) -> Result<Metadata, TakeError> {
    file.metadata().map_err(|error| TakeError::Source(FileError::Io(error)))
}

fn unchanged(file: &File, before: &Metadata) -> Result<(), TakeError> {
    let after = metadata(file)?;
    let stamp =
        |data: &Metadata| (data.len(), data.mtime(), data.mtime_nsec(), data.ctime(), data.ctime_nsec());
    if stamp(&after) == stamp(before) { Ok(()) } else { Err(TakeError::Changed) }
}

/// A file's name without what a shell, a terminal or another system stumbles over.
fn kept_name(name: &str) -> String {
    let mut kept = String::new();
    for c in crate::text::SafeText::line(name).as_str().chars() {
        let is_odd = c.is_whitespace() || c.is_control() || "/\\:*?\"'<>|$`;&(){}[]!#~".contains(c);
        let c = if is_odd || (kept.is_empty() && matches!(c, '.' | '-')) { '_' } else { c };
        if kept.len() + c.len_utf8() > MAX_NAME_BYTES {
            break;
        }
        kept.push(c);
    }
    if kept.is_empty() { "file".to_owned() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::kept_name;

    #[test]
    fn a_copy_keeps_a_harmless_name() {
        for (name, kept) in [
            ("access.log", "access.log"),
            ("工资 表 (1).xlsx", "工资_表__1_.xlsx"),
            ("../../x", "_._.._x"),
            (".bashrc", "_bashrc"),
            ("-rf", "_rf"),
            ("a\u{202e}gpj.exe", "a_U+202E_gpj.exe"),
            ("", "file"),
        ] {
            assert_eq!(kept_name(name), kept, "{name}");
        }
    }
}
