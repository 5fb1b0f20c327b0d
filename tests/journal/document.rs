//! `docs/journal.md` says what the program does: every kind, field, code and example of it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use super::builder::Book;
use super::command::home;
use super::golden::{expected, folder, kinds};

fn document() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/journal.md");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn every_kind_of_event_has_a_section_with_its_fields_in_order() {
    let document = document();
    let headings: BTreeSet<String> = document
        .lines()
        .filter_map(|line| line.strip_prefix("#### `"))
        .map(|rest| rest.trim_end_matches('`').to_owned())
        .collect();
    assert_eq!(headings, kinds());
    for kind in kinds() {
        let heading = format!("#### `{kind}`\n");
        let section = document.split_once(&heading).unwrap().1.split("\n##").next().unwrap();
        let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
        let rows: Vec<&str> = rows.collect();
        let fields = expected(&format!(r#"{{"kind":"{kind}","no such field":0}}"#));
        let told: BTreeSet<String> = rows.iter().map(|&row| row.to_owned()).collect();
        assert_eq!(told, fields, "{kind}");
    }
}

#[test]
fn every_part_of_an_event_is_told_of() {
    let document = document();
    for (event, what) in [
        (r#"{"kind":"feed.opened","writer":{"no":0}}"#, "writer"),
        (r#"{"kind":"feed.opened","continues":{"no":0}}"#, "continues"),
        (r#"{"kind":"run.reopened","reason":{"no":0}}"#, "reason"),
        (r#"{"kind":"step.skipped","deviation":{"no":0}}"#, "deviation"),
        (r#"{"kind":"step.skipped","deviation":{"unmet":["no"]}}"#, "unmet"),
        (r#"{"kind":"run.opened","run":"no"}"#, "run"),
        (r#"{"kind":"evidence.added","how":"no"}"#, "how"),
        (r#"{"kind":"ask.answered","value":{"no":0}}"#, "answer"),
        (r#"{"kind":"ask.answered","value":{"money":{"no":0}}}"#, "money"),
    ] {
        let names = expected(event);
        assert!(!names.is_empty(), "{what}");
        for name in names.iter().filter(|name| !name.contains(' ')) {
            assert!(document.contains(&format!("`{name}`")), "{what}: {name}");
        }
    }
}

#[test]
fn every_code_of_a_finding_is_told_of() {
    let source = include_str!("../../src/journal/finding.rs");
    let codes: Vec<&str> = source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Self::")?.split_once("=> \"")?.1.strip_suffix("\","))
        .collect();
    assert!(codes.len() > 25);
    let document = document();
    for code in codes {
        assert!(
            document.lines().any(|line| line.starts_with('|') && line.contains(&format!("`{code}`"))),
            "{code}"
        );
    }
}

#[test]
fn the_examples_are_records_of_the_golden_journal() {
    let document = document();
    let files = ["lina-0f3a9c51d2b7e884", "wang.qiang-c4d1a7f20b9e8365"];
    let golden = files.map(|name| {
        std::fs::read_to_string(folder("run-v1").join("journal").join(format!("{name}.jsonl"))).unwrap()
    });
    let examples: Vec<&str> = document
        .lines()
        .filter(|line| line.starts_with("{\"v\":1,\"run\":\"7") && line.ends_with('}'))
        .collect();
    assert_eq!(examples.len(), 2);
    for example in examples {
        assert!(golden.iter().any(|file| file.lines().any(|line| line == example)), "{example}");
    }
}

/// Runs the document's commands in a folder.
fn by_hand(folder: &Path) -> Output {
    let document = document();
    let by_hand = document.split_once("\n## By hand\n").unwrap().1;
    let script = by_hand.split_once("```sh\n").unwrap().1.split_once("```\n").unwrap().0;
    Command::new("sh").arg("-c").arg(script).current_dir(folder).output().unwrap()
}

#[test]
fn a_journal_is_checked_by_hand_as_the_document_says() {
    for name in ["run-v1", "run-v1-redacted"] {
        let output = by_hand(&folder(name));
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said} {}", String::from_utf8_lossy(&output.stderr));
        assert!(said.ends_with("sound\n"), "{said}");
        assert!(said.contains("5b21c07e9a4d3f16.jsonl: 12 records"), "{said}");
    }
}

#[test]
fn what_is_sound_is_sound_by_hand_too() {
    let home = home();
    let run = home.path().join("runs/2026-001-payroll-leak-7f3k");
    let mut newer = Book::of_golden("mei", 1);
    newer.add_newer(r#","mood":[1,"x"]"#);
    newer.add_newer("");
    newer.write_into(&run);
    Book::bare("mei", 2).write_into(&run);
    let mut torn = Book::of_golden("mei", 3);
    torn.bytes.truncate(100);
    torn.write_into(&run);
    let mut withheld = Book::of_golden("mei", 4);
    withheld.withhold();
    withheld.note("told", &[]);
    withheld.write_into(&run);
    std::fs::write(run.join("journal/notes.jsonl"), "{}\n").unwrap();
    let output = by_hand(&run);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.ends_with("sound\n"), "{said} {}", String::from_utf8_lossy(&output.stderr));
    let folder = dutybook::shell::RunFolder::open(&run).unwrap();
    let read = folder.read().unwrap();
    let report = dutybook::journal::Report::of(&read.journal, &folder.surroundings(read.findings));
    assert!(report.is_sound(), "{:?}", report.findings);
    std::fs::write(run.join("runbook.toml"), "").unwrap();
    assert!(!by_hand(&run).status.success());
}

#[test]
fn what_is_no_file_is_not_waited_for_by_hand() {
    let home = home();
    let run = home.path().join("runs/2026-001-payroll-leak-7f3k");
    let feed = run.join("journal/mei-00000000000000aa.jsonl");
    assert!(Command::new("mkfifo").arg(&feed).status().unwrap().success());
    let output = by_hand(&run);
    assert!(String::from_utf8_lossy(&output.stdout).contains("no regular file"), "{output:?}");
}

#[test]
fn what_was_changed_is_found_by_hand() {
    let changes = [
        ("\"kind\":\"timer.started\"", "\"kind\":\"timer.stopped\"", "a body digest"),
        ("\"by\":\"lina\"", "\"by\":\"lima\"", "a header hash"),
        ("\"seq\":9,", "\"seq\":8,", "a header hash"),
    ];
    for (from, to, what) in changes {
        let home = home();
        let run = home.path().join("runs/2026-001-payroll-leak-7f3k");
        let path = run.join("journal/lina-0f3a9c51d2b7e884.jsonl");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let output = by_hand(&run);
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(what), "{said}");
    }
    let home = home();
    let run = home.path().join("runs/2026-001-payroll-leak-7f3k");
    let path = run.join("journal/lina-0f3a9c51d2b7e884.jsonl");
    let text = std::fs::read_to_string(&path).unwrap();
    let without: String =
        text.split_inclusive('\n').enumerate().filter(|(n, _)| *n != 4).map(|(_, l)| l).collect();
    std::fs::write(&path, without).unwrap();
    assert!(String::from_utf8_lossy(&by_hand(&run).stdout).contains("the chain"));
    std::fs::write(&path, text).unwrap();
    std::fs::write(run.join("runbook.toml"), "").unwrap();
    assert!(String::from_utf8_lossy(&by_hand(&run).stdout).contains("runbook.toml is another"));
}
