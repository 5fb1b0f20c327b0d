//! The journals under `tests/golden/` stay readable for ever, and every record of them stays what it is to the
//! byte. They hold each kind of event of version 1; a kind that comes later gets a journal of its own.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dutybook::journal::{Digest, Draft, Feed, PersonId, Record, Report, Salt};
use dutybook::run::{Body, Event};
use dutybook::shell::RunFolder;

pub(super) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn report(name: &str) -> Report {
    let folder = RunFolder::open(&folder(name)).unwrap();
    let read = folder.read().unwrap();
    Report::of(&read.journal, &folder.surroundings(read.findings))
}

fn findings(report: &Report) -> Vec<String> {
    let text = |finding: &dutybook::journal::Finding| {
        format!("{} {} {:?}", finding.file, finding.kind.code(), finding.line)
    };
    report.findings.iter().map(text).collect()
}

/// The files and the beginnings of their digests.
const FILES: [(&str, &str); 8] = [
    ("run-v1/journal/lina-0f3a9c51d2b7e884.jsonl", "09e313fe622ecd11"),
    ("run-v1/journal/wang.qiang-5b21c07e9a4d3f16.jsonl", "e22f57b69c6d4e6a"),
    ("run-v1/journal/wang.qiang-c4d1a7f20b9e8365.jsonl", "fef69b71f3d7f91b"),
    ("run-v1/runbook.toml", "5eaff54ba4ab11d2"),
    ("run-v1-redacted/journal/lina-0f3a9c51d2b7e884.jsonl", "71b505f2fd6a86b9"),
    ("run-v1-redacted/journal/wang.qiang-5b21c07e9a4d3f16.jsonl", "0bb12c2c2dacb6d0"),
    ("run-v1-redacted/journal/wang.qiang-c4d1a7f20b9e8365.jsonl", "fef69b71f3d7f91b"),
    ("run-v1-redacted/runbook.toml", "5eaff54ba4ab11d2"),
];

#[test]
fn the_golden_files_are_never_written_again() {
    for (file, digest) in FILES {
        let bytes = std::fs::read(folder(file)).unwrap();
        assert_eq!(Digest::of(&bytes).to_string()[..16], *digest, "{file}");
    }
}

#[test]
fn the_golden_journal_is_sound() {
    let report = report("run-v1");
    assert!(report.is_sound());
    assert_eq!(
        findings(&report),
        [
            "journal/lina-0f3a9c51d2b7e884.jsonl torn-tail Some(36)",
            "journal/wang.qiang-5b21c07e9a4d3f16.jsonl void Some(12)",
        ]
    );
    let summary = report.summary;
    assert_eq!(summary.title.as_deref(), Some("甲公司 11 月工资表外泄"));
    assert_eq!(summary.number.as_deref(), Some("2026-001"));
    assert_eq!((summary.feeds, summary.records, summary.withheld), (3, 52, 0));
}

#[test]
fn the_redacted_copy_is_sound_and_says_less() {
    let report = report("run-v1-redacted");
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!((report.summary.records, report.summary.withheld), (52, 5));
    assert_eq!(report.summary.heads, self::report("run-v1").summary.heads);
}

#[test]
fn the_order_of_the_golden_journal_is_what_it_was() {
    let read = RunFolder::open(&folder("run-v1")).unwrap().read().unwrap();
    let ids: Vec<String> = read.journal.facts().map(|fact| fact.id.to_string()).collect();
    let digest = Digest::of(ids.join("\n").as_bytes());
    assert_eq!(digest.to_string(), "e9886d4ab5c21b6dcdabe25ec537ec19704c4113c7adbe46f75719afebc87213");
}

#[test]
fn every_golden_record_is_written_again_to_the_same_bytes() {
    for name in ["run-v1", "run-v1-redacted"] {
        let read = RunFolder::open(&folder(name)).unwrap().read().unwrap();
        for feed in read.journal.feeds() {
            rewrite(feed);
        }
    }
}

fn rewrite(feed: &Feed) {
    let person = feed.name().person.clone();
    for entry in feed.entries() {
        let line = feed.line(entry);
        let record = Record::parse(line.strip_suffix(b"\n").unwrap()).unwrap();
        let Some(Body::Event(event)) = feed.fact(entry).map(|fact| fact.body) else {
            assert!(line.ends_with(b",\"x\":null}\n"));
            continue;
        };
        let draft = Draft {
            run: record.run,
            feed: record.feed,
            seq: record.seq,
            prev: record.prev,
            at: record.at,
            up: record.up,
            by: &person,
            seen: &record.seen,
            salt: salt(&line[record.x]),
            event: &event,
        };
        assert_eq!(String::from_utf8_lossy(&draft.line().unwrap().bytes), String::from_utf8_lossy(line));
        assert_eq!(PersonId::new(record.by), Some(person.clone()));
    }
}

/// The salt of a body, from its base64url.
fn salt(x: &[u8]) -> Salt {
    let six = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'-' => 62,
        _ => 63,
    };
    let bits = x[9..31].iter().take(21).fold(0_u128, |bits, byte| bits << 6 | u128::from(six(*byte)));
    Salt((bits << 2 | u128::from(six(x[30])) >> 4).to_be_bytes())
}

/// Events of kinds and with fields that came after the golden journal was made: a file for each part, a line each.
fn later_events() -> Vec<String> {
    let folder = std::fs::read_dir(folder("events")).unwrap();
    let files = folder.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    files.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn every_later_event_is_written_again_to_the_same_bytes() {
    for line in later_events() {
        let event: Event = serde_json::from_str(&line).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), line);
    }
}

#[test]
fn the_golden_journal_and_the_later_events_hold_every_kind() {
    let read = RunFolder::open(&folder("run-v1")).unwrap().read().unwrap();
    let found: BTreeSet<String> = read
        .journal
        .feeds()
        .iter()
        .flat_map(|feed| feed.entries().iter().map(|entry| feed.fact(entry).unwrap()))
        .map(|fact| serde_json::to_value(fact.event().unwrap()).unwrap()["kind"].as_str().unwrap().to_owned())
        .collect();
    let later = later_events().into_iter().map(|line| {
        serde_json::from_str::<serde_json::Value>(&line).unwrap()["kind"].as_str().unwrap().to_owned()
    });
    assert_eq!(found.into_iter().chain(later).collect::<BTreeSet<_>>(), kinds());
}

/// Every kind of event, as the reader names them where it finds none of them.
pub(super) fn kinds() -> BTreeSet<String> {
    expected(r#"{"kind":""}"#)
}

/// The names that a reader would have taken.
pub(super) fn expected(event: &str) -> BTreeSet<String> {
    let message = serde_json::from_str::<Event>(event).unwrap_err().to_string();
    let names = message.split_once("expected").map_or("", |(_, names)| names);
    names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
