//! A disk in memory whose operations fail on demand.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use dutybook::shell::{Disk, DiskFile};

/// How one operation fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    Error,
    /// A write takes half of the bytes.
    Short,
    /// A write takes all of the bytes and fails all the same.
    ErrorAfterAll,
}

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<PathBuf, Vec<u8>>,
    /// Files that their writers have not released.
    held: BTreeSet<PathBuf>,
    operations: Vec<String>,
    /// By the operation's number, from 0.
    failures: BTreeMap<usize, Failure>,
    random: u8,
}

#[derive(Clone, Debug, Default)]
pub(super) struct FailingDisk(Arc<Mutex<State>>);

impl FailingDisk {
    pub(super) fn fail(&self, operation: usize, failure: Failure) {
        self.0.lock().unwrap().failures.insert(operation, failure);
    }

    /// What was asked of the disk so far.
    pub(super) fn operations(&self) -> Vec<String> {
        self.0.lock().unwrap().operations.clone()
    }

    pub(super) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        self.0.lock().unwrap().files.clone()
    }

    fn operation(&self, what: String) -> Option<Failure> {
        let mut state = self.0.lock().unwrap();
        let number = state.operations.len();
        state.operations.push(what);
        state.failures.get(&number).copied()
    }
}

fn result(failure: Option<Failure>) -> io::Result<()> {
    if failure.is_some() { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(()) }
}

impl Disk for FailingDisk {
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        result(self.operation("create".to_owned()))?;
        let old = self.0.lock().unwrap().files.insert(path.to_owned(), Vec::new());
        assert_eq!(old, None, "a feed's name is new");
        Ok(Box::new(FailingFile { disk: self.clone(), path: path.to_owned() }))
    }

    fn take_up(&self, path: &Path) -> io::Result<(Box<dyn DiskFile>, u64)> {
        let bytes = self.0.lock().unwrap().files[path].len() as u64;
        let mut file = FailingFile { disk: self.clone(), path: path.to_owned() };
        if self.0.lock().unwrap().held.contains(path) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        file.hold()?;
        Ok((Box::new(file), bytes))
    }

    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        result(self.operation("sync_dir".to_owned()))
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        result(self.operation(format!("sync_file {}", path.file_name().unwrap().display())))
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        state.random += 1;
        bytes.fill(state.random);
        Ok(())
    }
}

struct FailingFile {
    disk: FailingDisk,
    path: PathBuf,
}

impl DiskFile for FailingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let failure = self.disk.operation("write".to_owned());
        let taken = match failure {
            None | Some(Failure::ErrorAfterAll) => bytes.len(),
            Some(Failure::Short) => bytes.len() / 2,
            Some(Failure::Error) => 0,
        };
        let mut state = self.disk.0.lock().unwrap();
        state.files.get_mut(&self.path).unwrap().extend_from_slice(&bytes[..taken]);
        drop(state);
        if failure == Some(Failure::Short) { Ok(taken) } else { result(failure).map(|()| taken) }
    }

    fn sync_data(&mut self) -> io::Result<()> {
        result(self.disk.operation("sync_data".to_owned()))
    }

    fn hold(&mut self) -> io::Result<()> {
        self.disk.0.lock().unwrap().held.insert(self.path.clone());
        Ok(())
    }

    fn release(&mut self) -> io::Result<()> {
        self.disk.0.lock().unwrap().held.remove(&self.path);
        Ok(())
    }
}
