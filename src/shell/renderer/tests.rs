//! What a terminal shows is what was drawn.

use proptest::prelude::*;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;
use crate::text::SafeText;
use crate::view::paint::{self, Piece};

const SIZE: Size = Size { width: 40, height: 8 };

type Screen = Renderer<Vec<u8>, Size>;

fn screen(size: Size, depth: Depth) -> Screen {
    Screen::new(Vec::new(), size, Ability { depth, ..Ability::default() })
}

/// Draws a frame and returns its bytes.
fn draw(screen: &mut Screen, paint: impl Fn(&mut Buffer)) -> Vec<u8> {
    draw_with(screen, paint, None)
}

fn draw_with(screen: &mut Screen, paint: impl Fn(&mut Buffer), cursor: Option<Position>) -> Vec<u8> {
    let painted = screen.draw(|buffer| {
        buffer.reset();
        paint(buffer);
        cursor
    });
    painted.unwrap();
    std::mem::take(&mut screen.out)
}

fn text(buffer: &mut Buffer, x: u16, y: u16, text: &str, style: Style) {
    paint::put(buffer, x, y, 200, &[Piece::new(SafeText::line(text), style)]);
}

fn vt_colour(colour: Color) -> vt100::Color {
    if let Color::Rgb(red, green, blue) = colour {
        return vt100::Color::Rgb(red, green, blue);
    }
    let numbers = [(Color::Red, 1), (Color::LightGreen, 10), (Color::Indexed(99), 99)];
    let number = numbers.iter().find(|(known, _)| *known == colour);
    number.map_or(vt100::Color::Default, |(_, number)| vt100::Color::Idx(*number))
}

/// Compares a terminal with the buffer that it should show.
fn differences(terminal: &vt100::Screen, wanted: &Buffer) -> Vec<String> {
    let mut found = Vec::new();
    for y in 0..wanted.area.height {
        let mut x = 0;
        while x < wanted.area.width {
            let (cell, shown) = (&wanted[(x, y)], terminal.cell(y, x).unwrap());
            let contents = if shown.contents().is_empty() { " " } else { shown.contents() };
            let is_blank = contents == " ";
            let same = contents == cell.symbol()
                && shown.bgcolor() == vt_colour(cell.bg)
                && shown.inverse() == cell.modifier.contains(Modifier::REVERSED)
                && shown.underline() == cell.modifier.contains(Modifier::UNDERLINED)
                && (is_blank || shown.fgcolor() == vt_colour(cell.fg))
                && (is_blank || shown.bold() == cell.modifier.contains(Modifier::BOLD))
                && (is_blank || shown.dim() == cell.modifier.contains(Modifier::DIM));
            if !same {
                found.push(format!("({x},{y}) wanted {cell:?}, shown {shown:?}"));
            }
            x += cell.cell_width().max(1);
        }
    }
    found
}

#[derive(Clone, Debug)]
struct Stroke {
    x: u16,
    y: u16,
    text: String,
    style: Style,
}

fn style() -> impl Strategy<Value = Style> {
    let colours = [
        Color::Reset,
        Color::Red,
        Color::LightGreen,
        Color::Indexed(99),
        Color::Rgb(10, 200, 30),
        Color::Reset,
    ];
    let modifiers = [Modifier::BOLD, Modifier::DIM, Modifier::UNDERLINED, Modifier::REVERSED];
    (0..6_usize, 0..6_usize, 0..16_usize).prop_map(move |(fg, bg, bits)| {
        let mut style = Style::new().fg(colours[fg]).bg(colours[bg]);
        for (bit, modifier) in modifiers.iter().enumerate() {
            // vt100 knows one intensity: bold or dim.
            let is_first = bit != 1 || bits & 1 == 0;
            if bits >> bit & 1 == 1 && is_first {
                style = style.add_modifier(*modifier);
            }
        }
        style
    })
}

fn strokes() -> impl Strategy<Value = Vec<Stroke>> {
    let words = "([a-z ]{1,9}|[数据恢复，。“”]{1,9}|🔥|🧾|e\u{301}|│|✔|►| {5,40}){1,4}";
    let stroke = (0..SIZE.width, 0..SIZE.height, words, style()).prop_map(|(x, y, text, style)| Stroke {
        x,
        y,
        text,
        style,
    });
    proptest::collection::vec(stroke, 0..12)
}

fn paint_all(buffer: &mut Buffer, strokes: &[Stroke]) {
    for stroke in strokes {
        text(buffer, stroke.x, stroke.y, &stroke.text, stroke.style);
    }
}

proptest! {
    #[test]
    fn a_terminal_shows_what_was_drawn(
        frames in proptest::collection::vec(strokes(), 1..5),
        dialect in 0..2_usize,
    ) {
        let dialect = [Dialect::Screen, Dialect::Xterm][dialect];
        let ability = Ability { depth: Depth::True, dialect, ..Ability::default() };
        let mut screen = Screen::new(Vec::new(), SIZE, ability);
        let mut terminal = vt100::Parser::new(SIZE.height, SIZE.width, 0);
        for strokes in &frames {
            let bytes = draw(&mut screen, |buffer| paint_all(buffer, strokes));
            terminal.process(&bytes);
            let mut wanted = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
            paint_all(&mut wanted, strokes);
            let differences = differences(terminal.screen(), &wanted);
            prop_assert!(differences.is_empty(), "{:#?}\n{:?}", differences, String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn a_list_that_scrolls_is_shown_as_it_was_drawn(
        rows in proptest::collection::vec("[a-z数]{0,12}( {2,20}[a-z]{1,6})?", 30),
        tops in proptest::collection::vec(0..20_usize, 1..6),
        height in 1..6_u16,
        dialect in 0..3_usize,
    ) {
        let dialect = [Dialect::Vt100, Dialect::Screen, Dialect::Xterm][dialect];
        let ability = Ability { depth: Depth::True, dialect, ..Ability::default() };
        let mut screen = Screen::new(Vec::new(), SIZE, ability);
        let mut terminal = vt100::Parser::new(SIZE.height, SIZE.width, 0);
        let paint = |buffer: &mut Buffer, top: usize| {
            for (y, row) in (1..=height).zip(&rows[top..]) {
                text(buffer, 1, y, row, Style::new().fg(Color::Red));
            }
            text(buffer, 0, SIZE.height - 1, &format!("from {top}"), Style::new().bold());
        };
        for top in tops {
            terminal.process(&draw(&mut screen, |buffer| paint(buffer, top)));
            let mut wanted = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
            paint(&mut wanted, top);
            let differences = differences(terminal.screen(), &wanted);
            prop_assert!(differences.is_empty(), "{:#?}", differences);
        }
    }

    #[test]
    fn no_control_character_gets_through(symbol in "[\\x00-\\x1f\\x7f\u{80}-\u{9f}a数]{1,4}") {
        let mut screen = screen(SIZE, Depth::True);
        let bytes = draw(&mut screen, |buffer| {
            // Two characters at least, since ratatui refuses single ones itself.
            buffer[(3, 3)].set_symbol(&format!("a{symbol}"));
        });
        let mut text = String::from_utf8(bytes).unwrap();
        for known in ["\x1b[4;4H", "\x1b[m", "\x1b[?25l"] {
            text = text.replace(known, "");
        }
        // A cluster's columns are made blank first.
        for columns in (2..10).rev() {
            text = text.replace(&(" ".repeat(columns) + &"\u{8}".repeat(columns)), "");
        }
        prop_assert!(!text.chars().any(char::is_control), "{:?}", text);
    }
}

/// Five rows of Chinese as a journal has them.
fn five_rows(buffer: &mut Buffer) {
    for y in 0..5 {
        text(buffer, 2, y, "先核对备份的时间点与完整性再恢复并记录结果然后通知处置负责人确认", Style::new());
    }
}

#[test]
fn chinese_costs_little_more_than_its_text() {
    let size = Size { width: 80, height: 24 };
    let ours = draw(&mut screen(size, Depth::True), five_rows).len();
    let mut wanted = Buffer::empty(Rect::new(0, 0, 80, 24));
    five_rows(&mut wanted);
    let mut theirs = Vec::new();
    let mut backend = CrosstermBackend::new(&mut theirs);
    backend.draw(Buffer::empty(wanted.area).diff_iter(&wanted)).unwrap();
    assert!(ours * 10 <= theirs.len() * 6, "{ours} of {}", theirs.len());
    let text = 5 * "先核对备份的时间点与完整性再恢复并记录结果然后通知处置负责人确认".len();
    assert!(ours < text + 60, "{ours} for {text} bytes of text");
}

#[test]
fn a_frame_without_changes_writes_nothing() {
    let mut screen = screen(SIZE, Depth::True);
    assert!(!draw(&mut screen, five_rows).is_empty());
    assert_eq!(draw(&mut screen, five_rows), b"");
    let cursor = |screen: &mut Screen| draw_with(screen, five_rows, Some(Position { x: 3, y: 3 }));
    assert_eq!(cursor(&mut screen), b"\x1b[?25h\x1b[4;4H");
    assert_eq!(cursor(&mut screen), b"");
}

#[test]
fn a_list_that_scrolls_by_a_row_costs_the_new_row() {
    let size = Size { width: 80, height: 24 };
    let mut screen = screen(size, Depth::True);
    let paint = |buffer: &mut Buffer, top: usize| {
        for (y, row) in (2..20).zip(top..) {
            text(buffer, 2, y, &format!("第 {row} 条：{} records were seen", row * 7919), Style::new());
        }
    };
    draw(&mut screen, |buffer| paint(buffer, 0));
    let bytes = draw(&mut screen, |buffer| paint(buffer, 1));
    assert!(bytes.len() < 90, "{}", String::from_utf8_lossy(&bytes).escape_debug());
    let bytes = draw(&mut screen, |buffer| paint(buffer, 0));
    assert!(bytes.len() < 90, "{}", String::from_utf8_lossy(&bytes).escape_debug());
}

#[test]
fn long_blanks_are_erased() {
    let mut screen = screen(SIZE, Depth::True);
    draw(&mut screen, |buffer| text(buffer, 0, 2, &"x".repeat(40), Style::new()));
    let bytes = draw(&mut screen, |buffer| text(buffer, 0, 2, "ab", Style::new()));
    assert_eq!(String::from_utf8_lossy(&bytes), "\x1b[3H\x1b[mab\x1b[K");
    draw(&mut screen, |buffer| text(buffer, 0, 2, &"x".repeat(40), Style::new()));
    let bytes = draw(&mut screen, |buffer| text(buffer, 0, 2, &format!("{:20}b", ""), Style::new()));
    assert_eq!(String::from_utf8_lossy(&bytes), "\x1b[3H\x1b[m\x1b[20X\x1b[20Cb\x1b[K");
}

#[test]
fn colours_are_brought_down_to_what_the_terminal_has() {
    let red = Style::new().fg(Color::Rgb(250, 10, 10));
    let bytes = |depth| draw(&mut screen(SIZE, depth), |buffer| text(buffer, 0, 0, "x", red));
    let sent = |depth, sequence: &str| String::from_utf8(bytes(depth)).unwrap().contains(sequence);
    assert!(sent(Depth::True, "\x1b[;38;2;250;10;10m"));
    assert!(sent(Depth::Indexed, "\x1b[;38;5;196m"));
    assert!(sent(Depth::None, "\x1b[mx"));
}

#[test]
fn synchronised_updates_are_sent_only_where_asked_for() {
    let ability = Ability { synchronised: true, ..Ability::default() };
    let mut screen = Screen::new(Vec::new(), SIZE, ability);
    let bytes = draw(&mut screen, five_rows);
    assert!(bytes.starts_with(b"\x1b[?2026h") && bytes.ends_with(b"\x1b[?2026l"));
    assert_eq!(draw(&mut screen, five_rows), b"");
}

#[test]
fn what_is_wider_than_the_room_is_left_out() {
    let mut screen = screen(SIZE, Depth::True);
    let bytes = draw(&mut screen, |buffer| {
        buffer[(39, 0)].set_symbol("数").set_style(Style::new().bold());
    });
    assert!(!String::from_utf8(bytes).unwrap().contains('数'));
}

#[test]
fn what_changes_in_a_row_is_written_pen_by_pen_where_that_is_shorter() {
    let mut screen = screen(Size { width: 80, height: 3 }, Depth::True);
    let (key, label) = (Style::new().fg(Color::Rgb(1, 2, 3)), Style::new().fg(Color::Rgb(4, 5, 6)));
    let bytes = draw(&mut screen, |buffer| {
        for (x, name) in (0..6).map(|n| n * 12).zip(["note", "skip", "find", "call", "sign", "undo"]) {
            text(buffer, x, 1, &name[..1], key);
            text(buffer, x + 2, 1, name, label);
        }
    });
    let sent = String::from_utf8(bytes).unwrap();
    assert_eq!(sent.matches("38;2;1;2;3").count(), 1, "{sent:?}");
    assert_eq!(sent.matches("38;2;4;5;6").count(), 1, "{sent:?}");
}

#[test]
fn a_short_gap_is_written_again_instead_of_passed_over() {
    let mut screen = screen(SIZE, Depth::True);
    draw(&mut screen, |buffer| text(buffer, 0, 0, "ab cd ef", Style::new()));
    let bytes = draw(&mut screen, |buffer| text(buffer, 0, 0, "xb xd xf", Style::new()));
    assert_eq!(String::from_utf8_lossy(&bytes), "\x1b[H\x1b[mxb xd x");
}

#[test]
fn a_vt100_is_sent_only_what_it_knows() {
    let ability = Ability { depth: Depth::None, dialect: Dialect::Vt100, ..Ability::default() };
    let mut screen = Screen::new(Vec::new(), SIZE, ability);
    let dim = Style::new().fg(Color::Red).bg(Color::Blue).dim().bold().italic();
    let mut sent = draw(&mut screen, |buffer| text(buffer, 0, 2, &"x".repeat(40), dim));
    sent.extend(draw(&mut screen, |buffer| text(buffer, 4, 1, "ab                   cd", dim)));
    sent.extend(draw(&mut screen, |buffer| text(buffer, 4, 1, "ab", Style::new().underlined())));
    let sent = String::from_utf8(sent).unwrap();
    for sequence in sent.split('\x1b').skip(1) {
        let end = sequence.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        let (parameters, last) = (&sequence[1..end], &sequence[end..=end]);
        assert!(sequence.starts_with('[') && "HABCDKmr".contains(last), "{sequence:?}");
        let numbers: Vec<&str> = parameters.split(';').collect();
        let known = ["", "0", "1", "4", "5", "7"];
        assert!(last != "m" || numbers.iter().all(|number| known.contains(number)), "{sequence:?}");
    }
}
