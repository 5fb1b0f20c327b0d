//! What must be there, once every overlay is laid over.

use super::{Table, Value};
use crate::runbook::problem::{FieldProblem, Reporter, any_of};
use crate::runbook::schema::Kind;

/// Tells every required key that a table and those below it lack.
pub(crate) fn require(table: &Table, reporter: &mut Reporter) {
    for field in table.shape.fields {
        if !field.required || table.has(field.name) {
            continue;
        }
        let (key, what) = (field.name, table.shape.what);
        if let Kind::Tables(inner) = field.kind {
            let header = inner.header.to_owned();
            reporter.report(table.span, FieldProblem::MissingTable { key, table: what, header });
        } else {
            let expected = if let Kind::OneOf(words) = field.kind {
                any_of(words)
            } else {
                field.kind.expected().to_owned()
            };
            reporter.report(table.span, FieldProblem::MissingKey { key, table: what, expected });
        }
    }
    for entry in &table.entries {
        let below: &[Table] = if let Value::Tables(tables) = &entry.value {
            tables
        } else if let Value::Table(table) = &entry.value {
            std::slice::from_ref(table)
        } else {
            &[]
        };
        for table in below {
            require(table, reporter);
        }
    }
}
