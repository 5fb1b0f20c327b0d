//! Whether the files that a run is read from are still the ones that they were, by what the filesystem says of them.
//!
//! A file that is written to, cut, replaced or renamed gets another size, number or time of change (`ctime`, which
//! nobody can set). Within a moment after a change, a second one need not show: such a stamp is not worth keeping.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::journal::Digest;
use crate::shell::reading;
use crate::shell::run_folder::{RunFolder, names_in};
use crate::time::Moment;

/// A change that is older than this shows in every stamp; filesystems count in steps of up to two seconds.
const SETTLES_SECONDS: i64 = 3;

/// What the filesystem says of a run's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The run's own files, then those of each folder of feeds behind a `/`.
    files: Vec<String>,
    marks: String,
    /// Seconds since 1970.
    last_change: i64,
}

impl Stamp {
    /// The stamp of all that a run is read from. Fails where that cannot be listed.
    pub fn of(folder: &RunFolder) -> io::Result<Self> {
        let own = names_in(folder.path())?.into_iter().filter(|name| is_read(name));
        let mut files: Vec<String> = own.collect();
        for journal in folder.journals() {
            files.push("/".to_owned());
            match names_in(&journal) {
                Ok(names) => files.extend(names),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        // A name with a space or control characters is no name of ours, and its run is read each time.
        let is_plain = |name: &String| name.bytes().all(|byte| byte.is_ascii_graphic());
        if files.iter().all(is_plain) {
            Ok(Self::taken(folder, files))
        } else {
            Err(io::ErrorKind::InvalidData.into())
        }
    }

    /// The stamp of the same files as they are now; nothing where the list of them is none.
    pub fn again(folder: &RunFolder, files: &str) -> Option<Self> {
        let files: Vec<String> = files.split(' ').map(str::to_owned).collect();
        let folders = files.iter().filter(|name| *name == "/").count();
        (folders == folder.journals().count()).then(|| Self::taken(folder, files))
    }

    fn taken(folder: &RunFolder, files: Vec<String>) -> Self {
        let mut stamp = Self { files, marks: String::new(), last_change: i64::MIN };
        // The folders' own marks tell of files that came, went or got another name.
        stamp.mark(folder.path());
        let mut journals = folder.journals();
        let mut at = folder.path().to_owned();
        for name in stamp.files.clone() {
            if name == "/" {
                at = journals.next().unwrap_or_default();
                stamp.mark(&at.clone());
            } else {
                stamp.mark(&at.join(name));
            }
        }
        stamp
    }

    fn mark(&mut self, path: &Path) {
        match fs::symlink_metadata(path) {
            Ok(found) => {
                let (size, mode) = (found.size(), found.mode());
                let (changed, written) =
                    ((found.ctime(), found.ctime_nsec()), (found.mtime(), found.mtime_nsec()));
                let _ = write!(
                    self.marks,
                    "{}.{}.{mode}.{size}.{changed:?}{written:?} ",
                    found.dev(),
                    found.ino()
                );
                self.last_change = self.last_change.max(changed.0).max(written.0);
            }
            Err(error) => {
                let _ = write!(self.marks, "{:?} ", error.kind());
            }
        }
    }

    /// Whether every later change will show.
    pub fn is_settled(&self, now: Moment) -> bool {
        now.timestamp().checked_sub(self.last_change).is_some_and(|age| age >= SETTLES_SECONDS)
    }

    /// The names of the files.
    pub fn files(&self) -> String {
        self.files.join(" ")
    }

    /// What stands for the stamp.
    pub fn digest(&self) -> Digest {
        Digest::of(self.marks.as_bytes())
    }
}

/// Whether a file of a run's folder is one that the run is read from.
fn is_read(name: &str) -> bool {
    name == reading::RUNBOOK_FILE || reading::is_of_catalogue(name) || name.starts_with("overlay-")
}
