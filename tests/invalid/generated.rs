//! Bad runbooks that are too large, or no text, to lie in a folder.

use std::fmt::Write;

use dutybook::runbook::Source;
use dutybook::runbook::limits::{MAX_BYTES, MAX_OPTIONS, MAX_OVERLAYS, MAX_PROBLEMS, MAX_STEPS};

use super::{compare, print, problems};

const HEAD: &str = "schema = 1\nid = \"test\"\nversion = \"1\"\ntitle = \"Test\"\nreviewed = 2026-11-23\n";
const PHASE: &str = "\n[[phase]]\nid = \"p\"\ntitle = \"P\"\nstage = \"emergency\"\nmode = \"read-do\"\n";
const STEP: &str = "\n[[phase.step]]\nid = \"s\"\ntitle = \"S\"\n";

/// What is said about bytes.
fn told(bytes: &[u8]) -> String {
    print(&problems(Source { name: "generated.toml", bytes }, &[]))
}

fn assert_told(name: &str, printed: &str) {
    let mut failures = Vec::new();
    compare(name, printed, &mut failures);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_file_beyond_the_limit_is_refused_unread() {
    let mut bytes = vec![b'#'; MAX_BYTES + 1];
    assert_told("900-too-large", &told(&bytes));
    bytes.resize(10_000_000, b'x');
    assert_told("900-too-large", &told(&bytes));
}

#[test]
fn bytes_that_are_no_text_are_found() {
    let mut bytes = HEAD.as_bytes().to_vec();
    bytes.extend(b"summary = \"\xca\xfd\xbe\xdd \xe4\xb8\"\nnote = 1\n");
    assert_told("901-not-utf-8", &told(&bytes));
}

#[test]
fn there_are_only_so_many_steps() {
    let mut text = format!("{HEAD}{PHASE}");
    for number in 0..=MAX_STEPS / 2 {
        let _ = write!(text, "[[phase.step]]\nid = \"s{number}\"\ntitle = \"S\"\n");
    }
    text.push_str(&PHASE.replace("\"p\"", "\"q\""));
    for number in 0..MAX_STEPS / 2 {
        let _ = write!(text, "[[phase.step]]\nid = \"t{number}\"\ntitle = \"T\"\n");
    }
    assert_told("902-too-many-steps", &told(text.as_bytes()));
}

#[test]
fn there_are_only_so_many_choices() {
    let choices: Vec<String> =
        (0..=MAX_OPTIONS).map(|number| format!("{{ id = \"c{number}\", label = \"C\" }}")).collect();
    let ask = format!(
        "[[ask]]\nid = \"a\"\nkind = \"choice\"\nlabel = \"A\"\nchoices = [{}]\n",
        choices.join(", ")
    );
    assert_told("903-too-many-choices", &told(format!("{HEAD}{ask}{PHASE}{STEP}").as_bytes()));
}

#[test]
fn texts_and_conditions_end_somewhere() {
    let text = "x".repeat(64 * 1024 + 1);
    let condition = "true || ".repeat(600);
    let step = format!("{STEP}guide = \"{text}\"\nwhen = '{condition}true'\n");
    assert_told("904-too-long", &told(format!("{HEAD}{PHASE}{step}").as_bytes()));
}

#[test]
fn beyond_so_many_problems_they_are_counted() {
    let mut text = format!("{HEAD}{PHASE}{STEP}after = [");
    for number in 0..MAX_PROBLEMS + 7 {
        let _ = write!(text, "\"x{number}\", ");
    }
    text.push(']');
    let printed = told(text.as_bytes());
    let last = printed.rsplit("\n\n").next().unwrap();
    assert_told("905-more-problems", last);
}

#[test]
fn there_are_only_so_many_overlays() {
    let base = format!("{HEAD}{PHASE}{STEP}");
    let overlay = Source { name: "overlay.toml", bytes: b"schema = 1\nextends = \"test\"\n" };
    let overlays = vec![overlay; MAX_OVERLAYS + 1];
    let base = Source { name: "generated.toml", bytes: base.as_bytes() };
    assert_told("906-too-many-overlays", &print(&problems(base, &overlays)));
}

#[test]
fn tables_nested_without_end_end_as_a_problem() {
    let nested = format!("{HEAD}x = {}\n{PHASE}{STEP}", "[".repeat(5_000));
    assert!(told(nested.as_bytes()).contains("[syntax]"));
    let dotted = format!("{HEAD}{} = 1\n{PHASE}{STEP}", vec!["a"; 5_000].join("."));
    assert!(told(dotted.as_bytes()).contains("error"));
}
