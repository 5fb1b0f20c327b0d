//! Keys in a form: type, move between the fields, choose, record, or leave with the draft kept.

use std::collections::BTreeMap;

use crossterm::event::KeyEvent;

use super::form::{Field, Form, Input};
use super::keymap::{self, Move};
use super::overlay::Overlay;
use super::{App, Effect, Tone};
use crate::locale::app as words;
use crate::text::SafeText;

impl App {
    pub(super) fn form_key(&mut self, mut form: Form, name: &str, key: KeyEvent) -> Vec<Effect> {
        form.error = None;
        if keymap::types_text(key) {
            form.take_up_proposal();
        }
        let on_button = form.focus >= form.fields.len();
        match name {
            "Esc" => return self.leave_form(&form),
            "C-s" => return self.submit_form(form),
            "Enter" if on_button => return self.submit_form(form),
            // The only field has nothing behind it but the button.
            "Enter" if form.enter_records() => {
                if let Some(field) = form.fields.get_mut(form.focus) {
                    field.input.key(name, key);
                }
                return self.submit_form(form);
            }
            "Tab" if form.is_path_focused() => {
                let typed = form.fields[form.focus].input.value();
                self.overlays.push(Overlay::Form(form));
                return vec![Effect::CompletePath { typed }];
            }
            "Tab" => form.focus = (form.focus + 1) % (form.fields.len() + 1),
            "S-Tab" => form.focus = form.focus.checked_sub(1).unwrap_or(form.fields.len()),
            "Up" | "Left" if on_button => form.focus = form.focus.saturating_sub(1),
            _other => {
                if let Some(field) = form.fields.get_mut(form.focus) {
                    field.error = None;
                    match field.input.key(name, key) {
                        Went::Nowhere => {}
                        Went::Back => form.focus = form.focus.saturating_sub(1),
                        Went::On => form.focus += 1,
                    }
                }
            }
        }
        let effects = self.keep_draft(&form);
        self.overlays.push(Overlay::Form(form));
        effects
    }

    pub(super) fn paste_into_form(&mut self, mut form: Form, text: &str) -> Vec<Effect> {
        form.take_up_proposal();
        if let Some(field) = form.fields.get_mut(form.focus) {
            match &mut field.input {
                Input::Line(area) => area.insert_str(text.replace(['\n', '\r'], " ").trim()),
                Input::Lines(area) => area.insert_str(text.replace("\r\n", "\n").replace('\r', "\n")),
                Input::Choice { .. } | Input::Many { .. } => false,
            };
        }
        let effects = self.keep_draft(&form);
        self.overlays.push(Overlay::Form(form));
        effects
    }

    /// Esc: what was typed stays as a draft.
    fn leave_form(&mut self, form: &Form) -> Vec<Effect> {
        let effects = self.keep_draft(form);
        let kept = self.console().is_some_and(|console| console.drafts.contains_key(&form.kind.draft_name()));
        if kept {
            self.say(Tone::Ok, words::DRAFT_KEPT.text(self.settings.lang));
        }
        effects
    }

    /// Keeps what was typed by hand, so that a dropped link loses no sentence.
    pub(super) fn keep_draft(&mut self, form: &Form) -> Vec<Effect> {
        let name = form.kind.draft_name();
        let values = form.typed();
        let Some(console) = self.console_mut() else { return Vec::new() };
        let before = console.drafts.get(&name);
        if before == Some(&values) || (before.is_none() && values.is_empty()) {
            return Vec::new();
        }
        if values.is_empty() {
            console.drafts.remove(&name);
        } else {
            console.drafts.insert(name, values);
        }
        vec![Effect::SaveDrafts(console.kept_drafts())]
    }

    /// The shell has found what a path could become.
    pub(super) fn completed(&mut self, typed: &str, paths: &[String]) {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else { return };
        let Some(field) = form.fields.get_mut(form.focus).filter(|field| field.input.value() == typed) else {
            return;
        };
        form.completions = paths.iter().map(|path| SafeText::line(path)).collect();
        let common = paths.iter().skip(1).fold(paths.first().cloned(), |common, path| {
            common.map(|common| {
                common.chars().zip(path.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
            })
        });
        if let Some(common) = common.filter(|common| common.len() > typed.len()) {
            field.input = Input::line(&common);
        }
        if paths.len() == 1 {
            form.completions.clear();
        }
    }
}

impl Form {
    /// What is typed on the button takes the place of the text that the form proposes, such as a run's title: nobody
    /// should have to find the way there first.
    fn take_up_proposal(&mut self) {
        if self.focus < self.fields.len() {
            return;
        }
        let is_proposed = |field: &Field| {
            let value = field.input.value();
            let is_own = self.initial.get(&field.name) == Some(&value);
            matches!(field.input, Input::Line(_)) && is_own && !value.is_empty()
        };
        if let Some(place) = self.fields.iter().position(is_proposed) {
            self.focus = place;
            self.from_button = Some(place);
            self.fields[place].input = Input::line("");
        }
    }

    /// Whether Enter records: on the button, in a field that was typed into from there, and in the only field of a
    /// form, unless it takes several lines.
    pub fn enter_records(&self) -> bool {
        if self.from_button == Some(self.focus) {
            return true;
        }
        match self.fields.get(self.focus).map(|field| &field.input) {
            None => true,
            Some(Input::Lines(_)) => false,
            Some(Input::Line(_) | Input::Choice { .. } | Input::Many { .. }) => self.fields.len() == 1,
        }
    }
}

/// Where a key in a field leads.
enum Went {
    Nowhere,
    Back,
    On,
}

impl Input {
    fn key(&mut self, name: &str, key: KeyEvent) -> Went {
        match self {
            Self::Line(area) => match name {
                "Enter" | "Down" => return Went::On,
                "Up" => return Went::Back,
                // As everywhere on a command line; the text area would undo.
                "C-u" => {
                    area.delete_line_by_head();
                }
                _typed => {
                    area.input(key);
                }
            },
            Self::Lines(area) => {
                let row = area.cursor().0;
                match name {
                    "Up" if row == 0 => return Went::Back,
                    "Down" if row + 1 >= area.lines().len() => return Went::On,
                    "C-u" => {
                        area.delete_line_by_head();
                    }
                    _typed => {
                        area.input(key);
                    }
                }
            }
            Self::Choice { options, cursor, chosen } => return choose(options.len(), cursor, chosen, name),
            Self::Many { options, cursor, chosen } => return toggle(options.len(), cursor, chosen, name),
        }
        Went::Nowhere
    }
}

/// One of several: arrows choose as they move, a digit chooses at once, Enter goes on.
fn choose(len: usize, cursor: &mut usize, chosen: &mut Option<usize>, name: &str) -> Went {
    match name {
        "Enter" => {
            *chosen = Some(*cursor).filter(|n| *n < len);
            return Went::On;
        }
        "Space" => *chosen = Some(*cursor),
        "Backspace" | "Delete" => *chosen = None,
        _other => {}
    }
    if let Some(n) = name.parse::<usize>().ok().filter(|n| (1..=len).contains(n)) {
        *cursor = n - 1;
        *chosen = Some(*cursor);
    }
    match keymap::movement(name) {
        Some(Move::Up) if *cursor == 0 => return Went::Back,
        Some(Move::Down) if *cursor + 1 >= len => return Went::On,
        Some(by) => {
            *cursor = keymap::step_cursor(*cursor, len, by);
            *chosen = Some(*cursor);
        }
        None => {}
    }
    Went::Nowhere
}

/// Any of several: Space or a digit marks, Enter goes on.
fn toggle(len: usize, cursor: &mut usize, chosen: &mut [bool], name: &str) -> Went {
    let digit = name.parse::<usize>().ok().filter(|n| (1..=len).contains(n)).map(|n| n - 1);
    if let Some(n) = digit.or((name == "Space").then_some(*cursor))
        && let Some(mark) = chosen.get_mut(n)
    {
        *cursor = n;
        *mark = !*mark;
    }
    match (name, keymap::movement(name)) {
        ("Enter", _) => return Went::On,
        (_, Some(Move::Up)) if *cursor == 0 => return Went::Back,
        (_, Some(Move::Down)) if *cursor + 1 >= len => return Went::On,
        (_, Some(by)) => *cursor = keymap::step_cursor(*cursor, len, by),
        (_, None) => {}
    }
    Went::Nowhere
}

impl Form {
    /// Whether the field that has the keys takes a path.
    pub fn is_path_focused(&self) -> bool {
        self.fields.get(self.focus).is_some_and(|field| field.name == "path")
    }

    /// What stands in the fields, by their names.
    pub(super) fn values(&self) -> BTreeMap<String, String> {
        self.fields.iter().map(|field| (field.name.clone(), field.input.value())).collect()
    }

    /// What was typed by hand, by field; nothing where nothing was. Choices alone are made again in no time.
    fn typed(&self) -> BTreeMap<String, String> {
        let by_hand = |field: &Field| match &field.input {
            Input::Line(area) | Input::Lines(area) => area.lines().iter().any(|line| !line.trim().is_empty()),
            Input::Choice { .. } | Input::Many { .. } => false,
        };
        let is_new = |field: &Field| self.initial.get(&field.name) != Some(&field.input.value());
        let has_own_words = self.fields.iter().any(|field| by_hand(field) && is_new(field));
        if has_own_words { self.values() } else { BTreeMap::new() }
    }

    /// Puts a draft back.
    pub(super) fn restore(&mut self, draft: &BTreeMap<String, String>) {
        for field in &mut self.fields {
            let Some(text) = draft.get(&field.name) else { continue };
            match &mut field.input {
                Input::Line(_) => field.input = Input::line(text),
                Input::Lines(_) => field.input = Input::lines(text),
                Input::Choice { options, cursor, chosen } => {
                    // Of two that came together, the later one counts.
                    let id = text.lines().last().unwrap_or_default();
                    *chosen = options.iter().position(|option| option.id == id);
                    *cursor = chosen.unwrap_or(0);
                }
                Input::Many { options, chosen, .. } => {
                    let ids: Vec<&str> = text.split([',', '\n']).collect();
                    *chosen = options.iter().map(|option| ids.contains(&option.id.as_str())).collect();
                }
            }
        }
    }
}
