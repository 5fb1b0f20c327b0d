//! Asks: first their kinds, so that conditions can be typed, then the rest of them.

use std::collections::HashMap;

use super::{Check, is_broken, order};
use crate::runbook::ask::{Ask, AskKind, Choice, Column, RequiredBy};
use crate::runbook::condition::Row;
use crate::runbook::limits::MAX_OPTIONS;
use crate::runbook::problem::{FieldProblem, FileProblem, NameProblem, Reporter, RuleProblem, Thing};
use crate::runbook::raw::Table;
use crate::runbook::span::{At, Span};
use crate::runbook::{Id, MomentRef};

/// Ids that conditions, moments and templates read as something else.
const RESERVED: [&str; 7] = ["opened", "closed", "row", "run", "true", "false", "in"];

/// An ask whose kind is known and whose names are not resolved.
pub(super) struct Draft {
    pub(super) id: Option<At<Id>>,
    pub(super) kind: Option<AskKind>,
    step: Option<Id>,
    table: Table,
}

/// All asks of a file, and the ids of those that each step carries, in the order of the steps.
pub(super) struct Gathered {
    pub(super) drafts: Vec<Draft>,
    pub(super) of_steps: Vec<Vec<Id>>,
}

/// Takes the asks out of the file and its steps: those of the file first, then step by step.
pub(super) fn gather(root: &mut Table, reporter: &mut Reporter) -> Gathered {
    let mut drafts = Vec::new();
    let mut of_steps = Vec::new();
    for table in root.take_tables("ask").map(|at| at.value).unwrap_or_default() {
        drafts.push(draft(table, None, reporter));
    }
    for phase in root.tables_mut("phase").into_iter().flatten() {
        for step in phase.tables_mut("step").into_iter().flatten() {
            let id = step.id().map(|at| at.value.clone());
            let mut ids = Vec::new();
            for table in step.take_tables("ask").map(|at| at.value).unwrap_or_default() {
                let ask = draft(table, id.clone(), reporter);
                ids.extend(ask.id.as_ref().map(|at| at.value.clone()));
                drafts.push(ask);
            }
            of_steps.push(ids);
        }
    }
    Gathered { drafts, of_steps }
}

fn draft(mut table: Table, step: Option<Id>, reporter: &mut Reporter) -> Draft {
    let id = table.take_id("id");
    if let Some(id) = &id
        && RESERVED.contains(&id.value.as_str())
    {
        reporter.report(id.span, FieldProblem::ReservedId { id: id.value.to_string() });
    }
    let kind = kind(&mut table, reporter);
    Draft { id, kind, step, table }
}

/// The kinds that a key belongs to.
const BELONGS: [(&str, &[&str]); 7] = [
    ("choices", &["choice", "many"]),
    ("columns", &["table"]),
    ("min", &["number"]),
    ("max", &["number"]),
    ("unit", &["number"]),
    ("currency", &["money"]),
    ("role", &["person"]),
];

fn kind(table: &mut Table, reporter: &mut Reporter) -> Option<AskKind> {
    let code = table.take_word("kind")?;
    for (key, kinds) in BELONGS {
        if table.shape.field(key).is_some() && table.has(key) && !kinds.contains(&code.value) {
            reporter.report(table.place(key), RuleProblem::OnlyFor { key, kinds, found: code.value });
        }
    }
    Some(match code.value {
        "text" => AskKind::Text,
        "lines" => AskKind::Lines,
        "number" => number(table, reporter)?,
        "choice" => AskKind::Choice(choices(table, &code, reporter)?),
        "many" => AskKind::Many(choices(table, &code, reporter)?),
        "yes-no" => AskKind::YesNo,
        "datetime" => AskKind::Datetime,
        "duration" => AskKind::Duration,
        "person" => AskKind::Person,
        "money" => AskKind::Money { currency: currency(table) },
        _ => return columns(table, code.span, reporter),
    })
}

fn currency(table: &mut Table) -> String {
    // A column has no key for it.
    let own = table.shape.field("currency").and_then(|_| table.take_line("currency"));
    own.map_or_else(|| "CNY".to_owned(), |at| at.value)
}

fn number(table: &mut Table, reporter: &mut Reporter) -> Option<AskKind> {
    if table.shape.field("min").is_none() {
        return Some(AskKind::Number { min: None, max: None, unit: None });
    }
    let min = table.take_whole("min");
    let max = table.take_whole("max").map(|at| at.value);
    if let (Some(min), Some(max)) = (&min, max)
        && min.value > max
    {
        reporter.report(min.span, RuleProblem::MinAboveMax { min: min.value, max });
        return None;
    }
    Some(AskKind::Number { min: min.map(|at| at.value), max, unit: table.take_text("unit") })
}

fn choices(table: &mut Table, kind: &At<&'static str>, reporter: &mut Reporter) -> Option<Vec<Choice>> {
    if is_broken(table, "choices") {
        return None;
    }
    let given = table.take_tables("choices");
    let span = given.as_ref().map_or(kind.span, |at| at.span);
    let tables = given.map(|at| at.value).unwrap_or_default();
    if tables.is_empty() {
        reporter.report(span, RuleProblem::NoChoices { kind: kind.value });
        return None;
    }
    options(tables, Thing::Choice, span, reporter, |mut table, _| {
        Some(Choice {
            id: table.take_id("id")?.value,
            label: table.take_text("label")?,
            help: table.take_text("help"),
        })
    })
}

fn columns(table: &mut Table, span: Span, reporter: &mut Reporter) -> Option<AskKind> {
    if table.shape.field("columns").is_none() {
        reporter.report(span, RuleProblem::TableInTable {});
        return None;
    }
    if is_broken(table, "columns") {
        return None;
    }
    let given = table.take_tables("columns");
    let span = given.as_ref().map_or(span, |at| at.span);
    let tables = given.map(|at| at.value).unwrap_or_default();
    if tables.is_empty() {
        reporter.report(span, RuleProblem::NoColumns {});
        return None;
    }
    let columns = options(tables, Thing::Column, span, reporter, |mut table, reporter| {
        let kind = kind(&mut table, reporter);
        Some(Column { id: table.take_id("id")?.value, label: table.take_text("label"), kind: kind? })
    });
    columns.map(AskKind::Table)
}

/// Makes choices or columns, which are few and have ids of their own.
fn options<T>(
    tables: Vec<Table>,
    thing: Thing,
    span: Span,
    reporter: &mut Reporter,
    mut make: impl FnMut(Table, &mut Reporter) -> Option<T>,
) -> Option<Vec<T>> {
    if tables.len() > MAX_OPTIONS {
        let what = if thing == Thing::Choice { "choices" } else { "columns" };
        reporter.report(span, FileProblem::TooMany { what, found: tables.len(), limit: MAX_OPTIONS });
        return None;
    }
    let mut seen: HashMap<Id, Span> = HashMap::new();
    let mut options = Vec::with_capacity(tables.len());
    for table in tables {
        if let Some(id) = table.id() {
            if let Some(first) = seen.get(id.value) {
                let problem = NameProblem::Duplicate { thing, id: id.value.to_string() };
                reporter.report_with(id.span, *first, problem);
            } else {
                seen.insert(id.value.clone(), id.span);
            }
        }
        options.push(make(table, reporter));
    }
    options.into_iter().collect()
}

impl Check<'_> {
    /// The asks with their names resolved.
    pub(super) fn asks(&mut self, drafts: Vec<Draft>) -> Vec<Ask> {
        let mut spans = Vec::with_capacity(drafts.len());
        let mut asks = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let span = draft.table.place("when");
            if let Some(ask) = self.ask(draft) {
                asks.push(ask);
                spans.push(span);
            }
        }
        self.ask_cycles(&asks, &spans);
        asks
    }

    fn ask(&mut self, draft: Draft) -> Option<Ask> {
        let Draft { id, kind, step, mut table } = draft;
        let required_by = self.required_by(&mut table);
        let when = self.when(&mut table, Row::Nothing);
        let role = self.reference(&mut table, "role", Thing::Role);
        let (label, help) = (table.take_text("label"), table.take_text("help"));
        Some(Ask { id: id?.value, label: label?, help, kind: kind?, required_by, when, role, step })
    }

    fn required_by(&mut self, table: &mut Table) -> Option<RequiredBy> {
        let At { value, span } = table.take_required_by("required_by")?;
        let sound = match &value {
            RequiredBy::Closed => true,
            RequiredBy::Stage(stage) => self.resolve(&At { value: MomentRef::StageEnded(*stage), span }),
            RequiredBy::Phase(id) => self.refer(Thing::Phase, At { value: id.clone(), span }).is_some(),
            RequiredBy::Step(id) => self.refer(Thing::Step, At { value: id.clone(), span }).is_some(),
        };
        sound.then_some(value)
    }

    fn ask_cycles(&mut self, asks: &[Ask], spans: &[Span]) {
        let index: HashMap<&str, usize> =
            asks.iter().enumerate().map(|(i, ask)| (ask.id.as_str(), i)).collect();
        let named = |ask: &Ask| {
            let names = ask.when.as_ref().map(crate::runbook::condition::Condition::asks);
            names.into_iter().flatten().filter_map(|id| index.get(id).copied()).collect()
        };
        let edges: Vec<Vec<usize>> = asks.iter().map(named).collect();
        for cycle in order::cycles(&edges) {
            let path = cycle.iter().map(|&i| asks[i].id.to_string()).collect();
            self.reporter.report(spans[cycle[0]], NameProblem::AskCycle { path });
        }
    }
}
