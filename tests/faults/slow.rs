//! A disk that answers late, or never.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use dutybook::app::{App, Effect, Msg, Room, update};
use dutybook::locale::{Lang, console as signs, refusal};
use dutybook::run::{RunKind, Status};
use dutybook::shell::disk_thread::DiskThread;
use dutybook::shell::{Settings, clock};

use super::BrokenDisk;
use crate::screens::desk::{Desk, library};
use dutybook::theme::{Depth, Glyphs, Theme};
use dutybook::view::{Look, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// How long anything may take on a machine that has much else to do.
const DEADLINE: Duration = Duration::from_mins(1);

/// Everything that the screen shows.
fn shown(app: &App) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    draw(app, &Look::new(&Theme::default(), Glyphs::UNICODE, Depth::True), &mut buffer);
    let mut text = String::new();
    let mut skip = 0;
    for cell in &buffer.content {
        if skip == 0 {
            text.push_str(cell.symbol());
            skip = cell.symbol().width().max(1);
        }
        skip -= 1;
    }
    text
}

fn status(app: &App, step: &str) -> Status {
    match &app.room {
        Room::Console(console) => console.run.step(step).unwrap().status,
        Room::Home(_) => panic!("at home"),
    }
}

#[test]
fn while_a_disk_is_silent_keys_stay_alive_and_nothing_is_written_twice() {
    for lang in Lang::ALL {
        for seconds in [2, 60] {
            let mut desk = Desk::opened(lang, RunKind::Incident);
            desk.answers = false;
            let saving = signs::SAVING.get(lang);
            desk.keys("Enter");
            assert!(!shown(&desk.app).contains(saving), "not for a moment");
            desk.wait(seconds - 1);
            desk.tell(Msg::Redraw);
            assert!(shown(&desk.app).contains(saving), "{}", shown(&desk.app));
            assert_eq!(status(&desk.app, "recognise"), Status::Open, "nothing shows that is not on disk");
            // A second Enter is about what is pending, and says so.
            desk.keys("Enter");
            let Room::Console(console) = &desk.app.room else { panic!() };
            assert_eq!(console.pending.len(), 1);
            let said = desk.app.toast.as_ref().map(|toast| toast.text.to_string());
            assert_eq!(said.as_deref(), Some(refusal::STILL_SAVING.get(lang)));
            // Moving about, looking and typing go on.
            let step = console.step;
            desk.keys("Down");
            let Room::Console(console) = &desk.app.room else { panic!() };
            assert_ne!(console.step, step);
            desk.keys("n").types("typed meanwhile");
            assert!(shown(&desk.app).contains("typed meanwhile"));
            desk.keys("Esc");
            // Another step is another matter.
            desk.wait(2).keys("Enter");
            let Room::Console(console) = &desk.app.room else { panic!() };
            assert_eq!(console.pending.len(), 2);
        }
    }
}

/// What comes next from the disk thread, taken in; effects are carried out.
fn pump(app: &mut App, thread: &DiskThread, posts: &Receiver<Msg>, holds: impl Fn(&App) -> bool) {
    let deadline = Instant::now() + DEADLINE;
    while !holds(app) {
        let left = deadline.saturating_duration_since(Instant::now());
        let msg = posts.recv_timeout(left).expect("the disk thread answers");
        for effect in update(app, clock::now(), msg) {
            thread.carry_out(effect);
        }
    }
}

fn press(app: &mut App, thread: &DiskThread, code: crossterm::event::KeyCode) -> usize {
    let key = crossterm::event::KeyEvent::new(code, crossterm::event::KeyModifiers::NONE);
    let effects = update(app, clock::now(), Msg::Key(key));
    let appends = effects.iter().filter(|effect| matches!(effect, Effect::Append { .. })).count();
    for effect in effects {
        thread.carry_out(effect);
    }
    appends
}

#[test]
fn the_thread_that_waits_for_a_disk_holds_up_no_key_and_no_end() {
    let home = crate::journal::golden_home();
    let disk = BrokenDisk::default();
    let settings = Settings { disk: Arc::new(disk.clone()), ..crate::shell::desk::settings(home.path()) };
    let (sender, posts) = channel();
    let sender = std::sync::Mutex::new(sender);
    let post = Arc::new(move |msg| {
        let _ = sender.lock().unwrap().send(msg);
    });
    let thread = DiskThread::start(settings.clone(), Vec::new(), post);
    let mut app = App::new(settings.me(), settings.for_console(), library(), clock::now());
    thread.carry_out(Effect::ReopenRun { folder: "2026-001".to_owned() });
    pump(&mut app, &thread, &posts, |app| matches!(app.room, Room::Console(_)));

    disk.hold();
    let Room::Console(console) = &app.room else { panic!() };
    let before = console.run.facts().len();
    assert_eq!(press(&mut app, &thread, crossterm::event::KeyCode::Enter), 1);
    let deadline = Instant::now() + DEADLINE;
    while !disk.is_waiting() {
        assert!(Instant::now() < deadline, "the disk is never asked");
        std::thread::yield_now();
    }
    // The thread sleeps on the disk; the console does not.
    press(&mut app, &thread, crossterm::event::KeyCode::Down);
    press(&mut app, &thread, crossterm::event::KeyCode::Up);
    let asked = Instant::now();
    assert!(!thread.finish(Duration::from_millis(1)), "nobody waits for what does not come");
    assert!(asked.elapsed() < DEADLINE);
    let Room::Console(console) = &app.room else { panic!() };
    assert_eq!((console.run.facts().len(), console.pending.len()), (before, 1));

    disk.let_go();
    pump(&mut app, &thread, &posts, |app| match &app.room {
        Room::Console(console) => console.pending.is_empty() && console.run.facts().len() > before,
        Room::Home(_) => false,
    });
}
