//! Clocks: they start, they end, and something can meet them.

use std::sync::Arc;

use super::{Check, is_broken};
use crate::runbook::ask::AskKind;
use crate::runbook::condition::Row;
use crate::runbook::part::{Clock, ClockLimit};
use crate::runbook::problem::{CatalogueProblem, RuleProblem};
use crate::runbook::raw::Table;
use crate::runbook::span::At;
use crate::runbook::{CatalogueRow, Id, MomentRef};

impl Check<'_> {
    pub(super) fn clock(&mut self, mut table: Table) -> Option<Clock> {
        let span = table.span;
        let broken = is_broken(&table, "use") || is_broken(&table, "id") || is_broken(&table, "title");
        let (each, row) = self.each(&mut table);
        let from = self.clock_starts(&mut table);
        let limit = self.clock_limit(&mut table, each.as_ref(), row);
        let when = self.when(&mut table, row);
        let shown_when = self.condition(&mut table, "shown_when", row);
        let met_by = self.met_by(&mut table);
        let used = table.take_line("use");
        let catalogue = used.as_ref().map(|at| at.value.clone());
        let in_catalogue = used.and_then(|used| self.in_catalogue(used));
        let own = Self::own_id(&mut table).map(String::from);
        let title = table.take_text("title");
        if !broken && catalogue.is_none() && (own.is_none() || title.is_none()) {
            self.reporter.report(span, RuleProblem::ClockWithoutTitle {});
        }
        Some(Clock {
            id: own.or_else(|| catalogue.clone())?,
            row: in_catalogue,
            title,
            each,
            from,
            limit,
            when,
            shown_when,
            met_by,
            basis: table.take_text("basis"),
            recipient: table.take_text("recipient"),
            note: table.take_text("note"),
        })
    }

    /// The row that a clock takes its words and limit from.
    fn in_catalogue(&mut self, used: At<String>) -> Option<Arc<CatalogueRow>> {
        let row = self.catalogue.row(&used.value).cloned();
        if row.is_none() {
            let near = self.reporter.nearest(&used.value, self.catalogue.rows.iter().map(|row| &*row.id));
            self.reporter.report(used.span, CatalogueProblem::NotInCatalogue { id: used.value, near });
        }
        row
    }

    fn clock_starts(&mut self, table: &mut Table) -> Vec<MomentRef> {
        let own = table.id().map(|at| at.value.clone());
        let from = self.moments(table, "from");
        for At { value, span } in &from {
            if let (MomentRef::Met(id), Some(own)) = (value, &own)
                && id == own
            {
                self.reporter.report(*span, RuleProblem::StartsWhenMet { id: id.to_string() });
            }
        }
        from.into_iter().map(|at| at.value).collect()
    }

    fn clock_limit(&mut self, table: &mut Table, each: Option<&Id>, row: Row<'_>) -> Option<ClockLimit> {
        let At { value, span } = table.take_limit("limit")?;
        let column = match &value {
            ClockLimit::Period(_) => return Some(value),
            ClockLimit::Column(column) => column,
        };
        let columns = match row {
            Row::Columns(columns) => columns,
            Row::Unsure => return None,
            Row::Nothing => {
                self.reporter.report(span, RuleProblem::RowWithoutEach { column: column.to_string() });
                return None;
            }
        };
        let Some(found) = columns.iter().find(|known| known.id == *column) else {
            let near = self.reporter.nearest(column.as_str(), columns.iter().map(|known| known.id.as_str()));
            let table = each.map(Id::to_string).unwrap_or_default();
            let problem = RuleProblem::NoSuchColumn { table, column: column.to_string(), near };
            self.reporter.report(span, problem);
            return None;
        };
        if found.kind != AskKind::Duration {
            let problem = RuleProblem::LimitColumn { column: column.to_string(), found: found.kind.code() };
            self.reporter.report(span, problem);
            return None;
        }
        Some(value)
    }

    fn met_by(&mut self, table: &mut Table) -> Vec<MomentRef> {
        if !table.has("met_by") && !table.has("use") {
            self.reporter.report(table.span, RuleProblem::NothingMeets {});
            return Vec::new();
        }
        let mut met_by = Vec::new();
        for At { value, span } in self.moments(table, "met_by") {
            match value {
                MomentRef::Sent(_) | MomentRef::Step(_) => met_by.push(value),
                MomentRef::Opened
                | MomentRef::Closed
                | MomentRef::Ask(_)
                | MomentRef::Met(_)
                | MomentRef::StageEnded(_) => {
                    self.reporter.report(span, RuleProblem::CannotMeet { moment: value.to_string() });
                }
            }
        }
        met_by
    }
}
