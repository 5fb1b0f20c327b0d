//! What was acknowledged is on disk, whatever operation fails.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use dutybook::journal::verify::Surroundings;
use dutybook::journal::{Digest, Feed, FeedName, Head, Journal, PersonId, Report, RunId};
use dutybook::run::event::{Writer, WriterMode};
use dutybook::run::{Event, Fact, FactId, FeedId};
use dutybook::shell::{AppendError, Desk, FeedWriter};
use dutybook::time::{BootTime, Now};

use crate::faults::{How, MemoryDisk};

fn desk(disk: &MemoryDisk) -> Desk {
    Desk {
        disk: Arc::new(disk.clone()),
        folder: PathBuf::from("journal"),
        also: Vec::new(),
        run: RunId::parse(b"7f3k0000000000zz").unwrap(),
        person: PersonId::new("alice").unwrap(),
        writer: Writer {
            person: "alice".to_owned(),
            display: "李四".to_owned(),
            account: "alice".to_owned(),
            uid: 1000,
            host: "desk-1".to_owned(),
            machine: String::new(),
            boot: "b".to_owned(),
            program: "dutybook".to_owned(),
            version: "0.1.0".to_owned(),
            mode: WriterMode::Console,
        },
        files: BTreeMap::new(),
    }
}

fn now(seconds: u64) -> Now {
    let wall = "2026-11-23T04:00:00Z".parse::<dutybook::time::Moment>().unwrap();
    let boot = BootTime { micros: seconds * 1_000_000 };
    Now { wall: wall + chrono::TimeDelta::seconds(seconds.cast_signed()), boot }
}

fn note(text: &str) -> Event {
    Event::NoteAdded { text: text.to_owned(), step: None, happened: None }
}

fn journal(disk: &MemoryDisk) -> Journal {
    let feed = |(path, bytes): (PathBuf, Vec<u8>)| {
        Feed::read(FeedName::parse(path.file_name()?.to_str()?)?, bytes).into()
    };
    Journal::new(disk.files().into_iter().filter_map(feed).collect(), None)
}

fn assert_sound(journal: &Journal) {
    let report = Report::of(journal, &Surroundings::default());
    assert!(report.is_sound(), "{:?}", report.findings);
}

/// The same desk with another person at it.
fn of_bob(desk: Desk) -> Desk {
    let writer = Writer { person: "bob".to_owned(), ..desk.writer };
    Desk { person: PersonId::new("bob").unwrap(), writer, ..desk }
}

#[test]
fn a_group_is_one_write_and_one_sync() {
    let disk = MemoryDisk::with_folder("journal");
    let (mut writer, opened) = FeedWriter::open(desk(&disk), &[], now(1)).unwrap();
    let facts = writer.append(vec![note("a"), note("b")], now(2)).unwrap();
    assert_eq!(disk.operations(), ["create", "sync_dir", "write", "sync_data", "write", "sync_data"]);
    let journal = journal(&disk);
    assert_eq!(
        journal.facts().collect::<Vec<_>>(),
        [vec![opened], facts].concat(),
        "what was returned is what is on disk"
    );
    assert_eq!(journal.heads(), [writer.head().unwrap()]);
    assert_eq!(journal.feeds()[0].bytes().len() as u64, writer.valid_bytes());
    assert_sound(&journal);
}

#[test]
fn what_was_acknowledged_stands_whatever_operation_fails() {
    for failure in [How::Errno(28), How::Short, How::AfterAll] {
        for operation in 0..30 {
            let disk = MemoryDisk::with_folder("journal");
            disk.fail(operation, failure);
            disk.fail(operation + 5, failure);
            let acknowledged = write_on(&disk);
            let journal = journal(&disk);
            assert_sound(&journal);
            let is_opening = |fact: &Fact| matches!(fact.event(), Some(Event::FeedOpened { .. }));
            let mut found: Vec<Fact> = journal.facts().filter(|fact| !is_opening(fact)).collect();
            found.sort_by_key(|fact| fact.at);
            assert_eq!(found, acknowledged, "{failure:?} at {operation}: nothing lost, nothing twice");
            assert_eq!(acknowledged.len(), 10);
        }
    }
}

/// Records ten notes as a console does: after a failure in a new feed, and what failed again.
fn write_on(disk: &MemoryDisk) -> Vec<Fact> {
    let mut acknowledged = Vec::new();
    let open = |()| FeedWriter::open(desk(disk), &[], now(0));
    let mut writer = match open(()) {
        Ok((writer, _)) => writer,
        Err(_) => open(()).or_else(|_| open(())).unwrap().0,
    };
    for number in 1..=10 {
        loop {
            match writer.append(vec![note(&number.to_string())], now(number)) {
                Ok(facts) => {
                    acknowledged.extend(facts);
                    break;
                }
                Err(error) => {
                    assert!(error.is_final());
                    assert!(matches!(writer.append(vec![note("x")], now(number)), Err(AppendError::Dead)));
                    writer = writer.reopen(now(number)).or_else(|_| writer.reopen(now(number))).unwrap().0;
                }
            }
        }
    }
    acknowledged
}

#[test]
fn a_record_beyond_the_limit_is_refused_and_the_feed_goes_on() {
    let disk = MemoryDisk::with_folder("journal");
    let (mut writer, _) = FeedWriter::open(desk(&disk), &[], now(1)).unwrap();
    let before = disk.files();
    let error = writer.append(vec![note("kept"), note(&"字".repeat(12_000))], now(2)).unwrap_err();
    assert!(matches!(error, AppendError::Draft(_)) && !error.is_final());
    assert_eq!(disk.files(), before, "nothing of the group is written");
    writer.append(vec![note("after")], now(3)).unwrap();
    assert_sound(&journal(&disk));
}

#[test]
fn a_record_of_another_feed_is_named_once_and_only_when_it_is_durable() {
    let disk = MemoryDisk::with_folder("journal");
    let (mut bob, _) = FeedWriter::open(of_bob(desk(&disk)), &[], now(1)).unwrap();
    let seen = (bob.name().clone(), bob.head().unwrap());
    let (mut alice, _) = FeedWriter::open(desk(&disk), std::slice::from_ref(&seen), now(2)).unwrap();
    let named = format!("sync_file {}", bob.name());
    assert_eq!(disk.operations()[4..], ["create", "sync_dir", &named, "write", "sync_data"]);

    alice.saw([seen]);
    alice.append(vec![note("nothing new")], now(3)).unwrap();
    let asked = bob.append(vec![note("asked")], now(4)).unwrap();
    alice.saw([(bob.name().clone(), bob.head().unwrap())]);
    disk.fail(disk.operations().len(), How::Errno(28));
    alice.append(vec![note("bob's file cannot be synced")], now(5)).unwrap();
    alice.append(vec![note("now it can")], now(6)).unwrap();

    let journal = journal(&disk);
    assert_sound(&journal);
    let feed = journal.feeds().iter().find(|feed| feed.name() == alice.name()).unwrap();
    let seen: Vec<Vec<FactId>> =
        feed.entries().iter().map(|entry| entry.seen.iter().map(Head::id).collect()).collect();
    let first = FactId { feed: bob.name().feed, seq: 1 };
    assert_eq!(seen, [vec![first], vec![], vec![], vec![asked[0].id]]);
}

#[test]
fn a_boot_time_that_runs_back_is_written_as_standing_still() {
    let disk = MemoryDisk::with_folder("journal");
    let (mut writer, _) = FeedWriter::open(desk(&disk), &[], now(9)).unwrap();
    writer.append(vec![note("earlier")], now(3)).unwrap();
    assert_sound(&journal(&disk));
}

#[test]
fn a_feed_never_names_itself() {
    let disk = MemoryDisk::with_folder("journal");
    let (mut writer, _) = FeedWriter::open(desk(&disk), &[], now(1)).unwrap();
    let own = Head { feed: writer.name().feed, seq: 1, h: Digest::ZERO };
    writer.saw([(writer.name().clone(), own)]);
    writer.append(vec![note("a")], now(2)).unwrap();
    assert_sound(&journal(&disk));
    assert_ne!(writer.name().feed, FeedId(0));
}

#[test]
fn a_released_feed_is_gone_on_with_and_names_only_what_is_new() {
    let disk = MemoryDisk::with_folder("journal");
    let (bob, _) = FeedWriter::open(of_bob(desk(&disk)), &[], now(1)).unwrap();
    let seen = vec![(bob.name().clone(), bob.head().unwrap())];
    let writer = Writer { mode: WriterMode::OneShot, ..desk(&disk).writer };
    let place = Desk { writer, ..desk(&disk) };
    let (first, _) = FeedWriter::open(place.clone(), &seen, now(2)).unwrap();
    let path = place.folder.join(first.name().to_string());
    assert!(place.disk.take_up(&path).is_err(), "held until it is released");
    let name = first.name().clone();
    first.release();
    let (file, bytes) = place.disk.take_up(&path).unwrap();
    let feed = Feed::read(name, disk.files()[&path].clone());
    assert_eq!(bytes, feed.bytes().len() as u64);
    let mut second = FeedWriter::go_on(place.clone(), &feed, file, seen);
    second.append(vec![note("later")], now(1)).unwrap();
    let found = journal(&disk);
    assert_sound(&found);
    let of_commands = found.feeds().iter().find(|feed| feed.name() == second.name()).unwrap();
    assert_eq!(of_commands.entries()[1].seen.len(), 0, "bob's record is named already");

    disk.fail(disk.operations().len() + 1, How::Errno(28));
    assert!(second.append(vec![note("not synced")], now(4)).unwrap_err().is_final());
    second.release();
    assert!(place.disk.take_up(&path).is_err(), "a feed that failed is never taken up");
}
