//! A run's folder as others may have left it.

use std::collections::BTreeMap;
use std::os::unix::fs::symlink;
use std::sync::Arc;

use dutybook::journal::{PersonId, Report, RunId};
use dutybook::run::Event;
use dutybook::run::event::{Writer, WriterMode};
use dutybook::shell::{Desk, FeedWriter, Home, RealDisk, RunFolder};
use dutybook::time::{BootTime, Now};

use super::home::create;

fn now() -> Now {
    Now { wall: "2026-11-23T04:00:00Z".parse().unwrap(), boot: BootTime { micros: 1 } }
}

fn open(folder: &RunFolder, person: &str) -> FeedWriter {
    let name = || person.to_owned();
    let desk = Desk {
        disk: Arc::new(RealDisk),
        folder: folder.journal(),
        also: Vec::new(),
        run: RunId::parse(b"7f3k0000000000zz").unwrap(),
        person: PersonId::new(person).unwrap(),
        writer: Writer {
            person: name(),
            display: name(),
            account: name(),
            uid: 0,
            host: String::new(),
            machine: String::new(),
            boot: String::new(),
            program: String::new(),
            version: String::new(),
            mode: WriterMode::Console,
        },
        files: folder.own_digests().into_iter().map(|(name, digest)| (name, digest.to_string())).collect(),
    };
    FeedWriter::open(desk, &[], now()).unwrap().0
}

fn codes(folder: &RunFolder) -> BTreeMap<String, &'static str> {
    let read = folder.read().unwrap();
    let report = Report::of(&read.journal, &folder.surroundings(read.findings));
    report.findings.iter().map(|finding| (finding.file.to_string(), finding.kind.code())).collect()
}

#[test]
fn what_was_written_is_read_back_and_verifies() {
    let root = tempfile::tempdir().unwrap();
    let folder = create(&Home::new(root.path()), "x", b"7f3k0000000000zz");
    let mut alice = open(&folder, "alice");
    let text = "说明 \u{1b}".to_owned();
    let facts = alice.append(vec![Event::NoteAdded { text, step: None, happened: None }], now()).unwrap();
    let read = folder.read().unwrap();
    assert_eq!(read.journal.facts().skip(1).collect::<Vec<_>>(), facts);
    assert!(codes(&folder).is_empty());
    std::fs::write(folder.path().join("runbook.toml"), "schema = 2\n").unwrap();
    assert_eq!(codes(&folder).into_values().collect::<Vec<_>>(), ["file-changed"]);
}

#[test]
fn a_feed_is_alive_while_its_writer_holds_it() {
    let root = tempfile::tempdir().unwrap();
    let folder = create(&Home::new(root.path()), "x", b"7f3k0000000000zz");
    let (alice, bob) = (open(&folder, "alice"), open(&folder, "bob"));
    assert_eq!(folder.alive().len(), 2);
    drop(bob);
    assert_eq!(folder.alive(), [alice.name().clone()]);
}

#[test]
fn what_is_no_feed_is_a_finding_and_never_a_hang() {
    let root = tempfile::tempdir().unwrap();
    let folder = create(&Home::new(root.path()), "x", b"7f3k0000000000zz");
    let alice = open(&folder, "alice");
    let journal = folder.journal();
    let name = |person: &str| format!("{person}-00000000000000aa.jsonl");
    symlink(journal.join(alice.name().to_string()), journal.join(name("link"))).unwrap();
    std::fs::create_dir(journal.join(name("folder"))).unwrap();
    let fifo = journal.join(name("pipe"));
    assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
    std::fs::write(journal.join("notes.txt"), "x").unwrap();
    std::fs::write(journal.join(name("empty")), "").unwrap();
    std::fs::write(journal.join("long-00000000000000bb.jsonl"), "x".repeat(100_000) + "\n").unwrap();
    let found = codes(&folder);
    let code = |file: &str| found.get(&format!("journal/{file}")).copied();
    assert_eq!(code(&name("link")), Some("file-type"));
    assert_eq!(code(&name("folder")), Some("file-type"));
    assert_eq!(code(&name("pipe")), Some("file-type"));
    assert_eq!(code("notes.txt"), Some("stray-file"));
    assert_eq!(code(&name("empty")), Some("empty-feed"));
    assert_eq!(code("long-00000000000000bb.jsonl"), Some("line-too-long"));
    assert_eq!(folder.read().unwrap().journal.facts().count(), 1);
    assert_eq!(folder.alive(), [alice.name().clone()]);
}

#[test]
fn whether_a_run_can_be_read_is_told_as_reading_it_would_tell() {
    use dutybook::locale::Lang;
    use dutybook::shell::reading::{can_be_read, read};
    let told = |change: &dyn Fn(&std::path::Path)| {
        let home = crate::journal::golden_home();
        let run = dutybook::shell::Home::new(home.path()).find("2026-001").unwrap();
        change(run.path());
        let whole = read(&run, Lang::En).map(drop);
        assert_eq!(can_be_read(&run, Lang::En), whole);
        (run.has_a_record(), whole.is_ok())
    };
    let feeds = |run: &std::path::Path| -> Vec<std::path::PathBuf> {
        std::fs::read_dir(run.join("journal")).unwrap().map(|file| file.unwrap().path()).collect()
    };
    assert_eq!(told(&|_| {}), (true, true));
    // Where every feed is harmed at its beginning, what stands behind it counts.
    let harm = |run: &std::path::Path| {
        for feed in feeds(run) {
            let mut bytes = std::fs::read(&feed).unwrap();
            let line = bytes.iter().position(|byte| *byte == b'\n').unwrap();
            bytes[0] = b'x';
            bytes.splice(line..line, vec![b'x'; 70_000]);
            std::fs::write(feed, bytes).unwrap();
        }
    };
    assert_eq!(told(&harm), (false, true));
    let empty = |run: &std::path::Path| feeds(run).iter().for_each(|feed| std::fs::write(feed, "").unwrap());
    assert_eq!(told(&empty), (false, false));
    let bare = |run: &std::path::Path| std::fs::remove_file(run.join("runbook.toml")).unwrap();
    assert!(!told(&bare).1);
}
