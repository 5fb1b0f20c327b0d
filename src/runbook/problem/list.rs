//! All the problems of a runbook and its overlays.

use super::{FileProblem, Problem, Severity, What};
use crate::runbook::limits::MAX_PROBLEMS;
use crate::runbook::source::{Position, SourceText};
use crate::runbook::span::Span;

/// Problems in the order of the files, and the files they point into.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    files: Vec<SourceText>,
    list: Vec<Problem>,
}

impl Problems {
    /// Sorts problems by place; what is more than anybody reads becomes a number.
    pub(crate) fn sorted(files: Vec<SourceText>, mut list: Vec<Problem>) -> Self {
        list.sort_by_key(|problem| (problem.at, problem.also));
        list.dedup();
        if list.len() > MAX_PROBLEMS {
            let hidden = list.len() - MAX_PROBLEMS;
            // An error must not hide behind warnings.
            list.sort_by_key(|problem| problem.what.severity());
            list.truncate(MAX_PROBLEMS);
            list.sort_by_key(|problem| (problem.at, problem.also));
            let at = list.last().map(|problem| problem.at).unwrap_or_default();
            list.push(Problem { what: What::File(FileProblem::MoreProblems { hidden }), at, also: None });
        }
        Self { files, list }
    }

    /// The problems, in the order of the files.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.list.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether the runbook cannot load.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are of a severity; those that are not shown count too.
    pub fn count(&self, severity: Severity) -> usize {
        let one = |problem: &Problem| match &problem.what {
            What::File(FileProblem::MoreProblems { hidden }) => *hidden,
            What::File(_)
            | What::Field(_)
            | What::Name(_)
            | What::Rule(_)
            | What::Condition(_)
            | What::Template(_)
            | What::Overlay(_)
            | What::Catalogue(_) => 1,
        };
        self.list.iter().filter(|problem| problem.what.severity() == severity).map(one).sum()
    }

    /// The file that a place is in.
    pub(super) fn file(&self, at: Span) -> Option<&SourceText> {
        self.files.get(usize::from(at.file))
    }

    /// A place as people count: the file's name, where it starts and where it ends.
    pub fn place(&self, at: Span) -> (&str, Position, Position) {
        let nowhere = Position { line: 1, column: 1 };
        match self.file(at) {
            Some(file) => {
                let bytes = at.bytes();
                (&file.name, file.position(bytes.start), file.position(bytes.end))
            }
            None => ("", nowhere, nowhere),
        }
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
