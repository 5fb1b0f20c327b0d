//! `docs/themes.md`: its example can be used, and its table names every role.

use dutybook::theme::{Role, Theme, built_in_text};

use super::page::root;

#[test]
fn the_page_about_themes_names_every_role() {
    let path = root().join("docs/themes.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let head = "| role | what it means |\n| --- | --- |\n";
    let (before, _) = text.split_once(head).unwrap();
    let row = |role: &Role| format!("| `{}` | {} |\n", role.name(), role.about());
    let rows: Vec<String> = Role::ALL.iter().map(row).collect();
    let wanted = format!("{before}{head}{}", rows.concat());
    if text != wanted && std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(path, wanted).unwrap();
    } else {
        assert_eq!(text, wanted, "UPDATE_EXPECTED=1 cargo test themes");
    }
}

#[test]
fn the_example_of_a_theme_can_be_used() {
    let text = std::fs::read_to_string(root().join("docs/themes.md")).unwrap();
    let example = text.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let theme = Theme::parse("calm", example, &built_in_text);
    assert_eq!(theme.map(|theme| theme.name().to_owned()), Ok("calm".to_owned()));
}
