//! Notice templates: they parse, and they name what a run has.
//!
//! The engine says which names a template needs; `scan` says where they stand. Nothing is rendered here.

mod scan;

use std::collections::BTreeSet;

use minijinja::Environment;

use super::{Check, Scope};
use crate::runbook::ask::{AskKind, Column};
use crate::runbook::condition::{Named, Row};
use crate::runbook::problem::{TemplateProblem, Thing};
use crate::runbook::raw::TextAt;
use crate::runbook::span::Span;
use crate::runbook::{Text, suggest};
use scan::{Piece, Sort};

/// The filters that templates can use.
pub const FILTERS: [&str; 2] = ["date", "time"];

/// What `run` has in a template.
const RUN_NAMES: [&str; 3] = ["title", "number", "opened"];

impl Check<'_> {
    /// Checks the template of each language.
    pub(super) fn template(&mut self, body: &TextAt, row: Row<'_>) {
        match &body.text {
            Text::Same(text) => self.one_template(text, body.zh, row),
            Text::ByLang { zh, en } => {
                self.one_template(zh, body.zh, row);
                self.one_template(en, body.en, row);
            }
        }
    }

    fn one_template(&mut self, text: &str, span: Span, row: Row<'_>) {
        let environment = Environment::empty();
        let template = match environment.template_from_str(text) {
            Ok(template) => template,
            Err(error) => {
                let message = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
                let at = self.inside(span, line_of(text, error.line().unwrap_or(1)));
                self.reporter.report(at, TemplateProblem::Syntax { message });
                return;
            }
        };
        let pieces = scan::pieces(text);
        let names: BTreeSet<String> = template.undeclared_variables(true).into_iter().collect();
        for name in names {
            if let Some(problem) = self.name_problem(&name, row) {
                let found = pieces.iter().find(|piece| piece.sort == Sort::Name && piece.says(&name));
                let at = found.map_or(span, |piece| self.inside(span, piece.bytes()));
                self.reporter.report(at, problem);
            }
        }
        self.pieces(&pieces, span);
    }

    /// What is wrong with a name that the template expects from outside.
    fn name_problem(&self, path: &str, row: Row<'_>) -> Option<TemplateProblem> {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        let inner = rest.split('.').next().unwrap_or_default();
        match name {
            "run" if !inner.is_empty() => (!RUN_NAMES.contains(&inner)).then(|| {
                let near = suggest::nearest(inner, RUN_NAMES);
                TemplateProblem::UnknownRunName { name: inner.to_owned(), near }
            }),
            "row" if !inner.is_empty() => match row {
                Row::Nothing => Some(TemplateProblem::NoRow {}),
                Row::Unsure => None,
                Row::Columns(columns) => column_problem(columns, inner),
            },
            _ => match self.scope.ask(name) {
                Named::Kind(_) | Named::Unsure => None,
                Named::Nothing => {
                    let near = self.reporter.nearest(name, self.scope.names(Thing::Ask));
                    Some(TemplateProblem::UnknownName { name: name.to_owned(), near })
                }
            },
        }
    }

    /// What the engine would find only while it draws: filters, tests, and columns of a loop's rows.
    fn pieces(&mut self, pieces: &[Piece<'_>], span: Span) {
        for piece in pieces {
            let problem = match piece.sort {
                Sort::Filter => (!FILTERS.contains(&piece.text)).then(|| TemplateProblem::UnknownFilter {
                    name: piece.text.to_owned(),
                    known: FILTERS.to_vec(),
                    near: suggest::nearest(piece.text, FILTERS),
                }),
                Sort::Test => Some(TemplateProblem::UnknownTest { name: piece.text.to_owned() }),
                Sort::Name => piece.of_loop.and_then(|table| loop_problem(self.scope, table, piece.text)),
            };
            if let Some(problem) = problem {
                let at = self.inside(span, piece.bytes());
                self.reporter.report(at, problem);
            }
        }
    }
}

/// A column that the rows of a loop do not have.
fn loop_problem(scope: &Scope, table: &str, path: &str) -> Option<TemplateProblem> {
    let column = path.split('.').nth(1)?;
    match scope.ask(table) {
        Named::Kind(AskKind::Table(columns)) => column_problem(columns, column),
        Named::Kind(_) | Named::Unsure | Named::Nothing => None,
    }
}

fn column_problem(columns: &[Column], name: &str) -> Option<TemplateProblem> {
    if columns.iter().any(|column| column.id.as_str() == name) {
        return None;
    }
    let near = suggest::nearest(name, columns.iter().map(|column| column.id.as_str()));
    Some(TemplateProblem::UnknownColumn { name: name.to_owned(), near })
}

/// The bytes of a line of the template, counted from 1, without the blanks around it.
fn line_of(text: &str, line: usize) -> std::ops::Range<usize> {
    let mut start = 0;
    for (number, content) in (1..).zip(text.split_inclusive('\n')) {
        if number == line {
            let from = start + content.len() - content.trim_start().len();
            return from..from.max(start + content.trim_end().len());
        }
        start += content.len();
    }
    text.len()..text.len()
}
