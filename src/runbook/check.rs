//! Raw to valid: every reference resolves, every rule holds, or every problem is told.
//!
//! Nothing is repaired or guessed here. A part with a problem is left out, and then there is no [`Runbook`].

mod ask;
mod clock;
mod notice;
mod order;
mod part;
mod scope;
mod step;
mod template;
mod usage;

use std::sync::Arc;

use super::ask::AskKind;
use super::condition::{Condition, Named, Names, Row};
use super::literal::source_offset;
use super::problem::{NameProblem, Reporter, RuleProblem, Thing};
use super::raw::{Table, Value};
use super::span::{At, Span};
use super::{Catalogue, Id, MomentRef, Runbook};
use scope::Scope;

pub use super::template::FILTERS as TEMPLATE_FILTERS;

/// Makes a runbook of its raw table; `texts` are the files that its spans point into.
pub(crate) fn check(
    mut root: Table,
    texts: &[&str],
    catalogue: Arc<Catalogue>,
    reporter: &mut Reporter,
) -> Option<Runbook> {
    let asks = ask::gather(&mut root, reporter);
    let scope = Scope::new(&root, &asks.drafts, reporter);
    let mut check = Check { scope: &scope, texts, catalogue: &catalogue, reporter };
    let step_asks = asks.of_steps;
    let asks = check.asks(asks.drafts);
    let clocks = check.each_table(&mut root, "clock", Check::clock);
    let notices = check.each_table(&mut root, "notice", Check::notice);
    let cadences = check.each_table(&mut root, "cadence", Check::cadence);
    let metrics = check.each_table(&mut root, "metric", Check::metric);
    let commitments = check.each_table(&mut root, "commitment", Check::commitment);
    let roles = check.each_table(&mut root, "role", Check::role);
    let contacts = check.each_table(&mut root, "contact", Check::contact);
    let (phases, steps) = check.phases(&mut root, step_asks);
    let runbook = Runbook {
        id: root.take_id("id")?.value,
        version: root.take_line("version")?.value,
        title: root.take_text("title")?,
        summary: root.take_text("summary"),
        reviewed: root.take_date("reviewed")?.value,
        review_every: root.take_period("review_every").map(|at| at.value),
        programme: root.take_id("programme").map(|at| at.value),
        roles,
        contacts,
        asks,
        clocks,
        cadences,
        notices,
        metrics,
        commitments,
        phases,
        steps,
        catalogue,
    };
    if reporter.has_errors() {
        return None;
    }
    usage::warn(&runbook, &scope, reporter);
    Some(runbook)
}

/// What every part needs to be checked.
struct Check<'a> {
    scope: &'a Scope,
    texts: &'a [&'a str],
    catalogue: &'a Catalogue,
    reporter: &'a mut Reporter,
}

impl<'a> Check<'a> {
    /// Makes a part of every table below a key.
    fn each_table<T>(
        &mut self,
        root: &mut Table,
        key: &'static str,
        make: fn(&mut Self, Table) -> Option<T>,
    ) -> Vec<T> {
        let tables = root.take_tables(key).map(|at| at.value).unwrap_or_default();
        tables.into_iter().filter_map(|table| make(self, table)).collect()
    }

    /// A reference, if it is to something.
    fn refer(&mut self, thing: Thing, id: At<Id>) -> Option<Id> {
        if self.scope.span(thing, id.value.as_str()).is_some() {
            return Some(id.value);
        }
        self.unknown(thing, &id, &[]);
        None
    }

    fn unknown(&mut self, thing: Thing, id: &At<Id>, also: &[&str]) {
        let names = self.scope.names(thing).chain(also.iter().copied());
        let near = self.reporter.nearest(id.value.as_str(), names);
        self.reporter.report(id.span, NameProblem::Unknown { thing, id: id.value.to_string(), near });
    }

    /// The reference that a key holds.
    fn reference(&mut self, table: &mut Table, key: &'static str, thing: Thing) -> Option<Id> {
        let id = table.take_id(key)?;
        self.refer(thing, id)
    }

    /// The references that a key holds.
    fn references(&mut self, table: &mut Table, key: &'static str, thing: Thing) -> Vec<At<Id>> {
        let ids = table.take_ids(key).map(|at| at.value).unwrap_or_default();
        let mut seen = std::collections::HashSet::new();
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let span = id.span;
            let Some(value) = self.refer(thing, id) else { continue };
            if seen.insert(value.clone()) {
                found.push(At { value, span });
            } else {
                self.reporter.report(span, NameProblem::Repeated { key, id: value.to_string() });
            }
        }
        found
    }

    /// The moment that a key holds.
    fn moment(&mut self, table: &mut Table, key: &'static str) -> Option<At<MomentRef>> {
        let moments = table.take_moments(key)?.value;
        let moment = moments.into_iter().next()?;
        self.resolve(&moment).then_some(moment)
    }

    /// The moments that a key holds.
    fn moments(&mut self, table: &mut Table, key: &'static str) -> Vec<At<MomentRef>> {
        let moments = table.take_moments(key).map(|at| at.value).unwrap_or_default();
        let mut found: Vec<At<MomentRef>> = Vec::with_capacity(moments.len());
        for moment in moments {
            if !self.resolve(&moment) {
                continue;
            }
            if found.iter().any(|known| known.value == moment.value) {
                let id = moment.value.to_string();
                self.reporter.report(moment.span, NameProblem::Repeated { key, id });
            } else {
                found.push(moment);
            }
        }
        found
    }

    /// Whether a moment names something that has one.
    fn resolve(&mut self, moment: &At<MomentRef>) -> bool {
        let (thing, id) = match &moment.value {
            MomentRef::Opened | MomentRef::Closed => return true,
            MomentRef::StageEnded(stage) => return self.stage_has_phase(*stage, moment.span),
            MomentRef::Ask(id) => (Thing::Ask, id),
            MomentRef::Step(id) => (Thing::Step, id),
            MomentRef::Sent(id) => (Thing::Notice, id),
            MomentRef::Met(id) => (Thing::Clock, id),
        };
        if self.scope.span(thing, id.as_str()).is_none() {
            let words: &[&str] = if thing == Thing::Ask { &["opened", "closed"] } else { &[] };
            self.unknown(thing, &At { value: id.clone(), span: moment.span }, words);
            return false;
        }
        match self.scope.ask(id.as_str()) {
            Named::Kind(kind) if thing == Thing::Ask && *kind != AskKind::Datetime => {
                let problem =
                    NameProblem::WrongAsk { id: id.to_string(), found: kind.code(), expected: "datetime" };
                self.reporter.report(moment.span, problem);
                false
            }
            Named::Kind(_) | Named::Unsure | Named::Nothing => true,
        }
    }

    fn stage_has_phase(&mut self, stage: super::Stage, span: Span) -> bool {
        let has = self.scope.stages.contains(&stage);
        if !has {
            self.reporter.report(span, RuleProblem::NoPhaseOfStage { stage: stage.code() });
        }
        has
    }

    /// The table that `each` names, and its columns.
    fn each(&mut self, table: &mut Table) -> (Option<Id>, Row<'a>) {
        if !table.has("each") {
            return (None, Row::Nothing);
        }
        let Some(id) = table.take_id("each") else { return (None, Row::Unsure) };
        let span = id.span;
        let Some(id) = self.refer(Thing::Ask, id) else { return (None, Row::Unsure) };
        match self.scope.ask(id.as_str()) {
            Named::Kind(AskKind::Table(columns)) => (Some(id), Row::Columns(columns)),
            Named::Kind(kind) => {
                let problem =
                    NameProblem::WrongAsk { id: id.to_string(), found: kind.code(), expected: "table" };
                self.reporter.report(span, problem);
                (None, Row::Unsure)
            }
            Named::Unsure | Named::Nothing => (Some(id), Row::Unsure),
        }
    }

    /// The condition that `when` holds.
    fn when(&mut self, table: &mut Table, row: Row<'_>) -> Option<Condition> {
        self.condition(table, "when", row)
    }

    /// The condition that a key holds.
    fn condition(&mut self, table: &mut Table, key: &'static str, row: Row<'_>) -> Option<Condition> {
        let source = table.take_line(key)?;
        let names = ConditionNames { scope: self.scope, reporter: self.reporter, row };
        match Condition::parse(&source.value, &names) {
            Ok(condition) => Some(condition),
            Err(problems) => {
                for (bytes, problem) in problems {
                    let at = self.inside(source.span, bytes);
                    self.reporter.report(at, problem);
                }
                None
            }
        }
    }

    /// The place in the file of bytes of a string's value.
    fn inside(&self, literal: Span, bytes: std::ops::Range<usize>) -> Span {
        let text = self.texts.get(usize::from(literal.file)).copied().unwrap_or_default();
        let text = text.get(literal.bytes()).unwrap_or_default();
        let start = literal.start as usize;
        let from = start + source_offset(text, bytes.start);
        let to = start + source_offset(text, bytes.end);
        Span::new(literal.file, from..to.max(from))
    }

    /// The id that a table introduces.
    fn own_id(table: &mut Table) -> Option<Id> {
        table.take_id("id").map(|at| at.value)
    }
}

/// What a condition can name here.
struct ConditionNames<'a> {
    scope: &'a Scope,
    reporter: &'a Reporter,
    row: Row<'a>,
}

impl Names for ConditionNames<'_> {
    fn ask(&self, id: &str) -> Named<'_> {
        self.scope.ask(id)
    }

    fn row(&self) -> Row<'_> {
        self.row
    }

    fn nearest_ask(&self, typed: &str) -> Option<String> {
        self.reporter.nearest(typed, self.scope.names(Thing::Ask))
    }
}

/// Whether a key is there and its value was refused.
fn is_broken(table: &Table, key: &str) -> bool {
    table.entry(key).is_some_and(|entry| matches!(entry.value, Value::Broken))
}
