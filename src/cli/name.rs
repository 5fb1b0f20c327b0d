//! Steps and asks as somebody names them on a command line: by id, or by its beginning where no other has it.
//!
//! A title names nothing, since it changes with the runbook's next version: it is refused, with the ids meant.

use super::find::or_known;
use super::record::{Failure, Writing};
use crate::locale::{Lang, Word, cli as words};
use crate::runbook::Id;
use crate::text::SafeText;

/// Something that can be named: its id, its titles, and other names of it.
struct Named {
    id: Id,
    title: SafeText,
    also: Vec<String>,
}

impl Writing<'_> {
    /// The step of a name.
    pub fn step(&self, typed: &str) -> Result<Id, Failure> {
        let (run, lang) = (self.run(), self.settings.lang);
        let named = run.steps().iter().enumerate().map(|(n, step)| {
            let source = run.in_book(step).map(|step| step.source.clone()).unwrap_or_default();
            Named {
                id: step.id.clone(),
                title: SafeText::line(run.step_title(n, lang)),
                also: Lang::ALL
                    .iter()
                    .map(|lang| run.step_title(n, *lang).to_owned())
                    .chain(source)
                    .collect(),
            }
        });
        self.named(typed, &named.collect::<Vec<_>>(), words::NO_SUCH_STEP)
    }

    /// The step of a name, where one is given.
    pub fn step_if(&self, typed: Option<&str>) -> Result<Option<Id>, Failure> {
        typed.map(|typed| self.step(typed)).transpose()
    }

    /// The ask of a name.
    pub fn ask(&self, typed: &str) -> Result<Id, Failure> {
        let lang = self.settings.lang;
        let named = self.run().book.asks.iter().map(|ask| Named {
            id: ask.id.clone(),
            title: SafeText::line(ask.label.get(lang)),
            also: Lang::ALL.iter().map(|lang| ask.label.get(*lang).to_owned()).collect(),
        });
        self.named(typed, &named.collect::<Vec<_>>(), words::NO_SUCH_ASK_HERE)
    }

    fn named(&self, typed: &str, all: &[Named], none: Word) -> Result<Id, Failure> {
        let typed = typed.trim();
        if let Some(exact) = all.iter().find(|named| named.id.as_str() == typed) {
            return Ok(exact.id.clone());
        }
        let refusal = none.with(self.settings.lang, &[&typed]);
        let begins: Vec<&Named> =
            all.iter().filter(|named| !typed.is_empty() && named.id.as_str().starts_with(typed)).collect();
        if let [only] = begins.as_slice() {
            return Ok(only.id.clone());
        }
        let sought = typed.to_lowercase();
        let titled = |named: &&Named| {
            sought.chars().count() > 1 && named.also.iter().any(|name| name.to_lowercase().contains(&sought))
        };
        let meant: Vec<&Named> = if begins.is_empty() { all.iter().filter(titled).collect() } else { begins };
        let line = if meant.is_empty() {
            let ids: Vec<String> = all.iter().map(|named| named.id.to_string()).collect();
            or_known(refusal, typed, ids.iter().map(String::as_str), &ids, self.settings)
        } else {
            let shown: Vec<String> =
                meant.iter().map(|named| format!("{} ({})", named.id, named.title)).collect();
            or_known(refusal, "", [], &shown, self.settings)
        };
        Err(Failure::unusable(line))
    }
}
