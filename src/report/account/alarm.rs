//! What the times that run are called, and what is said when one is met or seen.

use super::Account;
use crate::locale::account as words;
use crate::report::{clock, name};
use crate::run::{AlarmKind, FactId};
use crate::runbook::Id;
use crate::text::SafeText;

impl Account<'_> {
    /// What an alarm is about.
    pub fn alarm_title(&self, kind: AlarmKind) -> SafeText {
        match kind {
            AlarmKind::Timer(id) => self.timer_of(id),
            AlarmKind::Target(step) | AlarmKind::Due(step) => {
                name::step(self.run, &self.run.steps()[step], self.lang)
            }
            AlarmKind::Clock(place, row) => clock::title(self.run, place, row, self.lang),
            AlarmKind::Cadence(n) => name::cadence_of(self.run, &self.run.book.cadences[n].id, self.lang),
        }
    }

    pub(super) fn clock_met(&self, id: &str, row: Option<FactId>, to: &str, reference: &str) -> SafeText {
        let title = self.clock(id, row);
        if reference.trim().is_empty() {
            words::CLOCK_MET.with(self.lang, &[&title, &to.trim()])
        } else {
            words::CLOCK_MET_WITH.with(self.lang, &[&title, &to.trim(), &reference.trim()])
        }
    }

    /// What a clock is called, with its row; its id where the runbook does not have it.
    fn clock(&self, id: &str, row: Option<FactId>) -> SafeText {
        let place = self.run.clock_place(id);
        place.map_or_else(|| SafeText::line(id), |place| clock::title(self.run, place, row, self.lang))
    }

    pub(super) fn acknowledged(&self, alarm: &str) -> SafeText {
        let (kind, of) = alarm.split_once(':').unwrap_or((alarm, ""));
        let step = || Id::new(of).map(|id| self.step(&id));
        let named = match kind {
            "timer" => FactId::parse(of).map(|id| (words::ALARM_TIMER, self.timer_of(id))),
            "target" => step().map(|step| (words::ALARM_TARGET, step)),
            "clock" => {
                let (id, row) = of.split_once(':').unwrap_or((of, ""));
                Some((words::ALARM_CLOCK, self.clock(id, FactId::parse(row))))
            }
            "due" => step().map(|step| (words::ALARM_DUE, step)),
            "cadence" => {
                let cadence = Id::new(of).map(|id| name::cadence_of(self.run, &id, self.lang));
                cadence.map(|cadence| (words::ALARM_CADENCE, cadence))
            }
            _ => None,
        };
        let (word, of) = named.unwrap_or_else(|| (words::ALARM_OTHER, SafeText::line(alarm)));
        word.with(self.lang, &[&of])
    }
}
