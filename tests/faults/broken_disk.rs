//! The real disk, of which a folder breaks on demand, or answers only when it is let go.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};

use dutybook::shell::{Disk, DiskFile, RealDisk};

#[derive(Debug, Default)]
struct Mood {
    /// What lies below this is written no more.
    broken: Mutex<Option<PathBuf>>,
    /// Writing waits.
    is_held: Mutex<bool>,
    let_go: Condvar,
    /// Somebody waits to write.
    is_waiting: AtomicBool,
}

/// The disk. Clones are the same disk.
#[derive(Clone, Debug, Default)]
pub(crate) struct BrokenDisk(Arc<Mood>);

impl BrokenDisk {
    /// From now on nothing can be written below a folder, until it is mended.
    pub(crate) fn break_below(&self, folder: &Path) {
        *self.0.broken.lock().unwrap() = Some(folder.to_owned());
    }

    pub(crate) fn mend(&self) {
        *self.0.broken.lock().unwrap() = None;
    }

    /// From now on writing waits.
    pub(crate) fn hold(&self) {
        *self.0.is_held.lock().unwrap() = true;
    }

    pub(crate) fn let_go(&self) {
        *self.0.is_held.lock().unwrap() = false;
        self.0.let_go.notify_all();
    }

    pub(crate) fn is_waiting(&self) -> bool {
        self.0.is_waiting.load(Ordering::SeqCst)
    }

    fn answer(&self, path: &Path) -> io::Result<()> {
        let mut held = self.0.is_held.lock().unwrap();
        while *held {
            self.0.is_waiting.store(true, Ordering::SeqCst);
            held = self.0.let_go.wait(held).unwrap();
        }
        self.0.is_waiting.store(false, Ordering::SeqCst);
        let broken = self.0.broken.lock().unwrap();
        if broken.as_ref().is_some_and(|below| path.starts_with(below)) {
            // ENOSPC
            return Err(io::Error::from_raw_os_error(28));
        }
        Ok(())
    }
}

impl Disk for BrokenDisk {
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.answer(path)?;
        let file = RealDisk.create_new(path)?;
        Ok(Box::new(BrokenFile { disk: self.clone(), path: path.to_owned(), file }))
    }

    fn take_up(&self, path: &Path) -> io::Result<(Box<dyn DiskFile>, u64)> {
        let (file, bytes) = RealDisk.take_up(path)?;
        Ok((Box::new(BrokenFile { disk: self.clone(), path: path.to_owned(), file }), bytes))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.answer(path)?;
        RealDisk.create_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.answer(to)?;
        RealDisk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }

    fn holds(&self, path: &Path) -> bool {
        RealDisk.holds(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.sync_dir(path)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        RealDisk.sync_file(path)
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        RealDisk.random(bytes)
    }
}

struct BrokenFile {
    disk: BrokenDisk,
    path: PathBuf,
    file: Box<dyn DiskFile>,
}

impl DiskFile for BrokenFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.answer(&self.path)?;
        self.file.write(bytes)
    }

    fn sync_data(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn hold(&mut self) -> io::Result<()> {
        self.file.hold()
    }

    fn release(&mut self) -> io::Result<()> {
        self.file.release()
    }
}
