//! What the world tells the console.

use crossterm::event::KeyEvent;

use super::console::JournalHealth;
use super::draft::Drafts;
use super::home::Library;
use super::pointer::Target;
use super::said::Said;
use crate::run::{EvidenceHow, Fact, Run};
use crate::runbook::Id;
use crate::text::SafeText;
use crate::time::Moment;

/// A message to `update`.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)] // messages are few and short-lived
pub enum Msg {
    Key(KeyEvent),
    /// Somebody clicked at something.
    Click(Target),
    /// The wheel was turned over something.
    Wheel {
        target: Target,
        down: bool,
    },
    /// Text from the terminal's clipboard; never a key press.
    Paste(String),
    /// What was said instead of pressed.
    Said(Said),
    /// The terminal has another size, or the time has come that something on screen changes.
    Redraw,
    /// The wall clock was set by so many seconds.
    ClockSet {
        by: i64,
    },
    /// Something that the person should know, and that stops nothing.
    Notice(SafeText),
    LibraryRead(Library),
    RunReady(Box<RunReady>),
    RunFailed(SafeText),
    Appended {
        ticket: u64,
        facts: Vec<Fact>,
    },
    /// Nothing of it is in the journal. In words.
    AppendFailed {
        ticket: u64,
        why: SafeText,
    },
    EvidenceProgress {
        ticket: u64,
        done: u64,
        total: u64,
    },
    EvidenceReady {
        ticket: u64,
        taken: Taken,
    },
    EvidenceFailed {
        ticket: u64,
        why: SafeText,
    },
    /// A text was written into a file, or not and why; in words.
    TextWritten(Result<SafeText, SafeText>),
    Completions {
        typed: String,
        paths: Vec<String>,
    },
    /// The run that is shown was checked.
    Checked(Box<Checked>),
    /// Others have written to the run.
    Followed(Followed),
    /// Who else has the run open now.
    Here(Vec<Present>),
}

/// What others have written.
#[derive(Debug)]
pub enum Followed {
    /// Facts that come after all others, in order.
    After(Vec<Fact>),
    /// The whole run, read anew, since something stands before what was known of it; and what is damaged.
    Anew { run: Box<Run>, damage: Vec<SafeText>, read_only: Option<SafeText> },
    /// A feed is shorter than what was read of it: in words.
    Cut(SafeText),
}

/// Somebody else who has the run open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// The person's id in journals.
    pub person: String,
    /// The person's name in any script.
    pub name: SafeText,
    /// The step that the person is at.
    pub step: Option<Id>,
}

/// A run that the shell has read.
#[derive(Debug)]
pub struct RunReady {
    pub run: Run,
    pub folder: String,
    pub drafts: Drafts,
    pub journal: JournalHealth,
    /// How long this person was away, in seconds, and the cause, where they were here before.
    pub away: Option<(u64, SafeText)>,
    /// What else there is to know about where the run lies.
    pub warning: Option<SafeText>,
}

/// A file that was hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub how: EvidenceHow,
    pub name: String,
    pub place: String,
    pub sha256: String,
    pub size: u64,
    pub modified: Option<Moment>,
}

/// What became of the check of a run that is shown already.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What was recorded thereupon: this person's return.
    pub facts: Vec<Fact>,
    pub health: JournalHealth,
}
