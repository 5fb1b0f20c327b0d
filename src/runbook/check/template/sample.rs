//! Made-up values, by which a template is tried out.

use std::collections::BTreeMap;

use crate::locale::Lang;
use crate::runbook::Id;
use crate::runbook::ask::{AskKind, Column};
use crate::runbook::check::Scope;
use crate::runbook::condition::{Named, Row};
use crate::runbook::problem::Thing;
use crate::runbook::template::{Given, attribute};

/// So many rows has every table: a template that goes through a table for each row of a table shows.
const ROWS: usize = 200;

type Known = BTreeMap<String, Given>;

/// Nothing is known.
pub(super) fn nothing(names: &[String], lang: Lang) -> Known {
    names.iter().map(|name| (name.clone(), Given::Gap(lang))).collect()
}

/// Everything is known; none where a declaration is wrong, so that its type is not.
pub(super) fn everything(names: &[String], scope: &Scope, row: Row<'_>, lang: Lang) -> Option<Known> {
    let mut known = Known::new();
    for name in names {
        let given = match (scope.ask(name), name.as_str(), row) {
            (Named::Unsure, ..) | (Named::Nothing, "row", Row::Unsure) => return None,
            (Named::Kind(kind), ..) => of_kind(kind),
            (Named::Nothing, "row", Row::Columns(columns)) => of_columns(columns),
            (Named::Nothing, "now", _) => moment(),
            (Named::Nothing, "run", _) => fields(
                [("title", text()), ("number", text()), ("opened", moment()), ("evidence", text())]
                    .map(|(name, given)| (name.to_owned(), given)),
            ),
            (Named::Nothing, "sent", _) => of_notices(scope, &moment()),
            (Named::Nothing, "receipt", _) => of_notices(scope, &text()),
            (Named::Nothing, _, _) => Given::Gap(lang),
        };
        known.insert(name.clone(), given);
    }
    Some(known)
}

fn text() -> Given {
    Given::Text { shown: "x".to_owned(), holds: true }
}

fn moment() -> Given {
    Given::Moment { time: "x".to_owned(), date: "x".to_owned() }
}

fn fields(fields: impl IntoIterator<Item = (String, Given)>) -> Given {
    Given::Fields { shown: "x".to_owned(), fields: fields.into_iter().collect() }
}

fn of_notices(scope: &Scope, given: &Given) -> Given {
    let ids = scope.names(Thing::Notice).filter_map(Id::new);
    fields(ids.map(|id| (attribute(&id), given.clone())))
}

fn of_columns(columns: &[Column]) -> Given {
    fields(columns.iter().map(|column| (column.id.to_string(), of_kind(&column.kind))))
}

fn of_kind(kind: &AskKind) -> Given {
    match kind {
        AskKind::Text
        | AskKind::Lines
        | AskKind::Number { .. }
        | AskKind::YesNo
        | AskKind::Duration
        | AskKind::Person
        | AskKind::Money { .. } => text(),
        AskKind::Datetime => moment(),
        AskKind::Choice(choices) | AskKind::Many(choices) => Given::Chosen {
            shown: "x".to_owned(),
            options: choices.iter().map(|choice| (attribute(&choice.id), true)).collect(),
        },
        AskKind::Table(columns) => {
            Given::Rows { shown: "x".to_owned(), rows: vec![of_columns(columns); ROWS] }
        }
    }
}
