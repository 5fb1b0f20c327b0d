//! A home on a disk of its own that is full, or can only be read from some moment on, and the folder that stands in.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use dutybook::locale::{Lang, app as words, console as signs};

use super::clean::is_clean;
use super::place::Place;
use super::screen::{Launch, Screen};

/// Puts the home on a small disk that this program alone sees.
const OWN_DISK: &str = r#"exec unshare -rm sh -c '
cp -r "$DUTYBOOK_HOME" "$DUTYBOOK_HOME.copy" && mount -t tmpfs -o size=4m none "$DUTYBOOK_HOME" &&
cp -r "$DUTYBOOK_HOME.copy/." "$DUTYBOOK_HOME" || exit 9
exec "$0" "$@"' "$0" "$@""#;

/// The same, on a disk that can only be read.
const READ_ONLY_DISK: &str = r#"exec unshare -rm sh -c '
mount --bind "$DUTYBOOK_HOME" "$DUTYBOOK_HOME" && mount -o remount,bind,ro "$DUTYBOOK_HOME" || exit 9
exec "$0" "$@"' "$0" "$@""#;

/// For who looks on.
fn skipped() {
    let _ = writeln!(std::io::stdout(), "SKIPPED: this machine lets no program have a disk of its own");
}

/// Whether this machine lets a program have disks of its own.
fn can_mount() -> bool {
    let tried = Command::new("unshare").args(["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]).output();
    tried.is_ok_and(|output| output.status.success())
}

fn type_note(screen: &mut Screen, lang: Lang, text: &str) {
    screen.send("n").shows(words::NOTE_TEXT.get(lang));
    screen.send(text).shows(text);
    screen.press("C-s").hides(words::HAPPENED_HINT.get(lang));
}

/// The disk's last bytes are taken.
fn fill(home: &Path) {
    for (n, size) in [65_536, 4_096, 1].into_iter().enumerate() {
        let mut file = std::fs::File::create(home.join(format!("fill-{n}"))).unwrap();
        while file.write_all(&vec![0; size]).is_ok() {}
    }
}

/// What the journal in the folder that stands in says.
fn stands_in(stick: &Path) -> String {
    let mut text = String::new();
    let mut open = vec![stick.to_owned()];
    while let Some(folder) = open.pop() {
        for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            match path.extension().is_some_and(|end| end == "jsonl") {
                true => text += &std::fs::read_to_string(path).unwrap(),
                false if path.is_dir() => open.push(path),
                false => {}
            }
        }
    }
    text
}

/// A run, and the folder that stands in where its home fails.
fn with_stick(lang: Lang) -> (Place, PathBuf) {
    let place = Place::with_run(lang);
    let stick = PathBuf::from(format!("{}-stick", place.home().display()));
    std::fs::create_dir(&stick).unwrap();
    place.settings(&format!("person = \"alice\"\nfallback = \"{}\"\n", stick.display()));
    (place, stick)
}

/// A note that does not fit into what a full disk may have left in a block.
fn long(text: &str) -> String {
    format!("{}{text}", "x".repeat(4_200))
}

#[test]
fn a_home_that_fills_up_is_told_in_red_and_the_run_goes_on_elsewhere() {
    if !can_mount() {
        return skipped();
    }
    for lang in Lang::ALL {
        let (place, stick) = with_stick(lang);
        let mut screen = Screen::on_run_of(Launch::at(&place).through(OWN_DISK));
        type_note(&mut screen, lang, "before the fault");
        // As the program sees it, and nobody else.
        let pid = screen.pid().as_raw_nonzero();
        fill(Path::new(&format!("/proc/{pid}/root{}", place.home().display())));
        screen.send("n").shows(words::NOTE_TEXT.get(lang));
        screen.paste(&long("kept")).shows("xkept");
        screen.press("C-s").hides(words::HAPPENED_HINT.get(lang));
        let failed = words::NOT_RECORDED.get(lang).replace("{}", "");
        let grid = screen.shows(failed.trim());
        let full = if lang == Lang::Zh { "满" } else { "full" };
        assert!(grid.has(full), "{}", grid.text());
        assert!(screen.is_red(failed.trim()), "{}", grid.text());
        assert!(!stands_in(&stick).contains("xkept"), "what was told as failed is nowhere");
        // What was typed is there, and goes into the folder that stands in; so does what comes after.
        screen.send("n").shows("xkept");
        screen.press("C-s").hides(words::HAPPENED_HINT.get(lang));
        screen.hides(&signs::NOT_SAVED.get(lang)[..9]);
        place.until("the record", |_| stands_in(&stick).contains("xkept"));
        type_note(&mut screen, lang, "after the fault");
        place.until("the next record", |_| stands_in(&stick).contains("after the fault"));
        assert_eq!(stands_in(&stick).matches("xkept").count(), 1);
        assert!(stands_in(&stick).contains("\"continues\""), "it says what it goes on from");
        is_clean(&screen.raw());
    }
}

#[test]
fn a_home_that_can_only_be_read_is_worked_on_elsewhere_from_the_start() {
    if !can_mount() {
        return skipped();
    }
    for lang in Lang::ALL {
        let (place, stick) = with_stick(lang);
        let before = place.bytes();
        let mut screen = Screen::on_run_of(Launch::at(&place).size(100, 40).through(READ_ONLY_DISK));
        type_note(&mut screen, lang, "on the stick");
        place.until("the record", |_| stands_in(&stick).contains("on the stick"));
        screen.shows("on the stick");
        assert_eq!(place.bytes(), before);
        is_clean(&screen.raw());
    }
}
