//! What the store asks of the machine: few operations, each with the promise that the journal rests on.
//!
//! Records, copied evidence, a run's own files and drafts are written through it and through nothing else. No
//! operation here is retried, apart from a write that a signal interrupted before its first byte.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::thread;
use std::time::Duration;

use rustix::fs::OFlags;

use super::shared;
use crate::journal::RunId;

/// The machine, as far as the store needs it; a test puts a failing one in its place.
pub trait Disk: Send + Sync + fmt::Debug {
    /// Creates a file for appending that must not be there yet (`O_EXCL`, `O_APPEND`, mode 0600), and
    /// locks it as a sign of life for as long as it is held.
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;
    /// Takes up a file for appending that its last writer has released, and locks it: with the bytes that it
    /// has. Fails where somebody else holds it, where locks do not work, or where it was not released.
    fn take_up(&self, path: &Path) -> io::Result<(Box<dyn DiskFile>, u64)>;
    /// Creates one folder that is its owner's alone (0700) and that must not be there yet.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Gives a file or folder another name; what bore that name is replaced.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Whether anything bears this name; a link is not followed.
    fn holds(&self, path: &Path) -> bool;
    /// Makes the names in a folder durable.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;
    /// Makes the bytes of a file durable that somebody else writes.
    fn sync_file(&self, path: &Path) -> io::Result<()>;
    /// Fills a buffer with random bytes.
    fn random(&self, bytes: &mut [u8]) -> io::Result<()>;
}

/// A file that is appended to.
pub trait DiskFile: Send {
    /// One `write`: how many bytes were taken.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// One `fdatasync`.
    fn sync_data(&mut self) -> io::Result<()>;
    /// Keeps others from taking the file up: until it is released, and for ever if it never is.
    fn hold(&mut self) -> io::Result<()>;
    /// Says that everything in the file was acknowledged, so that another may take it up.
    fn release(&mut self) -> io::Result<()>;
}

/// The machine itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let file = OpenOptions::new().read(true).append(true).create_new(true).mode(0o600).open(path)?;
        shared::settle_file(&file, path)?;
        lock_as_sign_of_life(&file);
        Ok(Box::new(RealFile(file)))
    }

    fn take_up(&self, path: &Path) -> io::Result<(Box<dyn DiskFile>, u64)> {
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let flags = flags.bits().cast_signed();
        let file = OpenOptions::new().read(true).append(true).custom_flags(flags).open(path)?;
        try_lock(&file)?;
        let metadata = file.metadata()?;
        let is_mine = metadata.uid() == rustix::process::geteuid().as_raw();
        if !metadata.is_file() || !is_mine || metadata.mode() & OWNER_WRITES == 0 {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let mut file = RealFile(file);
        file.hold()?;
        Ok((Box::new(file), metadata.len()))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::DirBuilder::new().mode(0o700).create(path)?;
        let mode = fs::symlink_metadata(path)?.mode();
        if mode & 0o777 != 0o700 {
            // The mask took some of it away. A bit for the group that the parent hands down stays.
            fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o7000 | 0o700))?;
        }
        shared::settle_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn holds(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok()
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        Ok(rustix::fs::fsync(File::open(path)?)?)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        let file = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)?;
        fdatasync(&file)
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        Ok(getrandom::fill(bytes)?)
    }
}

/// A new run's id.
pub fn new_run_id(disk: &dyn Disk) -> io::Result<RunId> {
    loop {
        let mut random = [0; 64];
        disk.random(&mut random)?;
        if let Some(run) = RunId::from_random(&random) {
            return Ok(run);
        }
    }
}

struct RealFile(File);

impl DiskFile for RealFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match self.0.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }

    fn sync_data(&mut self) -> io::Result<()> {
        fdatasync(&self.0)
    }

    fn hold(&mut self) -> io::Result<()> {
        let mode = self.0.metadata()?.mode();
        self.0.set_permissions(fs::Permissions::from_mode(mode & 0o7777 & !OWNER_WRITES))?;
        // A filesystem without permissions says yes and does nothing.
        if self.0.metadata()?.mode() & OWNER_WRITES == 0 {
            Ok(())
        } else {
            Err(io::ErrorKind::Unsupported.into())
        }
    }

    fn release(&mut self) -> io::Result<()> {
        let mode = self.0.metadata()?.mode();
        self.0.set_permissions(fs::Permissions::from_mode(mode & 0o7777 | OWNER_WRITES))
    }
}

/// The permission bit that says whether a file was released.
const OWNER_WRITES: u32 = 0o200;

/// Refuses a folder that is a link: what is written there would lie wherever that leads. What is there and no link is a
/// folder, or refuses itself.
pub fn refuse_link(folder: &Path) -> io::Result<()> {
    let is_link = fs::symlink_metadata(folder).is_ok_and(|data| data.is_symlink());
    if is_link { Err(rustix::io::Errno::LOOP.into()) } else { Ok(()) }
}

/// Creates folders that are their owner's alone (0700), and makes their names durable. Those that are there
/// already stay as they are.
pub fn create_folders(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    if disk.holds(path) {
        return Ok(());
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    if let Some(parent) = parent {
        create_folders(disk, parent)?;
    }
    disk.create_folder(path).or_else(|error| if disk.holds(path) { Ok(()) } else { Err(error) })?;
    disk.sync_dir(parent.unwrap_or_else(|| Path::new(".")))
}

/// Writes a new file whole: its bytes are durable when this returns, its name once the folder is synced.
pub fn write_new(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = disk.create_new(path)?;
    write_all(&mut *file, bytes)?;
    file.sync_data()
}

/// Writes all of the bytes. What is written so bears no name yet that anybody relies on, so a write that took
/// a part of them goes on; a feed is never written so.
pub fn write_all(file: &mut dyn DiskFile, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match file.write(bytes)? {
            0 => return Err(io::ErrorKind::WriteZero.into()),
            written => bytes = bytes.get(written..).unwrap_or_default(),
        }
    }
    Ok(())
}

/// std would try again after a signal, and a failure that was told once is not told twice.
#[cfg(not(target_vendor = "apple"))]
fn fdatasync(file: &File) -> io::Result<()> {
    Ok(rustix::fs::fdatasync(file)?)
}

#[cfg(target_vendor = "apple")]
fn fdatasync(file: &File) -> io::Result<()> {
    Ok(rustix::fs::fcntl_fullfsync(file)?)
}

/// A filesystem without locks has no sign of life.
fn lock_as_sign_of_life(file: &File) {
    let _ = try_lock(file);
}

/// Locks a file. A probe holds the lock for an instant, which is waited out.
fn try_lock(file: &File) -> io::Result<()> {
    for _ in 0..20 {
        match file.try_lock() {
            Err(fs::TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
            Ok(()) => return Ok(()),
            Err(fs::TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(io::ErrorKind::WouldBlock.into())
}
