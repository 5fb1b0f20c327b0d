//! Coming back after whatever happened.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use dutybook::locale::{Lang, app as words, console as signs, shell};
use rustix::process::Signal;

use super::place::{Place, TITLE};
use super::screen::{Launch, Screen};

#[test]
fn the_open_run_is_offered_first_and_enter_returns_to_where_one_was() {
    let lang = Lang::Zh;
    let place = Place::with_run(lang);
    let mut screen = Screen::on_run(&place);
    screen.enter("the start", |grid| grid.has("├ ► 看一看"));
    screen.enter("the next", |grid| grid.has("├ ☐ 关上门"));
    screen.enter("the start", |grid| grid.has("├ ► 关上门"));
    screen.signal(Signal::KILL);
    assert_ne!(screen.ended().status.exit_code(), 0);

    let mut screen = Launch::at(&place).start();
    let home = screen.shows(signs::HOME_RECONNECT.get(lang));
    let chosen = home.line("▸");
    assert!(chosen.contains(TITLE), "{}", home.text());
    let back = screen.enter("where it was", |grid| grid.has("├ ► 关上门"));
    assert!(back.has(shell::CAUSE_UNKNOWN.get(lang)), "{}", back.text());
    let returned = place.events("console.returned");
    let last = returned.last().unwrap();
    assert_eq!(last["cause"], "unknown");
    assert!(last["away"].as_u64().is_some_and(|seconds| seconds < 60), "{last}");
    let started = place.records().into_iter().rfind(|record| record.kind() == "step.started").unwrap();
    assert_eq!(last["last"], format!("{}:{}", started.feed, started.seq));
    place.is_sound();
}

#[test]
fn an_enter_pressed_before_the_first_screen_stands_goes_back_to_the_open_run() {
    let place = Place::with_run(Lang::En);
    let mut screen = Launch::at(&place).start();
    // The terminal is taken, and nothing is shown yet.
    screen.press("Enter").shows("├ ☐ Look round");
    assert_eq!(place.runs().len(), 1);
}

#[test]
fn a_half_typed_note_comes_back_after_the_program_was_killed() {
    let lang = Lang::Zh;
    let place = Place::with_run(lang);
    let mut screen = Screen::on_run(&place);
    screen.send("n").shows(words::NOTE_TEXT.get(lang));
    screen.send("第一行，还没写完\r第二行").shows("第二行");
    place.until("the draft", |place| place.drafts().contains("第二行"));
    screen.signal(Signal::KILL);
    screen.ended();

    let mut screen = Screen::on_run(&place);
    let form = screen.shows("第二行");
    assert!(form.has("第一行，还没写完"), "{}", form.text());
    screen.send("，写完了").shows("写完了");
    screen.press("C-s").hides(words::NOTE_TEXT.get(lang));
    place.until("the note", |place| place.count("note.added") == 1);
    assert_eq!(place.events("note.added")[0]["text"], "第一行，还没写完\n第二行，写完了");
    place.until("no draft", |place| place.drafts().is_empty());
    let anew = screen.send("n").shows(words::NOTE_TEXT.get(lang));
    assert!(!anew.has("│ 第二行"), "{}", anew.text());
    place.is_sound();
}

#[test]
fn a_closed_run_opens_read_only_and_is_reopened_with_a_reason() {
    let lang = Lang::En;
    let place = Place::with_run(lang);
    let mut screen = Screen::on_run(&place);
    screen.send("C").shows(signs::LEFT_CLOSE_ALL_THE_SAME.get(lang));
    screen.press("Enter").shows(words::CLOSE_NOTE.get(lang));
    screen.send("All is well again.").shows("well again.");
    screen.press("C-s").shows(signs::REASON_UNMET.get(lang));
    screen.press("5");
    screen.shows("closed");
    place.until("the end", |place| place.count("run.closed") == 1);
    let closed = &place.events("run.closed")[0];
    assert_eq!(closed["note"], "All is well again.");
    assert_eq!(closed["deviation"]["reason"]["preset"], "unrelated");
    assert_eq!(closed["deviation"]["unmet"], serde_json::json!(["open-steps"]));
    let before = place.records().len();

    screen.send("n").shows(words::RUN_IS_CLOSED.get(lang));
    screen.send("s").press("e").press("q").shows(signs::HOME_CLOSED.get(lang));
    assert!(!screen.grid().has(signs::HOME_RECONNECT.get(lang)));
    screen.press("C-c").shows(signs::QUIT_TITLE.get(lang));
    screen.press("Enter");
    screen.ended();
    let left = place.records().len();
    assert!(left <= before + 1, "{:?}", place.kinds());

    let mut screen = Launch::at(&place).start();
    screen.shows(signs::HOME_CLOSED.get(lang));
    screen.press("End");
    screen.until("the closed run", |grid| grid.line(TITLE).starts_with('▸'));
    screen.enter("it", |grid| grid.has("├ ☐ Look round"));
    screen.enter("a refusal", |grid| grid.has(words::RUN_IS_CLOSED.get(lang)));
    screen.send("d").shows(words::RUN_IS_CLOSED.get(lang));
    assert_eq!(place.records().len(), left, "looking leaves no trace");
    screen.send("R").shows(signs::REASON_PLAIN.get(lang));
    screen.send("It began again.").shows("It began again.");
    screen.enter("the open run", |grid| grid.line("Enter").contains(signs::ENTER_START.get(lang)));
    assert_eq!(place.events("run.reopened")[0]["reason"]["text"], "It began again.");
    screen.enter("the step", |grid| grid.has("├ ► Look round"));
    place.is_sound();
}

#[test]
fn a_torn_tail_is_survived_and_left_in_place() {
    let place = Place::with_run(Lang::En);
    let mut screen = Screen::on_run(&place);
    screen.enter("the start", |grid| grid.has("├ ► Look round"));
    screen.signal(Signal::KILL);
    screen.ended();
    let feeds = place.feeds();
    let torn: Vec<Vec<u8>> = feeds
        .iter()
        .map(|feed| {
            let mut bytes = std::fs::read(feed).unwrap();
            let last = bytes[..bytes.len() - 1].rsplit(|byte| *byte == b'\n').next().unwrap();
            bytes.extend_from_within(bytes.len() - 1 - last.len()..bytes.len() - last.len() / 2);
            std::fs::write(feed, &bytes).unwrap();
            bytes
        })
        .collect();

    let mut screen = Screen::on_run(&place);
    screen.shows("├ ► Look round");
    screen.enter("the next", |grid| grid.has("├ ☐ Shut the door"));
    screen.press("C-c").shows(signs::QUIT_TITLE.get(Lang::En));
    screen.press("Enter");
    screen.ended();
    for (feed, bytes) in feeds.iter().zip(torn) {
        assert_eq!(std::fs::read(feed).unwrap(), bytes, "{}", feed.display());
    }
    assert_eq!(place.count("step.done"), 1);
    place.is_sound();
}

/// The files of what is half written, with their bytes.
fn draft_files(place: &Place) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(place.run().join("drafts")).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

#[test]
fn what_two_lost_consoles_had_half_written_comes_back_together() {
    let lang = Lang::En;
    let place = Place::with_run(lang);
    let mut consoles = [Screen::on_run(&place), Screen::on_run(&place)];
    for (screen, text) in consoles.iter_mut().zip(["from the stuck line", "typed once more"]) {
        screen.send("n").shows(words::NOTE_TEXT.get(lang));
        screen.send(text).shows(text);
        place.until("the draft", |place| place.drafts().contains(text));
    }
    for screen in consoles {
        screen.signal(Signal::KILL);
        screen.ended();
    }
    let mut screen = Screen::on_run(&place);
    let form = screen.shows("typed once more");
    assert!(form.has("from the stuck line"), "{}", form.text());
    screen.press("C-s").hides(words::NOTE_TEXT.get(lang));
    place.until("the note", |place| place.count("note.added") == 1);
    assert_eq!(place.events("note.added")[0]["text"], "from the stuck line\ntyped once more");
    place.until("no draft", |place| place.drafts().is_empty());
}

#[test]
fn what_stands_half_written_on_a_dead_line_is_in_the_next_console_too() {
    let lang = Lang::En;
    let place = Place::with_run(lang);
    let mut frozen = Screen::on_run(&place);
    frozen.send("n").shows(words::NOTE_TEXT.get(lang));
    frozen.send("the vault is open").shows("the vault is open");
    place.until("the draft", |place| place.drafts().contains("the vault is open"));
    // Whoever types now is left alone.
    let early = Screen::on_run(&place);
    assert!(!early.shows("├ ☐ Look round").has("the vault is open"));
    early.signal(Signal::KILL);
    early.ended();
    let long_ago = SystemTime::now() - Duration::from_secs(20);
    for (path, _) in draft_files(&place) {
        std::fs::File::options().append(true).open(path).unwrap().set_modified(long_ago).unwrap();
    }
    let mut screen = Screen::on_run(&place);
    screen.shows("the vault is open");
    screen.send(" since nine").shows("since nine");
    screen.press("C-s").hides(words::NOTE_TEXT.get(lang));
    place.until("the note", |place| place.count("note.added") == 1);
    // What the dead line leaves behind was recorded meanwhile, further on.
    frozen.signal(Signal::KILL);
    frozen.ended();
    let last = Screen::on_run(&place);
    let shown = last.shows("├ ☐ Look round");
    assert!(!shown.has(words::NOTE_TEXT.get(lang)), "{}", shown.text());
}

#[test]
fn what_was_recorded_is_no_draft_any_more_however_the_program_ended() {
    let lang = Lang::En;
    let place = Place::with_run(lang);
    let mut screen = Screen::on_run(&place);
    screen.send("n").shows(words::NOTE_TEXT.get(lang));
    screen.send("recorded once").shows("recorded once");
    place.until("the draft", |place| place.drafts().contains("recorded once"));
    let files = draft_files(&place);
    screen.press("C-s").hides(words::NOTE_TEXT.get(lang));
    place.until("no draft", |place| place.drafts().is_empty());
    screen.signal(Signal::KILL);
    screen.ended();
    // As if it had been killed between the record and letting go of the draft.
    for (path, bytes) in files {
        std::fs::write(path, bytes).unwrap();
    }
    let screen = Screen::on_run(&place);
    let shown = screen.shows("├ ☐ Look round");
    assert!(!shown.has(words::NOTE_TEXT.get(lang)), "{}", shown.text());
    assert_eq!(place.count("note.added"), 1);
}
