//! What the real screens cost to draw: the built-in runbook, 10,000 steps that are all due, 100,000 records.
//!
//! `cargo bench --bench screens`; each frame has to stay below half a millisecond.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use divan::Bencher;
use dutybook::app::console::JournalHealth;
use dutybook::app::msg::RunReady;
use dutybook::app::next_change::changes_at;
use dutybook::app::{App, KeyTable, Library, Me, Msg, Settings, update};
use dutybook::locale::Lang;
use dutybook::run::{Body, Event, Fact, FactId, FeedId, Run, RunKind};
use dutybook::runbook::Runbook;
use dutybook::text::SafeText;
use dutybook::theme::{Depth, Glyphs, Theme};
use dutybook::time::{BootTime, Now, Zone};
use dutybook::view::{Look, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn main() {
    divan::main();
}

fn parsed(name: &str, text: &str) -> Runbook {
    match Runbook::parse(name, text.as_bytes()) {
        Ok((book, _)) => book,
        Err(problems) => panic!("{:?}", problems.lines(dutybook::locale::Lang::En)),
    }
}

fn built_in() -> Runbook {
    let (name, text) = dutybook::runbook::builtin::RUNBOOKS[0];
    parsed(name, text)
}

/// A hundred phases of a hundred steps, each with a deadline and a budget.
fn large() -> Runbook {
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
    parsed("large.toml", &text)
}

/// A console over a run with so many notes.
fn console(book: Runbook, notes: u64) -> App {
    let now = Now { wall: "2026-11-22T20:12:00Z".parse().unwrap(), boot: BootTime { micros: 1 } };
    let book = Arc::new(book);
    let opened = Event::RunOpened {
        run: RunKind::Incident,
        number: "2026-007".to_owned(),
        title: "甲公司账套外泄".to_owned(),
        runbook: book.id.clone(),
        version: book.version.clone(),
    };
    let note = |n: u64| Event::NoteAdded { text: format!("备注 {n}"), step: None, happened: None };
    let events = std::iter::once(opened).chain((0..notes).map(note));
    let facts = (1..).zip(events).map(|(seq, event)| Fact {
        id: FactId { feed: FeedId(1), seq },
        at: now.wall,
        by: Arc::from("alice"),
        body: Body::Event(event),
    });
    let run = Run::fold(book, facts);
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
    let (drafts, journal) = (BTreeMap::new(), JournalHealth::default());
    let ready = RunReady { run, folder: "f".to_owned(), drafts, journal, away: None, warning: None };
    update(&mut app, now, Msg::RunReady(Box::new(ready)));
    app
}

/// Draws frames at 80x24, and asks each time when the next is due, as the loop does.
fn frames(bencher: Bencher<'_, '_>, app: &App) {
    let look = Look::new(&Theme::default(), Glyphs::UNICODE, Depth::True);
    bencher.with_inputs(|| Buffer::empty(Rect::new(0, 0, 80, 24))).bench_local_refs(|buffer| {
        let position = draw(app, &look, buffer);
        (position, changes_at(app))
    });
}

#[divan::bench]
fn the_built_in_runbook(bencher: Bencher<'_, '_>) {
    frames(bencher, &console(built_in(), 100));
}

#[divan::bench]
fn ten_thousand_steps_that_are_all_due(bencher: Bencher<'_, '_>) {
    frames(bencher, &console(large(), 100));
}

#[divan::bench]
fn a_hundred_thousand_records(bencher: Bencher<'_, '_>) {
    frames(bencher, &console(built_in(), 100_000));
}

#[divan::bench]
fn the_history_of_a_hundred_thousand_records(bencher: Bencher<'_, '_>) {
    let mut app = console(built_in(), 100_000);
    let now = app.now;
    let key = crossterm::event::KeyEvent::from(crossterm::event::KeyCode::Char('r'));
    update(&mut app, now, Msg::Key(key));
    frames(bencher, &app);
}
