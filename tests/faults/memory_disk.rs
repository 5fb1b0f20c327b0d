//! A disk in memory that knows what a power cut leaves of it, and whose operations fail on demand.
//!
//! A file has bytes that were synced and bytes that were not; a folder has names that were synced and names that
//! were not. A sync that failed is not made up for by one that succeeds: as on ext4, what it should have written
//! counts as clean from then on and is never written.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use dutybook::shell::{Disk, DiskFile};

/// How an operation fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// With an error number, and nothing is done.
    Errno(i32),
    /// A write takes half of the bytes; anything else fails with `EIO`.
    Short,
    /// A write takes all of the bytes and fails all the same; a name is made and the call fails.
    AfterAll,
}

/// Which operation fails.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    /// The operation's number, from 0.
    pub(crate) at: usize,
    /// And every one after it.
    pub(crate) for_good: bool,
    pub(crate) how: How,
}

#[derive(Clone, Debug)]
enum Node {
    File {
        bytes: Vec<u8>,
        /// Bytes from the start whose sync was asked for, and succeeded or failed.
        settled: usize,
        /// What of them a failed sync left unwritten.
        holes: Vec<Range<usize>>,
    },
    Folder {
        names: BTreeMap<String, usize>,
        durable: BTreeMap<String, usize>,
        /// Names that a failed sync left unwritten.
        lost: BTreeSet<String>,
    },
}

#[derive(Clone, Debug)]
struct State {
    nodes: Vec<Node>,
    /// Files that their writers have not released.
    held: BTreeSet<usize>,
    operations: Vec<String>,
    faults: Vec<Fault>,
    random: u64,
    /// What there was before each operation, where that is wanted.
    history: Option<Vec<Vec<Node>>>,
}

impl Default for State {
    fn default() -> Self {
        let root = Node::Folder { names: BTreeMap::new(), durable: BTreeMap::new(), lost: BTreeSet::new() };
        Self {
            nodes: vec![root],
            held: BTreeSet::new(),
            operations: Vec::new(),
            faults: Vec::new(),
            random: 0,
            history: None,
        }
    }
}

/// The disk. Clones are the same disk.
#[derive(Clone, Debug, Default)]
pub(crate) struct MemoryDisk(Arc<Mutex<State>>);

/// A file as a power cut could leave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remains {
    /// Everything that was written.
    pub(crate) bytes: Vec<u8>,
    /// From here on nothing was synced.
    pub(crate) settled: usize,
    /// What before that is not on the disk.
    pub(crate) holes: Vec<Range<usize>>,
    /// Whether its name and those of its folders are on the disk.
    pub(crate) is_named: bool,
}

impl MemoryDisk {
    /// With one folder on it, whose name is on the disk.
    pub(crate) fn with_folder(name: &str) -> Self {
        let disk = Self::default();
        disk.create_folder(Path::new(name)).unwrap();
        disk.sync_dir(Path::new("")).unwrap();
        disk.lock().operations.clear();
        disk
    }

    pub(crate) fn failing(faults: &[Fault]) -> Self {
        let disk = Self::default();
        disk.lock().faults = faults.to_vec();
        disk
    }

    /// Lets one more operation fail, once.
    pub(crate) fn fail(&self, at: usize, how: How) {
        self.lock().faults.push(Fault { at, for_good: false, how });
    }

    /// What was asked of the disk so far.
    pub(crate) fn operations(&self) -> Vec<String> {
        self.lock().operations.clone()
    }

    /// How much was asked of the disk so far.
    pub(crate) fn count(&self) -> usize {
        self.lock().operations.len()
    }

    /// Every file as programs see it.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        self.remains().into_iter().map(|(path, file)| (path, file.bytes)).collect()
    }

    /// The least that a power cut leaves now: synced names with synced bytes, zeros where a sync failed.
    pub(crate) fn after_power_cut(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let state = self.lock();
        let mut found = BTreeMap::new();
        let mut open = vec![(PathBuf::new(), 0)];
        while let Some((path, place)) = open.pop() {
            match &state.nodes[place] {
                Node::File { bytes, settled, holes } => {
                    let mut bytes = bytes[..*settled].to_vec();
                    for hole in holes {
                        bytes[hole.clone()].fill(0);
                    }
                    found.insert(path, bytes);
                }
                Node::Folder { durable, .. } => {
                    open.extend(durable.iter().map(|(name, node)| (path.join(name), *node)));
                }
            }
        }
        found
    }

    /// Every file with what is on the disk of it.
    pub(crate) fn remains(&self) -> BTreeMap<PathBuf, Remains> {
        remains(&self.lock().nodes)
    }

    /// Keeps in mind what there was before each operation from now on.
    pub(crate) fn remember(&self) {
        self.lock().history = Some(Vec::new());
    }

    /// The same as [`Self::remains`], after so many operations.
    pub(crate) fn remains_after(&self, operations: usize) -> BTreeMap<PathBuf, Remains> {
        let state = self.lock();
        remains(state.history.as_ref().unwrap().get(operations).unwrap_or(&state.nodes))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

fn remains(nodes: &[Node]) -> BTreeMap<PathBuf, Remains> {
    let mut found = BTreeMap::new();
    let mut open = vec![(PathBuf::new(), 0, true)];
    while let Some((path, place, is_named)) = open.pop() {
        match &nodes[place] {
            Node::File { bytes, settled, holes } => {
                let (bytes, holes) = (bytes.clone(), holes.clone());
                found.insert(path, Remains { bytes, settled: *settled, holes, is_named });
            }
            Node::Folder { names, durable, .. } => {
                for (name, node) in names {
                    let named = is_named && durable.get(name) == Some(node);
                    open.push((path.join(name), *node, named));
                }
            }
        }
    }
    found
}

/// The error of an operation that is no write, and whether it is done all the same.
fn refused(how: How) -> (io::Error, bool) {
    match how {
        How::Errno(number) => (io::Error::from_raw_os_error(number), false),
        How::Short => (io::Error::from_raw_os_error(5), false),
        How::AfterAll => (io::Error::from_raw_os_error(5), true),
    }
}

impl State {
    /// Notes an operation, and says how it fails if it does.
    fn operation(&mut self, what: String) -> Option<How> {
        let number = self.operations.len();
        self.operations.push(what);
        if let Some(history) = &mut self.history {
            history.push(self.nodes.clone());
        }
        let meets = |fault: &&Fault| fault.at == number || (fault.for_good && fault.at < number);
        self.faults.iter().find(meets).map(|fault| fault.how)
    }

    fn find(&self, path: &Path) -> Option<usize> {
        path.iter().try_fold(0, |place, name| match &self.nodes[place] {
            Node::Folder { names, .. } => names.get(name.to_str().unwrap()).copied(),
            Node::File { .. } => None,
        })
    }

    fn names(&mut self, folder: &Path) -> io::Result<&mut BTreeMap<String, usize>> {
        let place = self.find(folder).ok_or(io::ErrorKind::NotFound)?;
        match &mut self.nodes[place] {
            Node::Folder { names, .. } => Ok(names),
            Node::File { .. } => Err(io::ErrorKind::NotADirectory.into()),
        }
    }

    fn add(&mut self, path: &Path, node: Node) -> io::Result<usize> {
        let place = self.nodes.len();
        let names = self.names(path.parent().unwrap())?;
        let name = name_of(path);
        if names.contains_key(&name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        names.insert(name, place);
        self.nodes.push(node);
        Ok(place)
    }

    /// Syncs a file or folder, or fails to for ever.
    fn sync(&mut self, place: usize, is_well: bool) {
        match &mut self.nodes[place] {
            Node::File { bytes, settled, holes } => {
                if !is_well && *settled < bytes.len() {
                    holes.push(*settled..bytes.len());
                }
                *settled = bytes.len();
            }
            Node::Folder { names, durable, lost } => {
                if is_well {
                    let kept = |(name, _): &(&String, &usize)| !lost.contains(*name);
                    *durable = names.iter().filter(kept).map(|(name, node)| (name.clone(), *node)).collect();
                } else {
                    lost.extend(names.keys().filter(|name| !durable.contains_key(*name)).cloned());
                }
            }
        }
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

impl Disk for MemoryDisk {
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let mut state = self.lock();
        let failure = state.operation("create".to_owned()).map(refused);
        if let Some((error, false)) = failure {
            return Err(error);
        }
        let place = state.add(path, Node::File { bytes: Vec::new(), settled: 0, holes: Vec::new() })?;
        match failure {
            Some((error, _)) => Err(error),
            None => Ok(Box::new(MemoryFile { disk: self.clone(), place })),
        }
    }

    fn take_up(&self, path: &Path) -> io::Result<(Box<dyn DiskFile>, u64)> {
        let place = self.lock().find(path).ok_or(io::ErrorKind::NotFound)?;
        if self.lock().held.contains(&place) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let bytes = self.files()[path].len() as u64;
        let mut file = MemoryFile { disk: self.clone(), place };
        file.hold()?;
        Ok((Box::new(file), bytes))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.lock();
        if let Some(how) = state.operation("create_folder".to_owned()) {
            return Err(refused(how).0);
        }
        let node = Node::Folder { names: BTreeMap::new(), durable: BTreeMap::new(), lost: BTreeSet::new() };
        state.add(path, node).map(|_| ())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.lock();
        if let Some(how) = state.operation("rename".to_owned()) {
            return Err(refused(how).0);
        }
        let node = state.names(from.parent().unwrap())?.remove(&name_of(from));
        let node = node.ok_or(io::ErrorKind::NotFound)?;
        let place = state.find(to.parent().unwrap()).ok_or(io::ErrorKind::NotFound)?;
        if let Node::Folder { names, lost, .. } = &mut state.nodes[place] {
            names.insert(name_of(to), node);
            // It is written anew, whatever became of it before.
            lost.remove(&name_of(to));
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.lock();
        if let Some(how) = state.operation("remove".to_owned()) {
            return Err(refused(how).0);
        }
        let gone = state.names(path.parent().unwrap())?.remove(&name_of(path));
        gone.map(|_| ()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn holds(&self, path: &Path) -> bool {
        self.lock().find(path).is_some()
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.lock();
        let failure = state.operation("sync_dir".to_owned());
        let place = state.find(path).ok_or(io::ErrorKind::NotFound)?;
        state.sync(place, failure.is_none());
        failure.map_or(Ok(()), |how| Err(refused(how).0))
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        let mut state = self.lock();
        let failure = state.operation(format!("sync_file {}", name_of(path)));
        let place = state.find(path).ok_or(io::ErrorKind::NotFound)?;
        state.sync(place, failure.is_none());
        failure.map_or(Ok(()), |how| Err(refused(how).0))
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        let mut state = self.lock();
        for byte in bytes {
            state.random = state.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            *byte = (state.random >> 56) as u8;
        }
        Ok(())
    }
}

struct MemoryFile {
    disk: MemoryDisk,
    place: usize,
}

impl DiskFile for MemoryFile {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        let mut state = self.disk.lock();
        let failure = state.operation("write".to_owned());
        let taken = match failure {
            None | Some(How::AfterAll) => more.len(),
            Some(How::Short) => more.len() / 2,
            Some(How::Errno(_)) => 0,
        };
        if let Node::File { bytes, .. } = &mut state.nodes[self.place] {
            bytes.extend_from_slice(&more[..taken]);
        }
        match failure {
            None | Some(How::Short) => Ok(taken),
            Some(how) => Err(refused(how).0),
        }
    }

    fn sync_data(&mut self) -> io::Result<()> {
        let mut state = self.disk.lock();
        let failure = state.operation("sync_data".to_owned());
        state.sync(self.place, failure.is_none());
        failure.map_or(Ok(()), |how| Err(refused(how).0))
    }

    fn hold(&mut self) -> io::Result<()> {
        self.disk.lock().held.insert(self.place);
        Ok(())
    }

    fn release(&mut self) -> io::Result<()> {
        self.disk.lock().held.remove(&self.place);
        Ok(())
    }
}

#[test]
fn a_power_cut_leaves_what_was_synced_and_a_failed_sync_is_never_made_up_for() {
    let disk = MemoryDisk::default();
    disk.create_folder(Path::new("a")).unwrap();
    let path = Path::new("a/b");
    let mut file = disk.create_new(path).unwrap();
    file.write(b"one").unwrap();
    file.sync_data().unwrap();
    assert_eq!(disk.after_power_cut().get(path), None, "its name is not on the disk");
    disk.sync_dir(Path::new("a")).unwrap();
    assert_eq!(disk.after_power_cut().get(path), None, "nor is its folder's");
    disk.sync_dir(Path::new("")).unwrap();
    assert_eq!(disk.after_power_cut()[path], b"one");
    file.write(b"two").unwrap();
    assert_eq!(disk.after_power_cut()[path], b"one");
    disk.fail(disk.count(), How::Errno(5));
    file.sync_data().unwrap_err();
    file.write(b"three").unwrap();
    file.sync_data().unwrap();
    assert_eq!(disk.after_power_cut()[path], b"one\0\0\0three");
    assert_eq!(disk.files()[path], b"onetwothree");
}
