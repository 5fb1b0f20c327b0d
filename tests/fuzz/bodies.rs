//! What a fuzzer calls: each takes any bytes, and panics where the program would be wrong about them.
//!
//! The tests run them over the kept corpus and over changed copies of it; `fuzz/` gives them to libFuzzer.

use std::sync::Arc;

use crossterm::event::Event as Input;
use dutybook::app::console::JournalHealth;
use dutybook::app::draft::Drafts;
use dutybook::app::msg::RunReady;
use dutybook::app::{App, Effect, KeyTable, Library, Me, Msg, Settings, update};
use dutybook::journal::verify::Surroundings;
use dutybook::journal::{Digest, Draft, Feed, FeedName, Head, Journal, PersonId, Report, RunId, Salt};
use dutybook::locale::Lang;
use dutybook::run::{Body, Event, Fact, FactId, FeedId, Run};
use dutybook::runbook::Runbook;
use dutybook::shell::keys::Decoder;
use dutybook::text::SafeText;
use dutybook::theme::{Depth, Glyphs, Theme};
use dutybook::time::{BootTime, Moment, Now, Zone};
use dutybook::view::{Look, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A target by its name.
pub(crate) type Target = fn(&[u8]);

/// Every target.
pub(crate) const TARGETS: [(&str, Target); 5] = [
    ("runbooks", runbooks),
    ("conditions", conditions),
    ("records", records),
    ("merge", merge),
    ("keys", keys),
];

const BOOK: &str = include_str!("../console/small.toml");

/// A runbook is read, or every problem of it is told, in both languages.
pub(crate) fn runbooks(data: &[u8]) {
    if let Err(problems) = Runbook::parse("fuzz.toml", data) {
        for lang in Lang::ALL {
            assert!(!problems.lines(lang).is_empty());
        }
    }
}

/// A condition is read, or what is wrong with it is told.
pub(crate) fn conditions(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let quoted: Vec<String> = text.chars().map(|c| format!("\\U{:08X}", c as u32)).collect();
    let quoted = quoted.concat();
    let book = format!(
        "schema = 1\nid = \"x\"\nversion = \"1.0.0\"\ntitle = \"x\"\nreviewed = 2026-11-23\n\
         [[ask]]\nid = \"kind\"\nkind = \"choice\"\nlabel = \"k\"\n\
         choices = [{{ id = \"one\", label = \"1\" }}, {{ id = \"two\", label = \"2\" }}]\n\
         [[ask]]\nid = \"count\"\nkind = \"number\"\nlabel = \"n\"\n\
         [[phase]]\nid = \"p\"\ntitle = \"p\"\nstage = \"emergency\"\nmode = \"read-do\"\n\
         [[phase.step]]\nid = \"s\"\ntitle = \"s\"\nguide = \"g\"\nwhen = \"{quoted}\"\n"
    );
    runbooks(book.as_bytes());
}

/// A feed is read; it reads the same where it grows in pieces; a check of it ends.
pub(crate) fn records(data: &[u8]) {
    let name = || FeedName { person: PersonId::new("lina").unwrap(), feed: FeedId(0x0f3a_9c51_d2b7_e884) };
    let whole = Feed::read(name(), data.to_vec());
    let mut grown = Feed::read(name(), data[..data.len() / 3].to_vec());
    grown.extend(&data[data.len() / 3..data.len() / 2]);
    grown.extend(&data[data.len() / 2..]);
    assert_eq!(whole.entries().len(), grown.entries().len());
    assert_eq!(whole.flaws().collect::<Vec<_>>(), grown.flaws().collect::<Vec<_>>());
    let report = Report::of(&Journal::new(vec![whole], None), &Surroundings::default());
    for finding in &report.findings {
        for lang in Lang::ALL {
            is_safe(finding.say(lang).as_str());
        }
    }
}

/// Feeds of three people that see each other at will: one order and one run, whichever file comes first.
pub(crate) fn merge(data: &[u8]) {
    let mut writers: Vec<Writer> = (0..3).map(Writer::new).collect();
    for pair in data.chunks_exact(2).take(120) {
        let (who, other) = (usize::from(pair[0] % 3), usize::from(pair[1] % 3));
        let seen = (pair[0] & 0x80 != 0).then(|| writers[other].head).flatten();
        writers[who].write(pair[0], pair[1], seen.filter(|_| who != other));
    }
    let feeds: Vec<Feed> = writers.iter().map(Writer::feed).collect();
    let Ok((book, _)) = Runbook::parse("small.toml", BOOK.as_bytes()) else { unreachable!() };
    let book = Arc::new(book);
    let mut first: Option<(Vec<Fact>, String)> = None;
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]] {
        let journal = Journal::new(order.map(|n| feeds[n].clone()).to_vec(), None);
        let run = Run::fold(book.clone(), journal.facts());
        let steps = run.steps().iter().map(|step| format!("{:?} {:?}", step.status, step.decided_by));
        let told = (journal.facts().collect::<Vec<_>>(), steps.collect::<String>());
        if let Some(first) = &first {
            assert_eq!(*first, told, "the order in which files come does not matter");
        }
        first.get_or_insert(told);
    }
}

struct Writer {
    name: FeedName,
    bytes: Vec<u8>,
    head: Option<Head>,
}

impl Writer {
    fn new(n: u64) -> Self {
        let person = PersonId::new(["alice", "bob", "carol"][n as usize]).unwrap();
        Self { name: FeedName { person, feed: FeedId(n + 1) }, bytes: Vec::new(), head: None }
    }

    fn write(&mut self, what: u8, when: u8, seen: Option<Head>) {
        let step = dutybook::runbook::Id::new(["look", "shut", "no-such"][usize::from(when) % 3]).unwrap();
        let event = match what % 5 {
            0 => Event::StepStarted { step, happened: None, deviation: None },
            1 => Event::StepDone { step, row: None, happened: None, deviation: None },
            2 => Event::StepReopened { step, row: None, reason: dutybook::run::Reason::default() },
            3 => Event::FactUndone {
                undoes: FactId { feed: FeedId(u64::from(when % 3) + 1), seq: u64::from(what / 8) },
            },
            _ => Event::NoteAdded { text: format!("{what} {when}"), step: None, happened: None },
        };
        let seq = self.head.map_or(1, |head| head.seq + 1);
        let at: Moment = "2026-11-23T04:00:00Z".parse().unwrap();
        let seen: Vec<Head> = seen.into_iter().collect();
        let line = Draft {
            run: RunId::parse(b"7f3k0000000000zz").unwrap(),
            feed: self.name.feed,
            seq,
            prev: self.head.map_or(Digest::ZERO, |head| head.h),
            at: at + chrono::TimeDelta::seconds(i64::from(when)),
            up: BootTime { micros: seq },
            by: &self.name.person,
            seen: &seen,
            salt: Salt([what; 16]),
            event: &event,
        };
        let line = line.line().unwrap();
        self.bytes.extend_from_slice(&line.bytes);
        self.head = Some(Head { feed: self.name.feed, seq, h: line.h });
    }

    fn feed(&self) -> Feed {
        Feed::read(self.name.clone(), self.bytes.clone())
    }
}

/// Bytes from a terminal, in pieces, with other sizes between them: what is drawn is whole and safe.
pub(crate) fn keys(data: &[u8]) {
    let Ok((book, _)) = Runbook::parse("small.toml", BOOK.as_bytes()) else { unreachable!() };
    let book = Arc::new(book);
    let mut now =
        Now { wall: "2026-11-22T20:12:00Z".parse().unwrap(), boot: BootTime { micros: 81_234_000_000 } };
    let me = Me { person: "alice".to_owned(), display: SafeText::line("alice") };
    let settings = Settings {
        lang: Lang::Zh,
        zone: Zone::from_offset("+08:00").unwrap(),
        bell: false,
        watches: false,
        in_lines: false,
        keys: KeyTable::default(),
    };
    let mut app = App::new(me, settings, Library::default(), now);
    let mut seq = 0;
    let mut facts = |events: Vec<Event>, wall: Moment| -> Vec<Fact> {
        let fact = |event| {
            seq += 1;
            let id = FactId { feed: FeedId(1), seq };
            Fact { id, at: wall, by: Arc::from("alice"), body: Body::Event(event) }
        };
        events.into_iter().map(fact).collect()
    };
    let run = Run::fold(book, facts(vec![note("before")], now.wall));
    let ready = RunReady {
        run,
        folder: "2026-007".to_owned(),
        drafts: Drafts::new(),
        journal: JournalHealth::default(),
        away: None,
        warning: None,
    };
    update(&mut app, now, Msg::RunReady(Box::new(ready)));
    let mut decoder = Decoder::default();
    for piece in data.chunks(7).take(60) {
        now.boot.micros += 400_000;
        now.wall += chrono::TimeDelta::milliseconds(400);
        for input in decoder.feed(piece) {
            let msg = match input {
                Input::Key(key) => Msg::Key(key),
                Input::Paste(text) => Msg::Paste(text),
                Input::FocusGained | Input::FocusLost | Input::Mouse(_) | Input::Resize(..) => Msg::Redraw,
            };
            for effect in update(&mut app, now, msg) {
                if let Effect::Append { ticket, events, .. } = effect {
                    let facts = facts(events, now.wall);
                    update(&mut app, now, Msg::Appended { ticket, facts });
                }
            }
        }
        let size = Rect::new(0, 0, u16::from(piece[0] % 130), u16::from(piece[piece.len() - 1] % 50));
        let mut buffer = Buffer::empty(size);
        draw(&app, &Look::new(&Theme::default(), Glyphs::UNICODE, Depth::True), &mut buffer);
        buffer.content.iter().for_each(|cell| is_safe(cell.symbol()));
    }
}

fn note(text: &str) -> Event {
    Event::NoteAdded { text: text.to_owned(), step: None, happened: None }
}

/// Nothing that steers a terminal.
fn is_safe(text: &str) {
    let hidden = |c: char| {
        c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}')
    };
    assert!(!text.contains(hidden), "{text:?}");
}
