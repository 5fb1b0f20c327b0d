//! A run with a long journal: shown at once, checked before anything is recorded in it.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dutybook::app::{App, Effect, Msg, Room, update};
use dutybook::locale::Lang;
use dutybook::run::Event;
use dutybook::shell::desk::OpenDesk;
use dutybook::shell::disk_thread::DiskThread;
use dutybook::shell::{Home, Settings};

use super::desk::{note, notes, now, settings};

/// Lengthens the golden run to six million bytes.
fn long_home() -> tempfile::TempDir {
    let home = crate::journal::golden_home();
    let folder = Home::new(home.path()).find("2026-001").unwrap();
    let (mut open, _) = OpenDesk::take_up(&settings(home.path()), folder, now()).unwrap();
    for _ in 0..10 {
        open.append(vec![note(&"很长的记录".repeat(18)); 600], now()).unwrap();
    }
    open.leave("quit", now());
    home
}

struct Seat {
    app: App,
    thread: DiskThread,
    posts: Receiver<Msg>,
}

impl Seat {
    /// Asks for the run, and for a note in it before anything was answered.
    fn at(home: &Path) -> Self {
        let settings: Settings = settings(home);
        let (sender, posts) = channel();
        let sender = Mutex::new(sender);
        let post = Arc::new(move |msg| {
            let _ = sender.lock().unwrap().send(msg);
        });
        let app = App::new(settings.me(), settings.for_console(), crate::screens::desk::library(), now());
        let thread = DiskThread::start(settings, Vec::new(), post);
        thread.carry_out(Effect::ReopenRun { folder: "2026-001".to_owned() });
        thread.carry_out(Effect::Append {
            ticket: 7,
            events: vec![note("asked for at once")],
            to_be_signed: false,
        });
        Self { app, thread, posts }
    }

    /// Takes in what is said up to what is looked for.
    fn until(&mut self, is_it: impl Fn(&Msg) -> bool) {
        loop {
            let msg = self.posts.recv_timeout(Duration::from_mins(1)).expect("the disk thread answers");
            let is_last = is_it(&msg);
            for effect in update(&mut self.app, now(), msg) {
                self.thread.carry_out(effect);
            }
            if is_last {
                return;
            }
        }
    }

    fn console(&self) -> &dutybook::app::Console {
        let Room::Console(console) = &self.app.room else { panic!("no run is shown") };
        console
    }
}

fn was_asked_for(home: &Path) -> bool {
    notes(&Home::new(home).find("2026-001").unwrap()).iter().any(|text| text == "asked for at once")
}

#[test]
fn a_long_run_is_shown_before_it_is_checked_and_written_to_after() {
    let home = long_home();
    let mut seat = Seat::at(home.path());
    seat.until(|msg| matches!(msg, Msg::RunReady(_)));
    assert!(seat.console().journal.is_being_checked);
    let returns = |seat: &Seat| {
        let is_return =
            |fact: &&dutybook::run::Fact| matches!(fact.event(), Some(Event::ConsoleReturned { .. }));
        seat.console().run.facts().iter().filter(is_return).count()
    };
    let before = returns(&seat);
    seat.until(|msg| matches!(msg, Msg::Checked(_)));
    assert!(!seat.console().journal.is_being_checked);
    assert_eq!(returns(&seat), before + 1, "coming back is recorded once the journal was checked");
    seat.until(|msg| matches!(msg, Msg::Appended { ticket: 7, .. }));
    assert!(was_asked_for(home.path()));
}

#[test]
fn what_was_asked_for_before_a_long_run_turned_out_to_be_doubtful_is_refused() {
    let home = long_home();
    let journal = home.path().join("runs/2026-001-payroll-leak-7f3k/journal");
    let path = journal.join("lina-0f3a9c51d2b7e884.jsonl");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("\"seq\":9,", "\"seq\":8,", 1)).unwrap();
    let feeds = || std::fs::read_dir(&journal).unwrap().count();
    let before = feeds();
    let mut seat = Seat::at(home.path());
    seat.until(|msg| matches!(msg, Msg::Checked(_)));
    assert!(seat.console().journal.read_only.is_some());
    assert!(!seat.console().journal.damage.is_empty());
    seat.until(|msg| matches!(msg, Msg::AppendFailed { ticket: 7, .. }));
    assert!(seat.thread.finish(Duration::from_mins(1)));
    assert!(!was_asked_for(home.path()));
    assert_eq!(feeds(), before, "nothing is written to a run that is in doubt");
}

#[test]
fn that_a_long_run_is_being_checked_is_said_until_it_was() {
    let home = long_home();
    // Somebody who was never here is not told how long they were away.
    let mut settings = settings(home.path());
    settings.person = dutybook::journal::PersonId::new("newcomer").unwrap();
    settings.lang = Lang::Zh;
    let folder = Home::new(home.path()).find("2026-001").unwrap();
    let read = dutybook::shell::desk::TakenUp::read(&settings, folder, now()).unwrap();
    let mut app = App::new(settings.me(), settings.for_console(), crate::screens::desk::library(), now());
    let dutybook::shell::desk::TakenUp { mut desk, mut ready, unchecked } = read;
    assert!(unchecked.is_long());
    ready.journal.is_being_checked = true;
    update(&mut app, now(), Msg::RunReady(Box::new(ready)));
    let told = app.toast.as_ref().map(|toast| toast.text.as_str().to_owned());
    assert!(told.as_ref().is_some_and(|told| told.contains("核对")), "{told:?}");
    let checked = unchecked.check(&mut desk, &settings, now());
    update(&mut app, now(), Msg::Checked(Box::new(checked)));
    assert!(app.toast.as_ref().is_none_or(|toast| Some(toast.text.as_str()) != told.as_deref()));
}

#[test]
fn a_long_run_that_was_changed_after_it_was_shown_is_in_doubt() {
    let home = long_home();
    let settings = settings(home.path());
    let folder = Home::new(home.path()).find("2026-001").unwrap();
    let read = dutybook::shell::desk::TakenUp::read(&settings, folder, now()).unwrap();
    let path = home.path().join("runs/2026-001-payroll-leak-7f3k/journal/lina-0f3a9c51d2b7e884.jsonl");
    let text = std::fs::read_to_string(&path).unwrap();
    // The feed of an old console, of which nobody names the last records.
    let whole: Vec<&str> = text.split_inclusive('\n').filter(|line| line.ends_with('\n')).collect();
    std::fs::write(&path, whole[..whole.len() - 1].concat()).unwrap();
    let dutybook::shell::desk::TakenUp { mut desk, unchecked, .. } = read;
    let checked = unchecked.check(&mut desk, &settings, now());
    assert!(checked.health.read_only.is_some(), "{:?}", checked.health);
    let is_told = |finding: &dutybook::text::SafeText| finding.as_str().contains("held-head");
    assert!(checked.health.damage.iter().any(is_told), "{:?}", checked.health.damage);
    assert!(checked.facts.is_empty());
}
