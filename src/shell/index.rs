//! The index of a home: what was told of each run when it was last read, so that a list need not read them all.
//!
//! It only saves time. One file for each account, beside `runs/`, that anybody may delete; what is missing, damaged,
//! of another program or zone, or not this account's own is not there. What it tells of a run counts only while no
//! file that the run was read from has changed since ([`Stamp`]), and nothing is ever verified by it. A run that is
//! damaged, or cannot be read, does not stand in it.

mod stamp;

use std::collections::HashMap;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

pub use stamp::Stamp;

use super::disk::{Disk, write_all};
use super::regular_file;
use crate::journal::Digest;
use crate::report::Brief;
use crate::report::due::Coming;
use crate::time::Zone;

/// The version of the form.
const FORM: u32 = 1;

/// The largest index that is read.
pub const MAX_INDEX_BYTES: u64 = 64 << 20;

/// A half-written index as old as this was left by a program that was stopped.
const LEFT_BEHIND: Duration = Duration::from_mins(1);

/// What is kept of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The files that it was read from.
    files: String,
    stamp: Digest,
    brief: String,
    coming: String,
}

/// What is kept of all runs, by the names of their folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    runs: HashMap<String, Kept>,
}

impl Kept {
    /// Keeps what a run tells; nothing where it would not read as it was.
    pub fn new(stamp: &Stamp, brief: &Brief, coming: &[Coming]) -> Option<Self> {
        let kept = Self {
            files: stamp.files(),
            stamp: stamp.digest(),
            brief: serde_json::to_string(brief).ok()?,
            coming: serde_json::to_string(coming).ok()?,
        };
        let is_one_line = !kept.line("").contains('\n') && kept.line("").matches('\t').count() == 4;
        let reads_back = kept.brief().as_ref() == Some(brief) && kept.coming().as_deref() == Some(coming);
        (is_one_line && reads_back).then_some(kept)
    }

    /// What a list tells of the run.
    pub fn brief(&self) -> Option<Brief> {
        serde_json::from_str(&self.brief).ok()
    }

    /// What will be due in it.
    pub fn coming(&self) -> Option<Vec<Coming>> {
        serde_json::from_str(&self.coming).ok()
    }

    /// Whether nothing that it was read from has changed.
    pub fn is_of(&self, folder: &super::RunFolder) -> bool {
        Stamp::again(folder, &self.files).is_some_and(|stamp| stamp.digest() == self.stamp)
    }

    fn line(&self, label: &str) -> String {
        format!("{label}\t{}\t{}\t{}\t{}", self.stamp, self.files, self.brief, self.coming)
    }

    fn of_line(line: &str) -> Option<(String, Self)> {
        let mut parts = line.split('\t');
        let mut next = || parts.next().map(str::to_owned);
        let label = next()?;
        let stamp = Digest::parse(next()?.as_bytes())?;
        let kept = Self { stamp, files: next()?, brief: next()?, coming: next()? };
        parts.next().is_none().then_some((label, kept))
    }
}

impl Index {
    /// The index of a home; an empty one where there is none that counts.
    pub fn read(home: &Path, zone: &Zone) -> Self {
        let bytes = regular_file::read_own(&path(home), MAX_INDEX_BYTES).ok();
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        text.and_then(|text| Self::parse(&text, &heading(zone))).unwrap_or_default()
    }

    /// What is kept of a run.
    pub fn of(&self, label: &str) -> Option<&Kept> {
        self.runs.get(label)
    }

    /// An index of these runs alone.
    pub fn new(runs: impl IntoIterator<Item = (String, Kept)>) -> Self {
        Self { runs: runs.into_iter().collect() }
    }

    /// Puts it in the place of the one before, whole. It need not outlive a power cut: half of it is none.
    pub fn write(&self, disk: &dyn Disk, home: &Path, zone: &Zone) -> io::Result<()> {
        let path = path(home);
        let making = path.with_extension("new");
        let now = SystemTime::now();
        let is_left = |found: fs::Metadata| {
            found.modified().is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age > LEFT_BEHIND))
        };
        if fs::symlink_metadata(&making).is_ok_and(is_left) {
            disk.remove(&making)?;
        }
        write_all(&mut *disk.create_new(&making)?, self.text(&heading(zone)).as_bytes())?;
        disk.rename(&making, &path)
    }

    fn text(&self, heading: &str) -> String {
        let mut labels: Vec<&String> = self.runs.keys().collect();
        labels.sort_unstable();
        let mut text = format!("{heading}\n");
        for label in labels {
            text.push_str(&self.runs[label].line(label));
            text.push('\n');
        }
        let digest = Digest::of(text.as_bytes());
        format!("{text}{digest}\n")
    }

    fn parse(text: &str, heading: &str) -> Option<Self> {
        let end = text.strip_suffix('\n')?.rfind('\n')? + 1;
        let (body, digest) = text.split_at_checked(end)?;
        let runs = body.strip_prefix(heading)?.strip_prefix('\n')?;
        if Digest::parse(digest.trim_end().as_bytes())? != Digest::of(body.as_bytes()) {
            return None;
        }
        runs.lines().map(Kept::of_line).collect::<Option<_>>().map(|runs| Self { runs })
    }
}

/// Where the index of this account lies.
pub fn path(home: &Path) -> PathBuf {
    home.join(format!(".index-{}", own_uid()))
}

fn own_uid() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// The first line: the form, the very program, since another one may tell the same run otherwise, and the zone.
fn heading(zone: &Zone) -> String {
    let program = std::env::current_exe().and_then(fs::metadata).map_or_else(
        |_| String::new(),
        |found| format!("{}.{}.{}.{}", found.ino(), found.size(), found.mtime(), found.mtime_nsec()),
    );
    let zone = Digest::of(format!("{zone:?}").as_bytes());
    format!("dutybook-index {FORM} {} {program} {zone}", env!("CARGO_PKG_VERSION"))
}
