//! A line that takes nothing for a while: keys count all the same, and frames do not pile up behind each other.

use dutybook::locale::{Lang, app as words};

use rustix::process::Signal;

use super::place::Place;
use super::screen::{Grid, Screen};

/// Notes, and pastes in each: their frames are more than a line keeps, which is some twenty thousand bytes.
const NOTES: usize = 4;
const PASTES: usize = 90;

/// Writes notes while the line takes nothing. That each paste counts is seen in the drafts, since the screen shows
/// nothing; a note that was acknowledged has no draft any more.
fn write_notes(screen: &mut Screen, place: &Place) {
    screen.stall(true);
    for note in 1..=NOTES {
        screen.press("n");
        for number in 0..PASTES {
            let letter = char::from(b'a' + u8::try_from(number % 26).unwrap());
            let text = format!("{number:03} {} ", letter.to_string().repeat(55));
            screen.paste(&text);
            place.until(&text, |place| place.drafts().contains(&text));
        }
        screen.press("C-s");
        place.until("the note", |place| {
            place.count("note.added") == note && !place.drafts().contains("000 a")
        });
    }
}

#[test]
fn keys_count_on_a_line_that_takes_nothing_and_its_last_frame_is_right() {
    let place = Place::with_run(Lang::En);
    let mut screen = Screen::on_run(&place);
    write_notes(&mut screen, &place);
    let before = screen.raw().len();
    screen.stall(false).press("n").shows(words::NOTE_TEXT.get(Lang::En));
    screen.press("Esc").hides(words::NOTE_TEXT.get(Lang::En));
    let waited = screen.raw().len() - before;
    // What the line kept, and no more than the newest frames behind it.
    assert!(waited < NOTES * PASTES * 75, "{waited} bytes waited");
    let drawn = screen.grid().lines;
    // What was drawn after all that is what is drawn anew.
    screen.resize(81, 24).resize(80, 24).until("the same screen", |grid| grid.lines == drawn);
    place.is_sound();
}

#[test]
fn leaving_works_on_a_line_that_takes_nothing() {
    let place = Place::with_run(Lang::En);
    let mut screen = Screen::on_run(&place);
    write_notes(&mut screen, &place);
    screen.press("C-c").press("Enter");
    place.until("the leaving", |place| place.count("console.left") > 0);
    screen.stall(false);
    assert!(screen.ended().status.success());
    assert_eq!(place.events("console.left").last().unwrap()["cause"], "quit");
    place.is_sound();
}

#[test]
fn a_program_that_is_terminated_ends_on_a_line_that_takes_nothing() {
    let place = Place::with_run(Lang::En);
    let mut screen = Screen::on_run(&place);
    write_notes(&mut screen, &place);
    screen.signal(Signal::TERM);
    assert_eq!(screen.exit_status().exit_code(), 143);
    screen.stall(false);
    let ended = screen.ended();
    assert!(!ended.left_behind.contains(&"another mode"), "{:?}", ended.left_behind);
    assert_eq!(place.events("console.left").last().unwrap()["cause"], "terminated");
    place.is_sound();
}

/// What a line of this system keeps for a reader that is behind, and a few frames.
const MOST_BEHIND: usize = 40_000;

#[test]
fn keys_on_a_slow_line_do_not_pile_up_behind_frames() {
    let place = Place::with_run(Lang::En);
    let mut screen = Screen::on_run(&place);
    // Ten times as fast as 9,600 baud, and so are the keys: each press changes the guide beside the steps.
    screen.slow(100);
    for _ in 0..150 {
        for key in ["Down", "Up"] {
            screen.press(key);
            std::thread::sleep(std::time::Duration::from_millis(3));
        }
    }
    let before = screen.raw().len();
    screen.press("n").shows(words::NOTE_TEXT.get(Lang::En));
    let behind = screen.raw().len() - before;
    assert!(behind < MOST_BEHIND, "{behind} bytes came between a key and its frame");
    // On the slow line half a frame would be shown for long. The first line tells the minutes.
    screen.fast();
    let is_whole = |grid: &Grid| {
        let has_form = grid.has(words::NOTE_TEXT.get(Lang::En));
        !has_form
            && grid.has("Look about you.")
            && grid.has("opened 2026-001 甲公司账套外泄")
            && grid.has("Enter Start")
    };
    let drawn = screen.press("Esc").until("all of the run", is_whole).lines;
    screen.resize(81, 24).resize(80, 24).until("the same screen", |grid| grid.lines[1..] == drawn[1..]);
    place.is_sound();
}
