//! Building forms: which fields each kind has, and what they hold at first.

mod clock;
mod contact;
mod notice;

use std::collections::BTreeMap;

use super::form::{Choosable, Field, Form, FormKind, Input};
use super::overlay::Overlay;
use super::propose::corrects;
use super::{App, Effect, RunbookEntry, Tone};
use crate::locale::{Word, app as words, common, notice as notices};
use crate::run::{EvidenceHow, RunKind};
use crate::runbook::{Answer, AskKind, Choice, Id, Text};
use crate::text::SafeText;

impl App {
    /// Opens a form, with the draft of the last time in it where there is one.
    pub(super) fn open_form(&mut self, kind: FormKind) -> Vec<Effect> {
        if let Some(why) = self.console().and_then(|console| console.journal.read_only.clone()) {
            self.say(Tone::Refused, why);
            return Vec::new();
        }
        let closed = self.console().is_some_and(|console| console.run.is_closed());
        // A duty that outlives the closing is met all the same.
        if closed && !matches!(kind, FormKind::MeetClock { .. }) {
            self.say(Tone::Refused, words::RUN_IS_CLOSED.text(self.settings.lang));
            return Vec::new();
        }
        let Some(mut form) = self.build_form(kind) else { return Vec::new() };
        form.initial = form.values();
        if let Some(draft) = self.console().and_then(|console| console.drafts.get(&form.kind.draft_name())) {
            form.restore(draft);
            let back = if self.settings.in_lines { words::DRAFT_BACK_IN_LINES } else { words::DRAFT_BACK };
            self.say(Tone::Ok, back.text(self.settings.lang));
        }
        self.overlays.push(Overlay::Form(form));
        Vec::new()
    }

    /// Opens the form that was half written when the console ended, at its step; of several, or in lines, says so.
    pub(super) fn go_on_writing(&mut self) {
        let Some(console) = self.console() else { return };
        let in_lines = self.settings.in_lines;
        let mut kinds = console.drafts.keys().filter_map(|name| FormKind::of_draft(name));
        let (Some(kind), None, false) = (kinds.next(), kinds.next(), in_lines) else {
            if !console.drafts.is_empty() {
                let count = console.drafts.len();
                self.say(Tone::Ok, words::DRAFTS_BACK.with(self.settings.lang, &[&count]));
            }
            return;
        };
        let place = kind.step().and_then(|step| console.run.step_place(step.as_str()));
        if let (Some(place), Some(console)) = (place, self.console_mut()) {
            console.choose(place);
        }
        self.open_form(kind);
    }

    fn build_form(&self, kind: FormKind) -> Option<Form> {
        let build = Builder { app: self, lang: self.settings.lang };
        let (title, fields) = match &kind {
            FormKind::OpenRun(entry) => (words::OPEN_RUN, build.open_run(entry)),
            FormKind::Title => {
                (words::TITLE, vec![build.filled("title", words::RUN_TITLE, self.console()?.run.title())])
            }
            FormKind::CloseRun => (words::CLOSE_RUN, vec![build.lines("note", words::CLOSE_NOTE).optional()]),
            FormKind::Note { .. } => {
                (words::NOTE, vec![build.lines("text", words::NOTE_TEXT), build.happened()])
            }
            FormKind::AmendNote { note } => {
                let (text, _) = self.console()?.run.note_text(*note)?;
                let mut field = build.lines("text", words::NOTE_TEXT);
                field.input = Input::lines(text);
                (words::NOTE_AMEND, vec![field])
            }
            FormKind::Decision { .. } => (words::DECISION, build.decision()),
            FormKind::Call { .. } => (words::CALL, build.call()),
            FormKind::Question { .. } => (words::QUESTION, vec![build.lines("text", words::QUESTION_TEXT)]),
            FormKind::AnswerQuestion { .. } => {
                (words::QUESTION_ANSWER, vec![build.lines("text", words::ANSWER)])
            }
            FormKind::Evidence { how, .. } => build.evidence(*how),
            FormKind::HandEvidence { .. } => (words::HAND_OVER, build.hand_over()),
            FormKind::Assign { .. } => (words::ASSIGN, build.assign()?),
            FormKind::Sign { .. } => (words::SIGN, vec![build.line("note", words::SIGN_NOTE).optional()]),
            FormKind::Unblock { .. } => (words::UNBLOCK, vec![build.line("note", words::NOTE).optional()]),
            FormKind::AddStep { .. } => (words::ADD_STEP, build.add_step()),
            FormKind::Update
            | FormKind::GiveRole { .. }
            | FormKind::GiveHandover
            | FormKind::ConfirmHandover { .. }
            | FormKind::SnoozeTimer { .. }
            | FormKind::Timer { .. } => {
                self.shift_fields(&kind, &|name, label, input| build.field(name, label, input))?
            }
            FormKind::MeetClock { clock, row } => return Some(build.meet_clock(&kind, clock, *row)),
            FormKind::DoneEarlier { .. } => (
                words::DONE_EARLIER,
                vec![build.line("happened", words::HAPPENED).hint(words::MOMENT_HINT, self)],
            ),
            FormKind::Answer { ask, .. } => return build.answer(ask),
            FormKind::Row { .. } => return build.row(&kind),
            FormKind::SendNotice { notice, row, .. } => {
                return build.send_notice(&kind, notice.as_str(), *row);
            }
            FormKind::SendNotices { notice } => return build.send_notices(&kind, notice.as_str()),
            FormKind::ExportNotice { notice, row, .. } => {
                let path = self.export_path(notice, *row);
                (notices::EXPORT, vec![build.filled("path", words::EVIDENCE_PATH, &path)])
            }
        };
        Some(build.form(kind, title, fields))
    }
}

/// Makes fields in one language.
struct Builder<'a> {
    app: &'a App,
    lang: crate::locale::Lang,
}

impl Builder<'_> {
    fn form(&self, kind: FormKind, title: Word, fields: Vec<Field>) -> Form {
        let opens = matches!(kind, FormKind::OpenRun(_));
        let (help, focus, button) = if opens {
            (vec![words::OPEN_RUN_HELP.text(self.lang)], fields.len(), words::OPEN_RUN)
        } else if kind == FormKind::CloseRun {
            (Vec::new(), 0, words::CLOSE_RUN)
        } else if kind == FormKind::Update {
            (vec![words::UPDATE_HELP.text(self.lang)], fields.len(), words::POST)
        } else {
            (Vec::new(), 0, words::RECORD)
        };
        let about = kind.step().and_then(|step| self.app.console()?.run.step_place(step.as_str()));
        let mut title = title.text(self.lang);
        if let (Some(step), Some(console)) = (about, self.app.console()) {
            let step = SafeText::line(console.run.step_title(step, self.lang));
            title = title.then(&SafeText::word(" · ")).then(&step);
        }
        if let (FormKind::GiveRole { role }, Some(console)) = (&kind, self.app.console()) {
            let role = crate::report::name::role_of(&console.run, role, self.lang);
            title = title.then(&SafeText::word(" · ")).then(&role);
        }
        let button = button.text(self.lang);
        Form {
            kind,
            title,
            help,
            fields,
            focus,
            from_button: None,
            button,
            error: None,
            initial: BTreeMap::new(),
            completions: Vec::new(),
        }
    }

    fn field(&self, name: &str, label: Word, input: Input) -> Field {
        let label = label.text(self.lang);
        Field { name: name.to_owned(), label, hint: SafeText::default(), input, required: true, error: None }
    }

    fn line(&self, name: &str, label: Word) -> Field {
        self.field(name, label, Input::line(""))
    }

    fn filled(&self, name: &str, label: Word, text: &str) -> Field {
        self.field(name, label, Input::line(text))
    }

    fn lines(&self, name: &str, label: Word) -> Field {
        self.field(name, label, Input::lines(""))
    }

    fn happened(&self) -> Field {
        self.line("happened", words::HAPPENED).optional().hint(words::HAPPENED_HINT, self.app)
    }

    fn open_run(&self, entry: &RunbookEntry) -> Vec<Field> {
        let standing = entry.cover.is_standing;
        let local = self.app.settings.zone.local(self.app.now.wall).format("%m-%d %H:%M").to_string();
        let title = if standing { words::UNTITLED_STANDING } else { words::UNTITLED_INCIDENT };
        let title = title.with(self.lang, &[&local]);
        let kinds = [
            (RunKind::Incident, "incident", common::KIND_INCIDENT),
            (RunKind::Drill, "drill", common::KIND_DRILL),
            (RunKind::Standing, "standing", common::KIND_STANDING),
        ];
        let options = kinds.iter().map(|(_, id, word)| choosable(id, word.text(self.lang))).collect();
        let chosen = if standing { 2 } else { 0 };
        let kind = Input::Choice { options, cursor: chosen, chosen: Some(chosen) };
        vec![
            self.filled("title", words::RUN_TITLE, title.as_str()),
            self.field("kind", words::RUN_KIND, kind),
        ]
    }

    fn decision(&self) -> Vec<Field> {
        vec![
            self.line("question", words::DECISION_QUESTION),
            self.lines("options", words::DECISION_OPTIONS).optional(),
            self.line("choice", words::DECISION_CHOICE),
            self.line("reason", words::DECISION_REASON).optional(),
            self.filled("decided_by", words::DECIDED_BY, self.app.me.display.as_str()),
            self.happened(),
        ]
    }

    fn call(&self) -> Vec<Field> {
        let contact = self.app.call_contact();
        let mut whom = self.line("whom", words::CALL_WHOM);
        let mut number = self.line("number", words::CALL_NUMBER).optional();
        if let Some((title, phone)) = &contact {
            whom = whom.optional();
            whom.hint = words::EMPTY_MEANS.with(self.lang, &[title]);
            if !phone.is_empty() {
                number.hint = words::EMPTY_MEANS.with(self.lang, &[phone]);
            }
        }
        let mut said = self.lines("said", words::CALL_SAID).optional();
        said.hint = words::CALL_SAID_HINT.text(self.lang);
        vec![
            whom,
            number,
            self.field("reached", words::CALL_REACHED, self.yes_no(Some(true))),
            said,
            self.happened(),
        ]
    }

    fn evidence(&self, how: EvidenceHow) -> (Word, Vec<Field>) {
        let mut fields = match how {
            EvidenceHow::Copied | EvidenceHow::InPlace => {
                vec![self.line("path", words::EVIDENCE_PATH).hint(words::EVIDENCE_PATH_HINT, self.app)]
            }
            EvidenceHow::Described => {
                vec![self.line("name", words::EVIDENCE_NAME), self.line("place", words::EVIDENCE_PLACE)]
            }
        };
        fields.extend([
            self.line("source", words::EVIDENCE_SOURCE)
                .optional()
                .hint(words::EVIDENCE_SOURCE_HINT, self.app),
            self.line("method", words::EVIDENCE_METHOD)
                .optional()
                .hint(words::EVIDENCE_METHOD_HINT, self.app),
            self.filled("finder", words::EVIDENCE_FINDER, self.app.me.display.as_str()).optional(),
            self.happened(),
        ]);
        let title = if how == EvidenceHow::Described { words::EVIDENCE_ELSEWHERE } else { words::EVIDENCE };
        (title, fields)
    }

    fn hand_over(&self) -> Vec<Field> {
        let to = self.line("to", words::HAND_TO).hint(words::PERSON_HINT, self.app);
        vec![to, self.line("why", words::HAND_WHY).optional(), self.happened()]
    }

    fn assign(&self) -> Option<Vec<Field>> {
        let roles = &self.app.console()?.run.book.roles;
        let mut options = vec![choosable("", words::ASSIGN_NOBODY.text(self.lang))];
        options.extend(roles.iter().map(|role| choosable(role.id.as_str(), self.safe(&role.title))));
        let person = self.line("person", words::ASSIGN_PERSON).optional();
        Some(vec![
            person.hint(words::ASSIGN_PERSON_HINT, self.app),
            self.field("role", words::ASSIGN_ROLE, Input::Choice { options, cursor: 0, chosen: Some(0) })
                .optional(),
        ])
    }

    fn add_step(&self) -> Vec<Field> {
        vec![self.line("title", words::STEP_TITLE), self.lines("guide", words::STEP_GUIDE).optional()]
    }

    fn yes_no(&self, chosen: Option<bool>) -> Input {
        let options =
            vec![choosable("yes", words::YES.text(self.lang)), choosable("no", words::NO.text(self.lang))];
        let chosen = chosen.map(|yes| usize::from(!yes));
        Input::Choice { options, cursor: chosen.unwrap_or(0), chosen }
    }

    fn answer(&self, ask: &Id) -> Option<Form> {
        let run = &self.app.console()?.run;
        let known = run.book.ask(ask.as_str())?;
        let present = run.ask(ask.as_str()).and_then(|state| state.answer.as_ref());
        let kind = FormKind::Answer { ask: ask.clone(), amends: corrects(run, ask.as_str()) };
        let field = self.typed("value", &known.label, &known.kind, present);
        let mut form = self.form(kind, words::ANSWER, vec![field]);
        form.title = self.safe(&known.label);
        form.help = known.help.iter().flat_map(|help| SafeText::lines(help.get(self.lang))).collect();
        Some(form)
    }

    fn row(&self, kind: &FormKind) -> Option<Form> {
        let FormKind::Row { ask, row } = kind else { return None };
        let run = &self.app.console()?.run;
        let known = run.book.ask(ask.as_str())?;
        let AskKind::Table(columns) = &known.kind else { return None };
        let state = run.ask(ask.as_str())?;
        let cells = row.and_then(|row| state.rows.iter().find(|known| known.id == row)).map(|row| &row.cells);
        let fields = columns.iter().map(|column| {
            let id = Text::Same(column.id.to_string());
            let label = column.label.as_ref().unwrap_or(&id);
            let present = cells.and_then(|cells| cells.get(&column.id));
            self.typed(column.id.as_str(), label, &column.kind, present).optional()
        });
        let (fields, title) =
            (fields.collect(), if row.is_some() { words::ROW_CHANGE } else { words::ROW_ADD });
        let mut form = self.form(kind.clone(), title, fields);
        form.title = form.title.then(&SafeText::word(" · ")).then(&self.safe(&known.label));
        Some(form)
    }

    /// A field for a value of a kind.
    fn typed(&self, name: &str, label: &Text, kind: &AskKind, present: Option<&Answer>) -> Field {
        let zone = &self.app.settings.zone;
        let text = present.map(|answer| answer.as_typed(zone)).unwrap_or_default();
        let input = match kind {
            AskKind::Lines => Input::lines(&text),
            AskKind::Choice(choices) => {
                let chosen = choices.iter().position(|choice| choice.id.as_str() == text);
                Input::Choice { options: self.choosables(choices), cursor: chosen.unwrap_or(0), chosen }
            }
            AskKind::Many(choices) => {
                let ids: Vec<&str> = text.split(',').collect();
                let chosen = choices.iter().map(|choice| ids.contains(&choice.id.as_str())).collect();
                Input::Many { options: self.choosables(choices), cursor: 0, chosen }
            }
            AskKind::YesNo => self.yes_no(match text.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            }),
            AskKind::Text
            | AskKind::Number { .. }
            | AskKind::Datetime
            | AskKind::Duration
            | AskKind::Person
            | AskKind::Money { .. }
            | AskKind::Table(_) => Input::line(&text),
        };
        let mut field = self.field(name, words::ANSWER, input);
        field.label = self.safe(label);
        field.hint = self.kind_hint(kind);
        field
    }

    fn kind_hint(&self, kind: &AskKind) -> SafeText {
        let lang = self.lang;
        match kind {
            AskKind::Datetime => words::MOMENT_HINT.text(lang),
            AskKind::Duration => words::DURATION_HINT.text(lang),
            AskKind::Person => words::PERSON_HINT.text(lang),
            AskKind::Money { currency } => words::MONEY_HINT.with(lang, &[currency]),
            AskKind::Number { unit: Some(unit), .. } => self.safe(unit),
            AskKind::Number { unit: None, .. } => words::NUMBER_HINT.text(lang),
            AskKind::Text
            | AskKind::Lines
            | AskKind::Choice(_)
            | AskKind::Many(_)
            | AskKind::YesNo
            | AskKind::Table(_) => SafeText::default(),
        }
    }

    fn choosables(&self, choices: &[Choice]) -> Vec<Choosable> {
        let one = |choice: &Choice| Choosable {
            id: choice.id.to_string(),
            label: self.safe(&choice.label),
            help: choice.help.as_ref().map(|help| self.safe(help)).unwrap_or_default(),
        };
        choices.iter().map(one).collect()
    }

    fn safe(&self, text: &Text) -> SafeText {
        SafeText::line(text.get(self.lang))
    }
}

fn choosable(id: &str, label: SafeText) -> Choosable {
    Choosable { id: id.to_owned(), label, help: SafeText::default() }
}

impl Field {
    /// May stay empty.
    fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    fn hint(mut self, hint: Word, app: &App) -> Self {
        self.hint = hint.text(app.settings.lang);
        self
    }
}
