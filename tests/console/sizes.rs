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
