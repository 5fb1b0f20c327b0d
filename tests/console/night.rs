//! A responder at the console: presses keys, waits for what follows, and notes what must stand in the journal.

use std::sync::Arc;

use dutybook::locale::{Lang, Word, app as words, console as signs};
use dutybook::runbook::Runbook;
use serde_json::Value;

use super::place::Place;
use super::screen::{Launch, Screen};

/// One run of the built-in runbook for incidents.
pub(super) struct Night {
    pub(super) place: Place,
    pub(super) screen: Screen,
    pub(super) lang: Lang,
    book: Arc<Runbook>,
    /// What was done, as [`told`] tells it.
    done: Vec<String>,
}

/// What an event says, in short.
pub(super) fn told(event: &Value) -> String {
    let kind = event["kind"].as_str().unwrap();
    let about = ["step", "ask", "phase", "cause"].iter().find_map(|name| event[name].as_str());
    match (kind, about) {
        ("console.left" | "console.returned", Some(about)) => format!("{kind} {about}"),
        (kind, Some(about)) if ["step.", "ask.", "phase."].iter().any(|about| kind.starts_with(about)) => {
            format!("{kind} {about}")
        }
        ("row.added", Some(about)) => format!("{kind} {about}"),
        (kind, _) => kind.to_owned(),
    }
}

impl Night {
    /// Opens the run with Enter alone.
    pub(super) fn begin(lang: Lang) -> Self {
        let place = Place::new(lang);
        let mut screen = Launch::at(&place).start();
        screen.shows(signs::HOME_RUNBOOKS.get(lang));
        screen.enter("the form", |grid| grid.has(words::OPEN_RUN_HELP.get(lang)));
        screen.enter("the run", |grid| grid.has("├ ☐"));
        let (name, text) = dutybook::runbook::builtin::RUNBOOKS[0];
        let Ok((book, _)) = Runbook::parse(name, text.as_bytes()) else { panic!("{name}") };
        let mut night = Self { place, screen, lang, book: Arc::new(book), done: Vec::new() };
        night.recorded("run.opened");
        night
    }

    /// The text of the night's language.
    pub(super) fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    pub(super) fn word(&self, word: Word) -> &'static str {
        word.get(self.lang)
    }

    /// The beginning of a step's title, which a narrow screen shows too.
    fn title(&self, step: &str) -> String {
        self.book
            .steps
            .iter()
            .find(|known| known.id.as_str() == step)
            .unwrap()
            .title
            .get(self.lang)
            .chars()
            .take(16)
            .collect()
    }

    /// Everything that was recorded, but for the openings of feeds.
    pub(super) fn journal(&self) -> Vec<String> {
        let records = self.place.records();
        records.iter().map(|record| told(&record.event)).filter(|told| told != "feed.opened").collect()
    }

    /// This was done last, and is on disk.
    #[track_caller]
    pub(super) fn recorded(&mut self, told: &str) {
        self.done.push(told.to_owned());
        let count = self.done.len();
        self.place.until(told, |_| self.journal().len() >= count);
        assert_eq!(self.journal(), self.done);
    }

    /// Waits until something is recorded so many times, by one write.
    #[track_caller]
    pub(super) fn recorded_at_once(&mut self, told: &str, times: usize) {
        self.done.extend(std::iter::repeat_n(told.to_owned(), times - 1));
        self.recorded(told);
    }

    /// Waits until a step is the chosen one, with its sign before it.
    #[track_caller]
    pub(super) fn is_at(&self, sign: &str, step: &str) {
        let title = self.title(step);
        let (plain, boxed) = (format!("├ {sign} {title}"), format!("├ {} {title}", boxed(sign)));
        self.screen.until(step, |grid| grid.has(&plain) || grid.has(&boxed));
    }

    /// Enter begins the step.
    #[track_caller]
    pub(super) fn start(&mut self, step: &str) {
        self.is_at("☐", step);
        let running = format!("├ ► {}", self.title(step));
        self.screen.enter(&running, |grid| grid.has(&running));
        self.recorded(&format!("step.started {step}"));
    }

    /// Enter finishes the step, or confirms it, and goes on to the next.
    #[track_caller]
    pub(super) fn finish(&mut self, step: &str) {
        let title = self.title(step);
        let here = ["►", "☐"].map(|sign| [format!("├ {sign} {title}"), format!("├ {} {title}", boxed(sign))]);
        let goes_on = format!("what comes after {step}");
        self.screen.enter(&goes_on, |grid| {
            let is_open = grid.has("├ ☐") || grid.has("├ [ ]");
            is_open && !here.as_flattened().iter().any(|head| grid.has(head))
        });
        self.recorded(&format!("step.done {step}"));
    }

    /// Enter finishes the last step of a phase, and Enter calls the phase complete.
    #[track_caller]
    pub(super) fn ends(&mut self, phase: &str, step: &str) {
        let call = self.word(signs::LEFT_CALL);
        self.screen.enter("the end of the phase", |grid| grid.has(&format!("▸1 {call}")));
        self.recorded(&format!("step.done {step}"));
        self.calls(phase);
    }

    /// Enter calls a phase complete that is asked for.
    #[track_caller]
    pub(super) fn calls(&mut self, phase: &str) {
        let call = format!("▸1 {}", self.word(signs::LEFT_CALL));
        self.screen.shows(&call);
        self.screen.enter("the call", |grid| !grid.has(&call));
        self.recorded(&format!("phase.completed {phase}"));
    }

    /// Enter confirms the step, and a digit says why what it demands is missing.
    #[track_caller]
    pub(super) fn overrides(&mut self, step: &str, digit: &str) {
        let unmet = self.word(signs::REASON_UNMET);
        self.screen.enter("a reason", |grid| grid.has(unmet));
        self.screen.press(digit).hides(unmet);
        self.recorded(&format!("step.done {step}"));
    }

    /// Enter and Enter again.
    #[track_caller]
    pub(super) fn work(&mut self, step: &str) {
        self.start(step);
        self.finish(step);
    }

    /// Opens a form by its letter.
    #[track_caller]
    pub(super) fn form(&mut self, letter: &str, shows: Word) {
        let shows = self.word(shows);
        self.screen.press(letter).shows(shows);
    }

    /// Types a text of several lines into the field that has the keys.
    #[track_caller]
    pub(super) fn types(&mut self, text: &str) {
        let last: String = text.lines().last().unwrap().chars().take(12).collect();
        self.screen.send(text.replace('\n', "\r")).shows(&last);
    }

    /// Records a form.
    #[track_caller]
    pub(super) fn records(&mut self, told: &str) {
        self.screen.press("C-s");
        self.recorded(told);
        self.screen.hides(&format!("[ {} ]", self.word(words::RECORD)));
    }

    /// Answers asks of the chosen step in its sheet: each by keys in the form of its own.
    #[track_caller]
    pub(super) fn answers(&mut self, step: &str, answers: &[(&str, &[&str])]) {
        let asks =
            self.book.asks.iter().filter(|ask| ask.step.as_ref().is_some_and(|of| of.as_str() == step));
        let asks: Vec<(String, String)> =
            asks.map(|ask| (ask.id.to_string(), ask.label.get(self.lang).to_owned())).collect();
        let title = self.title(step);
        self.screen.until(step, |grid| grid.line("├").contains(&title));
        for (id, keys) in answers {
            let place = asks.iter().position(|(known, _)| known == id).unwrap();
            self.form("a", signs::SHEET_OF_STEP);
            for _ in 0..place {
                self.screen.press("Down");
            }
            let label = asks[place].1.clone();
            self.screen
                .until(&label, |grid| grid.lines.iter().any(|l| l.contains('▸') && l.contains(&label)));
            self.screen.enter(&format!("the form of {id}"), |grid| grid.has(&format!("─ {label} ─")));
            for key in *keys {
                self.screen.press(key);
            }
            self.screen.press("C-s");
            self.recorded(&format!("ask.answered {id}"));
            self.screen.hides(&format!("─ {label} ─"));
            self.leaves(signs::SHEET_OF_STEP);
        }
    }

    /// Escapes from what shows this.
    #[track_caller]
    pub(super) fn leaves(&mut self, shown: Word) {
        let shown = self.word(shown);
        self.screen.press("Esc").hides(shown);
    }

    /// Starts the program again, and goes back to where the run was.
    #[track_caller]
    pub(super) fn comes_back(&mut self, cause: &str, step: &str) {
        self.screen = Launch::at(&self.place).start();
        let home = self.screen.shows(self.word(signs::HOME_RECONNECT));
        assert!(home.line("▸").contains(&self.place.number()), "{}", home.text());
        let title = self.title(step);
        self.screen.enter("where it was", |grid| grid.has("├ ") && grid.has(&title));
        self.recorded(&format!("console.returned {cause}"));
    }
}

/// A sign as it stands where steps are confirmed after they are done.
fn boxed(sign: &str) -> String {
    if sign == "☐" { "[ ]".to_owned() } else { format!("[{sign}]") }
}
