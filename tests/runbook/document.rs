//! The documentation of the file says what the reader of the file does.

use dutybook::runbook::schema::{clocks_page, json_schema, markdown};
use dutybook::runbook::{Catalogue, Runbook};

/// Compares a file of the project with what it must hold; `UPDATE_EXPECTED=1` writes it.
pub(crate) fn assert_file(path: &str, expected: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{} is not up to date; UPDATE_EXPECTED=1 cargo test", path.display());
}

#[test]
fn the_page_about_the_file_is_made_from_the_table_of_fields() {
    assert_file("docs/runbook.md", &markdown());
}

#[test]
fn the_schema_for_editors_is_made_from_the_table_of_fields() {
    assert_file("docs/runbook.schema.json", &format!("{:#}\n", json_schema()));
}

#[test]
fn the_page_about_clocks_is_made_from_the_catalogue() {
    assert_file("docs/clocks.md", &clocks_page(&Catalogue::shipped()));
}

#[test]
fn the_examples_of_the_page_are_runbooks() {
    let page = markdown();
    let examples: Vec<&str> =
        page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let base = examples.iter().find(|text| text.contains("version")).unwrap();
    let overlay = examples.iter().find(|text| text.contains("extends")).unwrap();
    let (_, problems) = Runbook::parse("example", base.as_bytes()).unwrap();
    assert!(problems.is_empty());
    let contact = "[[contact]]\nid = \"bank\"\ntitle = \"bank\"\n\n[[phase]]";
    let base = base.replace("[[phase]]", contact);
    let base = dutybook::runbook::Source { name: "base", bytes: base.as_bytes() };
    let overlay = dutybook::runbook::Source { name: "overlay", bytes: overlay.as_bytes() };
    let (merged, _) = Runbook::parse_with_overlays(base, &[overlay]).unwrap();
    let steps: Vec<&str> = merged.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(steps, ["contain", "tell-the-landlord"]);
    assert_eq!(merged.contacts[0].phone.as_deref(), Some("95588"));
}
