//! Every id of a runbook: what it names, and where it stands.

use std::collections::HashMap;

use super::ask::Draft;
use crate::runbook::ask::AskKind;
use crate::runbook::condition::Named;
use crate::runbook::problem::{NameProblem, Reporter, Thing};
use crate::runbook::raw::{Table, Value};
use crate::runbook::span::Span;
use crate::runbook::{Id, Stage};

/// The names that references can use.
pub(super) struct Scope {
    ids: HashMap<Thing, HashMap<Id, Span>>,
    kinds: HashMap<Id, Option<AskKind>>,
    /// The stages that some phase has.
    pub(super) stages: Vec<Stage>,
}

impl Scope {
    /// Gathers the ids, and tells those that are there twice.
    pub(super) fn new(root: &Table, asks: &[Draft], reporter: &mut Reporter) -> Self {
        let mut scope = Self { ids: HashMap::new(), kinds: HashMap::new(), stages: Vec::new() };
        let lists = [
            (Thing::Role, "role"),
            (Thing::Contact, "contact"),
            (Thing::Cadence, "cadence"),
            (Thing::Notice, "notice"),
            (Thing::Metric, "metric"),
            (Thing::Commitment, "commitment"),
            (Thing::Phase, "phase"),
        ];
        for (thing, key) in lists {
            root.tables(key).iter().for_each(|table| scope.add_table(thing, table, reporter));
        }
        for ask in asks {
            scope.add_ask(ask, reporter);
        }
        scope.add_clocks(root, reporter);
        for phase in root.tables("phase") {
            if let Some(Value::Word(code)) = phase.entry("stage").map(|entry| &entry.value) {
                scope.stages.extend(Stage::from_code(code));
            }
            phase.tables("step").iter().for_each(|step| scope.add_table(Thing::Step, step, reporter));
        }
        scope
    }

    fn add_table(&mut self, thing: Thing, table: &Table, reporter: &mut Reporter) {
        if let Some(id) = table.id() {
            self.add(thing, id.value.clone(), id.span, reporter);
        }
    }

    fn add(&mut self, thing: Thing, id: Id, span: Span, reporter: &mut Reporter) -> bool {
        let known = self.ids.entry(thing).or_default();
        if let Some(first) = known.get(&id) {
            reporter.report_with(span, *first, NameProblem::Duplicate { thing, id: id.to_string() });
            return false;
        }
        known.insert(id, span);
        true
    }

    fn add_ask(&mut self, ask: &Draft, reporter: &mut Reporter) {
        if let Some(id) = &ask.id
            && self.add(Thing::Ask, id.value.clone(), id.span, reporter)
        {
            self.kinds.insert(id.value.clone(), ask.kind.clone());
        }
    }

    /// Clocks without an id of their own go by the catalogue's, which may hold dots.
    fn add_clocks(&mut self, root: &Table, reporter: &mut Reporter) {
        let mut catalogue: HashMap<&str, Span> = HashMap::new();
        for clock in root.tables("clock") {
            if clock.has("id") {
                self.add_table(Thing::Clock, clock, reporter);
                continue;
            }
            let Some(entry) = clock.entry("use") else { continue };
            let Value::Line(id) = &entry.value else { continue };
            if let Some(first) = catalogue.get(id.as_str()) {
                let problem = NameProblem::Duplicate { thing: Thing::Clock, id: id.clone() };
                reporter.report_with(entry.span, *first, problem);
            } else {
                catalogue.insert(id, entry.span);
                if let Some(id) = Id::new(id) {
                    self.add(Thing::Clock, id, entry.span, reporter);
                }
            }
        }
    }

    /// Where an id was introduced.
    pub(super) fn span(&self, thing: Thing, id: &str) -> Option<Span> {
        self.ids.get(&thing)?.get(id).copied()
    }

    /// Every id of a sort.
    pub(super) fn names(&self, thing: Thing) -> impl Iterator<Item = &str> {
        self.ids.get(&thing).into_iter().flat_map(|ids| ids.keys().map(Id::as_str))
    }

    /// What an ask's id stands for.
    pub(super) fn ask(&self, id: &str) -> Named<'_> {
        match self.kinds.get(id) {
            None => Named::Nothing,
            Some(None) => Named::Unsure,
            Some(Some(kind)) => Named::Kind(kind),
        }
    }
}
