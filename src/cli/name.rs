//! Steps, asks and the other parts of a run as somebody names them on a command line: by id, or by its beginning where
//! no other has it; records by their number, a part of their name, or as the journal names them.
//!
//! A title names nothing, since it changes with the runbook's next version: it is refused, with the ids meant.

use super::find::or_known;
use super::meant::{Meant, meant};
use super::record::{Failure, Writing};
use crate::locale::{Lang, Word, cli as words};
use crate::report::{Account, name};
use crate::run::{Alarm, AlarmKind, FactId};
use crate::runbook::{Id, Text};
use crate::text::SafeText;

/// Something that can be named: what it is, its id, its titles, and other names of it.
struct Named<T> {
    what: T,
    id: String,
    title: SafeText,
    also: Vec<String>,
}

/// A record that can be chosen: by its number, by what it is called, or by its name in the journal.
pub struct Choice {
    pub id: FactId,
    pub number: usize,
    pub name: SafeText,
}

impl Named<Id> {
    fn of(id: &Id, title: &Text, lang: Lang) -> Self {
        let also = Lang::ALL.iter().map(|lang| title.get(*lang).to_owned()).collect();
        Self { what: id.clone(), id: id.to_string(), title: SafeText::line(title.get(lang)), also }
    }
}

impl Writing<'_> {
    /// The step of a name.
    pub fn step(&self, typed: &str) -> Result<Id, Failure> {
        let (run, lang) = (self.run(), self.settings.lang);
        let named = run.steps().iter().enumerate().map(|(n, step)| {
            let source = run.in_book(step).map(|step| step.source.clone()).unwrap_or_default();
            let titles = Lang::ALL.iter().map(|lang| run.step_title(n, *lang).to_owned());
            Named {
                what: step.id.clone(),
                id: step.id.to_string(),
                title: SafeText::line(run.step_title(n, lang)),
                also: titles.chain(source).collect(),
            }
        });
        self.named(typed, named.collect(), words::NO_SUCH_STEP)
    }

    /// The step of a name, where one is given.
    pub fn step_if(&self, typed: Option<&str>) -> Result<Option<Id>, Failure> {
        typed.map(|typed| self.step(typed)).transpose()
    }

    /// The ask of a name.
    pub fn ask(&self, typed: &str) -> Result<Id, Failure> {
        let asks = self.run().book.asks.iter();
        let named = asks.map(|ask| Named::of(&ask.id, &ask.label, self.settings.lang));
        self.named(typed, named.collect(), words::NO_SUCH_ASK_HERE)
    }

    /// The role of a name.
    pub fn role(&self, typed: &str) -> Result<Id, Failure> {
        let roles = self.run().book.roles.iter();
        let named = roles.map(|role| Named::of(&role.id, &role.title, self.settings.lang));
        self.named(typed, named.collect(), words::NO_SUCH_ROLE)
    }

    /// The phase of a name.
    pub fn phase(&self, typed: &str) -> Result<Id, Failure> {
        let phases = self.run().phases().iter();
        let named = phases.map(|phase| Named::of(&phase.id, &phase.title, self.settings.lang));
        self.named(typed, named.collect(), words::NO_SUCH_PHASE)
    }

    /// The cadence of a name.
    pub fn cadence(&self, typed: &str) -> Result<Id, Failure> {
        let cadences = self.run().book.cadences.iter();
        let named = cadences.map(|cadence| Named::of(&cadence.id, &cadence.title, self.settings.lang));
        self.named(typed, named.collect(), words::NO_SUCH_CADENCE)
    }

    /// The place of the clock of a name.
    pub fn clock(&self, typed: &str) -> Result<usize, Failure> {
        let clocks = self.run().book.clocks.iter().enumerate();
        let named = clocks.map(|(what, clock)| Named {
            what,
            id: clock.id.clone(),
            title: SafeText::line(clock.title(self.settings.lang)),
            also: Lang::ALL.iter().map(|lang| clock.title(*lang).to_owned()).collect(),
        });
        self.named(typed, named.collect(), words::NO_SUCH_CLOCK)
    }

    /// The alarm of a name, among some.
    pub fn alarm(&self, typed: &str, alarms: &[Alarm]) -> Result<AlarmKind, Failure> {
        let (run, lang) = (self.run(), self.settings.lang);
        let account = Account::new(run, lang, &self.settings.zone);
        let named = alarms.iter().map(|alarm| {
            let title = account.alarm_title(alarm.kind);
            let also = vec![title.to_string()];
            Named { what: alarm.kind, id: run.alarm_name(alarm.kind), title, also }
        });
        self.named(typed, named.collect(), words::NO_SUCH_ALARM)
    }

    /// The row of a table that a name means.
    pub fn row(&self, table: &Id, typed: &str) -> Result<FactId, Failure> {
        let (run, lang) = (self.run(), self.settings.lang);
        let rows = run.rows(table).iter().enumerate();
        let choices = rows.map(|(n, row)| Choice {
            id: row.id,
            number: n + 1,
            name: name::row(run, table, row, lang, &self.settings.zone),
        });
        self.choice(typed, &choices.collect::<Vec<_>>(), crate::locale::notice::NO_SUCH_ROW)
    }

    /// The piece of evidence that a name means.
    pub fn evidence(&self, typed: &str) -> Result<FactId, Failure> {
        let run = self.run();
        let choices = run.evidence().map(|fact| {
            let (number, name) = name::evidence(run, fact.id);
            Choice { id: fact.id, number, name }
        });
        self.choice(typed, &choices.collect::<Vec<_>>(), words::NO_SUCH_EVIDENCE)
    }

    /// Which of some records a name means.
    pub fn choice(&self, typed: &str, all: &[Choice], none: Word) -> Result<FactId, Failure> {
        if let Some(exact) = all.iter().find(|choice| FactId::parse(typed.trim()) == Some(choice.id)) {
            return Ok(exact.id);
        }
        let names: Vec<(usize, String)> =
            all.iter().map(|choice| (choice.number, choice.name.to_string())).collect();
        let refusal = match meant(typed, &names) {
            Meant::One(n) => return Ok(all[n].id),
            Meant::Several => words::SEVERAL_MEANT,
            Meant::None => none,
        };
        let shown: Vec<String> = names.iter().map(|(number, name)| format!("{number} {name}")).collect();
        let refusal = refusal.with(self.settings.lang, &[&typed]);
        Err(Failure::unusable(or_known(refusal, "", [], &shown, self.settings)))
    }

    fn named<T>(&self, typed: &str, mut all: Vec<Named<T>>, none: Word) -> Result<T, Failure> {
        let typed = typed.trim();
        if let Some(exact) = all.iter().position(|named| named.id == typed) {
            return Ok(all.swap_remove(exact).what);
        }
        let refusal = none.with(self.settings.lang, &[&typed]);
        let is_begun = |named: &Named<T>| !typed.is_empty() && named.id.starts_with(typed);
        let begins: Vec<usize> = (0..all.len()).filter(|n| is_begun(&all[*n])).collect();
        if let [only] = begins.as_slice() {
            return Ok(all.swap_remove(*only).what);
        }
        let sought = typed.to_lowercase();
        let titled = |named: &Named<T>| {
            sought.chars().count() > 1 && named.also.iter().any(|name| name.to_lowercase().contains(&sought))
        };
        let meant: Vec<usize> =
            if begins.is_empty() { (0..all.len()).filter(|n| titled(&all[*n])).collect() } else { begins };
        let line = if meant.is_empty() {
            let ids: Vec<String> = all.iter().map(|named| named.id.clone()).collect();
            or_known(refusal, typed, ids.iter().map(String::as_str), &ids, self.settings)
        } else {
            let shown: Vec<String> =
                meant.iter().map(|n| format!("{} ({})", all[*n].id, all[*n].title)).collect();
            or_known(refusal, "", [], &shown, self.settings)
        };
        Err(Failure::unusable(line))
    }
}
