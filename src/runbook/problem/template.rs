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
            Some("a template can name asks, `row.COLUMN`, `run.NAME`, `sent.NOTICE`, `receipt.NOTICE`, `now` and `gap`".to_owned())
        });

    /// A property of the run that it does not have.
    UnknownRunName { name: String, near: Option<String> }
        Error "template-unknown-run-name",
        format!("a run has no `{name}` in a template"),
        meant(near.as_ref()).or_else(|| Some("it has `title`, `number`, `opened` and `evidence`".to_owned()));

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

    /// A notice that is nothing, after `sent.` or `receipt.`.
    UnknownNotice { name: String, near: Option<String> }
        Error "template-unknown-notice",
        format!("there is no notice `{name}`"),
        meant(near.as_ref()).or_else(|| Some("an id's `-` is written `_` here".to_owned()));

    /// Something below an ask that it does not have.
    UnknownPart { ask: String, name: String, near: Option<String> }
        Error "template-unknown-part",
        format!("`{ask}` has no `{name}` in a template"),
        meant(near.as_ref()).or_else(|| {
            Some("a choice has its options, `-` written `_`: `{% if kind.data_leak %}`".to_owned())
        });

    /// A comparison.
    Comparison { sign: String }
        Error "template-comparison",
        format!("a template does not compare, and has no `{sign}`"),
        Some(
            "write `{% if ask.option %}` for a choice, `{% if ask %}` for an ask that is answered, or a \
             condition in `when`"
                .to_owned(),
        );

    /// It parses, and gives no document.
    Fails { message: String }
        Error "template-fails",
        format!("the template gives no document: {message}"),
        None;
}
