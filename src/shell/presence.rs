//! Who has a run open, and at which step: `presence/`, a small file for each process.
//!
//! Not part of the record. A file counts as long as its process holds the lock of it, which ends with the process
//! however it ends; what is left behind says nothing, and goes when its person comes back.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{Disk, RealDisk, refuse_link};
use super::regular_file;
use super::run_folder::{RunFolder, is_locked, names_in};
use crate::app::Present;
use crate::journal::{FeedName, PersonId};
use crate::run::FeedId;
use crate::runbook::Id;
use crate::text::SafeText;

/// The folder's name, within a run's.
pub const PRESENCE: &str = "presence";

/// The most bytes of such a file that are read, and the most files.
const MAX_BYTES: u64 = 4_096;
const MAX_FILES: usize = 1_000;

/// A file is written whole by one write of so many bytes at least, so that nothing of what stood there is left.
const LEAST_BYTES: usize = 640;

/// What a process says of its person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Here {
    /// The person's name in any script.
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    step: Option<Id>,
}

/// The file of this process; it is gone when this is dropped.
#[derive(Debug)]
pub(super) struct PresenceFile {
    path: PathBuf,
    /// Held and locked as the sign of life.
    file: File,
    said: Option<Here>,
}

impl PresenceFile {
    /// Makes the file of this process, and takes away what ended processes of the person have left.
    pub(super) fn open(folder: &RunFolder, person: &PersonId) -> io::Result<Self> {
        let parent = folder.path().join(PRESENCE);
        refuse_link(&parent)?;
        if !parent.is_dir() {
            RealDisk
                .create_folder(&parent)
                .or_else(|error| if parent.is_dir() { Ok(()) } else { Err(error) })?;
        }
        tidy(&parent, person);
        let mut random = [0; 8];
        getrandom::fill(&mut random)?;
        let process = FeedName { person: person.clone(), feed: FeedId(u64::from_be_bytes(random)) };
        let path = parent.join(process.to_string().replace(".jsonl", ".json"));
        let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
        super::shared::settle_file(&file, &path)?;
        let _ = file.try_lock();
        Ok(Self { path, file, said: None })
    }

    /// Says at which step the person is.
    pub(super) fn say(&mut self, name: &str, step: Option<Id>) -> io::Result<()> {
        let here = Here { name: name.to_owned(), step };
        if self.said.as_ref() == Some(&here) {
            return Ok(());
        }
        let mut bytes = serde_json::to_vec(&here).map_err(io::Error::other)?;
        // JSON may end with any number of spaces.
        bytes.resize(bytes.len().max(LEAST_BYTES), b' ');
        self.file.write_all_at(&bytes, 0)?;
        self.said = Some(here);
        Ok(())
    }
}

impl Drop for PresenceFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// How it is found out whether a process lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asking {
    /// By the system's list of locks, and where that says nothing by trying a lock for an instant.
    Locks,
    /// By the system's list alone, so that nothing is ever locked.
    Nothing,
}

/// Who else has a run open, by person. `own` is the file of this process.
pub(super) fn others(folder: &RunFolder, own: Option<&PresenceFile>, asking: Asking) -> Vec<Present> {
    let parent = folder.path().join(PRESENCE);
    let files = names_in(&parent).unwrap_or_default();
    let held = held_inodes();
    let here = |file: &String| {
        let person = person_of(file)?;
        let path = parent.join(file);
        let is_listed = || fs::symlink_metadata(&path).is_ok_and(|data| held.contains(&data.ino()));
        if own.is_some_and(|own| own.path == path)
            || !(is_listed() || (asking == Asking::Locks && is_locked(&path)))
        {
            return None;
        }
        let bytes = regular_file::read(&path, MAX_BYTES).ok()?;
        let Here { name, step } = serde_json::from_slice(&bytes).ok()?;
        Some(Present { person: person.as_str().to_owned(), name: SafeText::line(&name), step })
    };
    let mut others: Vec<Present> = files.iter().take(MAX_FILES).filter_map(here).collect();
    others.sort_by(|a, b| (&a.person, &a.step).cmp(&(&b.person, &b.step)));
    others
}

/// Takes away what processes of a person left behind that have ended.
fn tidy(parent: &Path, person: &PersonId) {
    for file in names_in(parent).unwrap_or_default() {
        let path = parent.join(&file);
        if person_of(&file).is_some_and(|of| of == *person) && !is_locked(&path) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Whose file it is, by its name: `PERSON-PROCESS.json`.
fn person_of(file: &str) -> Option<PersonId> {
    Some(FeedName::parse(&format!("{}.jsonl", file.strip_suffix(".json")?))?.person)
}

/// The files that somebody on this machine holds for writing, by their numbers.
fn held_inodes() -> Vec<u64> {
    let list = fs::read_to_string(Path::new("/proc/locks")).unwrap_or_default();
    list.lines().filter_map(inode_of).collect()
}

/// `1: FLOCK  ADVISORY  WRITE 708 08:01:12345 0 EOF`
fn inode_of(line: &str) -> Option<u64> {
    let mut words = line.split_whitespace().skip(1);
    let (kind, _, access) = (words.next()?, words.next()?, words.next()?);
    let file = words.nth(1).filter(|_| access == "WRITE" && matches!(kind, "FLOCK" | "POSIX" | "OFDLCK"))?;
    file.rsplit(':').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_list_names_the_files_that_are_held_for_writing() {
        assert_eq!(inode_of("1: FLOCK  ADVISORY  WRITE 708 08:01:12345 0 EOF"), Some(12345));
        assert_eq!(inode_of("2: FLOCK  ADVISORY  READ 708 08:01:12345 0 EOF"), None);
        assert_eq!(inode_of("3: -> FLOCK  ADVISORY  WRITE 708 08:01:12345 0 EOF"), None);
        assert_eq!(inode_of(""), None);
    }

    #[test]
    fn nobody_is_said_to_be_here_through_a_link() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir(folder.path().join("journal")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join(PRESENCE)).unwrap();
        let run = RunFolder::open(folder.path()).unwrap();
        assert!(PresenceFile::open(&run, &PersonId::new("bob").unwrap()).is_err());
        assert!(names_in(elsewhere.path()).unwrap().is_empty());
    }

    #[test]
    fn whoever_lives_is_here_and_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("journal")).unwrap();
        let run = RunFolder::open(folder.path()).unwrap();
        let person = |id: &str| PersonId::new(id).unwrap();
        let mut bob = PresenceFile::open(&run, &person("bob")).unwrap();
        bob.say("Bob with a rather long name", Id::new("look")).unwrap();
        bob.say("Bob", Id::new("contain")).unwrap();
        let mut carol = PresenceFile::open(&run, &person("carol")).unwrap();
        carol.say("Carol", None).unwrap();
        let others = |own: Option<&PresenceFile>| -> Vec<(String, Option<Id>)> {
            let others = others(&run, own, Asking::Locks).into_iter();
            others.map(|present| (present.name.to_string(), present.step)).collect()
        };
        assert_eq!(others(Some(&carol)), [("Bob".to_owned(), Id::new("contain"))]);
        assert_eq!(others(Some(&bob)), [("Carol".to_owned(), None)]);
        // A process that is killed leaves its file, and holds it no more.
        let left = carol.path.clone();
        carol.file.unlock().unwrap();
        assert_eq!(others(Some(&bob)), []);
        let again = PresenceFile::open(&run, &person("carol")).unwrap();
        assert!(!left.exists() && again.path.exists());
        drop(bob);
        assert_eq!(names_in(&run.path().join(PRESENCE)).unwrap().len(), 1);
    }
}
