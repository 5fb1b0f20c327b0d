//! What has come in since the last word: facts, refusals, times that have passed.

use std::collections::{BTreeSet, HashSet};

use super::console::{standing, time_title};
use crate::app::{App, Console, Toast};
use crate::locale::{console as signs, plain as words};
use crate::report::{Account, value};
use crate::run::{Event, FactId};
use crate::text::SafeText;

/// What was told already.
#[derive(Debug, Default)]
pub(super) struct News {
    /// The folder of the run that it is about.
    run: Option<SafeText>,
    facts: HashSet<FactId>,
    passed: BTreeSet<String>,
    toast: Option<Toast>,
    saving: bool,
}

impl News {
    /// Whether a run was taken up since.
    pub(super) fn is_of_another(&self, app: &App) -> bool {
        app.console().is_some_and(|console| self.run.as_ref() != Some(&console.folder))
    }

    /// A new line is heard, which waits for the disk anew.
    pub(super) const fn heard(&mut self) {
        self.saving = false;
    }

    /// Something is asked of the app: what it says then is told, also where it is the same as before.
    pub(super) fn asked(&mut self) {
        self.toast = None;
    }

    /// Everything that is not told yet.
    pub(super) fn of(&mut self, app: &App) -> Vec<SafeText> {
        let mut lines = Vec::new();
        match app.console() {
            Some(console) if self.is_of_another(app) => {
                *self = Self { run: Some(console.folder.clone()), ..Self::default() };
                self.facts.extend(console.run.facts().iter().map(|fact| fact.id));
                self.passed.extend(passed(app, console).map(|(name, _)| name));
                lines.extend(standing(app, console));
            }
            Some(console) => {
                lines.extend(self.facts(app, console));
                lines.extend(self.times(app, console));
            }
            None => self.run = None,
        }
        if app.toast != self.toast {
            lines.extend(app.toast.as_ref().map(|toast| toast.text.clone()));
            self.toast.clone_from(&app.toast);
        }
        lines
    }

    fn facts(&mut self, app: &App, console: &Console) -> Vec<SafeText> {
        let lang = app.settings.lang;
        let account = Account::new(&console.run, lang, &app.settings.zone);
        let mut lines = Vec::new();
        // Facts come late, but never many places before the end; what was told stands before them.
        let facts = console.run.facts();
        if facts.len() == self.facts.len() {
            return lines;
        }
        for (place, fact) in facts.iter().enumerate().filter(|(_, fact)| !self.facts.contains(&fact.id)) {
            let is_of_the_program = fact.event().is_some_and(Event::is_of_the_console);
            let Some(entry) = account.entry(place).filter(|_| !is_of_the_program) else { continue };
            lines.push(if *fact.by == *app.me.person {
                words::RECORDED.with(lang, &[&entry.one_line()])
            } else {
                words::RECORDED_BY.with(lang, &[&entry.person, &entry.one_line()])
            });
        }
        self.facts.extend(facts.iter().map(|fact| fact.id));
        lines
    }

    /// Times that have passed and nobody was told of.
    pub(super) fn times(&mut self, app: &App, console: &Console) -> Vec<SafeText> {
        let lang = app.settings.lang;
        let fresh = passed(app, console).filter(|(name, _)| self.passed.insert(name.clone()));
        fresh.map(|(_, title)| words::PASSED_NOW.with(lang, &[&title])).collect()
    }

    /// That the disk is slow, once for each line that waits for it.
    pub(super) fn slowness(&mut self, app: &App) -> Option<SafeText> {
        let is_long = app.console().is_some_and(|console| console.is_saving_long(app.now.boot));
        let is_told = self.saving;
        self.saving |= is_long;
        (is_long && !is_told).then(|| signs::SAVING.text(app.settings.lang))
    }
}

fn passed<'a>(app: &'a App, console: &'a Console) -> impl Iterator<Item = (String, SafeText)> + 'a {
    let now = app.now.wall;
    let alarms = console.alarms.iter().filter(move |alarm| alarm.is_past(now) && !alarm.is_seen());
    alarms.map(move |alarm| {
        let since = u64::try_from((now - alarm.at).num_seconds()).unwrap_or(0);
        let span = value::span(since, app.settings.lang);
        let title = time_title(app, console, alarm);
        (console.run.alarm_name(alarm.kind), words::TIME_AND_SPAN.with(app.settings.lang, &[&title, &span]))
    })
}
