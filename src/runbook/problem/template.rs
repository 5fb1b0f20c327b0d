//! Problems of a notice's template.

use super::{any_of, meant};

problems! {
    /// Why a template is refused.
    TemplateProblem;

    /// What the template engine says.
    Syntax { message: String }
        Error "template-syntax",
        format!("the template does not parse: {message}"),
        None;

    /// A name that is nothing.
    UnknownName { name: String, near: Option<String> }
        Error "template-unknown-name",
        format!("the template names `{name}`, which is no ask"),
        meant(near.as_ref()).or_else(|| {
            Some("a template can name asks, `row.COLUMN`, `run.title`, `run.number` and `run.opened`".to_owned())
        });

    /// A property of the run that it does not have.
    UnknownRunName { name: String, near: Option<String> }
        Error "template-unknown-run-name",
        format!("a run has no `{name}` in a template"),
        meant(near.as_ref()).or_else(|| Some("it has `title`, `number` and `opened`".to_owned()));

    /// `row` where there is none.
    NoRow {}
        Error "template-no-row",
        "there is no row here",
        Some("add `each = \"…\"` with the id of a table to the notice".to_owned());

    /// A column that the row does not have.
    UnknownColumn { name: String, near: Option<String> }
        Error "template-unknown-column",
        format!("the row has no column `{name}`"),
        meant(near.as_ref());

    /// A filter that does not exist.
    UnknownFilter { name: String, known: Vec<&'static str>, near: Option<String> }
        Error "template-unknown-filter",
        format!("there is no filter `{name}`; expected {}", any_of(known)),
        meant(near.as_ref());

    /// A test that does not exist.
    UnknownTest { name: String }
        Error "template-unknown-test",
        format!("there is no test `{name}`"),
        Some("write `{% if ask %}` for an ask that is answered".to_owned());
}
