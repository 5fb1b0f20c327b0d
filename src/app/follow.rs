//! What others have written comes in: the run takes it up, and everything that is looked at stays where it is.

use super::console::{Console, Then, Whereabouts};
use super::msg::{Checked, Followed};
use super::overlay::Overlay;
use super::{App, Effect, next_change};
use crate::locale::app as words;
use crate::report::Account;
use crate::run::{Event, FactId, Run};
use crate::runbook::Id;
use crate::time::{Moment, Zone};

/// What comes later than this after it was recorded is told as late, where it stands before what was known.
const LATE_AFTER_SECONDS: i64 = 60;

impl App {
    /// Takes in what others have written.
    pub(super) fn followed(&mut self, followed: Followed) -> Vec<Effect> {
        let (now, zone) = (self.now.wall, self.settings.zone.clone());
        let chosen = self.chosen();
        let Some(console) = self.console_mut() else { return Vec::new() };
        let fresh: Vec<FactId> = match followed {
            Followed::After(facts) => {
                let ids = facts.iter().map(|fact| fact.id).collect();
                console.take_in(facts, &zone);
                ids
            }
            Followed::Anew { run, damage, read_only } => {
                console.journal.damage = damage;
                console.journal.read_only = console.journal.read_only.take().or(read_only);
                console.take_anew(*run, now, &zone)
            }
            Followed::Cut(what) => {
                console.journal.damage.push(what);
                Vec::new()
            }
        };
        self.stay_at(&chosen);
        self.note_overtaking(&fresh);
        self.tell_news(&fresh);
        self.ring()
    }

    /// Takes in what the check of the whole journal has found, and what was recorded thereupon.
    pub(super) fn checked(&mut self, Checked { facts, health }: Checked) -> Vec<Effect> {
        let (lang, zone) = (self.settings.lang, self.settings.zone.clone());
        let Some(console) = self.console_mut() else { return Vec::new() };
        console.journal.take_in(health);
        console.take_in(facts, &zone);
        let said = words::BEING_CHECKED.text(lang);
        self.toast.take_if(|toast| toast.text == said);
        self.ring()
    }

    /// Says where this person is, once they rest there.
    pub(super) fn say_where(&mut self) -> Option<Effect> {
        let now = self.now.boot;
        let console = self.console_mut()?;
        if console.whereabouts.step != console.step {
            console.whereabouts = Whereabouts { step: console.step, since: now, ..console.whereabouts };
        }
        let due = next_change::tells_where(self.console()?)?;
        let console = self.console_mut().filter(|_| due <= now)?;
        console.whereabouts.told = Some(console.step);
        Some(Effect::SayWhere { step: console.run.steps().get(console.step).map(|step| step.id.clone()) })
    }

    /// Whether what came has changed what Enter does at the chosen step.
    fn note_overtaking(&mut self, fresh: &[FactId]) {
        let now = self.now.boot;
        let Some(console) = self.console_mut() else { return };
        let Some(step) = console.run.steps().get(console.step) else { return };
        let moves = |id: &FactId| {
            let place = console.run.place(*id);
            place.is_some() && (step.started == place || step.decided_by == place)
        };
        if fresh.iter().any(moves) {
            console.overtaken = Some(now);
        }
    }

    /// A few words about what came, beside the keys; the record itself stands in the journal.
    fn tell_news(&mut self, fresh: &[FactId]) {
        let (lang, zone) = (self.settings.lang, &self.settings.zone);
        let Some(console) = self.console() else { return };
        let run = &console.run;
        let told = |id: &&FactId| {
            let event = run.fact(**id).and_then(|fact| fact.event());
            !matches!(event, Some(Event::FeedOpened { .. } | Event::Checkpoint { .. }))
        };
        let mut told: Vec<&FactId> = fresh.iter().filter(told).collect();
        let Some(entry) = told.pop().and_then(|last| Account::new(run, lang, zone).entry(run.place(*last)?))
        else {
            return;
        };
        let said = words::NEWS.with(lang, &[&entry.person, &entry.sentence]);
        let news = if told.is_empty() { said } else { words::NEWS_MORE.with(lang, &[&told.len(), &said]) };
        if let Some(console) = self.console_mut() {
            console.news = Some(news);
        }
    }

    /// What is chosen in what lies open, by names that no fact moves.
    fn chosen(&self) -> Vec<Option<FactId>> {
        let Some(console) = self.console() else { return Vec::new() };
        let of = |overlay: &Overlay| {
            if let Overlay::History(history) = overlay {
                let place = *history.shown.get(history.cursor)?;
                Some(console.run.facts().get(place)?.id)
            } else if let Overlay::Sheet(sheet) = overlay {
                let rows = &console.run.asks().get(sheet.table?)?.rows;
                Some(rows.get(sheet.cursor)?.id)
            } else {
                None
            }
        };
        self.overlays.iter().map(of).collect()
    }

    /// Works out anew what lies open, with the same thing chosen.
    fn stay_at(&mut self, chosen: &[Option<FactId>]) {
        self.refresh_history();
        let mut overlays = std::mem::take(&mut self.overlays);
        for (overlay, chosen) in overlays.iter_mut().zip(chosen) {
            let Some(console) = self.console() else { continue };
            if let Overlay::History(history) = overlay {
                let place = chosen.and_then(|id| console.run.place(id));
                let at = history.shown.iter().position(|shown| Some(*shown) == place);
                let was_at_end = history.cursor + 1 >= history.shown.len();
                history.cursor = at.filter(|_| !was_at_end).unwrap_or(history.cursor);
            } else if let Overlay::Sheet(sheet) = overlay
                && let Some(ask) = sheet.table.and_then(|table| console.run.asks().get(table))
            {
                // Whoever stood where rows are added goes on standing there.
                let at = chosen.and_then(|id| ask.rows.iter().position(|row| row.id == id));
                sheet.cursor = at.unwrap_or(ask.rows.len());
            } else if let Overlay::Find(finder) = overlay {
                finder.hits = self.find_all(&finder.query.lines().join(" "));
                finder.cursor = finder.cursor.min(finder.hits.len().saturating_sub(1));
            }
        }
        self.overlays = overlays;
    }
}

impl Console {
    /// Takes in a run that was read anew. Gives what is new of it, in order.
    fn take_anew(&mut self, run: Run, now: Moment, zone: &Zone) -> Vec<FactId> {
        let place_of = |step: usize| {
            let id: Option<&Id> = self.run.steps().get(step).map(|step| &step.id);
            id.and_then(|id| run.step_place(id.as_str())).unwrap_or(0)
        };
        let step = place_of(self.step);
        let (rests, told) = (place_of(self.whereabouts.step), self.whereabouts.told.map(place_of));
        let advances: Vec<Then> = self
            .pending
            .iter()
            .map(|pending| match pending.then {
                Then::Advance(step) => Then::Advance(place_of(step)),
                then @ (Then::Stay | Then::GoHome | Then::SendNotice | Then::NextNotice | Then::NextRow) => {
                    then
                }
            })
            .collect();
        let is_new = |id: FactId| self.run.place(id).is_none();
        let last_known = run.facts().iter().rposition(|fact| !is_new(fact.id)).unwrap_or(0);
        let fresh = run.facts().iter().enumerate().filter(|(_, fact)| is_new(fact.id));
        let late = fresh.clone().filter(|(place, fact)| {
            *place < last_known && (now - fact.at).num_seconds() > LATE_AFTER_SECONDS
        });
        let late = late.count();
        let fresh = fresh.map(|(_, fact)| fact.id).collect();
        for (pending, then) in self.pending.iter_mut().zip(advances) {
            pending.then = then;
        }
        self.journal.late += late;
        (self.step, self.whereabouts.step, self.whereabouts.told) = (step, rests, told);
        self.clocks = run.clocks(zone);
        self.alarms = run.alarms_beside(&self.clocks, zone);
        self.run = run;
        fresh
    }
}

impl Followed {
    /// A feed that is shorter than what was read of it.
    pub fn cut(file: &str, lang: crate::locale::Lang) -> Self {
        Self::Cut(words::FEED_CUT.with(lang, &[&file]))
    }
}
