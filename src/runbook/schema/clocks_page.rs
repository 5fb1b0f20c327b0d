//! `docs/clocks.md`, from the catalogue and from the tables of its fields.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::document::section;
use super::{Shape, law_shapes};
use crate::locale::Lang;
use crate::runbook::catalogue::{Catalogue, CatalogueRow, Sure, Trigger};

/// The shipped catalogue and the form of its files, as Markdown.
pub fn clocks_page(catalogue: &Catalogue) -> String {
    let mut page = include_str!("clocks.md").to_owned();
    page.push_str("| id | title | instrument | article | limit | from | to | nature | how sure |\n");
    page.push_str("| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for row in &catalogue.rows {
        line(&mut page, row);
    }
    page.push_str("\n## Holidays\n\n| calendar | years | source |\n| --- | --- | --- |\n");
    for (id, days) in &catalogue.working_days {
        let years: Vec<String> = days.years.keys().map(ToString::to_string).collect();
        let sources: BTreeSet<&str> = days.years.values().map(|year| year.source.as_str()).collect();
        let sources: Vec<&str> = sources.into_iter().collect();
        let _ = writeln!(page, "| `{id}` | {} | {} |", years.join(", "), sources.join("; "));
    }
    page.push_str("\n## A catalogue of your own\n");
    let shapes: [&Shape; 6] = [
        &law_shapes::CATALOGUE,
        &law_shapes::ZONE,
        &law_shapes::ROW,
        &law_shapes::HOLIDAYS,
        &law_shapes::CALENDAR,
        &law_shapes::YEAR,
    ];
    for shape in shapes {
        section(&mut page, shape);
    }
    page.push_str("\n### Triggers\n\n");
    for code in Trigger::CODES {
        let _ = writeln!(page, "- `{code}`");
    }
    page
}

fn line(page: &mut String, row: &CatalogueRow) {
    let both = |text: &crate::runbook::Text| {
        let (zh, en) = (text.get(Lang::Zh), text.get(Lang::En));
        if zh == en { zh.to_owned() } else { format!("{zh} / {en}") }
    };
    let limit = row.limit.map_or_else(|| "no number".to_owned(), |limit| format!("`{limit}`"));
    let sure = match row.sure {
        Sure::Primary => "official text read",
        Sure::Secondary => "check with counsel",
    };
    let _ = writeln!(
        page,
        "| `{}` | {} | {} | {} | {limit} | {} | {} | {} | {sure} |",
        row.id,
        both(&row.title),
        both(&row.instrument),
        both(&row.article),
        row.trigger,
        both(&row.recipient),
        row.nature.code(),
    );
}
