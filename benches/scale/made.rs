//! Homes, runs and runbooks of a size that nobody types by hand, in the exact form of the real ones.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use dutybook::journal::{Digest, Draft, FeedName, Head, PersonId, RunId, Salt};
use dutybook::run::event::{Writer, WriterMode};
use dutybook::run::{Event, FeedId, RULES};
use dutybook::runbook::builtin::RUNBOOKS;
use dutybook::time::{BootTime, Moment};
use serde_json::json;

/// How large a run is, and what becomes of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) records: u64,
    pub(crate) feeds: u64,
    pub(crate) is_closed: bool,
}

/// A home with so many runs of one size, of which every fifth is open.
pub(crate) fn home(path: &Path, runs: u32, size: Size) {
    for number in 1..=runs {
        run(path, number, Size { is_closed: number % 5 != 0, ..size }, RUNBOOKS[0].1);
    }
}

/// One run in a home: steps, notes and timers by as many people as it has feeds, who take in each other's records
/// now and then. It was opened as many minutes ago as its number says.
pub(crate) fn run(home: &Path, number: u32, size: Size, book: &str) {
    let id = RunId::parse(format!("{number:04}00000000000z").as_bytes()).unwrap();
    let folder = home.join(format!("runs/2026-{number:03}-made-to-measure-{}", id.short()));
    for part in ["journal", "evidence", "drafts"] {
        fs::create_dir_all(folder.join(part)).unwrap();
    }
    fs::write(folder.join("runbook.toml"), book).unwrap();
    let files = [("runbook.toml".to_owned(), Digest::of(book.as_bytes()).to_string())].into();
    let mut story = Story { id, number, size, files, steps: steps(book), start: start() };
    for (name, bytes) in story.feeds() {
        fs::write(folder.join("journal").join(name.to_string()), bytes).unwrap();
    }
}

/// A runbook of a hundred phases with a hundred steps each, with deadlines and guides.
pub(crate) fn runbook() -> String {
    let mut text =
        "schema = 1\nid = \"large\"\nversion = \"1\"\ntitle = \"Large\"\nreviewed = 2026-01-01\n".to_owned();
    for phase in 0..100 {
        let head = "stage = \"emergency\"\nmode = \"read-do\"";
        writeln!(text, "[[phase]]\nid = \"p{phase}\"\ntitle = \"Phase {phase}\"\n{head}").unwrap();
        for step in 0..100 {
            let times = "due = \"1h\"\ntarget = \"15m\"\nguide = \"Do it.\"";
            let id = format!("s{phase}-{step}");
            writeln!(text, "[[phase.step]]\nid = \"{id}\"\ntitle = \"Step {id}\"\n{times}").unwrap();
        }
    }
    text
}

/// The ids of a runbook's steps.
fn steps(book: &str) -> Vec<String> {
    let of_steps = book.split("[[phase.step]]\n").skip(1);
    of_steps.filter_map(|step| Some(step.strip_prefix("id = \"")?.split('"').next()?.to_owned())).collect()
}

fn start() -> Moment {
    "2026-01-05T04:00:00Z".parse().unwrap()
}

/// What happens in a run.
struct Story {
    id: RunId,
    number: u32,
    size: Size,
    files: BTreeMap<String, String>,
    steps: Vec<String>,
    start: Moment,
}

impl Story {
    fn feeds(&mut self) -> Vec<(FeedName, Vec<u8>)> {
        let name = |n: u64| FeedName {
            person: PersonId::new(["alice", "bob", "carol"][n as usize % 3]).unwrap(),
            feed: FeedId((u64::from(self.number) << 32) | (n + 1)),
        };
        let mut feeds: Vec<(FeedName, Vec<u8>)> =
            (0..self.size.feeds).map(|n| (name(n), Vec::new())).collect();
        let mut heads: Vec<Option<Head>> = feeds.iter().map(|_| None).collect();
        for n in 0..self.size.records {
            let index = (n % self.size.feeds) as usize;
            let before = heads[index];
            let (name, bytes) = &mut feeds[index];
            let seen: Vec<Head> = match heads[(index + 1) % heads.len()] {
                Some(head) if self.size.feeds > 1 && n.is_multiple_of(7) => vec![head],
                _ => Vec::new(),
            };
            let line = Draft {
                run: self.id,
                feed: name.feed,
                seq: before.map_or(1, |head| head.seq + 1),
                prev: before.map_or(Digest::ZERO, |head| head.h),
                at: self.start + TimeDelta::seconds(n.cast_signed() * 7),
                up: BootTime { micros: n * 7_000_000 },
                by: &name.person,
                seen: &seen,
                salt: Salt([n as u8; 16]),
                event: &self.event(before.is_none(), name, n),
            }
            .line()
            .unwrap();
            bytes.extend_from_slice(&line.bytes);
            heads[index] =
                Some(Head { feed: name.feed, seq: before.map_or(1, |head| head.seq + 1), h: line.h });
        }
        feeds
    }

    fn event(&self, is_first: bool, name: &FeedName, n: u64) -> Event {
        if is_first {
            return self.opening(name);
        }
        let step = &self.steps[(n / 20) as usize % self.steps.len()];
        let last = self.size.records - 1;
        let event = match n {
            _ if n == self.size.feeds => json!({
                "kind": "run.opened", "run": "incident", "number": format!("2026-{:03}", self.number),
                "title": format!("Payroll leak {}", self.number), "runbook": "data-security-incident", "version": "1.0.0",
            }),
            _ if n == last && self.size.is_closed => json!({"kind": "run.closed", "note": "All is settled."}),
            _ if n.is_multiple_of(20) => json!({"kind": "step.started", "step": step}),
            _ if n % 20 == 19 => json!({"kind": "step.done", "step": step}),
            _ if n % 50 == 7 => json!({"kind": "timer.started", "title": "Look again", "runs": 900}),
            _ => json!({
                "kind": "note.added", "step": step,
                "text": format!("{n}: 13 个账套受影响, see the second piece of evidence and ask for it again"),
            }),
        };
        serde_json::from_value(event).unwrap()
    }

    fn opening(&self, name: &FeedName) -> Event {
        let text = |text: &str| text.to_owned();
        let writer = Writer {
            person: name.person.as_str().to_owned(),
            display: text("Someone"),
            account: text("someone"),
            uid: 1000,
            host: text("host"),
            machine: text("0123456789abcdef0123456789abcdef"),
            boot: text("01234567-89ab-cdef-0123-456789abcdef"),
            program: text("dutybook"),
            version: text("0.1.0"),
            mode: WriterMode::Console,
        };
        Event::FeedOpened {
            writer: Box::new(writer),
            rules: RULES,
            files: self.files.clone(),
            continues: None,
        }
    }
}
