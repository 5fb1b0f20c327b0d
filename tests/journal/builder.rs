//! Builds journals in memory, with every byte pinned.

use std::collections::BTreeMap;

use dutybook::journal::verify::Surroundings;
use dutybook::journal::{
    Digest, Draft, Feed, FeedName, Head, Journal, PersonId, Report, RunId, Salt, Told, Weighed,
};
use dutybook::run::event::{Continues, Writer, WriterMode};
use dutybook::run::{Event, FeedId};
use dutybook::time::{BootTime, Moment};

pub(crate) const RUN: &[u8] = b"7f3k0000000000zz";

/// A feed in the making.
#[derive(Clone)]
pub(crate) struct Book {
    pub(crate) name: FeedName,
    pub(crate) bytes: Vec<u8>,
    pub(crate) head: Option<Head>,
    pub(crate) run: RunId,
    seconds: i64,
}

impl Book {
    /// A feed with its first record.
    pub(crate) fn open(person: &str, feed: u64) -> Self {
        Self::continuing(person, feed, None)
    }

    /// A feed that takes up another one.
    pub(crate) fn continuing(person: &str, feed: u64, continues: Option<Continues>) -> Self {
        let mut book = Self::bare(person, feed);
        book.add(&opening(person, continues), &[]);
        book
    }

    /// A feed without a record.
    pub(crate) fn bare(person: &str, feed: u64) -> Self {
        let name = FeedName { person: PersonId::new(person).unwrap(), feed: FeedId(feed) };
        Self { name, bytes: Vec::new(), head: None, run: RunId::parse(RUN).unwrap(), seconds: 0 }
    }

    /// The wall clock for the next record, in seconds after 04:00.
    pub(crate) fn at(&mut self, seconds: i64) -> &mut Self {
        self.seconds = seconds;
        self
    }

    /// Adds a record.
    pub(crate) fn add(&mut self, event: &Event, seen: &[Head]) -> Head {
        let seq = self.head.map_or(1, |head| head.seq + 1);
        let at: Moment = "2026-11-23T04:00:00Z".parse().unwrap();
        let line = Draft {
            run: self.run,
            feed: self.name.feed,
            seq,
            prev: self.head.map_or(Digest::ZERO, |head| head.h),
            at: at + chrono::TimeDelta::seconds(self.seconds),
            up: BootTime { micros: seq * 1_000_000 },
            by: &self.name.person,
            seen,
            salt: Salt([seq as u8; 16]),
            event,
        }
        .line()
        .unwrap();
        self.bytes.extend_from_slice(&line.bytes);
        let head = Head { feed: self.name.feed, seq, h: line.h };
        self.head = Some(head);
        head
    }

    /// Adds an event by its text, such as one that this program would not write.
    pub(crate) fn add_text(&mut self, event: &str, seen: &[Head]) -> Head {
        let mut twin = self.clone();
        let line = twin.add(&note("x"), seen);
        let text = String::from_utf8(twin.bytes[self.bytes.len()..].to_vec()).unwrap();
        let (header, rest) = text.split_once(",\"d\":\"").unwrap();
        let salt = rest.split_once("\"salt\":\"").unwrap().1.split_once('"').unwrap().0;
        self.add_line(header, &format!(r#"{{"salt":"{salt}","event":{event}}}"#), line.seq)
    }

    /// Adds a record of a higher version, with more fields in its header.
    pub(crate) fn add_newer(&mut self, fields: &str) {
        let mut twin = self.clone();
        let Head { seq, .. } = twin.note("x", &[]);
        let text = String::from_utf8(twin.bytes[self.bytes.len()..].to_vec()).unwrap();
        let header = text.split_once(",\"d\":\"").unwrap().0.replacen("\"v\":1", "\"v\":2", 1);
        let body = r#"{"salt":"BgYGBgYGBgYGBgYGBgYGBg","event":{"kind":"note.sung"}}"#;
        self.add_line(&format!("{header}{fields}"), body, seq);
    }

    /// Adds a line with a header up to `d`, and a body.
    pub(crate) fn add_line(&mut self, header: &str, body: &str, seq: u64) -> Head {
        let header = format!(r#"{header},"d":"{}""#, Digest::of(body.as_bytes()));
        let h = Digest::of(header.as_bytes());
        self.bytes.extend(format!("{header},\"h\":\"{h}\",\"x\":{body}}}\n").bytes());
        let head = Head { feed: self.name.feed, seq, h };
        self.head = Some(head);
        head
    }

    /// Adds a note.
    pub(crate) fn note(&mut self, text: &str, seen: &[Head]) -> Head {
        self.add(&note(text), seen)
    }

    /// A feed of the golden run that states the run's runbook.
    pub(crate) fn of_golden(person: &str, feed: u64) -> Self {
        let mut book = Self::bare(person, feed);
        book.run = RunId::parse(b"7f3kq0x9m2ab41zt").unwrap();
        let Event::FeedOpened { writer, rules, mut files, continues } = opening(person, None) else {
            panic!()
        };
        let runbook = std::fs::read(super::golden::folder("run-v1").join("runbook.toml")).unwrap();
        files.insert("runbook.toml".to_owned(), Digest::of(&runbook).to_string());
        book.add(&Event::FeedOpened { writer, rules, files, continues }, &[]);
        book
    }

    /// Takes out the body of the last record.
    pub(crate) fn withhold(&mut self) {
        let text = String::from_utf8(self.bytes.clone()).unwrap();
        let place = text.rfind(",\"x\":").unwrap();
        self.bytes = format!("{},\"x\":null}}\n", &text[..place]).into_bytes();
    }

    /// Writes the feed's file into the folder of a run.
    pub(crate) fn write_into(&self, run: &std::path::Path) {
        std::fs::write(run.join("journal").join(self.name.to_string()), &self.bytes).unwrap();
    }

    pub(crate) fn feed(&self) -> Feed {
        Feed::read(self.name.clone(), self.bytes.clone())
    }
}

pub(crate) fn opening(person: &str, continues: Option<Continues>) -> Event {
    Event::FeedOpened {
        writer: Box::new(Writer {
            person: person.to_owned(),
            display: "李四".to_owned(),
            account: person.to_owned(),
            uid: 1000,
            host: "desk-1".to_owned(),
            machine: "m".to_owned(),
            boot: "b".to_owned(),
            program: "dutybook".to_owned(),
            version: "0.1.0".to_owned(),
            mode: WriterMode::Console,
        }),
        rules: 1,
        files: BTreeMap::new(),
        continues: continues.map(Box::new),
    }
}

pub(crate) fn note(text: &str) -> Event {
    Event::NoteAdded { text: text.to_owned(), step: None, happened: None }
}

/// The notes of a journal in order.
pub(crate) fn notes(journal: &Journal) -> Vec<String> {
    let facts = journal.facts().collect::<Vec<_>>();
    let text = |fact: &dutybook::run::Fact| match fact.event() {
        Some(Event::NoteAdded { text, .. }) => Some(text.clone()),
        _ => None,
    };
    facts.iter().filter_map(text).collect()
}

/// Checks a journal by its bytes, and by what is kept of feeds that are read one by one: both tell the same.
pub(super) fn check(journal: &Journal, beside: &Surroundings) -> Report {
    let report = Report::of(journal, beside);
    let feeds = || journal.feeds().iter().cloned();
    // In pieces that end anywhere.
    let pieces = |feed: &Feed, read: &mut dyn FnMut(&[u8])| feed.bytes().chunks(1_000).for_each(read);
    let weighed = |feed: Feed| {
        let mut weighed = Weighed::new(feed.name().clone());
        pieces(&feed, &mut |piece| weighed.read(|bytes| bytes.extend_from_slice(piece)));
        weighed.compare(|end| Digest::of(&feed.bytes()[..end]));
        weighed
    };
    let weighed = Journal::weighed(feeds().map(weighed).collect(), None);
    // Which run it is may have been said besides.
    if weighed.run() == journal.run() {
        assert_eq!(Report::of_weighed(&weighed, beside), report);
    }
    let told = |feed: Feed| {
        let mut told = Told::new(feed.name().clone());
        pieces(&feed, &mut |piece| told.read(|bytes| bytes.extend_from_slice(piece)));
        told
    };
    if let Some(told) = Journal::told(feeds().map(told).collect()) {
        assert!(told.into_facts().eq(journal.facts()));
    }
    report
}
