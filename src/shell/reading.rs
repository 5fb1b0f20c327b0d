//! Reading a run's folder: its runbook, its journal, and what is wrong with them. Writes nothing.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::regular_file::FileError;
use super::run_folder::RunFolder;
use crate::journal::{FeedName, Finding, Journal, RunId};
use crate::locale::{Lang, shell as words};
use crate::runbook::limits::MAX_OVERLAYS;
use crate::runbook::{Runbook, Source};
use crate::text::SafeText;

/// A run as it was on disk.
pub struct Reading {
    pub book: Arc<Runbook>,
    pub run: RunId,
    pub journal: Journal,
    /// What was found while the files were read.
    pub findings: Vec<Finding>,
}

/// Reads a run. Fails where there is no runbook to fold the facts over, or no record that names the run.
pub fn read(folder: &RunFolder, lang: Lang) -> Result<Reading, SafeText> {
    read_up_to(folder, &[], lang)
}

/// The same; of some feeds only so many bytes.
pub fn read_up_to(folder: &RunFolder, ends: &[(FeedName, u64)], lang: Lang) -> Result<Reading, SafeText> {
    let files = runbook_files(folder).map_err(|error| words::NO_RUNBOOK_IN_RUN.with(lang, &[&error]))?;
    let book = book_of(&files).map_err(|problems| words::RUNBOOK_PROBLEMS.with(lang, &[&problems]))?;
    let read = folder.read_up_to(ends).map_err(|error| words::CANNOT_READ_RUN.with(lang, &[&error]))?;
    let run = read.journal.run().ok_or_else(|| {
        let nothing = crate::locale::finding::NO_FEED.get(lang);
        words::CANNOT_READ_RUN.with(lang, &[&nothing])
    })?;
    Ok(Reading { book, run, journal: read.journal, findings: read.findings })
}

/// The name of a run's own copy of its runbook.
pub const RUNBOOK_FILE: &str = "runbook.toml";

/// The name of a run's own copy of what was laid over its runbook, counted from 1.
pub fn overlay_file(n: usize) -> String {
    format!("overlay-{n}.toml")
}

/// The exact bytes of a run's runbook, and of what was laid over it, in order.
pub fn runbook_files(folder: &RunFolder) -> Result<Vec<Vec<u8>>, FileError> {
    let mut files = vec![folder.own_file(RUNBOOK_FILE)?];
    for n in 1..=MAX_OVERLAYS {
        match folder.own_file(&overlay_file(n)) {
            Ok(bytes) => files.push(bytes),
            Err(_) => break,
        }
    }
    Ok(files)
}

/// A runbook from the exact bytes of its file and of what is laid over it. Each is parsed once in a process:
/// a thousand runs share a few. Fails with the number of its problems.
pub fn book_of<B: AsRef<[u8]>>(files: &[B]) -> Result<Arc<Runbook>, usize> {
    static BOOKS: Mutex<Vec<Arc<Known>>> = Mutex::new(Vec::new());
    let known = {
        let mut books = BOOKS.lock().unwrap_or_else(PoisonError::into_inner);
        match books.iter().find(|known| known.is_of(files)) {
            Some(known) => known.clone(),
            None => {
                let known = Arc::new(Known::new(files));
                books.push(known.clone());
                known
            }
        }
    };
    // Whoever asks for the same one meanwhile waits here instead of reading it too.
    known.book.get_or_init(|| known.parse()).clone()
}

/// A runbook's bytes, compared whole: that is faster than a digest of them.
struct Known {
    files: Vec<Box<[u8]>>,
    book: OnceLock<Result<Arc<Runbook>, usize>>,
}

impl Known {
    fn new<B: AsRef<[u8]>>(files: &[B]) -> Self {
        let files = files.iter().map(|bytes| Box::from(bytes.as_ref())).collect();
        Self { files, book: OnceLock::new() }
    }

    fn is_of<B: AsRef<[u8]>>(&self, files: &[B]) -> bool {
        self.files.iter().map(AsRef::as_ref).eq(files.iter().map(AsRef::as_ref))
    }

    fn parse(&self) -> Result<Arc<Runbook>, usize> {
        let source = |bytes| Source { name: RUNBOOK_FILE, bytes };
        let sources: Vec<Source<'_>> = self.files.iter().map(|bytes| source(bytes)).collect();
        let (base, overlays) = sources.split_first().ok_or(1_usize)?;
        match Runbook::parse_with_overlays(*base, overlays) {
            Ok((book, _warnings)) => Ok(Arc::new(book)),
            Err(problems) => Err(problems.len()),
        }
    }
}
