//! The status update: a form whose one Enter posts what is true already.

use super::form::{Choosable, Field, Form, FormKind, Input};
use super::shift_forms::Make;
use super::{App, Effect, Tone};
use crate::locale::app as words;
use crate::report::{Account, name, update, value};
use crate::run::{Beat, Event, Run};
use crate::runbook::{Id, Tri};
use crate::text::SafeText;
use crate::time::{Zone, ahead};

/// What an update is for: the cadence that is due first, and those of which nobody knows whether they apply.
struct Meant {
    beat: Option<Beat>,
    /// Others that run for certain, and that could be meant instead.
    others: Vec<Beat>,
    also: Vec<Beat>,
}

impl Meant {
    fn of(run: &Run, zone: &Zone) -> Self {
        let mut beats = run.beats(zone);
        beats.sort_by_key(|beat| beat.due);
        let Some(first) = (!beats.is_empty()).then(|| beats.remove(0)) else {
            return Self { beat: None, others: Vec::new(), also: Vec::new() };
        };
        let during = |beat: &Beat| run.book.cadences[beat.cadence].during;
        let is_same = |beat: &Beat| beat.applies == Tri::Unknown && during(beat) == during(&first);
        let (also, others) = beats.into_iter().partition(is_same);
        Self { beat: Some(first), others, also }
    }
}

/// The cadence that an update is for, and those that it is for as well: the one that was chosen, else the one that is
/// due first.
pub fn update_for(run: &Run, zone: &Zone, chosen: Option<Id>) -> (Option<Id>, Vec<Id>) {
    let id = |beat: &Beat| run.book.cadences[beat.cadence].id.clone();
    let meant = Meant::of(run, zone);
    let is_other = chosen.is_some() && chosen != meant.beat.as_ref().map(id);
    let also = if is_other { Vec::new() } else { meant.also.iter().map(id).collect() };
    (chosen.or_else(|| meant.beat.as_ref().map(id)), also)
}

impl App {
    pub(super) fn open_update(&mut self) -> Vec<Effect> {
        self.open_form(FormKind::Update)
    }

    /// The fields of the form; the program fills in what was recorded, so that the button comes first.
    pub(super) fn update_fields(&self, field: Make<'_>) -> Option<Vec<Field>> {
        let (lang, zone) = (self.settings.lang, &self.settings.zone);
        let run = &self.console()?.run;
        let meant = Meant::of(run, zone);
        let account = Account::new(run, lang, zone);
        let changed: Vec<String> = update::changed(&account).iter().map(ToString::to_string).collect();
        let next = run.next_step().map(|step| name::step(run, &run.steps()[step], lang).to_string());
        let mut fields = Vec::new();
        if let Some(first) = meant.beat.as_ref().filter(|_| !meant.others.is_empty()) {
            let title = |beat: &Beat| {
                let cadence = &run.book.cadences[beat.cadence];
                let label = SafeText::line(cadence.title.get(lang));
                Choosable { id: cadence.id.to_string(), label, help: SafeText::default() }
            };
            let options = std::iter::once(first).chain(&meant.others).map(title).collect();
            fields.push(field(
                "cadence",
                words::UPDATE_FOR,
                Input::Choice { options, cursor: 0, chosen: Some(0) },
            ));
        }
        fields.push(field("changed", words::UPDATE_CHANGED, Input::lines(&changed.join("\n"))));
        let mut next = field("next", words::UPDATE_NEXT, Input::line(&next.unwrap_or_default()));
        next.required = false;
        fields.push(next);
        let mut at = field("next_at", words::UPDATE_NEXT_AT, Input::line(""));
        at.required = false;
        at.hint = match meant.beat {
            Some(beat) => {
                let every = run.book.cadences[beat.cadence].every;
                let due = every.after(self.now.wall, zone).unwrap_or(self.now.wall);
                let every = value::period(every, lang);
                words::UPDATE_NEXT_AT_HINT.with(lang, &[&every, &zone.clock(due)])
            }
            None => words::AHEAD_HINT.text(lang),
        };
        fields.push(at);
        Some(fields)
    }

    /// The update that a form stands for; none where its time cannot be read.
    pub(super) fn posted_update(&self, form: &mut Form) -> Option<Event> {
        let (lang, zone) = (self.settings.lang, &self.settings.zone);
        let (cadence, also) = update_for(&self.console()?.run, zone, Id::new(&form.value("cadence")));
        let typed = form.value("next_at").trim().to_owned();
        let next_at = ahead::moment(&typed, self.now.wall, zone);
        if next_at.is_none() && !typed.is_empty() {
            form.wrong("next_at", words::NOT_AHEAD.text(lang));
            return None;
        }
        let text = |name: &str| form.value(name).trim().to_owned();
        Some(Event::UpdatePosted { cadence, also, changed: text("changed"), next: text("next"), next_at })
    }

    /// Says when the next one is due, once an update is on disk.
    pub(super) fn update_posted(&mut self) {
        let (lang, zone) = (self.settings.lang, &self.settings.zone);
        let Some(console) = self.console() else { return };
        let due = console.run.beats(zone).iter().map(|beat| beat.due).min();
        let said = match due {
            Some(due) => words::UPDATE_POSTED_NEXT.with(lang, &[&zone.clock(due)]),
            None => words::UPDATE_POSTED.text(lang),
        };
        self.say(Tone::Ok, said);
    }
}
