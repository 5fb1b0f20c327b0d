//! A run is left while something is still on its way to the disk: its draft goes if it arrives, and stays if not.

use std::path::Path;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use dutybook::app::{App, Effect, Msg, Room, update};
use dutybook::shell::disk_thread::DiskThread;
use dutybook::shell::{Settings, clock};

use super::broken_disk::BrokenDisk;
use crate::screens::desk::library;

/// Records a note and leaves before anybody was told that it is on disk: the drafts that are left in the folder.
fn drafts_after(home: &Path, disk: &BrokenDisk, breaks: bool) -> Vec<String> {
    let journal = home.join("runs/2026-001-payroll-leak-7f3k/journal");
    let drafts = journal.with_file_name("drafts");
    std::fs::create_dir_all(&drafts).unwrap();
    let settings = Settings { disk: Arc::new(disk.clone()), ..crate::shell::desk::settings(home) };
    let (sender, posts) = channel();
    let sender = Mutex::new(sender);
    let post = Arc::new(move |msg| {
        let _ = sender.lock().unwrap().send(msg);
    });
    let thread = DiskThread::start(settings.clone(), Vec::new(), post);
    let mut app = App::new(settings.me(), settings.for_console(), library(), clock::now());
    thread.carry_out(Effect::ReopenRun { folder: "2026-001".to_owned() });
    while matches!(app.room, Room::Home(_)) {
        let msg = posts.recv_timeout(Duration::from_mins(1)).expect("the run is read");
        update(&mut app, clock::now(), msg);
    }
    let mut press = |code, modifiers| {
        for effect in update(&mut app, clock::now(), Msg::Key(KeyEvent::new(code, modifiers))) {
            thread.carry_out(effect);
        }
    };
    for letter in "nslow".chars() {
        press(KeyCode::Char(letter), KeyModifiers::NONE);
    }
    assert!(thread.finish(Duration::from_mins(1)));
    assert_eq!(std::fs::read_dir(&drafts).unwrap().count(), 1, "the draft is kept");
    if breaks {
        disk.break_below(&journal);
    }
    press(KeyCode::Char('s'), KeyModifiers::CONTROL);
    let left = app.console().unwrap().drafts_left();
    assert!(left.is_empty(), "{left:?}");
    thread.carry_out(Effect::LeaveRun { cause: "quit", drafts: left });
    assert!(thread.finish(Duration::from_mins(1)));
    let files = std::fs::read_dir(drafts).unwrap();
    files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

#[test]
fn what_arrives_after_a_run_was_left_has_no_draft_any_more() {
    let home = crate::journal::golden_home();
    let left = drafts_after(home.path(), &BrokenDisk::default(), false);
    assert!(!left.iter().any(|text| text.contains("slow")), "{left:?}");
}

#[test]
fn what_did_not_arrive_when_a_run_was_left_keeps_its_draft() {
    let home = crate::journal::golden_home();
    let left = drafts_after(home.path(), &BrokenDisk::default(), true);
    assert!(left.iter().any(|text| text.contains("slow")), "{left:?}");
}
