//! Where problems are gathered while a runbook is read.

use super::{Problem, Severity, What};
use crate::runbook::limits::MAX_SUGGESTIONS;
use crate::runbook::span::Span;
use crate::runbook::suggest;

/// The problems found so far.
#[derive(Debug, Default)]
pub(crate) struct Reporter {
    pub(crate) problems: Vec<Problem>,
}

impl Reporter {
    /// Notes a problem.
    pub(crate) fn report(&mut self, at: Span, what: impl Into<What>) {
        self.problems.push(Problem { what: what.into(), at, also: None });
    }

    /// Notes a problem that has to do with another place.
    pub(crate) fn report_with(&mut self, at: Span, also: Span, what: impl Into<What>) {
        self.problems.push(Problem { what: what.into(), at, also: Some(also) });
    }

    /// The name that was probably meant, as long as there are few problems.
    pub(crate) fn nearest<'a>(
        &self,
        typed: &str,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Option<String> {
        if self.problems.len() > MAX_SUGGESTIONS { None } else { suggest::nearest(typed, names) }
    }

    /// Whether the runbook cannot load.
    pub(crate) fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.what.severity() == Severity::Error)
    }
}
