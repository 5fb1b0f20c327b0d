//! What it costs to have something recorded: one append beside a bare write of the same bytes, and many at once.
//!
//! `cargo bench --bench append`
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dutybook::journal::{PersonId, RunId};
use dutybook::run::Event;
use dutybook::run::event::{Writer, WriterMode};
use dutybook::shell::disk::RealDisk;
use dutybook::shell::store::{Desk, FeedWriter};
use dutybook::time::{BootTime, Now};

const TIMES: usize = 301;
const BURST: usize = 2_000;

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let (mut writer, _) = FeedWriter::open(desk(folder.path()), &[], now()).unwrap();
    let journal = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let mut bare = File::options().create_new(true).append(true).open(folder.path().join("bare")).unwrap();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for number in 0..TIMES {
        let before = journal.metadata().unwrap().len();
        ours.push(timed(|| drop(writer.append(vec![note(number)], now()).unwrap())));
        let bytes = vec![b'x'; (journal.metadata().unwrap().len() - before) as usize];
        theirs.push(timed(|| {
            bare.write_all(&bytes).unwrap();
            bare.sync_data().unwrap();
        }));
    }
    let (append, write) = (median(ours), median(theirs));
    println!("one append                      {:>9.1} us", micros(append));
    println!("the same bytes, fdatasync       {:>9.1} us", micros(write));
    println!("ratio                           {:>9.2}", micros(append) / micros(write));
    let events: Vec<Event> = (0..BURST).map(note).collect();
    let each = timed(|| drop(writer.append(events, now()).unwrap())) / BURST as u32;
    println!("one of {BURST} at once             {:>9.1} us", micros(each));
    println!("rate beside one by one          {:>9.0} x", micros(append) / micros(each));
}

fn desk(folder: &Path) -> Desk {
    let text = String::new;
    Desk {
        disk: Arc::new(RealDisk),
        folder: folder.to_owned(),
        also: Vec::new(),
        run: RunId::parse(b"7f3k0000000000zz").unwrap(),
        person: PersonId::new("alice").unwrap(),
        writer: Writer {
            person: "alice".to_owned(),
            display: text(),
            account: text(),
            uid: 0,
            host: text(),
            machine: text(),
            boot: text(),
            program: text(),
            version: text(),
            mode: WriterMode::Console,
        },
        files: BTreeMap::new(),
    }
}

fn note(number: usize) -> Event {
    Event::NoteAdded {
        text: format!("13 个账套受影响，见证据 {number}"), step: None, happened: None
    }
}

fn now() -> Now {
    Now { wall: "2026-11-23T04:00:00Z".parse().unwrap(), boot: BootTime { micros: 1 } }
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut took: Vec<Duration>) -> Duration {
    took.sort_unstable();
    took[took.len() / 2]
}

fn micros(took: Duration) -> f64 {
    took.as_secs_f64() * 1e6
}
