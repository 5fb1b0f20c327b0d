//! `docs/runbook.md`, from the table of fields.

use std::fmt::Write;

use super::{Field, Kind, Shape};
use crate::runbook::limits;

/// The reference of the file format, as Markdown.
pub fn markdown() -> String {
    let mut page = include_str!("intro.md").to_owned();
    let rows = [
        ("bytes of a file", limits::MAX_BYTES),
        ("steps", limits::MAX_STEPS),
        ("entries of any other list", limits::MAX_LIST),
        ("choices of an ask, columns of a table", limits::MAX_OPTIONS),
        ("bytes of a text", limits::MAX_TEXT_BYTES),
        ("bytes of a condition", limits::MAX_CONDITION_BYTES),
        ("depth of a condition's brackets", limits::MAX_CONDITION_DEPTH),
        ("overlays of a runbook", limits::MAX_OVERLAYS),
        ("problems told one by one", limits::MAX_PROBLEMS),
    ];
    page.push_str("| at most | |\n| --- | --- |\n");
    for (what, most) in rows {
        let _ = writeln!(page, "| {what} | {most} |");
    }
    page.push_str(
        "\n## Tables and keys\n\nKeys in **bold** are required, in an overlay only where the table is new.\n",
    );
    for shape in Shape::all() {
        section(&mut page, shape);
    }
    page
}

pub(super) fn section(page: &mut String, shape: &Shape) {
    let title = if shape.header.is_empty() { "The file" } else { shape.header };
    let code = if shape.header.is_empty() { "" } else { "`" };
    let _ = writeln!(page, "\n### {code}{title}{code}\n\n{}\n", shape.doc);
    page.push_str("| key | value | meaning |\n| --- | --- | --- |\n");
    for field in shape.fields {
        let name = if field.required { format!("**`{}`**", field.name) } else { format!("`{}`", field.name) };
        let _ = writeln!(page, "| {name} | {} | {} |", value(field), field.doc);
    }
}

/// What a key holds, in the words of the page.
fn value(field: &Field) -> String {
    match field.kind {
        Kind::Schema => "`1`".to_owned(),
        Kind::Id | Kind::Ref => "id".to_owned(),
        Kind::Refs => "list of ids".to_owned(),
        Kind::Line => "string".to_owned(),
        Kind::Lines => "string or list of strings".to_owned(),
        Kind::Text => "text".to_owned(),
        Kind::Template => "text, a template".to_owned(),
        Kind::Date => "day".to_owned(),
        Kind::Duration => "duration".to_owned(),
        Kind::Bool => "`true` or `false`".to_owned(),
        Kind::Whole(i64::MIN, i64::MAX) => "whole number".to_owned(),
        Kind::Whole(min, max) => format!("whole number, {min} to {max}"),
        Kind::OneOf(words) => {
            words.iter().map(|word| format!("`{word}`")).collect::<Vec<String>>().join(", ")
        }
        Kind::Condition => "condition".to_owned(),
        Kind::Moment => "moment".to_owned(),
        Kind::Moments => "moment or list of moments".to_owned(),
        Kind::Limit => "duration, or `row.COLUMN`".to_owned(),
        Kind::RequiredBy => "`stage:STAGE`, `phase:ID`, `step:ID` or `closed`".to_owned(),
        Kind::Catalogue => "id of the catalogue of clocks".to_owned(),
        Kind::Currency => "three capital letters".to_owned(),
        Kind::Table(shape) => format!("table, see `{}`", shape.header),
        Kind::Tables(shape) => format!("tables, see `{}`", shape.header),
    }
}
