//! Notice templates: they parse, and they name what a run has.
//!
//! The engine says which names a template needs; `scan` says where they stand. At last each is tried out, once
//! with nothing known and once with everything.

mod sample;
mod scan;

use std::collections::BTreeSet;

use super::{Check, Scope};
use crate::locale::Lang;
use crate::runbook::ask::{AskKind, Column};
use crate::runbook::condition::{Named, Row};
use crate::runbook::problem::{TemplateProblem, Thing};
use crate::runbook::raw::TextAt;
use crate::runbook::span::Span;
use crate::runbook::template::{self, FILTERS, Failed, attribute};
use crate::runbook::{Id, Text, suggest};
use scan::{Piece, Sort};

/// What `run` has in a template.
const RUN_NAMES: [&str; 4] = ["title", "number", "opened", "evidence"];

impl Check<'_> {
    /// Checks the template of each language.
    pub(super) fn template(&mut self, body: &TextAt, row: Row<'_>) {
        match &body.text {
            Text::Same(text) => self.one_template(text, body.zh, row, Lang::Zh),
            Text::ByLang { zh, en } => {
                self.one_template(zh, body.zh, row, Lang::Zh);
                self.one_template(en, body.en, row, Lang::En);
            }
        }
    }

    fn one_template(&mut self, text: &str, span: Span, row: Row<'_>, lang: Lang) {
        let environment = template::environment();
        let template = match environment.template_from_str(text) {
            Ok(template) => template,
            Err(error) => {
                let Failed { line, message } = Failed::of(&error);
                let at = self.inside(span, line_of(text, line));
                self.reporter.report(at, TemplateProblem::Syntax { message });
                return;
            }
        };
        let before = self.reporter.problems.len();
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
        if self.reporter.problems.len() == before {
            self.try_out(text, span, row, lang);
        }
    }

    /// What shows only while a document is made: a filter on a value of another kind, a loop through no table,
    /// more work than a template may do.
    fn try_out(&mut self, text: &str, span: Span, row: Row<'_>, lang: Lang) {
        let named = template::names(text);
        for known in [Some(sample::nothing(&named, lang)), sample::everything(&named, self.scope, row, lang)]
        {
            let Some(known) = known else { return };
            if let Err(Failed { line, message }) = template::render(text, &known) {
                let at = self.inside(span, line_of(text, line));
                self.reporter.report(at, TemplateProblem::Fails { message });
                return;
            }
        }
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
                Named::Kind(kind) if !inner.is_empty() => part_problem(kind, name, inner),
                Named::Kind(_) | Named::Unsure => None,
                Named::Nothing if matches!(name, "now" | "gap") && inner.is_empty() => None,
                Named::Nothing if matches!(name, "sent" | "receipt") && !inner.is_empty() => {
                    let known: Vec<String> = self
                        .scope
                        .names(Thing::Notice)
                        .filter_map(Id::new)
                        .map(|id| attribute(&id))
                        .collect();
                    (!known.iter().any(|id| id == inner)).then(|| {
                        let near = suggest::nearest(inner, known.iter().map(String::as_str));
                        TemplateProblem::UnknownNotice { name: inner.to_owned(), near }
                    })
                }
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
                Sort::Sign => Some(TemplateProblem::Comparison { sign: piece.text.to_owned() }),
                Sort::Name => piece.of_loop.and_then(|table| loop_problem(self.scope, table, piece.text)),
            };
            if let Some(problem) = problem {
                let at = self.inside(span, piece.bytes());
                self.reporter.report(at, problem);
            }
        }
    }
}

/// Something below an ask: a choice has its options.
fn part_problem(kind: &AskKind, ask: &str, inner: &str) -> Option<TemplateProblem> {
    let options: Vec<String> = if let AskKind::Choice(choices) | AskKind::Many(choices) = kind {
        choices.iter().map(|choice| attribute(&choice.id)).collect()
    } else {
        Vec::new()
    };
    if options.iter().any(|option| option == inner) {
        return None;
    }
    let near = suggest::nearest(inner, options.iter().map(String::as_str));
    Some(TemplateProblem::UnknownPart { ask: ask.to_owned(), name: inner.to_owned(), near })
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
