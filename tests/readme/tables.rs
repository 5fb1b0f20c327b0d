//! The table of keys is made from the actions, and no command, flag, setting or file is left out or invented.

use std::fmt::Write;

use clap::CommandFactory;
use dutybook::app::action::ACTIONS;
use dutybook::cli::Cli;
use dutybook::locale::Lang;

use super::page::{Page, root};

/// The table of keys on a page, with the comment before it.
fn told(text: &str) -> &str {
    let start = text.find("<!-- keys: ").unwrap();
    let end = start + text[start..].find("<!-- /keys -->").unwrap();
    &text[start..end]
}

/// The table of keys as the actions have it, behind the comment of the page.
fn keys(told: &str, lang: Lang) -> String {
    let (heading, or) = match lang {
        Lang::Zh => ("| 按键 | 名称 | 代号 | 做什么 |", " 或 "),
        Lang::En => ("| key | name | id | what it does |", " or "),
    };
    let comment = told.lines().next().unwrap();
    let mut table = format!("{comment}\n{heading}\n| --- | --- | --- | --- |\n");
    for row in ACTIONS {
        let keys: Vec<String> = row.keys.iter().map(|key| format!("`{key}`")).collect();
        let (word, doc) = (row.word.get(lang), row.doc.get(lang));
        let _ = writeln!(table, "| {} | {word} | `{}` | {doc} |", keys.join(or), row.name);
    }
    table
}

#[test]
fn the_table_of_keys_is_that_of_the_actions() {
    for page in Page::ALL {
        let text = page.text();
        page.holds(told(&text), &keys(told(&text), page.0));
    }
}

#[test]
fn every_command_and_every_flag_is_told_of() {
    let cli = Cli::command();
    for page in Page::ALL {
        let text = page.text();
        for command in std::iter::once(&cli).chain(cli.get_subcommands()) {
            let told = match command.get_name() {
                "dutybook" => "`dutybook`".to_owned(),
                name => format!("`dutybook {name}"),
            };
            assert!(text.contains(&told), "{}: {told}", page.name());
            let flags = command.get_arguments().filter_map(|argument| argument.get_long());
            for flag in flags.filter(|flag| !["help", "version", "runbook"].contains(flag)) {
                assert!(text.contains(&format!("--{flag}")), "{}: --{flag} of {told}", page.name());
            }
        }
    }
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    for page in Page::ALL {
        let text = page.text();
        let links = text.match_indices("](").map(|(at, _)| text[at + 2..].split(')').next().unwrap());
        for link in links.filter(|link| !link.starts_with("http")) {
            assert!(root().join(link).is_file(), "{}: {link}", page.name());
        }
    }
}
