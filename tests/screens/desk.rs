//! A console without a terminal: keys go in, screens come out, and the store is a list of facts.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::TimeDelta;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dutybook::app::msg::RunReady;
use dutybook::app::{
    App, Effect, Followed, KeyTable, Library, Me, Msg, RunSummary, RunbookEntry, Settings, update,
};
use dutybook::locale::{Both, Lang};
use dutybook::run::{Body, Event, Fact, FactId, FeedId, Run, RunKind, Writer, WriterMode};
use dutybook::runbook::{Cover, Id, Runbook};
use dutybook::text::SafeText;
use dutybook::time::{BootTime, Moment, Now, Zone};

/// The person at the desk.
pub(crate) const ALICE: FeedId = FeedId(0x0a11_ce00_0000_0001);

/// Somebody else who works on the same run.
pub(crate) const BOB: FeedId = FeedId(0x0b0b_0000_0000_0002);

pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) now: Now,
    /// Whether the store answers at once.
    pub(crate) answers: bool,
    seq: BTreeMap<FeedId, u64>,
    pub(crate) book: Arc<Runbook>,
}

pub(crate) fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

pub(crate) fn built_in(place: usize) -> Arc<Runbook> {
    let (name, text) = dutybook::runbook::builtin::RUNBOOKS[place];
    match Runbook::parse(name, text.as_bytes()) {
        Ok((book, _)) => Arc::new(book),
        Err(problems) => panic!("{:?}", problems.lines(dutybook::locale::Lang::En)),
    }
}

pub(crate) fn library() -> Library {
    let entry = |n| RunbookEntry { cover: Cover::of(&built_in(n)), files: Vec::new(), path: None };
    Library { runbooks: vec![entry(0), entry(1)], runs: Vec::new(), problems: Vec::new(), is_partial: false }
}

pub(crate) fn summary(number: &str, title: &str, opened: &str) -> RunSummary {
    RunSummary {
        folder: number.to_owned(),
        kind: RunKind::Incident,
        number: SafeText::line(number),
        title: SafeText::line(title),
        opened: Some(moment(opened)),
        closed: None,
        last: Some(moment(opened)),
        last_mine: None,
        progress: (3, 161),
        due: Vec::new(),
        next: Some(Both { zh: SafeText::line("停止事件扩散"), en: SafeText::line("Stop the spread") }),
        problem: None,
    }
}

impl Desk {
    /// The first screen at 04:12 on a Monday night in Shanghai.
    pub(crate) fn home(lang: Lang, library: Library) -> Self {
        let now = Now { wall: moment("2026-11-22T20:12:00Z"), boot: BootTime { micros: 81_234_000_000 } };
        let me = Me { person: "alice".to_owned(), display: SafeText::line("alice") };
        let settings = Settings {
            lang,
            zone: Zone::from_offset("+08:00").unwrap(),
            bell: false,
            watches: false,
            in_lines: false,
            keys: KeyTable::default(),
        };
        let book = built_in(0);
        let app = App::new(me, settings, library, now);
        Self { app, now, answers: true, seq: BTreeMap::new(), book }
    }

    /// A run of the built-in runbook, just opened.
    pub(crate) fn opened(lang: Lang, kind: RunKind) -> Self {
        let mut desk = Self::home(lang, library());
        let title = match lang {
            Lang::Zh => "甲公司账套外泄",
            Lang::En => "Ledgers of Client A leaked",
        };
        desk.open(kind, title);
        desk
    }

    /// The first record of a person's feed.
    pub(crate) fn feed_of(person: &str, display: &str) -> Event {
        let writer = Writer {
            person: person.to_owned(),
            display: display.to_owned(),
            account: person.to_owned(),
            uid: 1000,
            host: "desk".to_owned(),
            machine: String::new(),
            boot: "b".to_owned(),
            program: "dutybook".to_owned(),
            version: "0.1.0".to_owned(),
            mode: WriterMode::Console,
        };
        Event::FeedOpened { writer: Box::new(writer), rules: 1, files: BTreeMap::new(), continues: None }
    }

    pub(crate) fn open(&mut self, kind: RunKind, title: &str) {
        let feed = Self::feed_of("alice", "alice");
        let opened = Event::RunOpened {
            run: kind,
            number: "2026-007".to_owned(),
            title: title.to_owned(),
            runbook: self.book.id.clone(),
            version: self.book.version.clone(),
        };
        let facts = [self.fact(ALICE, feed), self.fact(ALICE, opened)];
        let run = Run::fold(self.book.clone(), facts);
        let ready = RunReady {
            run,
            folder: "2026-007-payroll-leak-7f3k".to_owned(),
            drafts: BTreeMap::new(),
            journal: dutybook::app::console::JournalHealth::default(),
            away: None,
            warning: None,
        };
        self.tell(Msg::RunReady(Box::new(ready)));
    }

    pub(crate) fn fact(&mut self, feed: FeedId, event: Event) -> Fact {
        let seq = self.seq.entry(feed).or_insert(0);
        *seq += 1;
        let by = if feed == BOB { "bob" } else { "alice" };
        let id = FactId { feed, seq: *seq };
        Fact { id, at: self.now.wall, by: Arc::from(by), body: Body::Event(event) }
    }

    /// Another person's fact comes in.
    pub(crate) fn comes_in(&mut self, feed: FeedId, event: Event) -> FactId {
        let fact = self.fact(feed, event);
        let id = fact.id;
        self.tell(Msg::Appended { ticket: 0, facts: vec![fact] });
        id
    }

    /// Another person's fact is followed.
    pub(crate) fn follows(&mut self, feed: FeedId, event: Event) -> FactId {
        let fact = self.fact(feed, event);
        let id = fact.id;
        self.tell(Msg::Followed(Followed::After(vec![fact])));
        id
    }

    /// Tells the console something, and does what it asks of the store.
    pub(crate) fn tell(&mut self, msg: Msg) {
        let effects = update(&mut self.app, self.now, msg);
        for effect in effects {
            if let Effect::Append { ticket, events, .. } = effect
                && self.answers
            {
                let facts = events.into_iter().map(|event| self.fact(ALICE, event)).collect();
                self.tell(Msg::Appended { ticket, facts });
            }
        }
    }

    /// The store has written at last what was handed to it.
    pub(crate) fn written(&mut self, pending: &dutybook::app::Pending) {
        let facts = pending.events.iter().map(|event| self.fact(ALICE, event.clone())).collect();
        self.tell(Msg::Appended { ticket: pending.ticket, facts });
    }

    /// Presses keys by name, a second apart.
    pub(crate) fn keys(&mut self, names: &str) -> &mut Self {
        for name in names.split_whitespace() {
            self.wait(1);
            let code = match name {
                "Enter" => KeyCode::Enter,
                "Esc" => KeyCode::Esc,
                "Tab" => KeyCode::Tab,
                "Space" => KeyCode::Char(' '),
                "Up" => KeyCode::Up,
                "Down" => KeyCode::Down,
                "Left" => KeyCode::Left,
                "Right" => KeyCode::Right,
                "PageDown" => KeyCode::PageDown,
                "End" => KeyCode::End,
                "Home" => KeyCode::Home,
                letter => KeyCode::Char(letter.chars().next().unwrap()),
            };
            self.tell(Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        }
        self
    }

    /// Types a text.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let code = if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
            self.tell(Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        }
        self
    }

    /// Microseconds pass.
    pub(crate) fn pass(&mut self, micros: i64) {
        self.now.wall += TimeDelta::microseconds(micros);
        self.now.boot.micros += micros.unsigned_abs();
        self.app.now = self.now;
    }

    /// Time passes.
    pub(crate) fn wait(&mut self, seconds: i64) -> &mut Self {
        self.now.wall += TimeDelta::seconds(seconds);
        self.now.boot.micros += seconds.unsigned_abs() * 1_000_000;
        self.app.now = self.now;
        self
    }

    /// Goes to a step.
    pub(crate) fn go(&mut self, step: &str) -> &mut Self {
        if let dutybook::app::Room::Console(console) = &mut self.app.room {
            console.step = console.run.step_place(step).unwrap();
        }
        self
    }
}

pub(crate) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}
