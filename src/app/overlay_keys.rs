//! Keys while something lies over the room. An overlay is taken off, hears the key, and goes back unless it
//! is finished with.

use crossterm::event::KeyEvent;

use super::find::Search;
use super::find_all::Found;
use super::keymap::{Move, arrow, half_width, movement, step_cursor};
use super::overlay::{Finder, Hit, Overlay, ReasonPrompt, Record, RecordDeed};
use super::{Action, App, Effect, FormKind};
use crate::locale::{Lang, app as words};
use crate::run::{Event, Reason};
use crate::runbook::Id;
use crate::text::SafeText;

impl App {
    pub(super) fn overlay_key(&mut self, overlay: Overlay, name: &str, key: KeyEvent) -> Vec<Effect> {
        match overlay {
            Overlay::Form(form) => self.form_key(form, name, key),
            Overlay::Reason(prompt) => self.reason_key(prompt, name, key),
            Overlay::Sheet(sheet) => self.sheet_key(sheet, name),
            Overlay::Settle(settle) => self.settle_key(settle, name),
            Overlay::Palette(finder) => self.palette_key(finder, name, key),
            Overlay::Find(finder) => self.find_key(finder, name, key),
            Overlay::History(history) => self.history_key(history, name, key),
            Overlay::Record(record) => self.record_key(record, name),
            Overlay::Left(list) => self.left_key(list, name),
            Overlay::Rows(list) => self.rows_key(list, name),
            Overlay::Help { scroll } => {
                self.scroll_key(name, scroll, |scroll| Overlay::Help { scroll });
                Vec::new()
            }
            Overlay::StepSheet { scroll } => {
                self.scroll_key(name, scroll, |scroll| Overlay::StepSheet { scroll });
                Vec::new()
            }
            Overlay::Measures { scroll } => {
                self.scroll_key(name, scroll, |scroll| Overlay::Measures { scroll });
                Vec::new()
            }
            Overlay::Handover(page) => self.handover_key(page, name),
            Overlay::Timers(list) => self.timers_key(list, name),
            Overlay::People(people) => self.people_key(people, name),
            Overlay::Notices(list) => self.notices_key(list, name),
            Overlay::Notice(page) => self.notice_key(page, name, key),
            Overlay::Copied(copied) => self.copied_key(copied, name),
            Overlay::Deadlines(list) => self.deadlines_key(list, name),
            Overlay::Clock(sheet) => self.clock_key(sheet, name),
            Overlay::ClockHelp { scroll } => {
                self.scroll_key(name, scroll, |scroll| Overlay::ClockHelp { scroll });
                Vec::new()
            }
            Overlay::Quit => match name {
                "Enter" | "y" => vec![Effect::Quit],
                _stay => Vec::new(),
            },
        }
    }

    fn scroll_key(&mut self, name: &str, scroll: u16, back: impl Fn(u16) -> Overlay) {
        let scroll = match movement(name) {
            Some(Move::Up) => scroll.saturating_sub(1),
            Some(Move::Down) => scroll.saturating_add(1).min(2000),
            Some(Move::PageUp) => scroll.saturating_sub(10),
            Some(Move::PageDown) => scroll.saturating_add(10).min(2000),
            Some(Move::First) => 0,
            Some(Move::Last | Move::Left | Move::Right) => scroll,
            None => return,
        };
        self.overlays.push(back(scroll));
    }

    fn reason_key(&mut self, mut prompt: ReasonPrompt, name: &str, key: KeyEvent) -> Vec<Effect> {
        let own_words = prompt.presets.len();
        let blank = prompt.text.lines().iter().all(|line| line.trim().is_empty());
        let digit = name.parse::<usize>().ok().filter(|n| (1..=own_words).contains(n) && blank);
        prompt.error = None;
        if let Some(n) = digit {
            prompt.cursor = n - 1;
            return self.give_reason(prompt);
        }
        match name {
            "Esc" => {
                if let Some(draft) = &prompt.draft {
                    self.give_back(draft);
                }
                return Vec::new();
            }
            "Enter" => return self.give_reason(prompt),
            "Up" | "Down" => {
                let by = if name == "Up" { Move::Up } else { Move::Down };
                prompt.cursor = step_cursor(prompt.cursor, own_words + 1, by);
            }
            _typed => {
                if prompt.text.input(key) {
                    prompt.cursor = own_words;
                }
            }
        }
        self.overlays.push(Overlay::Reason(prompt));
        Vec::new()
    }

    fn give_reason(&mut self, mut prompt: ReasonPrompt) -> Vec<Effect> {
        let preset = prompt.presets.get(prompt.cursor).and_then(|(id, _)| Id::new(id));
        let text = prompt.text.lines().join(" ").trim().to_owned();
        let reason = Reason { preset, text };
        if reason.is_empty() {
            prompt.error = Some(words::GIVE_REASON.text(self.settings.lang));
            self.overlays.push(Overlay::Reason(prompt));
            return Vec::new();
        }
        if prompt.more.is_empty() {
            return self.propose(prompt.event.because(reason), prompt.then, prompt.draft);
        }
        let all = std::iter::once(prompt.event).chain(prompt.more);
        self.propose_together(all.map(|event| event.because(reason.clone())).collect(), prompt.then)
    }

    fn palette_key(&mut self, mut finder: Finder<Action>, name: &str, key: KeyEvent) -> Vec<Effect> {
        let blank = query(&finder).is_empty();
        let digit = name.parse::<usize>().ok().filter(|n| *n >= 1 && blank);
        let meant = digit.and_then(|n| Some((n - 1, finder.hits.get(n - 1)?.item)));
        if let Some((n, _)) = meant.filter(|(_, action)| super::enabled::enabled(self, *action).is_err()) {
            // What cannot be done now has no number; the menu says why not.
            finder.cursor = n;
            self.overlays.push(Overlay::Palette(finder));
            return Vec::new();
        }
        match digit.map(|n| n - 1).or((name == "Enter").then_some(finder.cursor)) {
            Some(n) => match finder.hits.get(n).map(|hit| hit.item) {
                Some(Action::Palette) | None => Vec::new(),
                Some(action) => self.act(action),
            },
            None => {
                if let Some(finder) = narrow(finder, name, key, |text| self.find_actions(text)) {
                    self.overlays.push(Overlay::Palette(finder));
                }
                Vec::new()
            }
        }
    }

    fn find_key(&mut self, finder: Finder<Found>, name: &str, key: KeyEvent) -> Vec<Effect> {
        if name != "Enter" {
            if let Some(finder) = narrow(finder, name, key, |text| self.find_all(text)) {
                self.overlays.push(Overlay::Find(finder));
            }
            return Vec::new();
        }
        match finder.hits.get(finder.cursor).map(|hit| hit.item) {
            Some(Found::Step(step) | Found::Guide(step)) => {
                if let Some(console) = self.console_mut() {
                    console.choose(step);
                    console.focus = super::Focus::Steps;
                }
            }
            // On return the other hits are still there.
            Some(Found::Record(place)) => {
                self.overlays.push(Overlay::Find(finder));
                self.overlays.extend(self.record(place).map(Overlay::Record));
            }
            None => {}
        }
        Vec::new()
    }

    /// Steps that fit, by title in either language; best first, then in the order in which they are worked.
    pub(super) fn find_steps(&self, text: &str) -> Vec<Hit<usize>> {
        let Some(console) = self.console() else { return Vec::new() };
        let run = &console.run;
        let search = Search::new(text);
        let lang = self.settings.lang;
        let other = if lang == Lang::Zh { Lang::En } else { Lang::Zh };
        let in_order = (0..run.phases().len()).flat_map(|phase| run.steps_of(phase).iter().copied());
        let mut hits: Vec<(i64, Hit<usize>)> = in_order
            .filter_map(|step| {
                let shown = run.step_title(step, lang);
                let (fit, text) = match search.fit(shown) {
                    Some(fit) => (fit, SafeText::line(shown)),
                    None => {
                        let mut fit = search.fit(run.step_title(step, other))?;
                        fit.matched.clear();
                        (fit, SafeText::line(shown))
                    }
                };
                Some((fit.score, Hit { item: step, text, matched: fit.matched }))
            })
            .collect();
        if !search.is_empty() {
            hits.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        }
        hits.into_iter().map(|(_, hit)| hit).collect()
    }

    /// Actions that fit, by name in either language; the best first, and before them the one whose key was typed.
    /// What cannot be done now keeps its place, so that a number means the same from one time to the next.
    pub(super) fn find_actions(&self, text: &str) -> Vec<Hit<Action>> {
        let search = Search::new(text);
        let lang = self.settings.lang;
        let typed = text.trim();
        let mut hits: Vec<(i64, Hit<Action>)> = super::action::ACTIONS
            .iter()
            .filter(|row| row.action != Action::Palette)
            .filter_map(|row| {
                let word = row.word.get(lang);
                let by_word = search.fit(word);
                let other = [row.word.zh, row.word.en, row.name]
                    .iter()
                    .filter_map(|text| search.fit(text))
                    .max_by_key(|fit| fit.score);
                let matched = by_word.as_ref().map(|fit| fit.matched.clone()).unwrap_or_default();
                let rank = match by_word.or(other) {
                    _ if self.settings.keys.keys(row.action).iter().any(|key| key == typed) => i64::MIN,
                    fit => -fit?.score,
                };
                Some((rank, Hit { item: row.action, text: SafeText::word(word), matched }))
            })
            .collect();
        hits.sort_by_key(|(rank, _)| *rank);
        hits.into_iter().map(|(_, hit)| hit).collect()
    }

    fn record_key(&mut self, mut record: Record, name: &str) -> Vec<Effect> {
        let copies = self.is_copy(name);
        let place = self.console().filter(|_| copies).and_then(|console| console.run.place(record.fact));
        if let Some(place) = place {
            self.overlays.push(Overlay::Record(record));
            return self.copy_record(place);
        }
        let digit =
            name.parse::<usize>().ok().filter(|n| (1..=record.deeds.len()).contains(n)).map(|n| n - 1);
        if let Some(n) = digit.or((name == "Enter").then_some(record.cursor)) {
            let deed = record.deeds.get(n).map(|(deed, _)| *deed);
            return deed.map_or_else(Vec::new, |deed| self.do_deed(&record, deed));
        }
        match movement(name) {
            Some(Move::PageUp) => record.scroll = record.scroll.saturating_sub(5),
            Some(Move::PageDown) => record.scroll = record.scroll.saturating_add(5).min(2000),
            Some(by) => record.cursor = step_cursor(record.cursor, record.deeds.len(), by),
            None => return Vec::new(),
        }
        self.overlays.push(Overlay::Record(record));
        Vec::new()
    }

    fn do_deed(&mut self, record: &Record, deed: RecordDeed) -> Vec<Effect> {
        let id = record.fact;
        let Some(console) = self.console_mut() else { return Vec::new() };
        let step = console.run.fact(id).and_then(|fact| fact.event()?.step().cloned());
        match deed {
            RecordDeed::Undo => {
                self.propose(Event::FactUndone { undoes: id }, super::console::Then::Stay, None)
            }
            RecordDeed::Amend => self.open_form(FormKind::AmendNote { note: id }),
            RecordDeed::Answer => self.open_form(FormKind::AnswerQuestion { question: id }),
            RecordDeed::HandOver => self.open_form(FormKind::HandEvidence { evidence: id }),
            RecordDeed::StopTimer => {
                self.propose(Event::TimerStopped { timer: id }, super::console::Then::Stay, None)
            }
            RecordDeed::Sign => match step {
                Some(step) => self.open_form(FormKind::Sign { step, done_of: id }),
                None => Vec::new(),
            },
            RecordDeed::GoToStep => {
                if let Some(place) = step.and_then(|step| console.run.step_place(step.as_str())) {
                    console.choose(place);
                    self.overlays.clear();
                }
                Vec::new()
            }
        }
    }

    /// Pasted text goes where text is typed; a line break in it never presses Enter.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        let one_line = text.replace(['\n', '\r'], " ");
        match self.overlays.pop() {
            Some(Overlay::Form(form)) => return self.paste_into_form(form, text),
            Some(Overlay::Notice(page)) => return self.paste_into_notice(page, text),
            Some(Overlay::Reason(mut prompt)) => {
                prompt.text.insert_str(one_line.trim());
                prompt.cursor = prompt.presets.len();
                self.overlays.push(Overlay::Reason(prompt));
            }
            Some(Overlay::Find(mut finder)) => {
                finder.query.insert_str(one_line.trim());
                finder.hits = self.find_all(&query(&finder));
                finder.cursor = 0;
                self.overlays.push(Overlay::Find(finder));
            }
            Some(Overlay::Palette(mut finder)) => {
                finder.query.insert_str(one_line.trim());
                finder.hits = self.find_actions(&query(&finder));
                finder.cursor = 0;
                self.overlays.push(Overlay::Palette(finder));
            }
            Some(Overlay::History(history)) => self.paste_into_history(history, one_line.trim()),
            Some(other) => self.overlays.push(other),
            None => {
                if let super::Room::Home(home) = &mut self.room {
                    home.query.push_str(one_line.trim());
                    self.filter_home();
                }
            }
        }
        Vec::new()
    }
}

pub(super) fn query<T>(finder: &Finder<T>) -> String {
    finder.query.lines().join(" ")
}

/// Types into a finder or moves in it; none where it was left.
fn narrow<T>(
    mut finder: Finder<T>,
    name: &str,
    key: KeyEvent,
    hits: impl Fn(&str) -> Vec<Hit<T>>,
) -> Option<Finder<T>> {
    if name == "Esc" {
        return None;
    }
    if let Some(by) = arrow(name).filter(|by| !matches!(by, Move::Left | Move::Right)) {
        finder.cursor = step_cursor(finder.cursor, finder.hits.len(), by);
    } else if finder.query.input(narrowed(key)) {
        finder.hits = hits(&query(&finder));
        finder.cursor = 0;
    }
    Some(finder)
}

/// A key with full-width letters and signs made half-width, for what is searched by.
fn narrowed(mut key: KeyEvent) -> KeyEvent {
    if let crossterm::event::KeyCode::Char(c) = key.code {
        key.code = crossterm::event::KeyCode::Char(half_width(c));
    }
    key
}
