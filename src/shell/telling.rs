//! Reads a run to tell what is in it, whatever state it is in. Writes nothing.
//!
//! Where the runbook cannot be read, the facts are told all the same, with ids for names: months later there
//! may be nothing but the journal.

use std::sync::Arc;

use super::reading;
use super::run_folder::RunFolder;
use super::trouble;
use crate::locale::{Lang, cli as words, finding};
use crate::run::{Event, Fact, Run};
use crate::runbook::{Catalogue, Runbook, Text};
use crate::text::SafeText;

/// A run to be told.
#[derive(Debug)]
pub struct Telling {
    pub run: Run,
    /// What is wrong with the journal, in a sentence each.
    pub damage: Vec<SafeText>,
    /// Whether the run's runbook could be read.
    pub has_book: bool,
}

impl Telling {
    /// Reads a run's folder. Fails only where its journal cannot be read at all.
    pub fn read(folder: &RunFolder, lang: Lang) -> Result<Self, SafeText> {
        let label = folder.label();
        let read = folder
            .read()
            .map_err(|error| words::UNREADABLE_RUN.with(lang, &[&label, &trouble::reading(&error, lang)]))?;
        let damage = folder.damage(&read.journal, &read.findings);
        let damage = damage.iter().map(|finding| finding.say(lang)).collect();
        let files = reading::runbook_files(folder).ok();
        let book = files.and_then(|files| reading::book_of(&files).ok());
        let has_book = book.is_some();
        let nothing = || words::UNREADABLE_RUN.with(lang, &[&label, &finding::NO_FEED.get(lang)]);
        let book = book.or_else(|| bare(read.journal.facts()).map(Arc::new)).ok_or_else(nothing)?;
        Ok(Self { run: Run::fold(book, read.journal.facts()), damage, has_book })
    }
}

/// A runbook that knows nothing but its name.
fn bare(mut facts: impl Iterator<Item = Fact>) -> Option<Runbook> {
    let opened = facts.find_map(|fact| match fact.event() {
        Some(Event::RunOpened { runbook, version, .. }) => Some((runbook.clone(), version.clone())),
        Some(_) | None => None,
    });
    let (id, version) = opened?;
    Some(Runbook {
        title: Text::Same(id.to_string()),
        id,
        version,
        summary: None,
        reviewed: chrono::NaiveDate::default(),
        review_every: None,
        programme: None,
        roles: Vec::new(),
        contacts: Vec::new(),
        asks: Vec::new(),
        clocks: Vec::new(),
        cadences: Vec::new(),
        notices: Vec::new(),
        metrics: Vec::new(),
        commitments: Vec::new(),
        phases: Vec::new(),
        steps: Vec::new(),
        catalogue: Catalogue::shipped(),
    })
}
