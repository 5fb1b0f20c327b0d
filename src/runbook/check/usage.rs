//! Warnings about what a runbook declares and never uses.

use std::collections::HashSet;

use super::Scope;
use crate::runbook::problem::{NameProblem, Reporter, Thing};
use crate::runbook::{Id, Runbook};

/// Warns of roles and contacts that nothing refers to.
pub(super) fn warn(runbook: &Runbook, scope: &Scope, reporter: &mut Reporter) {
    let step_roles = runbook.steps.iter().filter_map(|step| step.role.as_ref());
    let approvers = runbook.notices.iter().filter_map(|notice| notice.approve.as_ref());
    let of_asks = runbook.asks.iter().filter_map(|ask| ask.role.as_ref());
    let used: HashSet<&Id> = step_roles.chain(approvers).chain(of_asks).collect();
    unused(Thing::Role, runbook.roles.iter().map(|role| &role.id), &used, scope, reporter);
    let used: HashSet<&Id> = runbook.steps.iter().flat_map(|step| &step.contacts).collect();
    unused(Thing::Contact, runbook.contacts.iter().map(|contact| &contact.id), &used, scope, reporter);
}

fn unused<'a>(
    thing: Thing,
    ids: impl Iterator<Item = &'a Id>,
    used: &HashSet<&Id>,
    scope: &Scope,
    reporter: &mut Reporter,
) {
    for id in ids.filter(|id| !used.contains(id)) {
        if let Some(span) = scope.span(thing, id.as_str()) {
            reporter.report(span, NameProblem::Unused { thing, id: id.to_string() });
        }
    }
}
