//! What can be copied: the commands and the guide of a step, or a record.
//!
//! Nobody can know whether a terminal took it, so the text is also shown where it can be selected.

use super::keymap::{Move, movement};
use super::overlay::{Copied, Overlay};
use super::{Action, App, Effect};
use crate::locale::app as words;
use crate::report::{Account, name};
use crate::text::SafeText;

impl App {
    /// Copies what belongs to the chosen step, its first command before its guide.
    pub(super) fn copy_step(&mut self) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let lang = self.settings.lang;
        let run = &console.run;
        let Some(state) = run.steps().get(console.step) else { return Vec::new() };
        let mut texts = Vec::new();
        let title = name::step(run, state, lang).to_string();
        if let Some(step) = run.in_book(state) {
            for command in &step.commands {
                texts.push((SafeText::line(command.label.get(lang)), command.run.clone()));
            }
            if let Some(guide) = &step.guide {
                let text = format!("{title}\n\n{}\n", guide.get(lang).trim());
                texts.push((words::COPY_GUIDE.text(lang), text));
            }
        }
        if texts.is_empty() {
            texts.push((words::COPY_TITLE.text(lang), title));
        }
        self.copied(Copied { texts, chosen: 0, scroll: 0 })
    }

    /// Copies a record as the account tells it.
    pub(super) fn copy_record(&mut self, place: usize) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let lang = self.settings.lang;
        let account = Account::new(&console.run, lang, &self.settings.zone);
        let Some(entry) = account.entry(place) else { return Vec::new() };
        let text: Vec<String> = entry.full().iter().map(ToString::to_string).collect();
        let texts = vec![(words::COPY_RECORD.text(lang), text.join("\n"))];
        self.copied(Copied { texts, chosen: 0, scroll: 0 })
    }

    /// Whether a key is that of copying.
    pub(super) fn is_copy(&self, key: &str) -> bool {
        self.settings.keys.keys(Action::Copy).iter().any(|own| own == key)
    }

    fn copied(&mut self, copied: Copied) -> Vec<Effect> {
        let effects = copied.texts.get(copied.chosen).map(|(_, text)| Effect::Copy(text.clone()));
        self.overlays.push(Overlay::Copied(copied));
        effects.into_iter().collect()
    }

    pub(super) fn copied_key(&mut self, mut copied: Copied, name: &str) -> Vec<Effect> {
        let count = copied.texts.len();
        let digit = name.parse::<usize>().ok().filter(|n| (1..=count).contains(n)).map(|n| n - 1);
        let by = movement(name);
        let turned = match (digit, by) {
            (Some(n), _) => n,
            (None, Some(Move::Right)) => (copied.chosen + 1) % count.max(1),
            (None, Some(Move::Left)) => (copied.chosen + count.max(1) - 1) % count.max(1),
            (None, _) if name == "Tab" || self.is_copy(name) => (copied.chosen + 1) % count.max(1),
            (None, None) => return Vec::new(),
            (None, Some(by)) => {
                copied.scroll = match by {
                    Move::Up => copied.scroll.saturating_sub(1),
                    Move::PageUp => copied.scroll.saturating_sub(10),
                    Move::First => 0,
                    Move::Down => copied.scroll.saturating_add(1).min(2000),
                    Move::PageDown => copied.scroll.saturating_add(10).min(2000),
                    Move::Last | Move::Left | Move::Right => copied.scroll,
                };
                self.overlays.push(Overlay::Copied(copied));
                return Vec::new();
            }
        };
        (copied.chosen, copied.scroll) = (turned, 0);
        self.copied(copied)
    }
}
