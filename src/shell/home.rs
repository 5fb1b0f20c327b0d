//! The home: where runs live, how one is made and how it is found again.

use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustix::fs::OFlags;

use super::disk::{Disk, create_folders, write_new};
use super::settings::Settings;
use super::{RunFolder, RunName};
use crate::journal::{RunId, run_id::RUN_ID_CHARS};
use crate::runbook::Id;

/// How often the lock of the runs is tried, and how long between two tries.
const LOCK_TRIES: u32 = 250;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// `HOME`, with `runs` in it.
#[derive(Clone, Debug)]
pub struct Home {
    path: PathBuf,
    /// Where feeds go when the home's disk fails.
    fallback: Option<PathBuf>,
}

/// What a new run's folder is made from.
#[derive(Clone, Copy, Debug)]
pub struct NewRun<'a> {
    pub run: RunId,
    /// The year that it is numbered in.
    pub year: i32,
    pub title: &'a str,
    /// Names the folder where the title has no words for it.
    pub runbook: &'a Id,
    /// The run's own files: `runbook.toml` and what else is in use, by name.
    pub files: &'a [(&'a str, &'a [u8])],
}

/// Why a run is not found.
#[derive(Debug)]
pub enum FindError {
    /// Nothing fits.
    None,
    /// More than one fits; their folders.
    Several(Vec<String>),
    /// The machine says no.
    Io(io::Error),
}

impl fmt::Display for FindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("there is no such run"),
            Self::Several(folders) => write!(f, "several runs fit: {}", folders.join(", ")),
            Self::Io(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for FindError {}

impl Home {
    /// A home by its path. It need not be there yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), fallback: None }
    }

    /// The home that the settings name, with its fallback folder.
    pub fn of(settings: &Settings) -> Self {
        Self { path: settings.home.clone(), fallback: settings.fallback.clone() }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn runs_path(&self) -> PathBuf {
        self.path.join("runs")
    }

    /// The folders of the runs, by year and number.
    pub fn runs(&self) -> io::Result<Vec<RunFolder>> {
        let entries = match fs::read_dir(self.runs_path()) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut runs = Vec::new();
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_str().and_then(RunName::parse);
            if let Some(name) = name.filter(|_| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
                let folder = RunFolder::new(entry.path());
                runs.push((name, folder.with_fallback(self.fallback.as_deref())));
            }
        }
        runs.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Ok(runs.into_iter().map(|(_, folder)| folder).collect())
    }

    /// Makes the folder of a new run, with the next number of its year. It appears whole or not at all.
    pub fn create(&self, disk: &dyn Disk, new: &NewRun<'_>) -> io::Result<RunFolder> {
        let runs = self.runs_path();
        create_folders(disk, &runs)?;
        let _lock = lock(&runs.join(".lock"))?;
        let names = self.runs()?.into_iter().filter_map(|folder| folder.name());
        let last = names.filter(|name| name.year == new.year).map(|name| name.number).max();
        let name = RunName::new(new.year, last.unwrap_or(0) + 1, new.title, new.runbook, &new.run);
        let making = runs.join(format!(".new-{}", new.run));
        let folder = runs.join(name.to_string());
        if let Err(error) = make(disk, &making, &folder, new.files) {
            let _ = fs::remove_dir_all(&making);
            return Err(error);
        }
        Ok(RunFolder::new(folder).with_fallback(self.fallback.as_deref()))
    }

    /// Finds a run by its folder's path or name, by number (`2026-007`, `7`), by id or its beginning, by the
    /// name of a folder right here, or by a part of the folder's name that no other has.
    pub fn find(&self, text: &str) -> Result<RunFolder, FindError> {
        let text = text.trim();
        if text.contains('/') || text == "." || text == ".." {
            return RunFolder::open(Path::new(text)).map_err(|error| {
                if error.kind() == io::ErrorKind::NotFound { FindError::None } else { FindError::Io(error) }
            });
        }
        let runs = self.runs().map_err(FindError::Io)?;
        let named: Vec<(RunName, RunFolder)> =
            runs.into_iter().filter_map(|folder| Some((folder.name()?, folder))).collect();
        let ways: [&dyn Fn(&RunName) -> bool; 4] = [
            &|name| name.to_string() == text,
            &|name| is_number(name, text),
            &|name| is_id(name, text),
            &|name| !text.is_empty() && name.to_string().contains(&text.to_lowercase()),
        ];
        for (n, fits) in ways.into_iter().enumerate() {
            // A part of a name is the last resort: a folder of that very name, right here, is meant before.
            if n == ways.len() - 1
                && let Ok(folder) = RunFolder::open(Path::new(text))
            {
                return Ok(folder);
            }
            let mut found: Vec<&(RunName, RunFolder)> = named.iter().filter(|(name, _)| fits(name)).collect();
            match found.len() {
                0 => {}
                1 => return found.pop().map(|(_, folder)| folder.clone()).ok_or(FindError::None),
                _ => {
                    return Err(FindError::Several(found.iter().map(|(name, _)| name.to_string()).collect()));
                }
            }
        }
        Err(FindError::None)
    }
}

/// `2026-007`, `2026-7`, `007` or `7`.
fn is_number(name: &RunName, text: &str) -> bool {
    let (year, number) = text.split_once('-').map_or((None, text), |(year, number)| (Some(year), number));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    digits(number)
        && number.parse() == Ok(name.number)
        && year.is_none_or(|year| digits(year) && year.parse() == Ok(name.year))
}

/// The run's id, or a beginning of it that holds what the folder's name has of it.
fn is_id(name: &RunName, text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    plain && text.len() <= RUN_ID_CHARS && text.starts_with(&name.short)
}

/// Makes a run's folder under a name that is no run's, and gives it its own name once all of it is on disk.
pub fn make(disk: &dyn Disk, making: &Path, folder: &Path, files: &[(&str, &[u8])]) -> io::Result<()> {
    disk.create_folder(making)?;
    for (name, bytes) in files {
        write_new(disk, &making.join(name), bytes)?;
    }
    for name in ["journal", "evidence", "drafts"] {
        disk.create_folder(&making.join(name))?;
    }
    disk.sync_dir(making)?;
    disk.rename(making, folder)?;
    disk.sync_dir(folder.parent().unwrap_or_else(|| Path::new(".")))
}

/// Holds the runs, so that no two get the same number. Nobody waits longer than five seconds.
fn lock(path: &Path) -> io::Result<File> {
    // A link would have the lock made wherever it leads.
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let mut options = OpenOptions::new();
    let file = options.read(true).append(true).create(true).mode(0o600).custom_flags(flags).open(path)?;
    super::shared::settle_lock(&file, path)?;
    for _ in 0..LOCK_TRIES {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(LOCK_PAUSE),
            // Where a filesystem has no locks, the folder's own name is the last guard.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(file),
        }
    }
    Err(io::Error::new(io::ErrorKind::TimedOut, "another program holds the folder of the runs"))
}
