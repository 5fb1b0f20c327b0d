//! Keys on the first screen: type to filter, arrows to choose, Enter to open.

use crossterm::event::KeyEvent;

use super::action::{Action, Place};
use super::find::Search;
use super::form::FormKind;
use super::home::{HomeEntry, Library, RunbookEntry};
use super::keymap::{self, arrow, step_cursor};
use super::overlay::Overlay;
use super::{App, Effect, Room};
use crate::locale::Lang;

impl App {
    pub(super) fn home_key(&mut self, name: &str, key: KeyEvent) -> Vec<Effect> {
        let Room::Home(home) = &mut self.room else { return Vec::new() };
        if let Some(by) = arrow(name) {
            home.cursor = step_cursor(home.cursor, home.shown.len(), by);
            return Vec::new();
        }
        // A letter is typed here, whatever it does elsewhere.
        let is_text = name.chars().count() == 1 && name.chars().all(char::is_alphanumeric);
        let is_help = !is_text && self.settings.keys.action(name, Place::Home) == Some(Action::Help);
        match name {
            "Enter" => return self.open_entry(),
            "Esc" if home.query.is_empty() => self.overlays.push(Overlay::Quit),
            "Esc" => home.query.clear(),
            _help if is_help && home.query.is_empty() => {
                self.overlays.push(Overlay::Help { scroll: 0 });
            }
            "Backspace" => {
                home.query.pop();
            }
            "Space" => home.query.push(' '),
            _typed => match (key.code, name.chars().count()) {
                (crossterm::event::KeyCode::Char(c), 1) => home.query.push(keymap::half_width(c)),
                _no_text => return Vec::new(),
            },
        }
        self.filter_home();
        Vec::new()
    }

    /// Works out which entries fit what was typed.
    pub(super) fn filter_home(&mut self) {
        let Room::Home(home) = &mut self.room else { return };
        let search = Search::new(&home.query);
        let runs = &self.library.runs;
        let run_fits = |n: &usize| search.fit(&format!("{} {}", runs[*n].number, runs[*n].title)).is_some();
        let book_fits = |n: &usize| {
            let title = &self.library.runbooks[*n].cover.title;
            Lang::ALL.iter().any(|lang| search.fit(title.get(*lang)).is_some())
        };
        let run_at =
            |open: bool| (0..runs.len()).filter(move |n| runs[*n].closed.is_none() == open).filter(run_fits);
        home.shown = run_at(true).map(HomeEntry::OpenRun).collect();
        home.shown.extend((0..self.library.runbooks.len()).filter(book_fits).map(HomeEntry::Runbook));
        home.shown.extend(run_at(false).map(HomeEntry::ClosedRun));
        home.cursor = home.cursor.min(home.shown.len().saturating_sub(1));
    }

    /// The runs were read: what was chosen stays chosen, and an Enter that came before them counts.
    pub(super) fn library_read(&mut self, library: Library) -> Vec<Effect> {
        let chosen = match &self.room {
            Room::Home(home) if home.cursor > 0 => home.shown.get(home.cursor).copied(),
            Room::Home(_) | Room::Console(_) => None,
        };
        let chosen = chosen.map(|entry| self.library.name_of(entry));
        self.library = library;
        self.filter_home();
        let Room::Home(home) = &mut self.room else { return Vec::new() };
        let place = home.shown.iter().position(|entry| Some(self.library.name_of(*entry)) == chosen);
        home.cursor = place.unwrap_or(home.cursor);
        if !std::mem::take(&mut home.enter_waits) || !self.overlays.is_empty() {
            return Vec::new();
        }
        self.held.spend();
        self.open_entry()
    }

    fn open_entry(&mut self) -> Vec<Effect> {
        let Room::Home(home) = &mut self.room else { return Vec::new() };
        if home.opening {
            return Vec::new();
        }
        if self.library.is_partial {
            home.enter_waits = true;
            return Vec::new();
        }
        match home.shown.get(home.cursor).copied() {
            None => Vec::new(),
            Some(HomeEntry::Runbook(n)) => {
                self.open_form(FormKind::OpenRun(Box::new(self.library.runbooks[n].clone())))
            }
            Some(HomeEntry::OpenRun(n) | HomeEntry::ClosedRun(n)) => {
                let folder = self.library.runs[n].folder.clone();
                home.opening = true;
                vec![Effect::ReopenRun { folder }]
            }
        }
    }
}

impl Library {
    /// What tells an entry from others, also when there are more of them.
    fn name_of(&self, entry: HomeEntry) -> String {
        match entry {
            HomeEntry::OpenRun(n) | HomeEntry::ClosedRun(n) => {
                self.runs.get(n).map(|run| run.folder.clone()).unwrap_or_default()
            }
            HomeEntry::Runbook(n) => {
                let name = |book: &RunbookEntry| format!("{} {}", book.cover.id, book.cover.version);
                self.runbooks.get(n).map(name).unwrap_or_default()
            }
        }
    }
}
