//! Text that wants to be more than text: typed, pasted, in names of files, titles and settings.

use dutybook::locale::{Lang, app as words, console as signs};

use super::clean::is_clean;
use super::place::{PERSON, Place, SMALL};
use super::screen::{Launch, Screen};

/// Clears a screen, names a window, turns text round, hides, in one byte and in two.
const HOSTILE: &str = "a\x1b[2Jb\x1b]0;owned\x07c\u{9b}31md\u{202e}gpj\u{2066}e\u{200b}f\x0eg\u{feff}h\x7fi";
/// How a screen shows it.
const SHOWN: &str = "a^[[2Jb^[]0;owned^Gc<U+009B>31md<U+202E>gpj<U+2066>e<U+200B>f^Ng<U+FEFF>h^?i";

/// Everything that a screen shows, without what breaks a long text over several lines.
fn joined(lines: &[String]) -> String {
    lines.join("").chars().filter(|c| !matches!(c, ' ' | '│' | '┃')).collect()
}

#[test]
fn a_pasted_text_presses_no_enter_and_steers_nothing() {
    let lang = Lang::En;
    let place = Place::with_run(lang);
    let mut screen = Screen::on_run(&place);
    screen.paste("\r\rq\rC\r").press("?").shows(&format!("─ {} ─", signs::HELP_TITLE.get(lang)));
    screen.press("Esc").shows("├ ☐ Look round");
    screen.send("n").shows(words::NOTE_TEXT.get(lang));
    screen.paste(&format!("first\r\nsecond {HOSTILE}\rthird")).shows("third");
    screen.press("Tab").send("-5m");
    screen.press("C-s").hides(words::NOTE_TEXT.get(lang));
    place.until("the note", |place| place.count("note.added") == 1);
    let kinds = place.kinds();
    assert_eq!(kinds[kinds.len() - 2..], ["console.returned", "note.added"], "{kinds:?}");
    let text = place.events("note.added")[0]["text"].as_str().unwrap().to_owned();
    assert_eq!(text.lines().count(), 3, "{text:?}");
    assert!(text.starts_with("first\nsecond a") && text.ends_with("\nthird"), "{text:?}");
    screen.send("r").shows("second");
    screen.press("Enter").shows(signs::RECORDED_AT.get(lang));
    let raw = screen.raw();
    is_clean(&raw);
    assert!(!String::from_utf8_lossy(&raw).contains("owned\x07"));
    // A text of one line stays one, and is not sent by a line break in it.
    screen.press("Esc").press("Esc").shows("├ ☐ Look round");
    screen.send("t").shows(words::TIMER_RUNS.get(lang));
    screen.paste("20\r\n\r\n").until("20", |grid| grid.line(words::TIMER_RUNS.get(lang)).contains("20"));
    assert_eq!(place.count("timer.started"), 0);
    place.is_sound();
}

#[test]
fn a_file_with_a_hostile_name_is_shown_by_it_and_kept_by_it() {
    let lang = Lang::Zh;
    let place = Place::with_run(lang);
    let name = format!("恶意{}", HOSTILE.replace('/', ""));
    place.file(&name, "payload");
    place.file("恶意的另一个", "more");
    let mut screen = Screen::on_run(&place);
    screen.send("e").shows(words::EVIDENCE_PATH_HINT.get(lang));
    screen.send("~/恶意").shows("~/恶意");
    screen.press("Tab").shows("另一个");
    screen.send("a").press("Tab").until("the name", |grid| joined(&grid.lines).contains("^?i"));
    screen.press("C-s");
    place.until("the evidence", |place| place.count("evidence.added") == 1);
    let added = &place.events("evidence.added")[0];
    assert_eq!(added["name"], name);
    let digest = "239f59ed55e737c77147cf55ad0c1b030b6d7ee748a7426952f9b852d5a935e5";
    assert_eq!(added["sha256"], digest);
    screen.send("r").shows(signs::HISTORY_TITLE.get(lang));
    screen.press("Up").press("Down");
    screen.press("Enter").shows(signs::RECORDED_AT.get(lang));
    is_clean(&screen.raw());
    let log = place.dutybook(&["log", place.run().to_str().unwrap()], 0);
    is_clean(log.as_bytes());
    let copies: Vec<_> = std::fs::read_dir(place.run().join("evidence")).unwrap().flatten().collect();
    assert_eq!(copies.len(), 1);
    assert_eq!(std::fs::read(copies[0].path()).unwrap(), b"payload");
    place.is_sound();
}

#[test]
fn hostile_titles_names_and_runbooks_are_shown_as_what_they_are() {
    let place = Place::new(Lang::En);
    let codes: Vec<String> = HOSTILE.chars().map(|c| format!("\\U{:08x}", c as u32)).collect();
    let escaped = codes.concat();
    place.settings(&format!("person = \"{PERSON}\"\nname = \"{escaped}\"\n\"{escaped}\" = 1\n"));
    let book = place.file("book.toml", SMALL.replace("Look round", &escaped));
    let path = book.to_str().unwrap();
    let folder = place.dutybook(&["start", path, "--title", HOSTILE, "--detach"], 0);
    let mut screen = Launch::at(&place).size(200, 60).start();
    screen.until("the title", |grid| joined(&grid.lines).contains(SHOWN));
    screen.enter("the run", |grid| grid.has("├ "));
    screen.send("q").shows(signs::HOME_RECONNECT.get(Lang::En));
    screen.press("C-c").shows(signs::QUIT_TITLE.get(Lang::En));
    screen.press("Enter");
    let ended = screen.ended();
    is_clean(&ended.raw);
    for command in
        [&["list"][..], &["show", folder.trim()], &["log", folder.trim()], &["verify", folder.trim()]]
    {
        is_clean(place.dutybook(command, 0).as_bytes());
    }
}

#[test]
fn keys_that_no_keyboard_has_are_passed_over() {
    let place = Place::with_run(Lang::En);
    let mut screen = Screen::on_run(&place);
    screen.send("n").shows(words::NOTE_TEXT.get(Lang::En));
    screen.send(b"\xff\xfe\xc0\x80\xc2\x9b31m\x1b[<0;3;3M\x1b[I\x1b[O\x1b[200;5~x\x1b[999~");
    screen.send("\u{202e}\u{200b}ok").shows("ok");
    is_clean(&screen.raw());
    screen.press("C-c").shows(signs::QUIT_TITLE.get(Lang::En));
}
