//! A shift handed over: the page that is read, the words of who leaves, the word of who arrives.

use super::form::{Choosable, Field, Form, FormKind, Input};
use super::keymap::{Move, movement};
use super::overlay::{HandoverPage, Overlay};
use super::shift_forms::Make;
use super::{App, Effect, Tone};
use crate::locale::app as words;
use crate::report::{Account, handover, name};
use crate::run::{Event, FactId};
use crate::runbook::Id;
use crate::text::SafeText;

/// What can be done on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoverDeed {
    /// Write what the next person must know, and hand over.
    Give,
    /// Say that one has read it, and take over.
    Confirm(FactId),
}

impl App {
    pub(super) fn open_handover(&mut self) -> Vec<Effect> {
        self.overlays.push(Overlay::Handover(HandoverPage { scroll: 0 }));
        Vec::new()
    }

    /// What can be done on the page, the likeliest first.
    pub fn handover_deeds(&self) -> Vec<HandoverDeed> {
        let Some(console) = self.console() else { return Vec::new() };
        if console.run.is_closed() || console.journal.read_only.is_some() {
            return Vec::new();
        }
        let waiting = console.run.waiting_handover();
        let confirm = waiting.map(|fact| HandoverDeed::Confirm(fact.id));
        let mine = waiting.is_some_and(|fact| fact.by.as_ref() == self.me.person);
        // Who gave it is not asked first to confirm it; where one account serves several, they still can.
        if mine {
            [HandoverDeed::Give].into_iter().chain(confirm).collect()
        } else {
            confirm.into_iter().chain([HandoverDeed::Give]).collect()
        }
    }

    pub(super) fn handover_key(&mut self, mut page: HandoverPage, name: &str) -> Vec<Effect> {
        let deeds = self.handover_deeds();
        let digit = name.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        if let Some(n) = digit.or((name == "Enter").then_some(0)) {
            self.overlays.push(Overlay::Handover(page));
            return match deeds.get(n) {
                Some(HandoverDeed::Give) => self.open_form(FormKind::GiveHandover),
                Some(HandoverDeed::Confirm(handover)) => {
                    self.open_form(FormKind::ConfirmHandover { handover: *handover })
                }
                None => Vec::new(),
            };
        }
        page.scroll = match movement(name) {
            Some(Move::Up) => page.scroll.saturating_sub(1),
            Some(Move::Down) => page.scroll.saturating_add(1).min(2000),
            Some(Move::PageUp) => page.scroll.saturating_sub(10),
            Some(Move::PageDown) => page.scroll.saturating_add(10).min(2000),
            Some(Move::First) => 0,
            Some(Move::Last | Move::Left | Move::Right) => page.scroll,
            None => return Vec::new(),
        };
        self.overlays.push(Overlay::Handover(page));
        Vec::new()
    }

    /// The fields of the form that hands over: to whom, which roles pass, what the next person must know.
    pub(super) fn handover_fields(&self, make: Make<'_>) -> Option<Vec<Field>> {
        let lang = self.settings.lang;
        let run = &self.console()?.run;
        let mut text = make("text", words::HANDOVER_TEXT, Input::lines(""));
        text.hint = words::HANDOVER_TEXT_HINT.text(lang);
        let mut to = make("to", words::HANDOVER_TO, Input::line(""));
        to.required = false;
        to.hint = words::HANDOVER_TO_HINT.text(lang);
        let mut fields = vec![text, to];
        let roles = run.roles_of(&self.me.person);
        if !roles.is_empty() {
            let option = |role: &&Id| Choosable {
                id: role.to_string(),
                label: name::role_of(run, role, lang),
                help: SafeText::default(),
            };
            let options: Vec<Choosable> = roles.iter().map(option).collect();
            let chosen = vec![true; options.len()];
            let mut passing =
                make("roles", words::HANDOVER_ROLES, Input::Many { options, cursor: 0, chosen });
            passing.required = false;
            fields.push(passing);
        }
        Some(fields)
    }

    pub(super) fn handover_event(&self, form: &Form) -> Option<Event> {
        let run = &self.console()?.run;
        let account = Account::new(run, self.settings.lang, &self.settings.zone);
        let to = form.value("to").trim().to_owned();
        Some(Event::HandoverGiven {
            to: run.person_called(&to).to_owned(),
            text: form.value("text").trim().to_owned(),
            roles: form.value("roles").split(',').filter_map(Id::new).collect(),
            stood: handover::stood(&account, self.now.wall),
        })
    }

    /// Whoever takes up a run that was handed over reads that first; who handed over is told that it waits.
    pub(super) fn offer_handover(&mut self) {
        let lang = self.settings.lang;
        let Some(console) = self.console() else { return };
        let Some(fact) = console.run.waiting_handover() else { return };
        let giver = SafeText::line(console.run.display_of(&fact.by));
        if fact.by.as_ref() == self.me.person {
            self.say(Tone::Ok, words::HANDOVER_UNREAD.text(lang));
            return;
        }
        self.say(Tone::Ok, words::HANDOVER_WAITS.with(lang, &[&giver]));
        if self.overlays.is_empty() {
            self.open_handover();
        }
    }

    /// What is said once a shift was handed over or taken over: it is on disk.
    pub(super) fn handed_over(&mut self, event: &Event) {
        let lang = self.settings.lang;
        let word = if matches!(event, Event::HandoverConfirmed { .. }) {
            words::HANDOVER_TAKEN
        } else {
            words::HANDOVER_GIVEN
        };
        self.overlays.retain(|overlay| !matches!(overlay, Overlay::Handover(_)));
        self.say(Tone::Ok, word.text(lang));
    }
}
