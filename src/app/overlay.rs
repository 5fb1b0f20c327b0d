//! What lies over a room and has the keys.

use tui_textarea::TextArea;

use super::find_all::Found;
use super::left_list::LeftList;
use super::row_list::RowList;
use super::{Action, ClockSheet, Deadlines, Form, NoticeList, NoticePage};
use crate::run::{Event, FactId, Unmet};
use crate::runbook::Id;
use crate::text::SafeText;

/// One thing that lies over a room.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant)] // there are at most a few
pub enum Overlay {
    Form(Form),
    Reason(ReasonPrompt),
    /// Asks and their answers (登记表), or the rows of one table.
    Sheet(Sheet),
    /// Records that stand side by side, of which one is to be chosen.
    Settle(Settle),
    /// Every action that can be done here, by name.
    Palette(Finder<Action>),
    /// Steps, guides and records by what stands in them.
    Find(Finder<Found>),
    /// The whole journal.
    History(History),
    /// One record in full.
    Record(Record),
    /// What can be done here; lines scrolled away.
    Help {
        scroll: u16,
    },
    /// The chosen step's guide, asks, evidence and contacts in full; lines scrolled away.
    StepSheet {
        scroll: u16,
    },
    /// Metrics and commitments; lines scrolled away.
    Measures {
        scroll: u16,
    },
    /// A shift that is handed over, or was.
    Handover(HandoverPage),
    /// One's own timers.
    Timers(Timers),
    /// Who holds which role, and who wrote here.
    People(People),
    /// The notices of the run, or the rows of one.
    Notices(NoticeList),
    /// One notice, to read, write and send.
    Notice(NoticePage),
    /// What was just copied, to be selected where the terminal did not take it.
    Copied(Copied),
    /// What was left behind, alone or before a phase or the run is called complete.
    Left(LeftList),
    /// The rows of a step that is worked for each of a table.
    Rows(RowList),
    /// Everything that runs.
    Deadlines(Deadlines),
    /// One clock in full.
    Clock(ClockSheet),
    /// What each clock is for; lines scrolled away.
    ClockHelp {
        scroll: u16,
    },
    /// Leave the program? What stays running is said.
    Quit,
}

impl Overlay {
    /// The chosen line of a list.
    pub(super) const fn cursor_mut(&mut self) -> Option<&mut usize> {
        match self {
            Self::Reason(prompt) => Some(&mut prompt.cursor),
            Self::Sheet(sheet) => Some(&mut sheet.cursor),
            Self::Settle(settle) => Some(&mut settle.cursor),
            Self::Palette(finder) => Some(&mut finder.cursor),
            Self::Find(finder) => Some(&mut finder.cursor),
            Self::History(history) => Some(&mut history.cursor),
            Self::Record(record) => Some(&mut record.cursor),
            Self::Left(list) => Some(&mut list.cursor),
            Self::Rows(list) => Some(&mut list.cursor),
            Self::Timers(list) => Some(&mut list.cursor),
            Self::People(people) => Some(&mut people.cursor),
            Self::Notices(list) => Some(if list.of.is_some() { &mut list.row } else { &mut list.cursor }),
            Self::Deadlines(list) => Some(&mut list.cursor),
            Self::Clock(sheet) => Some(&mut sheet.cursor),
            Self::Form(_)
            | Self::Help { .. }
            | Self::StepSheet { .. }
            | Self::Measures { .. }
            | Self::Handover(_)
            | Self::Notice(_)
            | Self::Copied(_)
            | Self::ClockHelp { .. }
            | Self::Quit => None,
        }
    }

    /// Whether a digit does at once what it stands for, and is no part of a text.
    pub fn digit_acts(&self) -> bool {
        match self {
            Self::Reason(prompt) => is_blank(&prompt.text),
            Self::Palette(finder) => is_blank(&finder.query),
            Self::Find(finder) => is_blank(&finder.query),
            Self::Notice(page) => !page.writing,
            Self::Settle(_)
            | Self::Record(_)
            | Self::Handover(_)
            | Self::Timers(_)
            | Self::People(_)
            | Self::Notices(_)
            | Self::Left(_)
            | Self::Rows(_)
            | Self::Deadlines(_)
            | Self::Clock(_) => true,
            Self::Form(_)
            | Self::Sheet(_)
            | Self::History(_)
            | Self::Help { .. }
            | Self::StepSheet { .. }
            | Self::Measures { .. }
            | Self::Copied(_)
            | Self::ClockHelp { .. }
            | Self::Quit => false,
        }
    }

    /// Whether the key of help opens it here: not where it is typed, and not over what is help itself. The deadlines
    /// have a help of their own.
    pub(super) const fn has_help(&self) -> bool {
        match self {
            Self::Sheet(_)
            | Self::Settle(_)
            | Self::Record(_)
            | Self::StepSheet { .. }
            | Self::Measures { .. }
            | Self::Handover(_)
            | Self::Timers(_)
            | Self::People(_)
            | Self::Notices(_)
            | Self::Copied(_)
            | Self::Left(_)
            | Self::Rows(_)
            | Self::Clock(_) => true,
            Self::History(history) => !history.typing,
            Self::Notice(page) => !page.writing,
            Self::Form(_)
            | Self::Reason(_)
            | Self::Palette(_)
            | Self::Find(_)
            | Self::Help { .. }
            | Self::Deadlines(_)
            | Self::ClockHelp { .. }
            | Self::Quit => false,
        }
    }
}

fn is_blank(text: &TextArea<'_>) -> bool {
    text.lines().iter().all(|line| line.trim().is_empty())
}

/// Texts that can be copied, and the one that was.
#[derive(Clone, Debug)]
pub struct Copied {
    /// What each is, and the text itself.
    pub texts: Vec<(SafeText, String)>,
    pub chosen: usize,
    pub scroll: u16,
}

/// Asks for the reason of a deviation.
#[derive(Clone, Debug)]
pub struct ReasonPrompt {
    /// What is to be recorded once there is a reason.
    pub event: Event,
    /// What is recorded with it for the same reason.
    pub more: Vec<Event>,
    pub unmet: Vec<Unmet>,
    /// Presets: id and words. The digits 1–9 choose one at once while nothing is typed.
    pub presets: Vec<(&'static str, SafeText)>,
    /// The chosen line; `presets.len()` is the line of one's own words.
    pub cursor: usize,
    pub text: TextArea<'static>,
    pub error: Option<SafeText>,
    /// Where to go once it is recorded.
    pub then: super::console::Then,
    /// The draft that goes with it.
    pub draft: Option<super::draft::Draft>,
}

/// Asks and their answers.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// None: asks; an ask's place: the rows of that table.
    pub table: Option<usize>,
    /// The asks shown, by their place in the run: those of the chosen step first.
    pub asks: Vec<usize>,
    /// How many of them belong to the chosen step.
    pub of_step: usize,
    /// The chosen line; in a table, the last line adds a row.
    pub cursor: usize,
}

/// The page of a handover.
#[derive(Clone, Debug)]
pub struct HandoverPage {
    /// Lines scrolled away.
    pub scroll: u16,
}

/// One's own timers.
#[derive(Clone, Debug)]
pub struct Timers {
    /// The chosen one, the soonest first.
    pub cursor: usize,
}

/// The people of a run.
#[derive(Clone, Debug)]
pub struct People {
    /// The chosen role, by its place in the runbook.
    pub cursor: usize,
}

/// Records of a step or an ask that stand side by side.
#[derive(Clone, Debug)]
pub struct Settle {
    pub step: Option<Id>,
    pub ask: Option<Id>,
    /// In the order of the run.
    pub sides: Vec<FactId>,
    pub cursor: usize,
}

/// A list that narrows as one types.
#[derive(Clone, Debug)]
pub struct Finder<T> {
    pub query: TextArea<'static>,
    /// What fits, best first.
    pub hits: Vec<Hit<T>>,
    pub cursor: usize,
}

impl<T> Finder<T> {
    /// A list before anything is typed.
    pub fn new(hits: Vec<Hit<T>>) -> Self {
        Self { query: TextArea::default(), hits, cursor: 0 }
    }
}

/// Something that fits a query.
#[derive(Clone, Debug)]
pub struct Hit<T> {
    pub item: T,
    /// The text that fits, for showing.
    pub text: SafeText,
    /// The characters of the text that were matched.
    pub matched: Vec<usize>,
}

/// The whole journal, the latest record at the bottom.
#[derive(Clone, Debug)]
pub struct History {
    pub query: TextArea<'static>,
    /// Whether typing goes into the query.
    pub typing: bool,
    pub filter: HistoryFilter,
    /// Places of the facts that fit, in order.
    pub shown: Vec<usize>,
    pub cursor: usize,
}

/// Which records are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HistoryFilter {
    /// What was done: all but who came and went.
    #[default]
    Work,
    All,
    /// Of the chosen step.
    Step,
    Notes,
    Decisions,
    Calls,
    Questions,
    Evidence,
    Deviations,
    Mine,
}

impl HistoryFilter {
    /// Every filter, in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::Work,
        Self::All,
        Self::Step,
        Self::Notes,
        Self::Decisions,
        Self::Calls,
        Self::Questions,
        Self::Evidence,
        Self::Deviations,
        Self::Mine,
    ];
}

/// One record in full, and what can be done with it.
#[derive(Clone, Debug)]
pub struct Record {
    pub fact: FactId,
    pub scroll: u16,
    /// What can be done with it, each with its word.
    pub deeds: Vec<(RecordDeed, SafeText)>,
    pub cursor: usize,
}

/// What can be done with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordDeed {
    Undo,
    Amend,
    Answer,
    HandOver,
    StopTimer,
    Sign,
    GoToStep,
}
