//! What goes over the wire: the bytes of real screens, key by key.
//!
//! `cargo bench --bench wire` prints a table of means; with a number behind `--`, also the bytes of that move.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};
use dutybook::app::console::JournalHealth;
use dutybook::app::msg::RunReady;
use dutybook::app::{App, KeyTable, Library, Me, Msg, Settings, update};
use dutybook::locale::Lang;
use dutybook::run::{Body, Event, Fact, FactId, FeedId, Run, RunKind};
use dutybook::runbook::Runbook;
use dutybook::shell::renderer::{Ability, Renderer};
use dutybook::text::SafeText;
use dutybook::theme::{Depth, Glyphs, Theme};
use dutybook::time::{BootTime, Now, Zone};
use dutybook::view::{Look, draw};
use ratatui::layout::Size;

type Screen = Renderer<Vec<u8>, Size>;

/// A console, and the terminal that it is drawn on.
struct Desk {
    app: App,
    look: Look,
    screen: Screen,
}

impl Desk {
    fn new(lang: Lang, size: Size) -> Self {
        let (name, text) = dutybook::runbook::builtin::RUNBOOKS[0];
        let book = match Runbook::parse(name, text.as_bytes()) {
            Ok((book, _)) => Arc::new(book),
            Err(problems) => panic!("{:?}", problems.lines(lang)),
        };
        let now = Now { wall: "2026-11-22T20:12:00Z".parse().unwrap(), boot: BootTime { micros: 1 } };
        let opened = Event::RunOpened {
            run: RunKind::Incident,
            number: "2026-007".to_owned(),
            title: "甲公司账套外泄".to_owned(),
            runbook: book.id.clone(),
            version: book.version.clone(),
        };
        let note = |n: u64| Event::NoteAdded { text: format!("备注 {n}"), step: None, happened: None };
        let facts = (1..).zip(std::iter::once(opened).chain((0..200).map(note))).map(|(seq, event)| Fact {
            id: FactId { feed: FeedId(1), seq },
            at: now.wall,
            by: Arc::from("alice"),
            body: Body::Event(event),
        });
        let run = Run::fold(book, facts);
        let me = Me { person: "alice".to_owned(), display: SafeText::line("alice") };
        let settings = Settings {
            lang,
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
        let ability = Ability { depth: Depth::Indexed, ..Ability::default() };
        let screen = Renderer::new(Vec::new(), size, ability);
        let look = Look::new(&Theme::default(), Glyphs::UNICODE, Depth::Indexed);
        let mut desk = Self { app, look, screen };
        desk.frame();
        desk
    }

    /// Draws a frame and gives its bytes.
    fn frame(&mut self) -> Vec<u8> {
        let before = self.screen.out().len();
        let (app, look) = (&self.app, &self.look);
        self.screen.draw(|buffer| draw(app, look, buffer)).unwrap();
        self.screen.out()[before..].to_vec()
    }

    fn press(&mut self, code: KeyCode) -> Vec<u8> {
        let now = self.app.now;
        update(&mut self.app, now, Msg::Key(KeyEvent::from(code)));
        self.frame()
    }

    /// The bytes of each of many presses of a key.
    fn presses(&mut self, code: KeyCode, times: usize) -> Vec<Vec<u8>> {
        (0..times).map(|_| self.press(code)).collect()
    }
}

fn mean(frames: &[Vec<u8>]) -> usize {
    frames.iter().map(Vec::len).sum::<usize>() / frames.len().max(1)
}

fn main() {
    let shown: Option<usize> = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    println!(
        "{:>10} {:>3} {:>12} {:>9} {:>8} {:>6}",
        "size", "", "step by step", "history", "typing", "most"
    );
    for size in [(80, 24), (120, 40), (200, 60)] {
        for lang in Lang::ALL {
            let size = Size { width: size.0, height: size.1 };
            let mut desk = Desk::new(lang, size);
            let moves = desk.presses(KeyCode::Down, 60);
            if let Some(frame) = shown.and_then(|step| moves.get(step)) {
                println!(
                    "{}\n",
                    String::from_utf8_lossy(frame).escape_debug().to_string().replace("\\u{1b}", "␛")
                );
            }
            desk.press(KeyCode::Char('r'));
            let history = desk.presses(KeyCode::Up, 60);
            desk.press(KeyCode::Esc);
            desk.press(KeyCode::Char('n'));
            let typed: Vec<_> =
                "the bank was called at nine".chars().map(|c| desk.press(KeyCode::Char(c))).collect();
            println!(
                "{:>10} {:>3} {:>12} {:>9} {:>8} {:>6}",
                format!("{}x{}", size.width, size.height),
                lang.code(),
                mean(&moves),
                mean(&history),
                mean(&typed),
                moves.iter().map(Vec::len).max().unwrap_or(0),
            );
        }
    }
}
