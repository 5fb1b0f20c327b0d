//! Roles, contacts, cadences, metrics and commitments.

use super::Check;
use crate::runbook::condition::Row;
use crate::runbook::part::{Cadence, CadenceSpan, Commitment, Contact, Metric, Role};
use crate::runbook::problem::{RuleProblem, Thing};
use crate::runbook::raw::Table;
use crate::runbook::span::At;

impl Check<'_> {
    // These two cannot go wrong beyond their keys; they take `self` to be called like the others.
    #[allow(clippy::unused_self)]
    pub(super) fn role(&mut self, mut table: Table) -> Option<Role> {
        Some(Role {
            id: Self::own_id(&mut table)?,
            title: table.take_text("title")?,
            duty: table.take_text("duty"),
        })
    }

    #[allow(clippy::unused_self)]
    pub(super) fn contact(&mut self, mut table: Table) -> Option<Contact> {
        let mut line = |key| table.take_line(key).map(|at| at.value);
        let (person, phone, mail, hours) = (line("person"), line("phone"), line("mail"), line("hours"));
        Some(Contact {
            id: Self::own_id(&mut table)?,
            title: table.take_text("title")?,
            person,
            phone,
            mail,
            hours,
            note: table.take_text("note"),
        })
    }

    pub(super) fn cadence(&mut self, mut table: Table) -> Option<Cadence> {
        let when = self.when(&mut table, Row::Nothing);
        let during = table.take_word("during").and_then(|At { value, span }| {
            let during = CadenceSpan::from_code(value)?;
            match during {
                CadenceSpan::Stage(stage) => self.stage_has_phase(stage, span).then_some(during),
                CadenceSpan::Run => Some(during),
            }
        });
        Some(Cadence {
            id: Self::own_id(&mut table)?,
            title: table.take_text("title")?,
            every: table.take_period("every")?.value,
            during: during?,
            when,
        })
    }

    pub(super) fn metric(&mut self, mut table: Table) -> Option<Metric> {
        let (from, to) = (self.moment(&mut table, "from"), self.moment(&mut table, "to"));
        if let (Some(from), Some(to)) = (&from, &to)
            && from.value == to.value
        {
            let moment = to.value.to_string();
            self.reporter.report(to.span, RuleProblem::SameMoment { moment });
        }
        Some(Metric {
            id: Self::own_id(&mut table)?,
            title: table.take_text("title")?,
            from: from?.value,
            to: to?.value,
            target: table.take_period("target").map(|at| at.value),
        })
    }

    pub(super) fn commitment(&mut self, mut table: Table) -> Option<Commitment> {
        let kept_by = table.take_table("kept_by").map(|At { value: mut kept, span }| {
            let named = kept.has("metric") || kept.entries.iter().any(|entry| !entry.is_empty_list());
            if !named {
                self.reporter.report(span, RuleProblem::KeptByNothing {});
            }
            let steps = self.references(&mut kept, "steps", Thing::Step);
            (steps, self.reference(&mut kept, "metric", Thing::Metric))
        });
        let source = table.take_line("source").map(|at| at.value);
        let (id, title) = (Self::own_id(&mut table), table.take_text("title"));
        let (steps, metric) = kept_by?;
        Some(Commitment {
            id: id?,
            source,
            title: title?,
            steps: steps.into_iter().map(|at| at.value).collect(),
            metric,
            broken: table.take_text("broken"),
        })
    }
}
