//! What was told already: so that a program that is started every minute calls once for each deadline.
//!
//! One small file for each command, beside the runs. It is no part of any record; who removes it is called once more.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::disk::{Disk, RealDisk};
use super::regular_file;
use crate::journal::Digest;

/// The largest file of this kind that is read.
const MAX_TOLD_BYTES: u64 = 16 << 20;

/// What one command was called for. Nobody else changes it meanwhile.
#[derive(Debug)]
pub struct Told {
    path: PathBuf,
    lines: BTreeSet<String>,
    /// Held until this is dropped.
    _lock: File,
}

/// Why it cannot be used.
#[derive(Debug)]
pub enum ToldError {
    /// Another process is calling the same command now.
    Busy,
    Io(io::Error),
}

impl Told {
    /// What was told by a command, in a home.
    pub fn open(home: &Path, command: &str) -> Result<Self, ToldError> {
        let folder = home.join("told");
        match RealDisk.create_folder(&folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(ToldError::Io(error)),
            Ok(()) | Err(_) => {}
        }
        let digest = Digest::of(command.as_bytes()).to_string();
        let name = digest.get(..16).unwrap_or(&digest);
        let path = folder.join(name);
        let mut options = OpenOptions::new();
        let options = options.read(true).append(true).create(true).mode(0o600);
        let lock = options.open(folder.join(format!("{name}.lock"))).map_err(ToldError::Io)?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(ToldError::Busy),
            // Where a filesystem has no locks, two might call at a time; better twice than not at all.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let bytes = match regular_file::read(&path, MAX_TOLD_BYTES) {
            Ok(bytes) => bytes,
            Err(regular_file::FileError::Io(error)) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            // What cannot be read was never told.
            Err(_) => Vec::new(),
        };
        let lines = String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect();
        Ok(Self { path, lines, _lock: lock })
    }

    /// Whether something was told.
    pub fn has(&self, line: &str) -> bool {
        self.lines.contains(line)
    }

    /// Keeps that something was told. On disk at once: whoever is stopped in between calls nobody twice.
    pub fn add(&mut self, line: String) -> io::Result<()> {
        self.lines.insert(line);
        self.save()
    }

    /// Forgets what is due no more, so that the file stays small.
    pub fn keep(&mut self, still: impl Fn(&str) -> bool) -> io::Result<()> {
        let before = self.lines.len();
        self.lines.retain(|line| still(line));
        if self.lines.len() == before { Ok(()) } else { self.save() }
    }

    fn save(&self) -> io::Result<()> {
        let making = self.path.with_extension("new");
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&making)?;
        for line in &self.lines {
            writeln!(file, "{line}")?;
        }
        file.sync_all()?;
        fs::rename(making, &self.path)
    }
}
