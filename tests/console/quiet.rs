//! A console that nobody touches.

use std::time::Duration;

use dutybook::locale::{Lang, console as signs};

use super::place::Place;
use super::screen::{Launch, Screen};

#[test]
fn an_idle_screen_writes_nothing_and_does_nothing() {
    let place = Place::new(Lang::Zh);
    let home = Launch::at(&place).start();
    home.shows(signs::HOME_RUNBOOKS.get(Lang::Zh));
    let other = Place::with_run(Lang::Zh);
    let run = Screen::on_run(&other);
    let before = (home.raw().len(), home.processor_ticks());
    let drawn = run.grid().lines;
    // This one rule is about time.
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(home.raw().len(), before.0);
    assert!(home.processor_ticks() <= before.1 + 1);
    // The header counts minutes; nothing else goes on.
    assert_eq!(run.grid().lines[1..], drawn[1..]);
}
