//! A form: some fields, filled in by hand, that become an event.

use tui_textarea::TextArea;

use super::RunbookEntry;
use crate::run::{EvidenceHow, FactId};
use crate::runbook::Id;
use crate::text::SafeText;

/// A form on screen.
#[derive(Clone, Debug)]
pub struct Form {
    pub kind: FormKind,
    pub title: SafeText,
    /// A sentence or two above the fields.
    pub help: Vec<SafeText>,
    pub fields: Vec<Field>,
    /// The field that has the keys; `fields.len()` is the button that records.
    pub focus: usize,
    /// The field that was typed into from the button: Enter there presses the button.
    pub from_button: Option<usize>,
    /// The word on the button.
    pub button: SafeText,
    /// What is wrong with the form as a whole.
    pub error: Option<SafeText>,
    /// What stood in the fields at first: what the program filled in makes no draft.
    pub initial: std::collections::BTreeMap<String, String>,
    /// Ways to complete the path that is being typed.
    pub completions: Vec<SafeText>,
}

/// What a form is for, and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub enum FormKind {
    /// Opens a run with the runbook at this place in the library.
    OpenRun(Box<RunbookEntry>),
    Title,
    CloseRun,
    Note {
        step: Option<Id>,
    },
    AmendNote {
        note: FactId,
    },
    Decision {
        step: Option<Id>,
    },
    Call {
        step: Option<Id>,
    },
    Question {
        step: Option<Id>,
    },
    AnswerQuestion {
        question: FactId,
    },
    Evidence {
        step: Option<Id>,
        how: EvidenceHow,
    },
    HandEvidence {
        evidence: FactId,
    },
    Assign {
        step: Id,
    },
    Sign {
        step: Id,
        done_of: FactId,
    },
    Unblock {
        step: Id,
    },
    AddStep {
        phase: Id,
        behind: Option<Id>,
    },
    Timer {
        step: Option<Id>,
    },
    /// A status update.
    Update,
    /// Hands the shift over.
    GiveHandover,
    /// Takes it over.
    ConfirmHandover {
        handover: FactId,
    },
    /// Lets a timer ring later.
    SnoozeTimer {
        timer: FactId,
    },
    /// Gives a role to a person.
    GiveRole {
        role: Id,
    },
    /// A clock was met.
    MeetClock {
        clock: String,
        row: Option<FactId>,
    },
    /// A step was done at an earlier time.
    DoneEarlier {
        step: Id,
    },
    Answer {
        ask: Id,
        /// The answer that stood there when the form was opened: what is typed corrects that one, and none that
        /// somebody else gives meanwhile.
        amends: Option<FactId>,
    },
    Row {
        ask: Id,
        row: Option<FactId>,
    },
    /// A notice was sent: to whom, how, when.
    SendNotice {
        notice: Id,
        row: Option<FactId>,
        draft_of: Option<FactId>,
    },
    /// All rows of a notice that are ready were sent.
    SendNotices {
        notice: Id,
    },
    /// Write a notice's text into a file.
    ExportNotice {
        notice: Id,
        row: Option<FactId>,
        text: String,
    },
}

/// One field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in the draft: free of language.
    pub name: String,
    pub label: SafeText,
    /// What may be typed, shown where nothing is.
    pub hint: SafeText,
    pub input: Input,
    /// Must it not stay empty, whatever the others hold? See [`Form::needs`].
    pub required: bool,
    /// What is wrong with it, shown beside it.
    pub error: Option<SafeText>,
}

/// What a field takes.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant)] // a form has a handful
pub enum Input {
    /// One line of text.
    Line(TextArea<'static>),
    /// Several lines of text.
    Lines(TextArea<'static>),
    /// One of several; none is chosen at first where `chosen` is none.
    Choice { options: Vec<Choosable>, cursor: usize, chosen: Option<usize> },
    /// Any of several.
    Many { options: Vec<Choosable>, cursor: usize, chosen: Vec<bool> },
}

/// One thing to choose.
#[derive(Clone, Debug)]
pub struct Choosable {
    /// Its name in the draft and the journal.
    pub id: String,
    pub label: SafeText,
    /// What it means, shown when the cursor is on it.
    pub help: SafeText,
}

impl Input {
    /// An empty line, or one with a text in it.
    pub fn line(text: &str) -> Self {
        let mut area = TextArea::new(vec![text.replace(['\n', '\r'], " ")]);
        area.move_cursor(tui_textarea::CursorMove::End);
        Self::Line(area)
    }

    /// Several lines.
    pub fn lines(text: &str) -> Self {
        let mut area = TextArea::new(text.lines().map(str::to_owned).collect());
        area.move_cursor(tui_textarea::CursorMove::Bottom);
        area.move_cursor(tui_textarea::CursorMove::End);
        Self::Lines(area)
    }

    /// What was typed or chosen, as text: ids for choices, several with commas between.
    pub fn value(&self) -> String {
        match self {
            Self::Line(area) | Self::Lines(area) => area.lines().join("\n"),
            Self::Choice { options, chosen, .. } => {
                chosen.and_then(|n| options.get(n)).map(|option| option.id.clone()).unwrap_or_default()
            }
            Self::Many { options, chosen, .. } => {
                let ids =
                    options.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(option, _)| &*option.id);
                ids.collect::<Vec<_>>().join(",")
            }
        }
    }
}

impl Form {
    /// What was typed or chosen in a field.
    pub fn value(&self, name: &str) -> String {
        self.fields
            .iter()
            .find(|field| field.name == name)
            .map(|field| field.input.value())
            .unwrap_or_default()
    }

    /// Whether a field must not stay empty as the others stand: of a call that reached somebody, what was said.
    pub fn needs(&self, field: &Field) -> bool {
        let is_said = matches!(self.kind, FormKind::Call { .. }) && field.name == "said";
        field.required || (is_said && self.value("reached") == "yes")
    }
}
