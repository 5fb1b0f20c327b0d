//! The first screen: open runs, runbooks, closed runs.

use crate::locale::Both;
use crate::run::RunKind;
use crate::runbook::{Cover, FileBytes};
use crate::text::SafeText;
use crate::time::Moment;

/// The runbooks and runs of a home, as the shell found them.
#[derive(Clone, Debug, Default)]
pub struct Library {
    pub runbooks: Vec<RunbookEntry>,
    /// The open ones first, the one that this person last worked on before all; then the closed ones, the
    /// latest first.
    pub runs: Vec<RunSummary>,
    /// Files that could not be read, in a sentence each.
    pub problems: Vec<SafeText>,
    /// The runs are still being read.
    pub is_partial: bool,
}

/// A runbook that a run can be opened with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunbookEntry {
    pub cover: Cover,
    /// The exact bytes, by the names that they get in a run's folder: the runbook, and what was laid over it.
    pub files: Vec<(String, FileBytes)>,
    /// Where it comes from; none for a built-in one.
    pub path: Option<SafeText>,
}

/// One line about a run.
#[derive(Clone, Debug)]
pub struct RunSummary {
    /// The name of its folder.
    pub folder: String,
    pub kind: RunKind,
    pub number: SafeText,
    pub title: SafeText,
    pub opened: Option<Moment>,
    pub closed: Option<Moment>,
    /// The last fact of all.
    pub last: Option<Moment>,
    /// The last fact of this person's.
    pub last_mine: Option<Moment>,
    /// Steps settled, and steps that apply.
    pub progress: (usize, usize),
    /// From when each of what is to be done by a time is over; empty where that was not looked for.
    pub due: Vec<Moment>,
    /// The next step's title, where the run is open.
    pub next: Option<Both<SafeText>>,
    /// Why it cannot be opened, where it cannot.
    pub problem: Option<SafeText>,
}

impl RunSummary {
    /// How much of it is overdue.
    pub fn overdue(&self, now: Moment) -> usize {
        self.due.iter().filter(|at| **at <= now).count()
    }
}

/// The state of the first screen.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// What was typed to filter by.
    pub query: String,
    /// The entries that fit the query, in the order in which they are shown.
    pub shown: Vec<HomeEntry>,
    /// Which of them is chosen.
    pub cursor: usize,
    /// A run is being read from the disk.
    pub opening: bool,
    /// Enter was pressed before the runs were known, of which the first is what is mostly meant.
    pub enter_waits: bool,
}

/// An entry of the first screen, by its place in the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeEntry {
    OpenRun(usize),
    Runbook(usize),
    ClosedRun(usize),
}
