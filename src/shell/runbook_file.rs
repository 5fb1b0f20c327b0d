//! Runbooks where they lie: embedded, in folders, at a path.
//!
//! Reads at most one byte more than a runbook may have, and never a pipe, device or folder.

use std::collections::HashSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::regular_file::{self, FileError};
use super::trouble;
use crate::locale::{Lang, check as words};
use crate::runbook::header::FileKind;
use crate::runbook::limits::MAX_BYTES;
use crate::runbook::{FileBytes, Header, Source, builtin};
use crate::text::SafeText;

/// A runbook or overlay, read and not yet checked.
#[derive(Clone, Debug)]
pub struct RunbookFile {
    /// What messages call it: its path as it was given.
    pub name: String,
    /// Where it lies; nowhere where it is embedded.
    pub path: Option<PathBuf>,
    /// Its bytes. One more than a runbook may have where it has more.
    pub bytes: FileBytes,
    /// What it says of itself.
    pub header: Header,
}

/// Why a file was not read.
#[derive(Debug)]
pub enum RunbookFileError {
    /// There is none.
    Missing(PathBuf),
    /// It is a folder.
    Folder(PathBuf),
    /// It is a pipe, a device or the like.
    NoFile(PathBuf),
    /// The machine says no.
    Io(PathBuf, io::Error),
}

impl RunbookFileError {
    /// The error in a person's language; `folder` is where runbooks are looked for.
    pub fn say(&self, lang: Lang, folder: Option<&Path>) -> SafeText {
        match self {
            Self::Missing(path) => words::NO_SUCH_FILE.with(lang, &[&path.display()]),
            Self::Folder(path) => {
                let folder = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
                words::FOLDER.with(lang, &[&path.display(), &folder])
            }
            Self::NoFile(path) => words::NO_FILE.with(lang, &[&path.display()]),
            Self::Io(path, error) => {
                words::UNREADABLE.with(lang, &[&path.display(), &trouble::reading(error, lang)])
            }
        }
    }
}

impl RunbookFile {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, RunbookFileError> {
        let io = |error| RunbookFileError::Io(path.to_owned(), error);
        let file = regular_file::open_through_links(path).map_err(|error| match error {
            FileError::Type if path.is_dir() => RunbookFileError::Folder(path.to_owned()),
            FileError::Type | FileError::TooLong => RunbookFileError::NoFile(path.to_owned()),
            FileError::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                RunbookFileError::Missing(path.to_owned())
            }
            FileError::Io(error) => io(error),
        })?;
        let mut bytes = Vec::new();
        file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(io)?;
        Ok(Self::new(path.display().to_string(), Some(path.to_owned()), bytes.into()))
    }

    fn new(name: String, path: Option<PathBuf>, bytes: FileBytes) -> Self {
        let header = Header::of(&bytes);
        Self { name, path, bytes, header }
    }

    /// The file as the reader of runbooks takes it.
    pub fn source(&self) -> Source<'_> {
        Source { name: &self.name, bytes: &self.bytes }
    }
}

/// Runbooks and overlays that are at hand, later ones before earlier ones of the same id.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The files, in the order in which they were found.
    pub files: Vec<RunbookFile>,
}

impl Shelf {
    /// The embedded runbooks.
    pub fn embedded() -> Self {
        let file = |(name, text): &(&str, &'static str)| {
            RunbookFile::new(format!("built-in/{name}"), None, FileBytes::Shipped(text.as_bytes()))
        };
        Self { files: builtin::RUNBOOKS.iter().map(file).collect() }
    }

    /// The embedded runbooks and those in folders, by name. Folders that are not there hold none.
    pub fn at_hand(folders: &[PathBuf]) -> (Self, Vec<RunbookFileError>) {
        let mut shelf = Self::embedded();
        let mut errors = Vec::new();
        for folder in folders {
            match toml_files(folder) {
                Ok(paths) => {
                    for path in paths {
                        match RunbookFile::read(&path) {
                            Ok(file) => shelf.files.push(file),
                            Err(error) => errors.push(error),
                        }
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => errors.push(RunbookFileError::Io(folder.clone(), error)),
            }
        }
        shelf.hide_earlier();
        (shelf, errors)
    }

    /// The same with more files, which come before those of the same id.
    #[must_use]
    pub fn with(mut self, files: impl IntoIterator<Item = RunbookFile>) -> Self {
        self.files.extend(files);
        self.hide_earlier();
        self
    }

    /// Leaves out runbooks whose id a later one has: an organisation's own copy counts.
    fn hide_earlier(&mut self) {
        let mut later = HashSet::new();
        let mut kept = Vec::with_capacity(self.files.len());
        for file in self.files.drain(..).rev() {
            let id = file.header.id.clone().filter(|_| file.header.extends.is_none());
            if id.is_none_or(|id| later.insert(id)) {
                kept.push(file);
            }
        }
        kept.reverse();
        self.files = kept;
    }

    /// The file of a runbook; the last one found counts.
    pub fn find(&self, id: &str) -> Option<&RunbookFile> {
        let is_it =
            |file: &&RunbookFile| file.header.extends.is_none() && file.header.id.as_deref() == Some(id);
        self.files.iter().rev().find(is_it)
    }

    /// Every runbook with the overlays that change it; an overlay of nothing stands alone.
    pub fn sets(&self) -> Vec<Vec<&RunbookFile>> {
        let is_base = |file: &&RunbookFile| file.header.extends.is_none();
        let mut sets: Vec<Vec<&RunbookFile>> =
            self.files.iter().filter(is_base).map(|file| vec![file]).collect();
        for file in &self.files {
            let Some(extends) = file.header.extends.as_deref() else { continue };
            let of_it = |set: &&mut Vec<&RunbookFile>| {
                set.first().is_some_and(|base| {
                    base.header.extends.is_none() && base.header.id.as_deref() == Some(extends)
                })
            };
            match sets.iter_mut().find(of_it) {
                Some(set) => set.push(file),
                None => sets.push(vec![file]),
            }
        }
        sets
    }
}

/// The catalogues of clocks and the tables of holidays in a folder, by name; what a holiday is has to be known before
/// a row counts by it, so these come first.
pub fn clock_files(folder: &Path) -> (Vec<RunbookFile>, Vec<RunbookFileError>) {
    let paths = match toml_files(folder) {
        Ok(paths) => paths,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return (Vec::new(), vec![RunbookFileError::Io(folder.to_owned(), error)]),
    };
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        match RunbookFile::read(&path) {
            Ok(file) => files.push(file),
            Err(error) => errors.push(error),
        }
    }
    files.sort_by_key(|file: &RunbookFile| file.header.kind != FileKind::Holidays);
    (files, errors)
}

fn toml_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
