//! Kills of the console at random moments, alone and beside another one: what its screen had shown as recorded is on
//! disk.
//!
//! `DUTYBOOK_KILLS` says how many, `DUTYBOOK_SEED` which, and `DUTYBOOK_LANES` how many at a time;
//! `tests/faults/kills.sh` runs a thousand.

use std::collections::BTreeSet;
use std::io::Write;
use std::time::Duration;

use dutybook::locale::Lang;
use rustix::process::Signal;

use super::place::Place;
use super::screen::{Grid, Launch, Screen};

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Numbers that look like chance and are the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// The keys that record a note.
fn note(text: &str) -> String {
    format!("n{text}\x13")
}

/// The notes among `texts` that a screen shows as recorded: behind a time, in the journal and not in a form.
fn recorded<'a>(grid: &Grid, texts: &'a [String]) -> Vec<&'a String> {
    let is_entry = |line: &str| {
        let bytes = line.as_bytes();
        bytes.windows(5).any(|part| part[2] == b':' && [0, 1, 3, 4].iter().all(|n| part[*n].is_ascii_digit()))
    };
    let shown = |text: &&String| grid.lines.iter().any(|line| is_entry(line) && line.contains(text.as_str()));
    texts.iter().filter(shown).collect()
}

/// A console that is recording notes, about to be killed.
struct Victim {
    screen: Screen,
    texts: Vec<String>,
}

impl Victim {
    fn begin(place: &Place, mark: &str) -> Self {
        // High enough that what others record does not push one's own out of the journal's pane.
        let mut screen = Screen::on_run_of(Launch::at(place).size(100, 50));
        let texts: Vec<String> = (0..2).map(|n| format!("{mark}n{n}z")).collect();
        screen.send(note(&texts[0]));
        Self { screen, texts }
    }

    /// Kills it, and gives what its screen had shown as recorded by then.
    fn end(mut self, chance: &mut Chance) -> Vec<String> {
        if chance.below(2) == 0 {
            self.screen.until("a record", |grid| !recorded(grid, &self.texts).is_empty());
            self.screen.send(note(&self.texts[1]));
        }
        // Any moment will do: from before the note is typed to after it is recorded.
        std::thread::sleep(Duration::from_micros(chance.below(60_000)));
        self.screen.signal(Signal::KILL);
        let grid = self.screen.last_grid();
        recorded(&grid, &self.texts).into_iter().cloned().collect()
    }
}

/// Holds what was shown against what is on disk.
fn check(place: &Place, shown: &BTreeSet<String>, what: &str) {
    let notes: Vec<String> = place
        .events("note.added")
        .iter()
        .filter_map(|event| event["text"].as_str().map(ToOwned::to_owned))
        .collect();
    for text in shown {
        let count = notes.iter().filter(|note| *note == text).count();
        assert_eq!(count, 1, "{what}: {text} was shown as recorded");
    }
    place.is_sound();
}

/// For who looks on.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

fn kill(at_once: usize, usual: u64) {
    let (kills, seed) = (setting("DUTYBOOK_KILLS", usual), setting("DUTYBOOK_SEED", 7));
    let lanes = setting("DUTYBOOK_LANES", 1).clamp(1, kills.max(1));
    say(&format!("{kills} kills of {at_once} at once, seed {seed}, in {lanes} lanes"));
    let told: usize = std::thread::scope(|scope| {
        let lane = |lane: u64| {
            let share = kills / lanes + u64::from(lane < kills % lanes);
            scope.spawn(move || kill_in_lane(at_once, share, seed, lane))
        };
        let running: Vec<_> = (0..lanes).map(lane).collect();
        running.into_iter().map(|lane| lane.join().unwrap()).sum()
    });
    assert!(told > 0, "no note was ever shown as recorded");
    say(&format!("{told} notes had been shown as recorded"));
}

/// Kills so many, one after the other; how many notes had been shown as recorded by then.
fn kill_in_lane(at_once: usize, kills: u64, seed: u64, lane: u64) -> usize {
    let mut chance = Chance(seed.wrapping_mul(1_000_003).wrapping_add(lane));
    let mut told = 0;
    for done in 0..kills {
        // A run for each: what is left half typed would stand in the next one's form.
        let place = Place::with_run(Lang::Zh);
        let mut shown = BTreeSet::new();
        let mark = |n: usize| format!("k{done}w{n}");
        let victims: Vec<Victim> = (0..at_once).map(|n| Victim::begin(&place, &mark(n))).collect();
        for victim in victims {
            shown.extend(victim.end(&mut chance));
        }
        check(&place, &shown, &format!("seed {seed}, lane {lane}, kill {done}"));
        told += shown.len();
    }
    told
}

#[test]
fn what_the_screen_showed_as_recorded_survives_a_kill_at_any_moment() {
    kill(1, 24);
}

#[test]
fn two_consoles_killed_while_both_write_lose_nothing_that_either_showed() {
    kill(2, 6);
}
