//! A terminal of any size, at any moment.

use dutybook::locale::{Lang, app as words, console as signs};

use super::clean::is_clean;
use super::place::Place;
use super::screen::Screen;

/// Numbers that are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u16) -> u16 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u16::try_from(self.0 % u64::from(end)).unwrap()
    }
}

#[test]
fn no_size_at_any_moment_kills_it_and_the_screen_is_right_afterwards() {
    let lang = Lang::Zh;
    let place = Place::with_run(lang);
    let mut screen = Screen::on_run(&place);
    let steps = |screen: &Screen| {
        let grid = screen.until("the console", |grid| grid.has("├ ☐ 看一看") && grid.has(": 菜单"));
        grid.lines[2..].to_vec()
    };
    screen.press("Up").hides("✔");
    let before = steps(&screen);
    let mut numbers = Numbers(2026);
    let keys = ["Down", "Up", "?", "Esc", "n", "文", "Esc", "r", "PageUp", "Esc", "/", "k", "Esc", "a"];
    for turn in 0..80 {
        let (columns, rows) = match turn % 8 {
            0 => (1, 1),
            1 => (200, 60),
            2 => (1 + numbers.below(6), 1 + numbers.below(60)),
            3 => (1 + numbers.below(200), 1 + numbers.below(3)),
            _ => (1 + numbers.below(200), 1 + numbers.below(60)),
        };
        screen.resize(columns, rows).press(keys[turn % keys.len()]);
    }
    screen.resize(40, 12).press("C-c");
    screen.shows(signs::QUIT_TITLE.get(lang));
    screen.resize(80, 24);
    screen.press("Esc").hides(signs::QUIT_TITLE.get(lang));
    // Whatever else lies over the console goes.
    let mut grid = screen.grid();
    while !grid.has(": 菜单") {
        grid = screen.press("Esc").until("something else", |now| now.lines != grid.lines);
    }
    screen.press("Home");
    assert_eq!(steps(&screen), before);
    is_clean(&screen.raw());
    screen.send("n").shows(words::NOTE_TEXT.get(lang));
}

#[test]
fn a_terminal_too_small_to_show_anything_takes_no_key_but_the_way_out() {
    for (columns, rows) in [(39, 24), (80, 11)] {
        let place = Place::with_run(Lang::En);
        let mut screen = Screen::on_run(&place);
        let steps = |place: &Place| place.kinds().iter().filter(|kind| kind.starts_with("step.")).count();
        let told = format!("{columns}x{rows} now");
        screen.press("Up").shows("├ ☐ Look round");
        screen.resize(columns, rows).shows(&told);
        screen.press("Enter").send("s").press("1").send("n").send("unseen").press("C-s").paste("unseen");
        // What nothing else swallows is asked after all of them were taken.
        screen.press("C-c").shows("Leave? Enter leaves");
        screen.press("Esc").shows(&told);
        screen.resize(80, 24).shows("├ ☐ Look round");
        assert_eq!((steps(&place), place.count("note.added")), (0, 0), "{:?}", place.kinds());

        screen.send("n").shows(words::NOTE_TEXT.get(Lang::En));
        screen.send("half").shows("half");
        screen.resize(columns, rows).shows(&told);
        screen.send("lost").press("Esc").press("C-c").shows("Leave? Enter leaves");
        screen.press("Esc").shows(&told);
        screen.resize(80, 24).shows("half");
        screen.send(" and whole").shows("half and whole");
        screen.press("C-s").hides(words::NOTE_TEXT.get(Lang::En));
        place.until("the note", |place| place.count("note.added") == 1);
        assert_eq!(place.events("note.added")[0]["text"], "half and whole");
        screen.enter("the step", |grid| grid.has("├ ► Look round"));
        assert_eq!(place.count("step.started"), 1);

        screen.resize(columns, rows).shows(&told);
        screen.press("C-c").shows("Leave? Enter leaves");
        screen.press("Enter");
        assert_eq!(screen.ended().status.exit_code(), 0);
        place.is_sound();
    }
}
