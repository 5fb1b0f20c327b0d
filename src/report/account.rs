//! A run as an account: a sentence for every fact, with who, when, and what to know about it.
//!
//! The account tells what the journal holds and judges nothing. A fact that is undone stays in it, and one
//! that cannot be read says so.

mod alarm;
mod detail;
mod entry;
mod mark;
mod sentence;

pub use entry::Entry;
pub use mark::Mark;

use crate::locale::{Lang, account as words};
use crate::report::{name, value, words as vocabulary};
use crate::run::{Body, Event, Fact, FactId, Reason, Run};
use crate::runbook::Id;
use crate::text::{Ambiguous, SafeText};
use crate::time::{Moment, Zone};

/// Tells a run in a language and a time zone.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a> {
    pub run: &'a Run,
    pub lang: Lang,
    pub zone: &'a Zone,
    /// How wide the terminal that it is printed on draws characters of ambiguous width.
    pub ambiguous: Ambiguous,
}

impl<'a> Account<'a> {
    /// An account of a run.
    pub const fn new(run: &'a Run, lang: Lang, zone: &'a Zone) -> Self {
        Self { run, lang, zone, ambiguous: Ambiguous::Narrow }
    }

    /// The same for a terminal that draws characters of ambiguous width so.
    #[must_use]
    pub const fn measured(self, ambiguous: Ambiguous) -> Self {
        Self { ambiguous, ..self }
    }

    /// The fact at a place of the run's order; nothing beyond its end.
    pub fn entry(&self, place: usize) -> Option<Entry> {
        let fact = self.run.facts().get(place)?;
        let happened = fact.event().and_then(Event::happened).filter(|happened| *happened != fact.at);
        Some(Entry {
            id: fact.id,
            at: happened.unwrap_or(fact.at),
            recorded: happened.map(|_| fact.at),
            person: SafeText::line(&fact.by),
            sentence: self.sentence(fact),
            marks: self.marks(place, fact),
            details: fact.event().map_or_else(Vec::new, |event| self.details(event)),
            lang: self.lang,
        })
    }

    /// Every fact, in order.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        let account = *self;
        (0..self.run.facts().len()).filter_map(move |place| account.entry(place))
    }

    /// What a fact says.
    fn sentence(&self, fact: &Fact) -> SafeText {
        match &fact.body {
            Body::Event(event) => self.sentence_of(fact.id, event),
            Body::Withheld => words::WITHHELD.text(self.lang),
            Body::Unknown(kind) => words::NEWER.with(self.lang, &[kind]),
            Body::Unproven(_) => words::UNPROVEN.text(self.lang),
        }
    }

    /// What the fact of an id says, in a line that another sentence can hold.
    fn sentence_at(&self, id: FactId) -> SafeText {
        match self.run.fact(id) {
            // A sentence about an undoing would hold another, and that one the next.
            Some(fact) if !matches!(fact.event(), Some(Event::FactUndone { .. })) => self.sentence(fact),
            Some(_) | None => words::A_FACT.text(self.lang),
        }
    }

    /// What a question asks.
    pub fn question(&self, fact: &Fact) -> SafeText {
        if let Some(Event::QuestionRaised { text, .. }) = fact.event() {
            first_line(text)
        } else {
            words::A_FACT.text(self.lang)
        }
    }

    fn step(&self, id: &Id) -> SafeText {
        name::step_of(self.run, id, self.lang)
    }

    fn ask(&self, id: &Id) -> SafeText {
        name::ask_of(self.run, id, self.lang)
    }

    fn moment(&self, at: Moment) -> SafeText {
        value::moment(at, self.zone)
    }

    /// The words of a reason: a preset's, the person's own, or both.
    pub fn reason(&self, reason: &Reason) -> SafeText {
        let preset = reason.preset.as_ref().map(|id| {
            vocabulary::preset(id.as_str())
                .map_or_else(|| SafeText::line(id.as_str()), |word| word.text(self.lang))
        });
        let own = SafeText::line(reason.text.trim());
        match preset {
            Some(preset) if own.is_empty() => preset,
            Some(preset) => words::TWO_REASONS.with(self.lang, &[&preset, &own]),
            None => own,
        }
    }
}

/// The first line of a text that may have several; a sign where more follow.
fn first_line(text: &str) -> SafeText {
    let mut lines = text.trim().lines();
    let first = SafeText::line(lines.next().unwrap_or_default());
    if lines.next().is_some() { first.then(&SafeText::word(" …")) } else { first }
}

#[cfg(test)]
mod tests;
