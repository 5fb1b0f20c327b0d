//! Two people at one run, as their consoles write it: a new run, feeds, groups, evidence, drafts. It goes on
//! after every failure as a console does, and notes what was acknowledged and what was told as failed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dutybook::app::draft::Drafts;
use dutybook::journal::{Feed, FeedName, Head, Journal, PersonId, RunId};
use dutybook::run::event::{Writer, WriterMode};
use dutybook::run::{Event, EvidenceHow, FactId};
use dutybook::shell::drafts::DraftsFile;
use dutybook::shell::{Desk, Disk, FeedWriter, RunFolder, evidence, home};
use dutybook::time::{BootTime, Moment, Now};

use super::MemoryDisk;

/// Where the run lies on the disk.
pub(super) const RUN: &str = "2026-001-x-7f3k";

/// What the people at the consoles were told.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Whether the run's folder was made.
    pub(super) made: bool,
    /// The records that were acknowledged, and how many operations the disk had done by then.
    pub(super) recorded: Vec<(Head, usize)>,
    /// Ids of earlier records of groups.
    pub(super) within: Vec<(FactId, usize)>,
    /// Evidence that was acknowledged, by the name of its copy.
    pub(super) taken: Vec<(String, usize)>,
    /// Records that were told as failed, once a feed that goes on without them is acknowledged.
    pub(super) void: Vec<(FactId, usize)>,
    pub(super) failures: usize,
}

pub(super) fn desk(disk: &MemoryDisk, person: &str, folder: &Path) -> Desk {
    Desk {
        disk: Arc::new(disk.clone()),
        folder: folder.to_owned(),
        also: Vec::new(),
        run: RunId::parse(b"7f3k0000000000zz").unwrap(),
        person: PersonId::new(person).unwrap(),
        writer: Writer {
            person: person.to_owned(),
            display: person.to_owned(),
            account: person.to_owned(),
            uid: 1000,
            host: "desk-1".to_owned(),
            machine: String::new(),
            boot: "b".to_owned(),
            program: "dutybook".to_owned(),
            version: "0.1.0".to_owned(),
            mode: WriterMode::default(),
        },
        files: BTreeMap::new(),
    }
}

pub(super) fn now(seconds: u64) -> Now {
    let wall = "2026-11-23T04:00:00Z".parse::<Moment>().unwrap();
    let boot = BootTime { micros: seconds * 1_000_000 };
    Now { wall: wall + chrono::TimeDelta::seconds(seconds.cast_signed()), boot }
}

pub(super) fn note(text: &str) -> Event {
    Event::NoteAdded { text: text.to_owned(), step: None, happened: None }
}

/// A person's console: it writes, and goes on in a new feed where the last one failed.
pub(super) struct Seat {
    desk: Desk,
    writer: Option<FeedWriter>,
    failed: Vec<FactId>,
}

impl Seat {
    pub(super) fn at(desk: Desk) -> Self {
        Self { desk, writer: None, failed: Vec::new() }
    }

    /// Records events at most twice, as somebody does who is told that it failed and presses Enter again.
    pub(super) fn record(&mut self, disk: &MemoryDisk, told: &mut Told, events: &[Event], seconds: u64) {
        for _ in 0..2 {
            match self.append(disk, told, events, seconds) {
                Ok(()) => return,
                Err(()) => told.failures += 1,
            }
        }
    }

    fn append(
        &mut self,
        disk: &MemoryDisk,
        told: &mut Told,
        events: &[Event],
        seconds: u64,
    ) -> Result<(), ()> {
        let opened = match self.writer.take() {
            Some(writer) if !writer.is_dead() => {
                self.writer = Some(writer);
                None
            }
            Some(dead) => Some(dead.reopen(now(seconds)).map_err(|_| self.writer = Some(dead))?.0),
            None => Some(FeedWriter::open(self.desk.clone(), &[], now(seconds)).map_err(|_| ())?.0),
        };
        if let Some(opened) = opened {
            told.recorded.push((opened.head().unwrap(), disk.count()));
            told.void.extend(self.failed.drain(..).map(|id| (id, disk.count())));
            self.writer = Some(opened);
        }
        let writer = self.writer.as_mut().unwrap();
        let (feed, next) = (writer.name().feed, writer.head().unwrap().seq + 1);
        let facts = writer.append(events.to_vec(), now(seconds)).map_err(|_| {
            self.failed.extend((next..next + events.len() as u64).map(|seq| FactId { feed, seq }));
        })?;
        told.within.extend(facts.iter().map(|fact| (fact.id, disk.count())));
        told.recorded.push((writer.head().unwrap(), disk.count()));
        Ok(())
    }

    /// Takes in what another seat has written.
    pub(super) fn sees(&mut self, other: &Self) {
        let head = other.writer.as_ref().and_then(|writer| Some((writer.name().clone(), writer.head()?)));
        if let Some(writer) = &mut self.writer {
            writer.saw(head);
        }
    }

    fn name(&self) -> FeedName {
        let feed = dutybook::run::FeedId(7);
        let person = self.desk.person.clone();
        self.writer.as_ref().map_or(FeedName { person, feed }, |writer| writer.name().clone())
    }
}

/// Works for so many rounds. `source` is a file to take as evidence.
pub(super) fn night(disk: &MemoryDisk, rounds: u64, source: &Path) -> Told {
    let mut told = Told::default();
    let (making, folder) = (PathBuf::from(".new-x"), PathBuf::from(RUN));
    let files: [(&str, &[u8]); 2] = [("runbook.toml", b"schema = 1\n"), ("overlay-1.toml", b"x\n")];
    for _ in 0..2 {
        if home::make(disk, &making, &folder, &files).is_ok() {
            told.made = true;
            break;
        }
        told.failures += 1;
        if disk.holds(&making) || disk.holds(&folder) {
            return told;
        }
    }
    if !told.made {
        return told;
    }
    let journal = folder.join("journal");
    let (mut alice, mut bob) =
        (Seat::at(desk(disk, "alice", &journal)), Seat::at(desk(disk, "bob", &journal)));
    for round in 0..rounds {
        let text = format!("round {round}");
        alice.record(disk, &mut told, &[note(&text)], round * 4);
        bob.sees(&alice);
        bob.record(disk, &mut told, &[note("answer"), note(&text)], round * 4 + 1);
        alice.sees(&bob);
        let mut drafts = Drafts::new();
        drafts.insert("note".to_owned(), [("text".to_owned(), text.clone())].into());
        let (mut file, _) = DraftsFile::open(&folder.join("drafts"), &alice.name(), &[]);
        told.failures += usize::from(file.save(disk, &drafts).is_err());
        if round % 2 == 1 {
            let run = RunFolder::new(folder.clone());
            match evidence::take(disk, source, &run, EvidenceHow::Copied, &mut |_, _| {}) {
                Ok(taken) => {
                    let name = format!("{}-{}", taken.sha256, taken.name);
                    told.taken.push((name, disk.count()));
                }
                Err(_) => told.failures += 1,
            }
        }
    }
    told
}

/// The journal that files are.
pub(super) fn journal(files: &BTreeMap<PathBuf, Vec<u8>>) -> Journal {
    let feed = |(path, bytes): (&PathBuf, &Vec<u8>)| {
        Some(Feed::read(FeedName::parse(path.file_name()?.to_str()?)?, bytes.clone()))
    };
    Journal::new(files.iter().filter_map(feed).collect(), RunId::parse(b"7f3k0000000000zz"))
}
