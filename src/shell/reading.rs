//! Reading a run's folder: its runbook, its journal, and what is wrong with them. Writes nothing.

use std::io;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::regular_file::FileError;
use super::run_folder::{ReadRun, RunFolder};
use super::trouble;
use crate::journal::{Feed, FeedName, Finding, Journal, Records, RunId, Told};
use crate::locale::{Lang, shell as words};
use crate::runbook::limits::MAX_OVERLAYS;
use crate::runbook::{Catalogue, FileBytes, Runbook, Source, catalogue};
use crate::text::SafeText;

/// A run as it was on disk.
pub struct Reading<F = Feed> {
    pub book: Arc<Runbook>,
    pub run: RunId,
    pub journal: Journal<F>,
    /// What was found while the files were read.
    pub findings: Vec<Finding>,
}

/// Whether a run can be read, found out without reading all of it: why not.
pub fn can_be_read(folder: &RunFolder, lang: Lang) -> Result<(), SafeText> {
    book_in(folder, lang)?;
    if folder.has_a_record() { Ok(()) } else { read(folder, lang).map(drop) }
}

/// Reads a run. Fails where there is no runbook to fold the facts over, or no record that names the run.
pub fn read(folder: &RunFolder, lang: Lang) -> Result<Reading, SafeText> {
    read_up_to(folder, &[], lang)
}

/// The same; of some feeds only so many bytes.
pub fn read_up_to(folder: &RunFolder, ends: &[(FeedName, u64)], lang: Lang) -> Result<Reading, SafeText> {
    let book = book_in(folder, lang)?;
    let read = folder.read_up_to(ends).map_err(|error| unreadable(&error, lang))?;
    reading(book, read, lang)
}

/// Reads a run for its facts alone, without keeping the bytes of its journal. Nothing where that does not do, and it
/// has to be read whole.
pub fn read_facts(folder: &RunFolder, lang: Lang) -> Result<Option<Reading<Told>>, SafeText> {
    let book = book_in(folder, lang)?;
    let read = folder.read_facts().map_err(|error| unreadable(&error, lang))?;
    read.map(|read| reading(book, read, lang)).transpose()
}

fn reading<F: Records>(book: Arc<Runbook>, read: ReadRun<F>, lang: Lang) -> Result<Reading<F>, SafeText> {
    let run = read.journal.run().ok_or_else(|| {
        let nothing = crate::locale::finding::NO_FEED.get(lang);
        words::CANNOT_READ_RUN.with(lang, &[&nothing])
    })?;
    Ok(Reading { book, run, journal: read.journal, findings: read.findings })
}

/// Why a run's journal could not be read.
pub fn unreadable(error: &io::Error, lang: Lang) -> SafeText {
    words::CANNOT_READ_RUN.with(lang, &[&trouble::reading(error, lang)])
}

fn book_in(folder: &RunFolder, lang: Lang) -> Result<Arc<Runbook>, SafeText> {
    let files =
        runbook_files(folder).map_err(|error| words::NO_RUNBOOK_IN_RUN.with(lang, &[&error.say(lang)]))?;
    book_of(&files).map_err(|problems| words::RUNBOOK_PROBLEMS.with(lang, &[&problems]))
}

/// The name of a run's own copy of its runbook.
pub const RUNBOOK_FILE: &str = "runbook.toml";

/// The name of a run's own copy of what was laid over its runbook, counted from 1.
pub fn overlay_file(n: usize) -> String {
    format!("overlay-{n}.toml")
}

/// The names of a run's own copies of the catalogue of clocks and of the holidays; what was laid over them is
/// counted from 1, as in `catalogue-1.toml`.
pub const CLOCK_FILES: [&str; 2] = ["catalogue", "holidays"];

/// The exact bytes of a run's runbook and of what was laid over it, in order, then of its catalogue of clocks and
/// holidays, where it keeps them.
pub fn runbook_files(folder: &RunFolder) -> Result<Vec<OwnFile>, FileError> {
    let mut files = vec![(RUNBOOK_FILE.to_owned(), folder.own_file(RUNBOOK_FILE)?)];
    let mut take = |names: &mut dyn Iterator<Item = String>| {
        for name in names {
            let Ok(bytes) = folder.own_file(&name) else { break };
            files.push((name, bytes));
        }
    };
    take(&mut (1..=MAX_OVERLAYS).map(overlay_file));
    for kind in CLOCK_FILES {
        let more = (1..=MAX_OVERLAYS).map(|n| format!("{kind}-{n}.toml"));
        take(&mut std::iter::once(format!("{kind}.toml")).chain(more));
    }
    Ok(files)
}

/// A file's name in a run's folder, and its bytes.
pub type OwnFile = (String, Vec<u8>);

/// Whether a run's own file belongs to the catalogue of clocks.
pub fn is_of_catalogue(name: &str) -> bool {
    CLOCK_FILES.iter().any(|kind| {
        name.strip_prefix(kind).is_some_and(|rest| rest.starts_with('-') || rest.starts_with('.'))
    })
}

/// A runbook from the exact bytes of its file and of what is laid over it, with the catalogue of clocks that lies
/// beside it. Each is parsed once in a process: a thousand runs share a few. Fails with the number of problems.
pub fn book_of<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Result<Arc<Runbook>, usize> {
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
    files: Vec<(String, FileBytes)>,
    book: OnceLock<Result<Arc<Runbook>, usize>>,
}

impl Known {
    fn new<N: AsRef<str>, B: AsRef<[u8]>>(files: &[(N, B)]) -> Self {
        let own = |(name, bytes): &(N, B)| (name.as_ref().to_owned(), FileBytes::of(bytes.as_ref()));
        Self { files: files.iter().map(own).collect(), book: OnceLock::new() }
    }

    fn is_of<N: AsRef<str>, B: AsRef<[u8]>>(&self, files: &[(N, B)]) -> bool {
        let known = self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_ref()));
        known.eq(files.iter().map(|(name, bytes)| (name.as_ref(), bytes.as_ref())))
    }

    fn parse(&self) -> Result<Arc<Runbook>, usize> {
        let sources = self.files.iter().map(|(name, bytes)| Source { name, bytes });
        let (of_catalogue, sources): (Vec<Source<'_>>, Vec<Source<'_>>) =
            sources.partition(|source| is_of_catalogue(source.name));
        let catalogue = catalogue_of(&of_catalogue)?;
        let (base, overlays) = sources.split_first().ok_or(1_usize)?;
        match Runbook::parse_with_catalogue(*base, overlays, catalogue) {
            Ok((book, _warnings)) => Ok(Arc::new(book)),
            Err(problems) => Err(problems.len()),
        }
    }
}

/// The catalogue that a run keeps; where it keeps none, since it was opened before there was one, what is shipped.
fn catalogue_of(sources: &[Source<'_>]) -> Result<Arc<Catalogue>, usize> {
    if sources.is_empty() {
        return Ok(Catalogue::shipped());
    }
    let shipped = catalogue::SHIPPED.iter().map(|(_, text)| text.as_bytes());
    let kept = if sources.iter().map(|source| source.bytes).eq(shipped) {
        Catalogue::clone(&Catalogue::shipped())
    } else {
        Catalogue::parse(sources).map_err(|problems| problems.len())?
    };
    Ok(Arc::new(Catalogue { sealed: true, ..kept }))
}
