//! The terminal is given back, however the program ends.

use dutybook::locale::{Lang, app as words, console as signs, shell};
use rustix::process::Signal;

use super::place::{Place, TITLE};
use super::screen::{Ended, Launch, Screen};

fn is_given_back(ended: &Ended) {
    assert_eq!(ended.left_behind, [""; 0]);
}

#[test]
fn leaving_gives_the_terminal_back_and_says_what_stays_open() {
    let lang = Lang::Zh;
    let place = Place::with_run(lang);
    let mut screen = Screen::on_run(&place);
    screen.press("q").shows(signs::HOME_RECONNECT.get(lang));
    screen.press("Esc").shows(signs::QUIT_TITLE.get(lang));
    screen.press("Enter");
    let ended = screen.ended();
    assert!(ended.status.success());
    is_given_back(&ended);

    let mut screen = Screen::on_run(&place);
    screen.press("C-c").shows(signs::QUIT_TITLE.get(lang));
    screen.press("Esc").hides(signs::QUIT_TITLE.get(lang));
    screen.press("C-c").shows(signs::QUIT_TITLE.get(lang));
    screen.press("Enter");
    let ended = screen.ended();
    assert!(ended.status.success());
    is_given_back(&ended);
    assert!(ended.after.has(shell::STILL_OPEN.with(lang, &[&place.number()]).as_str()));
    assert_eq!(place.events("console.left").last().unwrap()["cause"], "quit");
    place.is_sound();
}

#[test]
fn a_signal_gives_the_terminal_back_and_its_cause_is_recorded() {
    let causes = [
        (Signal::TERM, 143, "terminated"),
        (Signal::HUP, 129, "hangup"),
        (Signal::INT, 130, "interrupted"),
        (Signal::QUIT, 131, "terminated"),
    ];
    let place = Place::with_run(Lang::En);
    for (signal, code, cause) in causes {
        let mut screen = Screen::on_run(&place);
        screen.send("n").shows(words::NOTE_TEXT.get(Lang::En));
        screen.signal(signal);
        let ended = screen.ended();
        assert_eq!((ended.status.exit_code(), ended.status.signal()), (code, None));
        is_given_back(&ended);
        assert_eq!(place.events("console.left").last().unwrap()["cause"], cause);
    }
    place.is_sound();
}

#[test]
fn a_terminal_that_closes_ends_the_program() {
    let place = Place::with_run(Lang::En);
    let mut screen = Screen::on_run(&place);
    screen.send("n").shows(words::NOTE_TEXT.get(Lang::En));
    let status = screen.hang_up();
    assert!(status.signal().is_none(), "{status:?}");
    let cause = place.events("console.left").last().unwrap()["cause"].clone();
    assert!(cause == "hangup" || cause == "input-closed", "{cause}");
    place.is_sound();
}

#[test]
fn a_terminal_that_closes_on_the_first_screen_ends_the_program_too() {
    let place = Place::fresh(Lang::En);
    let screen = Launch::at(&place).start();
    screen.shows(signs::HOME_RUNBOOKS.get(Lang::En));
    assert!(screen.hang_up().signal().is_none());
}

#[test]
fn what_cannot_begin_leaves_the_terminal_as_it_was() {
    let place = Place::new(Lang::En);
    let ended = Launch::at(&place).with(&["--no-such-flag"]).start().ended();
    assert_eq!(ended.status.exit_code(), 2);
    is_given_back(&ended);
    let ended = Launch::at(&place).through("exec \"$0\" </dev/null | cat").start().ended();
    is_given_back(&ended);
    // Without a terminal it is led in lines, which a pipe takes away and the screen shows as they are.
    assert!(ended.after.has("Which one"), "{}", ended.after.text());
}

#[test]
fn a_theme_that_is_not_there_is_told_and_stops_nothing() {
    let place = Place::new(Lang::En);
    let screen = Launch::at(&place).with(&["--theme", "no-such-theme"]).start();
    screen.shows("no-such-theme");
}

#[test]
fn a_run_that_cannot_be_read_is_told_on_the_first_screen() {
    let lang = Lang::En;
    let place = Place::with_run(lang);
    std::fs::write(place.run().join("runbook.toml"), "schema = 9\n").unwrap();
    let mut screen = Launch::at(&place).start();
    screen.until("the run", |grid| grid.has(signs::HOME_RUNBOOKS.get(lang)) && grid.has("-001"));
    screen.press("Up").press("Enter");
    screen.shows("runbook.toml");
    screen.press("Esc").shows(signs::QUIT_TITLE.get(lang));
    screen.press("Enter");
    is_given_back(&screen.ended());
}

#[test]
fn control_z_stops_the_program_and_fg_brings_it_back() {
    let place = Place::with_run(Lang::En);
    let mut screen = Launch::at(&place).through("PS1='ready> ' exec bash --norc -i").start();
    screen.shows("ready>");
    screen.send(format!("{}\r", env!("CARGO_BIN_EXE_dutybook"))).shows(TITLE);
    screen.enter("the run", |grid| grid.has("├ ☐ Look round"));
    let stopped = screen.press("C-z").shows("Stopped");
    assert!(!stopped.has("├ ☐ Look round"));
    screen.send("fg\r").shows("├ ☐ Look round");
    screen.press("Down").shows("├ ☐ Shut the door");
    screen.press("C-c").shows(signs::QUIT_TITLE.get(Lang::En));
    // The prompt of before is back with the screen of before; the shell reads once it has written another.
    screen.press("Enter").until("the shell", |grid| {
        let last = grid.lines.iter().rev().find(|line| !line.is_empty());
        grid.has("dutybook again") && last.is_some_and(|line| line == "ready>")
    });
    screen.send("exit\r");
    is_given_back(&screen.ended());
}

#[test]
fn the_title_of_a_terminal_with_signs_in_ascii_has_none_beyond_it() {
    let place = Place::with_run(Lang::En);
    let mut screen = Launch::at(&place).with(&["--ascii"]).start();
    screen.shows(TITLE);
    screen.enter("the run", |grid| grid.has(">[ ] Look round"));
    // The title goes out with the frame before this one.
    screen.press("n").shows(words::NOTE_TEXT.get(Lang::En));
    let raw = screen.raw();
    let raw = String::from_utf8_lossy(&raw);
    assert!(raw.contains(" * dutybook\x07") && !raw.contains('·'), "{raw:?}");
}
