//! On a terminal that draws ambiguous characters in two columns, no frame shifts and nothing lies over another.

use dutybook::shell::look as screen_look;
use dutybook::shell::renderer::{Ability, Renderer};
use dutybook::shell::wishes::Wishes;
use dutybook::text::Ambiguous;
use dutybook::theme::{Depth, Glyphs, Theme};
use dutybook::view::{Look, draw};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Rect, Size};
use ratatui::style::Color;

use super::desk::Desk;
use super::hostile::tour;
use super::wide_terminal::WideTerminal;

const SIZES: [(u16, u16); 2] = [(80, 24), (41, 12)];

/// Words of signs and letters that are wide on some terminals only.
const AMBIGUOUS: [&str; 2] = [
    "① α Ж × → ─ │ § ° ± ÷ Ω я ● ★ ※ ② β Д ≠ ↑ ┌ ┐ ¶ ∞ ≈ λ ю ○ ☆ ③",
    "①αЖ…“”×→─│┌┐‘’·•●★※℃Ⅳⅷ①②③④⑤⑥⑦⑧⑨⑩ Жук и жаба, “quoted” — …\
     数①据α恢Ж复“引”×é…①e\u{301}Ж\u{301} ЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖ",
];

fn look(glyphs: &Glyphs) -> Look {
    Look::new(&Theme::default(), *glyphs, Depth::True).with_ambiguous(Ambiguous::Wide)
}

fn buffer_of(desk: &Desk, (columns, rows): (u16, u16)) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    draw(&desk.app, &look(&Glyphs::UNICODE), &mut buffer);
    buffer
}

/// A terminal that shows frame after frame.
struct Shown {
    program: Renderer<Vec<u8>, Size>,
    terminal: WideTerminal,
    written: usize,
}

impl Shown {
    fn new((columns, rows): (u16, u16)) -> Self {
        let size = Size { width: columns, height: rows };
        let ability = Ability { depth: Depth::True, ..Ability::default() };
        let program = Renderer::new(Vec::new(), size, ability);
        Self { program, terminal: WideTerminal::new(columns, rows), written: 0 }
    }

    fn show(&mut self, desk: &Desk) {
        let glyphs = if self.written.is_multiple_of(2) { &Glyphs::UNICODE } else { &Glyphs::ASCII };
        self.program.draw(|buffer| draw(&desk.app, &look(glyphs), buffer)).unwrap();
        let wanted = self.program.shown();
        let bytes = self.program.out();
        self.terminal.feed(&bytes[self.written..]);
        self.written = bytes.len();
        for y in 0..wanted.area.height {
            let mut x = 0;
            while x < wanted.area.width {
                let cell = &wanted[(x, y)];
                assert_eq!(self.terminal.cell(x, y), cell.symbol(), "({x},{y}) in {}", row_of(wanted, y));
                let end = x + cell.cell_width().max(1);
                assert!((x + 1..end).all(|covered| self.terminal.cell(covered, y).is_empty()), "({x},{y})");
                x = end;
            }
        }
    }
}

fn row_of(buffer: &Buffer, y: u16) -> String {
    (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect()
}

#[test]
fn the_setting_says_how_a_screen_is_measured_and_no_sign_of_ours_is_wide() {
    let home = tempfile::tempdir().unwrap();
    let wishes = Wishes { ascii: Some(false), ambiguous: Ambiguous::Wide, ..Wishes::default() };
    let found = screen_look::of(&crate::shell::desk::settings(home.path()), wishes, None);
    assert_eq!(found.look.ambiguous, Ambiguous::Wide);
    for (name, sign) in found.look.glyphs.all() {
        assert_eq!(Ambiguous::Wide.width(sign), Ambiguous::Narrow.width(sign), "{name}");
    }
}

#[test]
fn a_terminal_with_wide_signs_shows_what_was_drawn_where_it_was_drawn() {
    for words in AMBIGUOUS {
        let mut shown = SIZES.map(Shown::new);
        tour(words, |desk| shown.iter_mut().for_each(|shown| shown.show(desk)));
    }
}

/// A character that is wide everywhere in the place of each that is wide there only.
fn surely_wide(text: &str) -> String {
    text.chars().map(|char| if char.is_ascii() { char } else { '宽' }).collect()
}

/// What each cell shows, with one sign for all that is wide.
fn shape(buffer: &Buffer) -> Vec<(String, Color, Color)> {
    let mut shape = Vec::new();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let columns = cell.cell_width().max(1);
            let symbol = if columns == 2 { "宽" } else { cell.symbol() };
            shape.push((symbol.to_owned(), cell.fg, cell.bg));
            x += columns;
        }
    }
    shape
}

#[test]
fn what_is_wide_on_some_terminals_is_laid_out_there_as_what_is_wide_on_all() {
    let frames = |words: &str| {
        let mut frames = Vec::new();
        tour(words, |desk| frames.extend(SIZES.map(|size| buffer_of(desk, size))));
        frames
    };
    let ambiguous = frames(AMBIGUOUS[0]);
    let wide = frames(&surely_wide(AMBIGUOUS[0]));
    assert_eq!(ambiguous.len(), wide.len());
    assert!(ambiguous.len() > 100);
    for (ambiguous, wide) in ambiguous.iter().zip(&wide) {
        if shape(ambiguous) != shape(wide) {
            let rows = |buffer: &Buffer| {
                (0..buffer.area.height).map(|y| row_of(buffer, y) + "\n").collect::<String>()
            };
            panic!("{}\n{}", rows(ambiguous), rows(wide));
        }
    }
}
