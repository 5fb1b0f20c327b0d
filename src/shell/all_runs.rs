//! Every run of a home at once, on all cores: by the index where nothing has changed, else read anew.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::Home;
use super::index::{Index, Kept, Stamp};
use super::reading::{self, Reading};
use super::run_folder::RunFolder;
use super::settings::Settings;
use crate::journal::Finding;
use crate::report::Brief;
use crate::report::due::{self, Coming};
use crate::run::Run;
use crate::text::SafeText;
use crate::time::Moment;

/// Reading gains nothing from more threads than this.
const MOST_THREADS: usize = 8;

/// So many bytes of feeds are read anew as fast as the index is written.
const WORTH_KEEPING_BYTES: u64 = 1 << 20;

/// What is wanted of each run, and whether what was read may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What will be due, too.
    pub coming: bool,
    /// Whether the home's index may be written anew.
    pub keep: bool,
}

impl Wanted {
    /// What a list tells.
    pub const BRIEFS: Self = Self { coming: false, keep: true };
    /// The same, and what will be due.
    pub const COMING: Self = Self { coming: true, keep: true };
    /// What a list tells, for who writes nothing at all.
    pub const NOTHING_KEPT: Self = Self { coming: false, keep: false };
}

/// A run as a list sees it.
#[derive(Debug)]
pub struct Glance {
    pub folder: RunFolder,
    /// What it tells, or why it cannot be read.
    pub told: Result<Told, SafeText>,
}

/// What a run tells.
#[derive(Debug)]
pub struct Told {
    pub brief: Brief,
    /// What will be due; empty for a closed run, and where it is not wanted.
    pub coming: Vec<Coming>,
    /// The first damage of its chains.
    pub damage: Option<Finding>,
}

/// Looks at every run. Fails where they cannot be listed.
pub fn all(settings: &Settings, wanted: Wanted, now: Moment) -> io::Result<Vec<Glance>> {
    let home = Home::of(settings);
    let folders = home.runs()?;
    let index = Index::read(home.path(), &settings.zone);
    let looked = on_all_cores(&folders, |folder| look(folder, &index, settings, wanted, now));
    let fresh_bytes: u64 = looked.iter().map(|looked| looked.fresh_bytes).sum();
    if wanted.keep && fresh_bytes >= WORTH_KEEPING_BYTES {
        let kept = looked.iter().filter_map(|looked| {
            let label = looked.glance.folder.label();
            let kept = looked.kept.clone().or_else(|| index.of(&label).filter(|_| looked.is_known).cloned());
            Some((label, kept?))
        });
        // A home that cannot be written to has no index.
        let _ = Index::new(kept).write(&*settings.disk, home.path(), &settings.zone);
    }
    Ok(looked.into_iter().map(|looked| looked.glance).collect())
}

/// A run that was looked at.
struct Looked {
    glance: Glance,
    /// What can be kept of it, where it was read.
    kept: Option<Kept>,
    /// The index knew it.
    is_known: bool,
    /// Bytes of feeds that were read and that the index can save next time.
    fresh_bytes: u64,
}

fn look(folder: &RunFolder, index: &Index, settings: &Settings, wanted: Wanted, now: Moment) -> Looked {
    let known = index.of(&folder.label()).filter(|kept| kept.is_of(folder));
    let told = known.and_then(|kept| {
        let coming = if wanted.coming { kept.coming()? } else { Vec::new() };
        Some(Told { brief: kept.brief()?, coming, damage: None })
    });
    if let Some(told) = told {
        let glance = Glance { folder: folder.clone(), told: Ok(told) };
        return Looked { glance, kept: None, is_known: true, fresh_bytes: 0 };
    }
    // What changes while it is read has another stamp than before, and is read again next time.
    let stamp = Stamp::of(folder).ok().filter(|stamp| stamp.is_settled(now));
    let read = reading::read(folder, settings.lang);
    let bytes = read
        .as_ref()
        .map_or(0, |read| read.journal.feeds().iter().map(|feed| feed.bytes().len() as u64).sum());
    let told = read.map(|read| tell(read, settings));
    let kept = match (&told, stamp) {
        (Ok(Told { brief, coming, damage: None }), Some(stamp)) => Kept::new(&stamp, brief, coming),
        (Ok(_) | Err(_), _) => None,
    };
    let fresh_bytes = if kept.is_some() { bytes } else { 0 };
    Looked { glance: Glance { folder: folder.clone(), told }, kept, is_known: false, fresh_bytes }
}

fn tell(read: Reading, settings: &Settings) -> Told {
    let damage = RunFolder::damage_of_chains(&read.journal, &read.findings).into_iter().next();
    let run = Run::fold(read.book, read.journal.facts());
    let coming = if run.is_closed() { Vec::new() } else { due::coming(&run, &settings.zone) };
    Told { brief: Brief::of(&run), coming, damage }
}

/// Gives what a function makes of each folder, in their order.
pub(super) fn on_all_cores<T: Send>(folders: &[RunFolder], work: impl Fn(&RunFolder) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made = Vec::new();
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(folder) = folders.get(n) else { return made };
            made.push((n, work(folder)));
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(folders.len());
    let mut made: Vec<(usize, T)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut made = work();
        for other in others {
            made.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        made
    });
    made.sort_unstable_by_key(|(n, _)| *n);
    made.into_iter().map(|(_, made)| made).collect()
}
