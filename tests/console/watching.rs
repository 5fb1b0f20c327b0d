//! `dutybook watch`: a run as others write it, without a trace of who looks.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use dutybook::locale::{Lang, app as words, cli, console as signs, shell};

use super::place::Place;
use super::screen::{Launch, Screen};

/// Everything below a folder: what it is, when it was last changed in any way, and its bytes.
fn everything(folder: &Path) -> BTreeMap<PathBuf, (u32, i64, i64, Vec<u8>)> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let data = std::fs::symlink_metadata(&path).unwrap();
            let bytes = if data.is_file() { std::fs::read(&path).unwrap() } else { Vec::new() };
            all.insert(path.clone(), (data.mode(), data.ctime(), data.ctime_nsec(), bytes));
            if data.is_dir() {
                folders.push(path);
            }
        }
    }
    all
}

#[test]
fn watching_shows_what_others_write_and_leaves_the_home_as_it_was() {
    let lang = Lang::En;
    let place = Place::with_run(lang);
    let before = everything(&place.home());
    let mut watch = Launch::at(&place).with(&["watch"]).start();
    watch.shows("├ ☐ Look round");
    watch.shows(shell::ONLY_WATCHING.get(lang));
    for key in ["Enter", "n", "s", "u", "e", "C", "g", "t"] {
        watch.press(key).press("C-g");
        let still = watch.shows("├ ☐ Look round");
        assert!(!still.has(words::NOTE_TEXT.get(lang)), "{key}: {}", still.text());
    }
    watch.press("n");
    watch.until("why not", |grid| {
        grid.lines[20..].iter().any(|line| line.contains(shell::ONLY_WATCHING.get(lang)))
    });
    watch.press("Down").shows("├ ☐ Shut the door");
    watch.press("Space");
    watch.until("the whole step", |grid| {
        grid.has(signs::STATE.get(lang)) && grid.has("Look first, then shut.")
    });
    watch.press("Esc").shows("├ ☐ Shut the door");
    watch.press("r").shows(signs::FILTER_CALLS.get(lang));
    watch.press("Esc").hides(signs::FILTER_CALLS.get(lang));
    watch.press("q");
    assert_eq!(watch.ended().status.exit_code(), 0);
    assert_eq!(everything(&place.home()), before);

    // Three look on while one works, and see it without a key.
    let watches: Vec<Screen> = (0..3).map(|_| Launch::at(&place).with(&["watch", "2026"]).start()).collect();
    for watch in &watches {
        watch.shows("├ ☐ Look round");
    }
    let mut alice = Screen::on_run(&place);
    alice.enter("the start", |grid| grid.has("├ ► Look round"));
    for watch in &watches {
        watch.shows("├ ► Look round");
        watch.until("who is here", |grid| grid.has("◍ alice"));
    }
    let feeds = place.feeds().len();
    alice.press("q");
    for watch in &watches {
        watch.until("nobody is here", |grid| !grid.line("├ Journal").contains('◍'));
    }
    drop(watches);
    assert_eq!(place.feeds().len(), feeds);
    place.is_sound();
}

#[test]
fn watching_asks_which_run_where_several_are_open() {
    let place = Place::with_run(Lang::En);
    let book = place.file("small.toml", super::place::SMALL);
    place.dutybook(&["start", book.to_str().unwrap(), "--title", "Another", "--detach"], 0);
    let said = Launch::at(&place).with(&["watch"]).start().ended();
    assert_eq!(said.status.exit_code(), 2);
    let wanted = cli::WHICH_OF_THE_OPEN.get(Lang::En).split("{}").nth(1).unwrap();
    assert!(String::from_utf8_lossy(&said.raw).contains(wanted.trim()), "{:?}", said.after.text());
    place.dutybook(&["watch", "there-is-none"], 2);
}
