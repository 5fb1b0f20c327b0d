//! What is half written, in `drafts/`: one file for each process and person, replaced whole.
//!
//! Not part of the record. A draft outlives its process; the next console of the same person takes it up.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Disk, refuse_link, write_new};
use crate::app::draft::{self, Drafts};
use crate::journal::{FeedName, PersonId};

/// The most bytes of a drafts file that are read.
const MAX_DRAFTS_BYTES: u64 = 1 << 20;

/// A person who types pauses for less.
const QUIET: Duration = Duration::from_secs(5);

/// The drafts file of one process.
#[derive(Clone, Debug)]
pub struct DraftsFile {
    path: PathBuf,
    /// Files of this person's earlier processes, whose drafts were taken up.
    taken_up: Vec<PathBuf>,
}

impl DraftsFile {
    /// The file of the process that writes a feed, and what earlier processes of the person left behind.
    /// Processes whose feeds are still open keep theirs.
    pub fn open(folder: &Path, own: &FeedName, alive: &[FeedName]) -> (Self, Drafts) {
        let earlier = files_of(folder, &own.person).into_iter().filter(|(_, feed)| feed != own);
        let (taken_up, drafts) = read(earlier, alive);
        let path = folder.join(file_name(own));
        (Self { path, taken_up }, drafts)
    }

    /// Replaces what is kept. What earlier processes left goes only once it stands in this file.
    pub fn save(&mut self, disk: &dyn Disk, drafts: &Drafts) -> io::Result<()> {
        self.path.parent().map_or(Ok(()), refuse_link)?;
        if drafts.is_empty() {
            if let Err(error) = disk.remove(&self.path)
                && error.kind() != io::ErrorKind::NotFound
            {
                return Err(error);
            }
        } else {
            let making = self.path.with_extension("new");
            // Left by a save that failed; never gone on with.
            if disk.holds(&making) {
                disk.remove(&making)?;
            }
            write_new(disk, &making, &serde_json::to_vec(drafts).map_err(io::Error::other)?)?;
            disk.rename(&making, &self.path)?;
        }
        for path in self.taken_up.drain(..) {
            let _ = disk.remove(&path);
        }
        Ok(())
    }
}

/// What processes of a person have left behind: those that are no longer there, and those that are and have not been
/// typed into for a while, since a line that is dead keeps its process. Their own files stay theirs.
pub fn left(folder: &Path, person: &PersonId, alive: &[FeedName]) -> Drafts {
    let is_quiet = |path: &Path| {
        let modified = fs::symlink_metadata(path).and_then(|data| data.modified()).ok();
        modified.and_then(|at| at.elapsed().ok()).is_some_and(|since| since >= QUIET)
    };
    let files = files_of(folder, person).into_iter();
    let typed_now: Vec<FeedName> = files
        .clone()
        .filter(|(path, feed)| alive.contains(feed) && !is_quiet(path))
        .map(|(_, feed)| feed)
        .collect();
    read(files, &typed_now).1
}

/// What can be read of files but those of processes that are there, and which these are.
fn read(files: impl Iterator<Item = (PathBuf, FeedName)>, alive: &[FeedName]) -> (Vec<PathBuf>, Drafts) {
    let mut drafts = Drafts::new();
    let mut taken_up = Vec::new();
    for (path, _) in files.filter(|(_, feed)| !alive.contains(feed)) {
        let bytes = super::regular_file::read(&path, MAX_DRAFTS_BYTES).unwrap_or_default();
        if let Ok(earlier) = serde_json::from_slice::<Drafts>(&bytes) {
            for (name, values) in earlier {
                let before = drafts.remove(&name);
                let values = before.map_or(values.clone(), |before| draft::joined(before, &values));
                drafts.insert(name, values);
            }
            taken_up.push(path);
        }
    }
    (taken_up, drafts)
}

fn file_name(feed: &FeedName) -> String {
    feed.to_string().replace(".jsonl", ".json")
}

/// The drafts files of a person, the oldest first, with the feeds that they stand beside.
fn files_of(folder: &Path, person: &PersonId) -> Vec<(PathBuf, FeedName)> {
    // What lies behind a link is not this run's.
    let entries = refuse_link(folder).and_then(|()| fs::read_dir(folder)).into_iter().flatten().flatten();
    let mut files: Vec<(std::time::SystemTime, PathBuf, FeedName)> = entries
        .filter_map(|entry| {
            let name = entry.file_name().to_str()?.strip_suffix(".json")?.to_owned();
            let feed = FeedName::parse(&format!("{name}.jsonl")).filter(|feed| feed.person == *person)?;
            let modified = entry.metadata().ok()?.modified().ok()?;
            Some((modified, entry.path(), feed))
        })
        .collect();
    files.sort();
    files.into_iter().map(|(_, path, feed)| (path, feed)).collect()
}
