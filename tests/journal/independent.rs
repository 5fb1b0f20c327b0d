//! Two checkers, the program and one written from `docs/journal.md`, say the same of the same bytes.

use std::path::Path;
use std::process::Command;

use dutybook::journal::Report;
use dutybook::shell::RunFolder;
use serde_json::Value;

use super::builder::Book;
use super::command::copy;
use super::golden::folder;

const FEEDS: [&str; 3] =
    ["lina-0f3a9c51d2b7e884.jsonl", "wang.qiang-5b21c07e9a4d3f16.jsonl", "wang.qiang-c4d1a7f20b9e8365.jsonl"];

/// What the other checker says of some folders; nothing where there is no Python.
fn ask_the_other(folders: &[std::path::PathBuf]) -> Option<Vec<Value>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/independent/verify.py");
    let output = Command::new("python3").arg("-B").arg(script).args(folders).output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(said.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn compare(folder: &Path, other: &Value) {
    let run = RunFolder::open(folder).unwrap();
    let read = run.read().unwrap();
    let report = Report::of(&read.journal, &run.surroundings(read.findings));
    let order: Vec<String> = read
        .journal
        .order()
        .iter()
        .map(|place| read.journal.entry(*place))
        .map(|(feed, entry)| feed.id_of(entry).to_string())
        .collect();
    let findings = &other["findings"];
    assert_eq!(
        other["sound"],
        report.is_sound(),
        "{}: {:?} and {findings}",
        folder.display(),
        report.findings
    );
    assert_eq!(other["order"], Value::from(order), "{}", folder.display());
    assert_eq!(other["withheld"], report.summary.withheld);
    let theirs: Vec<(&str, &str, Option<u64>)> = findings
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (finding[0].as_str().unwrap(), finding[1].as_str().unwrap(), finding[2].as_u64()))
        .collect();
    for finding in report.findings.iter().filter(|finding| finding.file.starts_with("journal/")) {
        if !matches!(finding.kind.code(), "withheld" | "newer") {
            let ours = (finding.kind.code(), &*finding.file, finding.line);
            assert!(theirs.contains(&ours), "{}: {ours:?} is not among {theirs:?}", folder.display());
        }
    }
}

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Does one thing to a run that a journal must show, or bear.
fn harm(folder: &Path, numbers: &mut Numbers) {
    let path = folder.join("journal").join(FEEDS[numbers.below(3)]);
    let mut bytes = std::fs::read(&path).unwrap();
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let (line, place) = (numbers.below(lines.len()), numbers.below(bytes.len()));
    match numbers.below(10) {
        0..4 => bytes[place] ^= 1 << numbers.below(8),
        4 => bytes.truncate(place),
        5 => {
            lines.remove(line);
            bytes = lines.concat();
        }
        6 => {
            lines.insert(line, lines[numbers.below(lines.len())].clone());
            bytes = lines.concat();
        }
        7 => {
            let other = numbers.below(lines.len());
            lines.swap(line, other);
            bytes = lines.concat();
        }
        8 => bytes.insert(place, b' ' + numbers.below(95) as u8),
        _ => return std::fs::remove_file(&path).unwrap(),
    }
    std::fs::write(&path, bytes).unwrap();
}

#[test]
fn both_checkers_agree_on_the_golden_journals() {
    let folders = [folder("run-v1"), folder("run-v1-redacted")];
    let Some(said) = ask_the_other(&folders) else { return };
    for (folder, said) in folders.iter().zip(&said) {
        assert_eq!(said["sound"], true);
        compare(folder, said);
    }
}

/// Lays a feed beside the golden ones that nobody wrote in good faith.
fn forge(folder: &Path, number: usize) {
    let opened = |parts: &str| {
        let mut book = Book::of_golden("lina", 0x77);
        (book.bytes, book.head) = (Vec::new(), None);
        book.add_text(&format!(r#"{{"kind":"feed.opened",{parts}}}"#), &[]);
        book
    };
    let continues = |feed: &str, bytes: u64, last: &str| {
        format!(
            r#""files":{{}},"continues":{{"feed":"{feed}","valid_bytes":{bytes},"last":"{last}","more":1}}"#
        )
    };
    let zeros = "0".repeat(64);
    let book = match number {
        0 => opened(&continues("0f3a9c51d2b7e884", 0, &zeros)),
        1 => opened(&continues("0f3a9c51d2b7e884", 1, &zeros)),
        2 => opened(&continues("5b21c07e9a4d3f16", 0, &zeros)),
        3 => opened(&continues("0000000000000077", 0, &zeros)),
        4 => opened(r#""files":{"runbook.toml":7}"#),
        5 => opened(&format!(r#""files":{{"a":"{zeros}","runbook.toml":"{zeros}"}},"mood":1"#)),
        6 => opened(&format!(r#""files":{{"a":"{zeros}","a":"{zeros}"}}"#)),
        7 => opened(r#""files":{},"continues":{},"mood":1"#),
        8 => opened(r#""files":{},"files":{}"#),
        9 => opened(r#""files":{},"writer":{"person":"bob","display":"Bob"}"#),
        10 => {
            let mut book = Book::of_golden("mei", 0x78);
            book.add_text(r#"{"kind":"evidence.added","how":"copied","name":"x","place":"/"}"#, &[]);
            book.add_text(r#"{"kind":"feed.opened","mood":1}"#, &[]);
            book.add_newer(r#","mood":1"#);
            book.add_newer("garbage");
            book.bytes.extend(b"{\"v\":0");
            book
        }
        _ => {
            let mut book = Book::of_golden("mei", 0x79);
            book.run = dutybook::journal::RunId::parse(b"7f3kq0x9m2ab41zu").unwrap();
            book.note("elsewhere", &[]);
            book
        }
    };
    book.write_into(folder);
}

#[test]
fn both_checkers_agree_on_forged_feeds() {
    let root = tempfile::tempdir().unwrap();
    let folders: Vec<_> =
        (0..12).map(|number| root.path().join(format!("2026-{number:03}-x-7f3k"))).collect();
    for (number, folder) in folders.iter().enumerate() {
        copy(&self::folder("run-v1"), folder);
        forge(folder, number);
    }
    let Some(said) = ask_the_other(&folders) else { return };
    for (folder, said) in folders.iter().zip(&said) {
        assert_eq!(said["sound"], false, "{}: {said}", folder.display());
        compare(folder, said);
    }
}

#[test]
fn both_checkers_agree_on_whatever_is_done_to_a_journal() {
    let root = tempfile::tempdir().unwrap();
    let mut numbers = Numbers(1);
    let folders: Vec<_> = (0..200).map(|number| root.path().join(format!("run-{number}"))).collect();
    for folder in &folders {
        copy(&self::folder("run-v1"), folder);
        for _ in 0..=numbers.below(2) {
            if folder.join("journal").read_dir().unwrap().count() == FEEDS.len() {
                harm(folder, &mut numbers);
            }
        }
    }
    let Some(said) = ask_the_other(&folders) else { return };
    for (folder, said) in folders.iter().zip(&said) {
        compare(folder, said);
    }
}
