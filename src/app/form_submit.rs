//! From a filled form to the event that it stands for; what is wrong is said beside the field.

use super::console::{Hashing, Then};
use super::form::{Field, Form, FormKind};
use super::overlay::Overlay;
use super::{App, Effect, Opening, Room};
use crate::locale::app as words;
use crate::run::{Event, EvidenceHow, EvidenceItem, FactId, Run, RunKind};
use crate::runbook::{AskKind, Cells, Id};
use crate::text::SafeText;
use crate::time::{Moment, entry};

impl App {
    pub(super) fn submit_form(&mut self, mut form: Form) -> Vec<Effect> {
        let missing = self.mark_missing(&mut form);
        if missing {
            self.overlays.push(Overlay::Form(form));
            return Vec::new();
        }
        if let FormKind::OpenRun(runbook) = &form.kind {
            let runbook = (**runbook).clone();
            let (title, kind) = (form.text("title"), run_kind(&form.value("kind")));
            if let Room::Home(home) = &mut self.room {
                home.opening = true;
            }
            return vec![Effect::OpenRun(Box::new(Opening {
                runbook,
                title,
                kind,
                answers: Vec::new(),
                rows: Vec::new(),
            }))];
        }
        if let FormKind::Evidence { how: EvidenceHow::Copied | EvidenceHow::InPlace, .. } = form.kind {
            return self.take_evidence(form);
        }
        if let FormKind::ExportNotice { text, .. } = &form.kind {
            return vec![Effect::WriteText { path: form.text("path"), text: text.clone() }];
        }
        if let FormKind::SendNotices { notice } = form.kind.clone() {
            let Ok(happened) = self.happened(&mut form) else {
                self.overlays.push(Overlay::Form(form));
                return Vec::new();
            };
            let events = self.sendings(&notice, &form.text("how"), happened);
            return self.propose_all(events, Then::NextNotice);
        }
        let Some(event) = self.event_of(&mut form) else {
            self.overlays.push(Overlay::Form(form));
            return Vec::new();
        };
        let effects = self.propose(event, self.then_of(&form.kind), self.draft_of(&form));
        if effects.is_empty() && !matches!(self.overlays.last(), Some(Overlay::Reason(_))) {
            // Refused: what was typed stays on screen, and why stands above the button.
            form.error = self.toast.as_ref().map(|toast| toast.text.clone());
            self.overlays.push(Overlay::Form(form));
        } else if matches!(form.kind, FormKind::Answer { .. }) {
            self.sheet_goes_on();
        }
        effects
    }

    /// Marks the fields that must not stay empty; true if there is one.
    fn mark_missing(&self, form: &mut Form) -> bool {
        let is_missing = |field: &Field| form.needs(field) && field.input.value().trim().is_empty();
        let missing: Vec<usize> = (0..form.fields.len()).filter(|n| is_missing(&form.fields[*n])).collect();
        for n in &missing {
            form.fields[*n].error = Some(words::FILL_FIRST.text(self.settings.lang));
        }
        form.focus = missing.first().copied().unwrap_or(form.focus);
        !missing.is_empty()
    }

    /// The event that a form stands for; none where a field cannot be read, which is said beside it.
    #[allow(clippy::too_many_lines)] // an arm for each kind
    pub(super) fn event_of(&self, form: &mut Form) -> Option<Event> {
        let happened = self.happened(form).ok()?;
        let kind = form.kind.clone();
        Some(match kind {
            FormKind::Title => Event::RunTitled { title: form.text("title") },
            FormKind::CloseRun => Event::RunClosed { note: form.text("note"), deviation: None },
            FormKind::Note { step } => Event::NoteAdded { text: form.text("text"), step, happened },
            FormKind::AmendNote { note } => Event::NoteAmended { amends: note, text: form.text("text") },
            FormKind::Decision { step } => Event::DecisionMade {
                question: form.text("question"),
                options: form
                    .value("options")
                    .lines()
                    .map(str::trim)
                    .filter(|l| !l.is_empty())
                    .map(str::to_owned)
                    .collect(),
                choice: form.text("choice"),
                reason: form.text("reason"),
                decided_by: form.text("decided_by"),
                step,
                happened,
            },
            FormKind::Call { step } => Event::CallMade {
                whom: self.or_contact(form.text("whom"), |(title, _)| title),
                // The step's own number belongs to the step's own contact.
                number: if form.text("whom").is_empty() {
                    self.or_contact(form.text("number"), |(_, phone)| phone)
                } else {
                    form.text("number")
                },
                reached: form.value("reached") == "yes",
                said: form.text("said"),
                step,
                happened,
            },
            FormKind::Question { step } => Event::QuestionRaised { text: form.text("text"), step },
            FormKind::AnswerQuestion { question } => {
                Event::QuestionAnswered { answers: question, text: form.text("text") }
            }
            FormKind::Evidence { step, how } => evidence(form, step, how, happened),
            FormKind::HandEvidence { evidence } => {
                Event::EvidenceHanded { evidence, to: form.text("to"), why: form.text("why"), happened }
            }
            FormKind::Assign { step } => {
                let person = Some(form.text("person")).filter(|person| !person.is_empty());
                let role = Id::new(&form.value("role")).filter(|_| person.is_none());
                Event::StepAssigned { step, person, role }
            }
            FormKind::Sign { step, done_of } => Event::StepSigned { step, done_of, note: form.text("note") },
            FormKind::Unblock { step } => Event::StepUnblocked { step, note: form.text("note") },
            FormKind::AddStep { phase, behind } => self.added_step(form, phase, behind)?,
            FormKind::Update
            | FormKind::GiveRole { .. }
            | FormKind::GiveHandover
            | FormKind::ConfirmHandover { .. }
            | FormKind::SnoozeTimer { .. }
            | FormKind::Timer { .. } => self.shift_event(form)?,
            FormKind::MeetClock { clock, row } => self.met_clock(form, clock, row, happened),
            FormKind::DoneEarlier { step } => Event::StepDone { step, row: None, happened, deviation: None },
            FormKind::Answer { ask, amends } => self.answer_event(form, ask, amends)?,
            FormKind::Row { ask, row } => {
                let cells = self.cells(form, &ask)?;
                match row {
                    Some(row) => Event::RowChanged { ask, row, cells },
                    None => Event::RowAdded { ask, cells },
                }
            }
            FormKind::SendNotice { notice, row, draft_of } => Event::NoticeSent {
                notice,
                row,
                draft_of,
                to: form.text("to"),
                how: form.text("how"),
                reference: form.text("reference"),
                happened,
                deviation: None,
            },
            FormKind::OpenRun(_) | FormKind::SendNotices { .. } | FormKind::ExportNotice { .. } => {
                return None;
            }
        })
    }

    /// What was typed, or what the step says of whom to call.
    fn or_contact(&self, typed: String, say: impl Fn((String, String)) -> String) -> String {
        if typed.is_empty() { self.call_contact().map(say).unwrap_or_default() } else { typed }
    }

    /// When it happened, none being now. An error where the field cannot be read, which it then says.
    fn happened(&self, form: &mut Form) -> Result<Option<Moment>, ()> {
        let typed = form.text("happened");
        if typed.is_empty() {
            return Ok(None);
        }
        let moment = entry::moment(&typed, self.now.wall, &self.settings.zone);
        if moment.is_none() {
            form.wrong("happened", words::NOT_A_TIME.text(self.settings.lang));
        }
        moment.map(Some).ok_or(())
    }

    fn added_step(&self, form: &Form, phase: Id, behind: Option<Id>) -> Option<Event> {
        let id = added_step_id(&self.console()?.run, &self.me.person)?;
        Some(Event::StepAdded {
            step: id,
            phase,
            title: form.text("title"),
            guide: form.text("guide"),
            behind,
        })
    }

    fn answer_event(&self, form: &mut Form, ask: Id, amends: Option<FactId>) -> Option<Event> {
        let run = &self.console()?.run;
        let kind = &run.book.ask(ask.as_str())?.kind;
        let value = self.parsed(form, "value", kind)?;
        Some(Event::AskAnswered { ask, value, amends })
    }

    fn cells(&self, form: &mut Form, ask: &Id) -> Option<Cells> {
        let run = &self.console()?.run;
        let AskKind::Table(columns) = &run.book.ask(ask.as_str())?.kind else { return None };
        let mut cells = Cells::new();
        let mut sound = true;
        for column in columns {
            if form.value(column.id.as_str()).trim().is_empty() {
                continue;
            }
            match self.parsed(form, column.id.as_str(), &column.kind) {
                Some(value) => {
                    cells.insert(column.id.clone(), value);
                }
                None => sound = false,
            }
        }
        sound.then_some(cells)
    }

    fn parsed(&self, form: &mut Form, name: &str, kind: &AskKind) -> Option<crate::runbook::Answer> {
        match kind.parse(&form.value(name), self.now.wall, &self.settings.zone) {
            Ok(value) => Some(value),
            Err(error) => {
                form.wrong(name, error.say(self.settings.lang));
                None
            }
        }
    }

    fn take_evidence(&mut self, mut form: Form) -> Vec<Effect> {
        let (Ok(happened), FormKind::Evidence { step, how }) = (self.happened(&mut form), form.kind.clone())
        else {
            self.overlays.push(Overlay::Form(form));
            return Vec::new();
        };
        let path = form.text("path");
        let event = evidence(&form, step, how, happened);
        let Some(console) = self.console_mut() else { return Vec::new() };
        let draft = console.take_draft(&form);
        let ticket = console.take_ticket();
        let name = SafeText::line(path.rsplit('/').next().unwrap_or(&path));
        console.hashing.push(Hashing { ticket, name, done: 0, total: 0, event, draft });
        vec![Effect::TakeEvidence { ticket, path, how }]
    }
}

/// The id of a step that a person adds: it is free of language, and two people who add one at a time do not meet.
pub fn added_step_id(run: &Run, person: &str) -> Option<Id> {
    let person: String = person.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    Id::new(&format!("added-{}-{}", fit_id(&person), run.steps().len() + 1))
}

fn evidence(form: &Form, step: Option<Id>, how: EvidenceHow, happened: Option<Moment>) -> Event {
    Event::EvidenceAdded(Box::new(EvidenceItem {
        step,
        how,
        name: form.text("name"),
        place: form.text("place"),
        sha256: None,
        size: None,
        modified: None,
        source: form.text("source"),
        method: form.text("method"),
        finder: form.text("finder"),
        happened,
    }))
}

fn run_kind(id: &str) -> RunKind {
    match id {
        "drill" => RunKind::Drill,
        "standing" => RunKind::Standing,
        _ => RunKind::Incident,
    }
}

fn fit_id(person: &str) -> &str {
    if person.is_empty() { "p" } else { person.get(..20).unwrap_or(person) }
}

impl Form {
    /// What was typed, without spaces around it.
    pub(super) fn text(&self, name: &str) -> String {
        self.value(name).trim().to_owned()
    }

    /// Says what is wrong beside a field, and goes there.
    pub(super) fn wrong(&mut self, name: &str, why: SafeText) {
        if let Some(n) = self.fields.iter().position(|field| field.name == name) {
            self.fields[n].error = Some(why);
            self.focus = n;
        }
    }
}

impl FormKind {
    /// The name of its draft: what it is, and what it is about.
    pub fn draft_name(&self) -> String {
        let at = |step: &Option<Id>| step.as_ref().map(ToString::to_string).unwrap_or_default();
        match self {
            Self::OpenRun(_) => "open".to_owned(),
            Self::Title => "title".to_owned(),
            Self::CloseRun => "close".to_owned(),
            Self::Note { step } => format!("note:{}", at(step)),
            Self::AmendNote { note } => format!("amend:{note}"),
            Self::Decision { step } => format!("decision:{}", at(step)),
            Self::Call { step } => format!("call:{}", at(step)),
            Self::Question { step } => format!("question:{}", at(step)),
            Self::AnswerQuestion { question } => format!("answer:{question}"),
            Self::Evidence { step, how: EvidenceHow::Described } => {
                format!("evidence-elsewhere:{}", at(step))
            }
            Self::Evidence { step, how: EvidenceHow::Copied | EvidenceHow::InPlace } => {
                format!("evidence:{}", at(step))
            }
            Self::HandEvidence { evidence } => format!("hand:{evidence}"),
            Self::Assign { step } => format!("assign:{step}"),
            Self::Sign { step, .. } => format!("sign:{step}"),
            Self::Unblock { step } => format!("unblock:{step}"),
            Self::AddStep { phase, .. } => format!("add-step:{phase}"),
            Self::Timer { step } => format!("timer:{}", at(step)),
            Self::Update => "update".to_owned(),
            Self::GiveHandover => "handover".to_owned(),
            Self::ConfirmHandover { handover } => format!("take-over:{handover}"),
            Self::SnoozeTimer { timer } => format!("snooze:{timer}"),
            Self::GiveRole { role } => format!("role:{role}"),
            Self::DoneEarlier { step } => format!("done-earlier:{step}"),
            Self::Answer { ask, .. } => format!("ask:{ask}"),
            Self::MeetClock { clock, row } => super::deadlines::draft_name(clock, *row),
            Self::Row { ask, row } => {
                format!("row:{ask}:{}", row.map(|row| row.to_string()).unwrap_or_default())
            }
            Self::SendNotice { notice, row, .. } => {
                format!("send:{notice}:{}", row.map(|row| row.to_string()).unwrap_or_default())
            }
            Self::SendNotices { notice } => format!("send-all:{notice}"),
            Self::ExportNotice { notice, .. } => format!("export:{notice}"),
        }
    }

    /// The form of a draft's name; none for a form that needs more than a name to be opened again.
    pub fn of_draft(name: &str) -> Option<Self> {
        let (form, about) = name.split_once(':')?;
        let id = Id::new(about);
        Some(match (form, id) {
            ("note", step) => Self::Note { step },
            ("decision", step) => Self::Decision { step },
            ("call", step) => Self::Call { step },
            ("question", step) => Self::Question { step },
            ("evidence", step) => Self::Evidence { step, how: EvidenceHow::Copied },
            ("evidence-elsewhere", step) => Self::Evidence { step, how: EvidenceHow::Described },
            ("timer", step) => Self::Timer { step },
            ("assign", Some(step)) => Self::Assign { step },
            ("unblock", Some(step)) => Self::Unblock { step },
            ("done-earlier", Some(step)) => Self::DoneEarlier { step },
            ("ask", Some(ask)) => Self::Answer { ask, amends: None },
            (_, _) => return None,
        })
    }

    /// The step that it is about.
    pub const fn step(&self) -> Option<&Id> {
        match self {
            Self::Note { step }
            | Self::Decision { step }
            | Self::Call { step }
            | Self::Question { step }
            | Self::Evidence { step, .. }
            | Self::Timer { step } => step.as_ref(),
            Self::Assign { step }
            | Self::Sign { step, .. }
            | Self::Unblock { step }
            | Self::DoneEarlier { step } => Some(step),
            Self::OpenRun(_)
            | Self::Title
            | Self::CloseRun
            | Self::MeetClock { .. }
            | Self::AmendNote { .. }
            | Self::AnswerQuestion { .. }
            | Self::HandEvidence { .. }
            | Self::AddStep { .. }
            | Self::Update
            | Self::GiveHandover
            | Self::ConfirmHandover { .. }
            | Self::SnoozeTimer { .. }
            | Self::GiveRole { .. }
            | Self::Answer { .. }
            | Self::SendNotice { .. }
            | Self::SendNotices { .. }
            | Self::ExportNotice { .. }
            | Self::Row { .. } => None,
        }
    }
}
