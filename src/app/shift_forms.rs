//! The forms that keep a run going through the night: roles given on, updates, handovers, timers.

use super::form::{Choosable, Field, Form, FormKind, Input};
use super::{App, people};
use crate::locale::{Word, app as words};
use crate::run::Event;
use crate::runbook::Id;
use crate::text::SafeText;

/// Makes a field of a name, a label and what it takes.
pub(super) type Make<'a> = &'a dyn Fn(&str, Word, Input) -> Field;

#[allow(clippy::wildcard_enum_match_arm)] // the forms of other files have arms there, and come here never
impl App {
    /// The title and the fields of such a form.
    pub(super) fn shift_fields(&self, kind: &FormKind, make: Make<'_>) -> Option<(Word, Vec<Field>)> {
        Some(match kind {
            FormKind::GiveRole { role } => (words::GIVE_ROLE, self.give_role(role, make)?),
            FormKind::Timer { .. } => (words::TIMER, self.timer_fields(make)),
            FormKind::SnoozeTimer { .. } => (words::SNOOZE_TIMER, self.snooze_fields(make)),
            FormKind::GiveHandover => (words::HANDOVER, self.handover_fields(make)?),
            FormKind::ConfirmHandover { .. } => {
                let mut note = make("note", words::HANDOVER_REMARK, Input::line(""));
                note.required = false;
                (words::HANDOVER_CONFIRM, vec![note])
            }
            _update => (words::UPDATE, self.update_fields(make)?),
        })
    }

    /// The event that such a form stands for; none where a field cannot be read, which is said beside it.
    pub(super) fn shift_event(&self, form: &mut Form) -> Option<Event> {
        match form.kind.clone() {
            FormKind::GiveRole { role } => self.given_role(form, role),
            FormKind::Timer { step } => self.timer_event(form, step),
            FormKind::SnoozeTimer { timer } => self.snooze_event(form, timer),
            FormKind::GiveHandover => self.handover_event(form),
            FormKind::ConfirmHandover { handover } => {
                let note = form.value("note").trim().to_owned();
                Some(Event::HandoverConfirmed { handover, note })
            }
            _update => self.posted_update(form),
        }
    }

    /// Those whom the run knows are offered; anybody else can be named.
    fn give_role(&self, role: &Id, make: Make<'_>) -> Option<Vec<Field>> {
        let lang = self.settings.lang;
        let run = &self.console()?.run;
        let holder = run.holding(role.as_str()).map(|held| held.person);
        let is_other = |id: &str| holder.as_deref() != Some(id) && id != self.me.person;
        let others = run.people().into_iter().filter(|(id, _)| is_other(id));
        let offered = |(id, display): (&str, &str)| {
            let (id, label) = (id.to_owned(), SafeText::line(display));
            Choosable { id, label, help: SafeText::default() }
        };
        let options: Vec<Choosable> = others.map(offered).collect();
        let mut person = make("person", words::GIVE_ROLE_NAME, Input::line(""));
        person.hint = words::PERSON_HINT.text(lang);
        if options.is_empty() {
            return Some(vec![person]);
        }
        person.required = false;
        person.hint = words::GIVE_ROLE_HINT.text(lang);
        let mut known =
            make("known", words::GIVE_ROLE_TO, Input::Choice { options, cursor: 0, chosen: None });
        known.required = false;
        Some(vec![known, person])
    }

    /// A name that was typed goes before one that was chosen.
    fn given_role(&self, form: &mut Form, role: Id) -> Option<Event> {
        let run = &self.console()?.run;
        let typed = Some(form.value("person").trim().to_owned()).filter(|typed| !typed.is_empty());
        let person = typed.unwrap_or_else(|| form.value("known"));
        if person.is_empty() {
            form.wrong("person", words::FILL_FIRST.text(self.settings.lang));
            return None;
        }
        let takes_over = people::held_by(run, &role);
        Some(Event::RoleGiven { role, person: run.person_called(&person).to_owned(), takes_over })
    }
}
