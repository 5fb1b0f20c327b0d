//! What a person says in words instead of keys: the same deeds as those of keys, by the same ways.
//!
//! A line that was typed to its end is meant, so nothing here waits to see whether a key is held.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::form::{Form, Input};
use super::held_key::HeldKey;
use super::overlay::Overlay;
use super::{Action, App, Effect, NoticeDeed, Room, Tone};
use crate::locale::app as words;
use crate::text::SafeText;

/// Something said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A key by itself, where nothing better is known.
    Key(KeyEvent),
    /// Text that is typed where text goes.
    Text(String),
    /// An action, wherever one is.
    Act(Action),
    /// The n-th of what is in front, from 0; it is chosen and taken.
    Choose(usize),
    /// The n-th of what is in front is chosen, and not taken yet.
    PointAt(usize),
    /// What the list in front is narrowed by.
    Narrow(String),
    /// What the field of the form that has the keys shall hold, as text or ids.
    Fill(String, After),
    /// The field of the form to go to; beyond the last is the button.
    Field(usize),
    /// All that was typed in the form or the notice in front is thrown away.
    Discard,
    /// Back by one: the field before, else out of what is in front.
    Back,
}

/// Where to go once a field is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// To the next field; after the last the form is handed in.
    GoOn,
    /// To the button.
    ToTheEnd,
    /// The form is handed in.
    HandIn,
}

const fn key(code: KeyCode) -> Said {
    Said::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

impl Said {
    /// Takes what is in front.
    pub const ENTER: Self = key(KeyCode::Enter);
    /// Leaves what is in front.
    pub const ESCAPE: Self = key(KeyCode::Esc);
    /// Chooses the one below.
    pub const DOWN: Self = key(KeyCode::Down);
    /// Chooses the one above.
    pub const UP: Self = key(KeyCode::Up);
}

impl App {
    pub(super) fn said(&mut self, said: Said) -> Vec<Effect> {
        // Every line counts, also where it is the same as the one before.
        self.held = HeldKey::default();
        match said {
            Said::Key(key) => self.meant(key),
            Said::Text(text) => {
                self.toast = None;
                self.paste(&text)
            }
            Said::Act(action) => {
                self.toast = None;
                self.act(action)
            }
            Said::Choose(n) => {
                self.point_at(n);
                self.meant(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE))
            }
            Said::PointAt(n) => {
                self.toast = None;
                self.point_at(n);
                Vec::new()
            }
            Said::Narrow(text) => self.narrow_by(&text),
            Said::Fill(text, after) => self.fill(&text, after),
            Said::Field(n) => {
                self.on_form(|form| form.focus = n.min(form.fields.len()));
                Vec::new()
            }
            Said::Discard => self.discard(),
            Said::Back => self.back(),
        }
    }

    fn meant(&mut self, key: KeyEvent) -> Vec<Effect> {
        super::keymap::name(key).map_or_else(Vec::new, |name| self.key(&name, key))
    }

    /// Puts the cursor of what is in front on its n-th thing. Elsewhere it does nothing.
    fn point_at(&mut self, n: usize) {
        if let Some(overlay) = self.overlays.last_mut() {
            if let Overlay::Reason(prompt) = overlay {
                prompt.cursor = n.min(prompt.presets.len());
            } else if let Overlay::Sheet(sheet) = overlay {
                sheet.cursor = n;
            } else if let Overlay::Palette(finder) = overlay {
                finder.cursor = n;
            } else if let Overlay::Find(finder) = overlay {
                finder.cursor = n;
            } else if let Overlay::History(history) = overlay {
                (history.typing, history.cursor) = (false, n);
            } else if let Overlay::Record(record) = overlay {
                record.cursor = n;
            } else if let Overlay::Notices(list) = overlay {
                *if list.of.is_some() { &mut list.row } else { &mut list.cursor } = n;
            } else if let Overlay::Rows(list) = overlay {
                list.cursor = n;
            } else if let Overlay::People(people) = overlay {
                people.cursor = n;
            } else if let Overlay::Deadlines(list) = overlay {
                list.cursor = n;
            } else if let Overlay::Timers(list) = overlay {
                list.cursor = n;
            } else if let Overlay::Left(list) = overlay {
                list.cursor = n;
            } else if let Overlay::Notice(page) = overlay
                && page.writing
            {
                page.go_to_line(n);
            } else if let Overlay::Notice(page) = overlay {
                page.cursor = n.min(NoticeDeed::ALL.len() - 1);
            }
        } else if let Room::Home(home) = &mut self.room {
            home.cursor = n;
        }
    }

    fn narrow_by(&mut self, text: &str) -> Vec<Effect> {
        self.toast = None;
        if let Some(Overlay::Palette(finder)) = self.overlays.last_mut() {
            finder.query = tui_textarea::TextArea::default();
        } else if let Some(Overlay::Find(finder)) = self.overlays.last_mut() {
            finder.query = tui_textarea::TextArea::default();
        } else if let Some(Overlay::History(history)) = self.overlays.last_mut() {
            history.query = tui_textarea::TextArea::default();
        } else if let Room::Home(home) = &mut self.room {
            home.query.clear();
            home.cursor = 0;
        }
        let effects = self.paste(text);
        if let Some(Overlay::History(history)) = self.overlays.last_mut() {
            history.typing = false;
        }
        effects
    }

    fn on_form(&mut self, change: impl FnOnce(&mut Form)) {
        self.toast = None;
        if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
            change(form);
        }
    }

    fn fill(&mut self, text: &str, after: After) -> Vec<Effect> {
        self.toast = None;
        let Some(Overlay::Form(mut form)) = self.overlays.pop_if(|front| matches!(front, Overlay::Form(_)))
        else {
            return Vec::new();
        };
        form.error = None;
        let last = form.fields.len();
        if let Some(field) = form.fields.get_mut(form.focus) {
            field.error = None;
            field.input.set(text);
        }
        form.focus = match after {
            After::GoOn => (form.focus + 1).min(last),
            After::ToTheEnd | After::HandIn => last,
        };
        let mut effects = self.keep_draft(&form);
        if after != After::ToTheEnd && form.focus == last {
            effects.extend(self.submit_form(form));
        } else {
            self.overlays.push(Overlay::Form(form));
        }
        effects
    }

    /// Why a text cannot be read in the field of a form that has the keys: said before the fields behind it are filled
    /// in. What is empty is read when the form is handed in.
    pub fn wrong_answer(&self, form: &Form, text: &str) -> Option<SafeText> {
        let mut filled = form.clone();
        let field = filled.fields.get_mut(form.focus).filter(|_| !text.trim().is_empty())?;
        field.error = None;
        field.input.set(text);
        self.event_of(&mut filled);
        filled.fields[form.focus].error.take()
    }

    fn discard(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Notice(mut page)) =
            self.overlays.pop_if(|front| matches!(front, Overlay::Notice(_)))
        {
            let initial = page.initial.clone();
            page.show(&initial);
            let effects = self.keep_notice_draft(&page);
            self.overlays.push(Overlay::Notice(page));
            self.say(Tone::Ok, words::DRAFT_GONE.text(self.settings.lang));
            return effects;
        }
        let Some(Overlay::Form(form)) = self.overlays.pop_if(|front| matches!(front, Overlay::Form(_)))
        else {
            return Vec::new();
        };
        self.say(Tone::Ok, words::DRAFT_GONE.text(self.settings.lang));
        let Some(console) = self.console_mut() else { return Vec::new() };
        console.drafts.remove(&form.kind.draft_name());
        vec![Effect::SaveDrafts(console.kept_drafts())]
    }

    fn back(&mut self) -> Vec<Effect> {
        if let Some(Overlay::Form(form)) = self.overlays.last_mut()
            && form.focus > 0
        {
            form.focus -= 1;
            form.error = None;
            self.toast = None;
            return Vec::new();
        }
        if let Some(Overlay::History(history)) = self.overlays.last_mut() {
            history.typing = false;
        }
        self.meant(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE))
    }
}

impl Input {
    /// Puts a text in place of what is there; for choices the ids of those that are chosen, with commas between.
    pub(super) fn set(&mut self, text: &str) {
        match self {
            Self::Line(_) => *self = Self::line(text),
            Self::Lines(_) => *self = Self::lines(text),
            Self::Choice { options, cursor, chosen } => {
                *chosen = options.iter().position(|option| option.id == *text);
                *cursor = chosen.unwrap_or(0);
            }
            Self::Many { options, chosen, .. } => {
                let ids: Vec<&str> = text.split(',').collect();
                *chosen = options.iter().map(|option| ids.contains(&option.id.as_str())).collect();
            }
        }
    }
}
