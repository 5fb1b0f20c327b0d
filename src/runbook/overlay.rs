//! Overlays: files of the same schema that change a runbook, so that an organisation keeps its own contacts,
//! limits and steps apart from what it was given.
//!
//! Tables meet by id. A table with a known id changes it key by key, one with a new id is added. Nothing is
//! taken away and nothing moves.

use std::collections::HashMap;

use super::Id;
use super::load::extends;
use super::problem::{OverlayProblem, Reporter};
use super::raw::{Entry, Table, Value};

/// Keys that hold tables with ids of their own.
const LISTS: [&str; 7] = ["role", "contact", "clock", "cadence", "notice", "metric", "commitment"];

/// Lays overlays over a runbook, one after the other.
pub(super) fn lay_over(root: &mut Table, overlays: Vec<Table>, reporter: &mut Reporter) {
    let base = root.id().map(|at| at.value.to_string());
    for overlay in overlays {
        let now = root.id().map(|at| at.value.to_string());
        match extends(&overlay) {
            None if !overlay.has("extends") => reporter.report(overlay.span, OverlayProblem::NoExtends {}),
            None => {}
            Some((id, span)) => {
                let known = [&base, &now].into_iter().flatten().any(|known| known == id);
                if let (false, Some(base)) = (known, &base) {
                    let (extends, id) = (id.to_owned(), base.clone());
                    reporter.report(span, OverlayProblem::OtherRunbook { extends, id });
                    continue;
                }
            }
        }
        one(root, overlay, reporter);
    }
}

fn one(root: &mut Table, overlay: Table, reporter: &mut Reporter) {
    let asks = asks_of_steps(root);
    for Entry { field, span, value } in overlay.entries {
        if matches!(field.name, "schema" | "extends") {
            continue;
        }
        let merges = LISTS.contains(&field.name) || matches!(field.name, "ask" | "phase");
        if !merges || !matches!(value, Value::Tables(_)) {
            set(root, Entry { field, span, value });
            continue;
        }
        let Value::Tables(tables) = value else { continue };
        match field.name {
            "ask" => merge_asks(root, tables, &asks, field, span),
            "phase" => merge_phases(list(root, field, span), tables, &asks, reporter),
            _ => merge_list(list(root, field, span), tables),
        }
    }
}

/// The tables below a key, made where there are none. A key whose value was refused stays so.
fn list<'t>(
    table: &'t mut Table,
    field: &'static super::schema::Field,
    span: super::span::Span,
) -> Option<&'t mut Vec<Table>> {
    if !table.has(field.name) {
        table.entries.push(Entry { field, span, value: Value::Tables(Vec::new()) });
    }
    table.tables_mut(field.name)
}

fn set(table: &mut Table, entry: Entry) {
    match table.entries.iter_mut().find(|known| known.field.name == entry.field.name) {
        Some(known) => *known = entry,
        None => table.entries.push(entry),
    }
}

/// Changes a table key by key.
fn change(table: &mut Table, by: Table) {
    for entry in by.entries {
        set(table, entry);
    }
}

/// What a table goes by: its id, or for a clock of the catalogue that one's.
fn key(table: &Table) -> Option<String> {
    if let Some(id) = table.id() {
        return Some(id.value.to_string());
    }
    let from_catalogue = table.shape.field("use").and_then(|_| table.entry("use"))?;
    if let Value::Line(id) = &from_catalogue.value { Some(id.clone()) } else { None }
}

fn merge_list(known: Option<&mut Vec<Table>>, tables: Vec<Table>) {
    let Some(known) = known else { return };
    let index: HashMap<String, usize> =
        known.iter().enumerate().filter_map(|(i, table)| Some((key(table)?, i))).collect();
    for table in tables {
        match key(&table).and_then(|key| index.get(&key)) {
            Some(&at) => change(&mut known[at], table),
            None => known.push(table),
        }
    }
}

/// Where a step stands: its phase and its place in it.
type Place = (usize, usize);

/// The steps that carry each ask.
fn asks_of_steps(root: &Table) -> HashMap<Id, Place> {
    let mut found = HashMap::new();
    for (p, phase) in root.tables("phase").iter().enumerate() {
        for (s, step) in phase.tables("step").iter().enumerate() {
            let ids = step.tables("ask").iter().filter_map(Table::id);
            found.extend(ids.map(|id| (id.value.clone(), (p, s))));
        }
    }
    found
}

/// A top-level ask changes the one with its id wherever that stands.
fn merge_asks(
    root: &mut Table,
    tables: Vec<Table>,
    of_steps: &HashMap<Id, Place>,
    field: &'static super::schema::Field,
    span: super::span::Span,
) {
    let mut own = Vec::new();
    for table in tables {
        let place = table.id().and_then(|id| of_steps.get(id.value)).copied();
        match place.and_then(|place| asks_at(root, place)) {
            Some(asks) => merge_list(Some(asks), vec![table]),
            None => own.push(table),
        }
    }
    merge_list(list(root, field, span), own);
}

fn asks_at(root: &mut Table, (phase, step): Place) -> Option<&mut Vec<Table>> {
    root.tables_mut("phase")?.get_mut(phase)?.tables_mut("step")?.get_mut(step)?.tables_mut("ask")
}

fn merge_phases(
    known: Option<&mut Vec<Table>>,
    tables: Vec<Table>,
    asks: &HashMap<Id, Place>,
    reporter: &mut Reporter,
) {
    let Some(known) = known else { return };
    let phases: HashMap<String, usize> =
        known.iter().enumerate().filter_map(|(i, phase)| Some((key(phase)?, i))).collect();
    let names: Vec<String> = known.iter().map(|phase| key(phase).unwrap_or_default()).collect();
    let mut steps: HashMap<Id, Place> = HashMap::new();
    for (p, phase) in known.iter().enumerate() {
        let ids = phase.tables("step").iter().enumerate().filter_map(|(s, step)| Some((step.id()?, s)));
        steps.extend(ids.map(|(id, s)| (id.value.clone(), (p, s))));
    }
    for mut phase in tables {
        let Some(&at) = key(&phase).and_then(|id| phases.get(&id)) else {
            known.push(phase);
            continue;
        };
        let new = phase.take("step");
        change(&mut known[at], phase);
        let Some(new) = new else { continue };
        let Some(field) = super::schema::PHASE.field("step") else { continue };
        let Value::Tables(new) = new.value else { continue };
        let Some(own) = list(&mut known[at], field, new.first().map_or_else(Default::default, |t| t.span))
        else {
            continue;
        };
        let merge = Steps { phase: at, names: &names, places: &steps, asks };
        merge.merge(own, new, reporter);
    }
}

/// The steps of a runbook before an overlay.
struct Steps<'a> {
    phase: usize,
    names: &'a [String],
    places: &'a HashMap<Id, Place>,
    asks: &'a HashMap<Id, Place>,
}

impl Steps<'_> {
    fn merge(&self, own: &mut Vec<Table>, tables: Vec<Table>, reporter: &mut Reporter) {
        let mut added = Vec::new();
        for table in tables {
            let place = table.id().and_then(|id| self.places.get(id.value).map(|place| (id, *place)));
            match place {
                None => added.push(table),
                Some((_, (phase, at))) if phase == self.phase => {
                    if let Some(step) = own.get_mut(at) {
                        self.change_step(step, table, at, reporter);
                    }
                }
                Some((id, (phase, _))) => {
                    let name = |phase: usize| self.names.get(phase).cloned().unwrap_or_default();
                    let problem = OverlayProblem::StepElsewhere {
                        step: id.value.to_string(),
                        phase: name(self.phase),
                        stands_in: name(phase),
                    };
                    reporter.report(id.span, problem);
                }
            }
        }
        insert(own, added);
    }

    fn change_step(&self, step: &mut Table, mut by: Table, at: usize, reporter: &mut Reporter) {
        let asks = by.take_tables("ask");
        change(step, by);
        let Some(asks) = asks else { return };
        let here = (self.phase, at);
        let elsewhere = |ask: &Table| {
            let id = ask.id()?;
            let place = self.asks.get(id.value)?;
            (*place != here).then(|| (id.value.to_string(), id.span))
        };
        let mut fit = Vec::new();
        for ask in asks.value {
            match elsewhere(&ask) {
                Some((ask, span)) => reporter.report(span, OverlayProblem::AskElsewhere { ask }),
                None => fit.push(ask),
            }
        }
        if let Some(field) = step.shape.field("ask") {
            merge_list(list(step, field, asks.span), fit);
        }
    }
}

/// Puts each new step behind the last step of this phase that it comes after, or at the end.
fn insert(own: &mut Vec<Table>, added: Vec<Table>) {
    let mut order: HashMap<Id, usize> = HashMap::new();
    let numbered = own.iter().chain(&added).enumerate();
    order.extend(numbered.filter_map(|(i, step)| Some((step.id()?.value.clone(), i))));
    let known = own.len();
    let mut behind: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut at_end = Vec::new();
    for (i, step) in added.iter().enumerate() {
        let number = known + i;
        // Only steps before this one count, so that new steps cannot wait for each other in a circle.
        let anchor = after(step).filter_map(|id| order.get(id).copied()).filter(|n| *n < number).max();
        match anchor {
            Some(anchor) => behind.entry(anchor).or_default().push(number),
            None => at_end.push(number),
        }
    }
    let mut steps: Vec<Option<Table>> = own.drain(..).chain(added).map(Some).collect();
    // A stack of what comes next: a step's followers come before the step that stood behind it.
    let mut next: Vec<usize> = (0..known).chain(at_end).rev().collect();
    while let Some(number) = next.pop() {
        own.extend(steps.get_mut(number).and_then(Option::take));
        next.extend(behind.remove(&number).into_iter().flatten().rev());
    }
}

fn after(step: &Table) -> impl Iterator<Item = &Id> {
    let ids = match step.entry("after").map(|entry| &entry.value) {
        Some(Value::Ids(ids)) => ids.as_slice(),
        _ => &[],
    };
    ids.iter().map(|at| &at.value)
}
