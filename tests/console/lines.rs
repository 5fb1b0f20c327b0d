//! The line mode on a terminal: a dumb one, where nothing is drawn and the terminal edits its own lines.

use dutybook::locale::Lang;

use super::place::Place;
use super::screen::Launch;

#[test]
fn a_dumb_terminal_is_led_in_lines_rings_and_is_never_drawn_on() {
    let place = Place::with_run(Lang::En);
    let mut launch = Launch::at(&place).size(80, 120);
    launch.also.push(("TERM", "dumb".to_owned()));
    let mut screen = launch.start();
    screen.shows("Which one");
    screen.send("\r").shows("Look round, open. 1 Start");
    screen.send("timer\r").shows("How long");
    screen.send("1s\r").shows("may be empty");
    screen.send("kettle\r").shows("Recorded: timer of 1s: kettle");
    screen.until("the bell", |_| true);
    while !screen.raw().contains(&7) {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(!screen.grid().has("A time has passed"), "nothing is written where somebody may be typing");
    screen.send("\r").shows("A time has passed: kettle");
    // Ctrl-D: no more lines will come.
    screen.send("\x04");
    let ended = screen.ended();
    assert_eq!(ended.status.exit_code(), 0);
    let bytes = ended.raw.iter().filter(|byte| !matches!(byte, b'\r' | b'\n' | 0x07 | 0x08));
    assert!(bytes.clone().all(|byte| *byte >= b' '), "{:?}", String::from_utf8_lossy(&ended.raw));
    assert_eq!(ended.left_behind, [""; 0]);
    assert_eq!(place.events("console.left").last().unwrap()["cause"], "input-closed");
    assert_eq!(place.count("timer.started"), 1);
    place.is_sound();
}

#[test]
fn the_flag_leads_in_lines_on_any_terminal_and_control_c_leaves() {
    let place = Place::with_run(Lang::Zh);
    let mut screen = Launch::at(&place).with(&["--plain"]).size(80, 120).start();
    screen.shows("选哪个");
    screen.send("1\r").shows("1 开始，? 列出全部");
    screen.send("备注\r").shows("可多行");
    screen.send("第一行\r第二行\r.\r").shows("发生时间");
    screen.send("\r").shows("已记录：备注");
    screen.send("\x03");
    assert_eq!(screen.ended().status.exit_code(), 130);
    assert_eq!(place.events("note.added")[0]["text"], "第一行\n第二行");
    assert_eq!(place.events("console.left").last().unwrap()["cause"], "interrupted");
}

#[test]
fn on_a_terminal_lines_break_at_words_below_their_text_and_on_a_dumb_one_not_at_all() {
    let place = Place::with_run(Lang::En);
    let told =
        "2 Note (note, n): Write a note of one or more lines, with the time that it happened if earlier";
    let broken = told.replace("more lines", "more\r\n  lines");
    for (term, wanted) in [("xterm-256color", broken.as_str()), ("dumb", told)] {
        let mut launch = Launch::at(&place).with(&["--plain"]).size(50, 200);
        launch.also.push(("TERM", term.to_owned()));
        let mut screen = launch.start();
        screen.shows("Which one");
        screen.send("1\r").shows("1 Start");
        screen.send("?\r").shows("2 Note (note, n)");
        screen.send("\x04");
        let raw = String::from_utf8(screen.ended().raw).unwrap();
        assert!(raw.contains(wanted), "{raw}");
        let told = raw.split("\r\n").filter(|row| !row.contains("stays open"));
        let longest = told.map(|row| row.chars().count()).max().unwrap();
        assert_eq!(longest <= 50, term != "dumb", "{longest}: {raw}");
    }
}
