//! Two people on one run: each sees what the other records, and who is where.

use dutybook::locale::{Lang, app as words, console as signs};
use rustix::process::Signal;

use super::place::Place;
use super::screen::{Launch, Screen};

/// The console of a second person on the same run.
fn bob(place: &Place) -> Screen {
    let config = place.file("bob", "").with_file_name("config-of-bob");
    std::fs::create_dir_all(config.join("dutybook")).unwrap();
    std::fs::write(config.join("dutybook/config.toml"), "person = \"bob\"\nname = \"Bob\"\n").unwrap();
    let mut launch = Launch::at(place);
    launch.also.push(("XDG_CONFIG_HOME", config.display().to_string()));
    let mut screen = launch.start();
    screen.shows(super::place::TITLE);
    screen.enter("the run", |grid| grid.has("├ "));
    screen
}

#[test]
fn two_people_see_each_others_facts_without_a_key() {
    let lang = Lang::En;
    let place = Place::with_run(lang);
    let mut alice = Screen::on_run(&place);
    let mut bob = bob(&place);
    alice.enter("the start", |grid| grid.has("├ ► Look round"));
    let seen = bob.shows("├ ► Look round");
    assert!(seen.line("► Look round").contains("alice"), "{}", seen.text());
    assert!(seen.lines.last().unwrap().contains("alice started"), "{}", seen.text());
    // Bob stays where he is, and writes on.
    bob.send("n").shows(words::NOTE_TEXT.get(lang));
    bob.send("seen from here").press("C-s").hides(words::NOTE_TEXT.get(lang));
    alice.shows("seen from here");
    alice.enter("the end", |grid| grid.has("├ ☐ Shut the door"));
    let stays = bob.until("it is done", |grid| grid.has("✔ Look round"));
    assert!(stays.line("✔ Look round").contains('▸'), "{}", stays.text());
    // The last record of each names what the other has written.
    place.until("the end", |place| place.count("step.done") == 1);
    place.is_sound();
    let seen: Vec<String> =
        place.bytes().iter().map(|feed| String::from_utf8_lossy(feed).into_owned()).collect();
    assert!(seen.iter().filter(|feed| feed.contains("\"seen\":[[")).count() >= 2, "{seen:?}");
}

#[test]
fn who_is_here_shows_at_the_step_and_goes_with_the_process_however_it_ends() {
    let lang = Lang::En;
    let place = Place::with_run(lang);
    let alice = Screen::on_run(&place);
    let mut bob = bob(&place);
    alice.until("bob is here", |grid| grid.has("◍ Bob"));
    bob.press("Down").press("Down");
    alice.until("bob is at the third step", |grid| grid.line("Lock it").contains("◍Bob"));
    bob.signal(Signal::KILL);
    bob.ended();
    alice.until("bob is gone", |grid| !grid.has("◍"));
}

#[test]
fn two_people_killed_at_random_leave_a_sound_journal_that_both_fold_alike() {
    let lang = Lang::En;
    let place = Place::with_run(lang);
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    let mut screens = [Screen::on_run(&place), bob(&place)];
    let come_back = |who: usize| if who == 0 { Screen::on_run(&place) } else { bob(&place) };
    for round in 0..12 {
        let who = random(2) as usize;
        let text = format!("note {round} of {who}");
        screens[who].send("n").shows(words::NOTE_TEXT.get(lang));
        screens[who].send(&text).press("C-s");
        if random(3) == 0 {
            screens[who].signal(Signal::KILL);
            screens[who] = come_back(who);
            // What was half typed comes back with its form.
            if screens[who].grid().has(words::NOTE_TEXT.get(lang)) {
                screens[who].press("C-s").hides(words::NOTE_TEXT.get(lang));
            }
        } else {
            screens[who].hides(words::NOTE_TEXT.get(lang));
            screens[1 - who].shows(&text);
        }
        place.is_sound();
    }
    let last = place.events("note.added").last().unwrap()["text"].as_str().unwrap().to_owned();
    let journals = screens.each_mut().map(|screen| {
        screen.press("r");
        let whole = |grid: &super::screen::Grid| grid.has(signs::FILTER_CALLS.get(lang)) && grid.has(&last);
        let grid = screen.until("the whole of it", whole);
        let told = grid.lines.into_iter().filter(|line| line.contains("note: ") && !line.contains('◍'));
        let bare = |line: String| line.trim_matches(['▸', ' ', '┃']).to_owned();
        told.map(bare).collect::<Vec<String>>()
    });
    assert!(!journals[0].is_empty());
    assert_eq!(journals[0], journals[1]);
}
