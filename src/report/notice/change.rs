//! What the run has learned since a version of a notice was kept.

use super::draft::Drafting;
use crate::locale::notice as words;
use crate::report::{name, value};
use crate::run::Row;
use crate::runbook::template::{self, gap};
use crate::runbook::{Answer, AskKind, Notice};
use crate::text::SafeText;

/// What the run has learned since a version was kept, of what its template names: label, then the value
/// before and the value now.
pub fn changes(drafting: Drafting<'_>, notice: &Notice, row: Option<&Row>, since: usize) -> Vec<Change> {
    let Drafting { run, lang, zone, .. } = drafting;
    let mut changes = Vec::new();
    let named = template::names(notice.body.get(lang));
    let shown = |answer: Option<&Answer>, kind: &AskKind| {
        answer
            .map_or_else(|| SafeText::line(gap(lang)), |answer| value::answer(answer, Some(kind), lang, zone))
    };
    for ask in named.iter().filter_map(|named| run.book.ask(named)) {
        let Some(state) = run.ask(ask.id.as_str()) else { continue };
        if matches!(ask.kind, AskKind::Table(_)) {
            let (before, now) = (run.rows_before(&ask.id, since), state.rows.len());
            if before != now {
                let count = |rows: usize| words::ROWS.with(lang, &[&rows]);
                changes.push(Change {
                    label: name::ask_of(run, &ask.id, lang),
                    before: count(before),
                    now: count(now),
                });
            }
            continue;
        }
        let before = run.answer_before(&ask.id, since);
        if before != state.answer {
            changes.push(Change {
                label: name::ask_of(run, &ask.id, lang),
                before: shown(before.as_ref(), &ask.kind),
                now: shown(state.answer.as_ref(), &ask.kind),
            });
        }
    }
    if let (Some(table), Some(row)) = (&notice.each, row) {
        for column in name::columns(run.book.ask(table.as_str())) {
            let before = run.cell_before(table, row.id, &column.id, since);
            let now = row.cells.get(&column.id);
            if before != now {
                changes.push(Change {
                    label: name::column(column, lang),
                    before: shown(before, &column.kind),
                    now: shown(now, &column.kind),
                });
            }
        }
    }
    changes
}

/// A value that is another than it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub label: SafeText,
    pub before: SafeText,
    pub now: SafeText,
}
