//! What a long journal costs to read, merge, fold into facts and verify: 100,000 records, about 45 MB.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use divan::{Bencher, black_box};
use dutybook::journal::verify::Surroundings;
use dutybook::journal::{Digest, Draft, Feed, FeedName, Head, Journal, PersonId, Report, RunId, Salt};
use dutybook::run::event::{Writer, WriterMode};
use dutybook::run::{Event, FeedId};
use dutybook::time::{BootTime, Moment};

const RECORDS: u64 = 100_000;

fn main() {
    divan::main();
}

/// Feeds whose writers take in each other's records now and then.
fn files(feeds: u64) -> Vec<(FeedName, Vec<u8>)> {
    let start: Moment = "2026-11-23T04:00:00Z".parse().unwrap();
    let names =
        (1..=feeds).map(|feed| FeedName { person: PersonId::new("alice").unwrap(), feed: FeedId(feed) });
    let mut files: Vec<(FeedName, Vec<u8>)> = names.map(|name| (name, Vec::new())).collect();
    let mut heads: Vec<Option<Head>> = files.iter().map(|_| None).collect();
    for number in 0..RECORDS {
        let index = (number % feeds) as usize;
        let before = heads[index];
        let (name, bytes) = &mut files[index];
        let seq = before.map_or(1, |head| head.seq + 1);
        let seen: Vec<Head> = match heads[(index + 1) % heads.len()] {
            Some(head) if feeds > 1 && number % 7 == 0 => vec![head],
            _ => Vec::new(),
        };
        let line = Draft {
            run: RunId::parse(b"7f3k0000000000zz").unwrap(),
            feed: name.feed,
            seq,
            prev: before.map_or(Digest::ZERO, |head| head.h),
            at: start + chrono::TimeDelta::seconds(number.cast_signed()),
            up: BootTime { micros: number * 1_000_000 },
            by: &name.person,
            seen: &seen,
            salt: Salt([number as u8; 16]),
            event: &event(seq, number),
        }
        .line()
        .unwrap();
        bytes.extend_from_slice(&line.bytes);
        heads[index] = Some(Head { feed: name.feed, seq, h: line.h });
    }
    files
}

fn event(seq: u64, number: u64) -> Event {
    let text = match (seq, number % 3) {
        (1, _) => return opening(),
        (_, 0) => r#"{"kind":"step.done","step":"contain"}"#,
        (_, 1) => r#"{"kind":"ask.answered","ask":"grade","value":{"choice":"serious"}}"#,
        _ => r#"{"kind":"note.added","text":"13 个账套受影响，见证据 2","step":"contain"}"#,
    };
    serde_json::from_str(text).unwrap()
}

fn opening() -> Event {
    let empty = String::new;
    let writer = Writer {
        person: "alice".to_owned(),
        display: empty(),
        account: empty(),
        uid: 0,
        host: empty(),
        machine: empty(),
        boot: empty(),
        program: empty(),
        version: empty(),
        mode: WriterMode::Console,
    };
    Event::FeedOpened { writer: Box::new(writer), rules: 1, files: BTreeMap::new(), continues: None }
}

fn read(files: &[(FeedName, Vec<u8>)]) -> Journal {
    let feeds = files.iter().map(|(name, bytes)| Feed::read(name.clone(), bytes.clone()));
    Journal::new(feeds.collect(), None)
}

/// Up to the order: what stands before a first screen.
#[divan::bench(args = [1, 5, 100])]
fn read_and_merge(bencher: Bencher<'_, '_>, feeds: u64) {
    let files = files(feeds);
    bencher.bench_local(|| read(black_box(&files)));
}

/// Reading every event.
#[divan::bench(args = [5])]
fn facts(bencher: Bencher<'_, '_>, feeds: u64) {
    let journal = read(&files(feeds));
    bencher.bench_local(|| black_box(&journal).facts());
}

/// Reading, merging, hashing, and reading every event.
#[divan::bench(args = [1, 5, 100])]
fn read_merge_and_verify(bencher: Bencher<'_, '_>, feeds: u64) {
    let files = files(feeds);
    bencher.bench_local(|| {
        let journal = read(black_box(&files));
        let report = Report::of(&journal, &Surroundings::default());
        assert!(report.is_sound());
        report
    });
}
