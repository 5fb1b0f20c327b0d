//! Reading a run's folder: its runbook, its journal, and what is wrong with them. Writes nothing.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use super::run_folder::RunFolder;
use crate::journal::{Digest, Finding, Journal, RunId};
use crate::locale::{Lang, shell as words};
use crate::runbook::Runbook;
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
    let bytes =
        folder.own_file("runbook.toml").map_err(|error| words::NO_RUNBOOK_IN_RUN.with(lang, &[&error]))?;
    let book = book_of(&bytes).map_err(|problems| words::RUNBOOK_PROBLEMS.with(lang, &[&problems]))?;
    let read = folder.read().map_err(|error| words::CANNOT_READ_RUN.with(lang, &[&error]))?;
    let run = read.journal.run().ok_or_else(|| {
        let nothing = crate::locale::finding::NO_FEED.get(lang);
        words::CANNOT_READ_RUN.with(lang, &[&nothing])
    })?;
    Ok(Reading { book, run, journal: read.journal, findings: read.findings })
}

/// A runbook from its exact bytes. Each is parsed once in a process: a thousand runs share a few.
pub fn book_of(bytes: &[u8]) -> Result<Arc<Runbook>, usize> {
    static BOOKS: OnceLock<Mutex<HashMap<Digest, Arc<Runbook>>>> = OnceLock::new();
    let books = BOOKS.get_or_init(Mutex::default);
    let digest = Digest::of(bytes);
    let known = |books: &HashMap<Digest, Arc<Runbook>>| books.get(&digest).cloned();
    if let Some(book) = books.lock().ok().as_deref().and_then(known) {
        return Ok(book);
    }
    let (book, _warnings) = Runbook::parse("runbook.toml", bytes).map_err(|problems| problems.len())?;
    let book = Arc::new(book);
    if let Ok(mut books) = books.lock() {
        books.insert(digest, book.clone());
    }
    Ok(book)
}
