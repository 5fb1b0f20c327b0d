//! What is drawn stays where it belongs.

use proptest::prelude::*;
use ratatui::style::{Color, Style};

use super::*;
use crate::theme::Glyphs;

fn rows(buffer: &Buffer) -> Vec<String> {
    let row = |y| {
        let mut row = String::new();
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let cell = &buffer[(x, y)];
            row.push_str(cell.symbol());
            x += cell.cell_width().max(1);
        }
        row
    };
    (buffer.area.top()..buffer.area.bottom()).map(row).collect()
}

fn piece(text: &str) -> Piece {
    Piece::new(SafeText::line(text), Style::new())
}

fn empty(width: u16, height: u16) -> Buffer {
    Buffer::empty(Rect::new(0, 0, width, height))
}

#[test]
fn a_wide_character_is_not_cut() {
    let mut buffer = empty(8, 1);
    assert_eq!(put(&mut buffer, 0, 0, 5, &[piece("数据恢复")]), 4);
    assert_eq!(rows(&buffer), ["数据    "]);
}

#[test]
fn what_covers_half_of_a_wide_character_takes_all_of_it() {
    let mut buffer = empty(8, 1);
    put(&mut buffer, 0, 0, 8, &[piece("数据恢复")]);
    put(&mut buffer, 3, 0, 1, &[piece("|")]);
    assert_eq!(rows(&buffer), ["数 |恢复"]);
    fill(&mut buffer, Rect::new(5, 0, 2, 1), Style::new());
    assert_eq!(rows(&buffer), ["数 |    "]);
}

#[test]
fn an_ambiguous_character_takes_two_columns_where_it_is_wide() {
    let brush = Brush { ambiguous: Ambiguous::Wide, ..Brush::default() };
    let wide = |text: &str| Piece::new(SafeText::line(text), brush);
    let mut buffer = empty(8, 1);
    assert_eq!(put(&mut buffer, 0, 0, 7, &[wide("①aЖ“…")]), 7);
    assert_eq!(rows(&buffer), ["①aЖ“ "]);
    put(&mut buffer, 4, 0, 1, &[wide("|")]);
    assert_eq!(rows(&buffer), ["①a |“ "]);
    fill(&mut buffer, Rect::new(1, 0, 1, 1), brush);
    assert_eq!(rows(&buffer), ["  a |“ "]);
    assert_eq!(fit(&Line(vec![wide("①②③")]), 5, "~").text(), "①②~");
}

#[test]
fn the_right_end_is_where_it_was_asked_for() {
    let mut buffer = empty(10, 1);
    assert_eq!(put_right(&mut buffer, 10, 0, 6, &[piece("03:17:50")]), 6);
    assert_eq!(rows(&buffer), ["    03:17:"]);
    let mut buffer = empty(10, 1);
    assert_eq!(put_right(&mut buffer, 9, 0, 20, &[piece("期限 "), piece("3h")]), 7);
    assert_eq!(rows(&buffer), ["  期限 3h "]);
}

#[test]
fn drawing_replaces_the_style_that_was_there() {
    let mut buffer = empty(4, 1);
    let loud = Style::new().fg(Color::Red).bg(Color::Blue).bold();
    put(&mut buffer, 0, 0, 4, &[Piece::new("abcd", loud)]);
    put(&mut buffer, 1, 0, 2, &[Piece::new("xy", Style::new().fg(Color::Green))]);
    let mut green = empty(1, 1);
    green[(0, 0)].set_symbol("x").set_fg(Color::Green);
    assert_eq!(buffer[(1, 0)], green[(0, 0)]);
    assert_eq!(buffer[(3, 0)].bg, Color::Blue);
}

#[test]
fn lines_join_where_they_meet() {
    let mut buffer = empty(9, 5);
    let inner = border(&mut buffer, Rect::new(0, 0, 9, 5), &Glyphs::UNICODE, Style::new());
    vertical(&mut buffer, 4, 0, 5, &Glyphs::UNICODE, Style::new());
    horizontal(&mut buffer, 4, 2, 5, &Glyphs::UNICODE, Style::new());
    assert_eq!(inner, Rect::new(1, 1, 7, 3));
    assert_eq!(rows(&buffer), ["┌───┬───┐", "│   │   │", "│   ├───┤", "│   │   │", "└───┴───┘"]);
    let mut buffer = empty(5, 3);
    border(&mut buffer, Rect::new(0, 0, 5, 3), &Glyphs::ASCII, Style::new());
    assert_eq!(rows(&buffer), ["+---+", "|   |", "+---+"]);
}

#[test]
fn a_line_that_meets_nothing_has_no_ends() {
    let mut buffer = empty(3, 1);
    horizontal(&mut buffer, 0, 0, 3, &Glyphs::UNICODE, Style::new());
    assert_eq!(rows(&buffer), ["───"]);
}

#[test]
fn a_cut_line_says_so() {
    let line = Line::new("停止", Style::new()).with("事件扩散", Style::new());
    assert_eq!(fit(&line, 12, "…").text(), "停止事件扩散");
    assert_eq!(fit(&line, 11, "…").text(), "停止事件扩…");
    assert_eq!(fit(&line, 10, "…").text(), "停止事件…");
    assert_eq!(fit(&line, 1, "…").text(), "…");
    assert_eq!(fit(&line, 0, "…").text(), "");
}

#[test]
fn the_thumb_touches_an_end_only_where_the_list_does() {
    let thumb = |first| {
        let mut buffer = empty(1, 6);
        let scroll = Scroll { first, shown: 6, total: 60 };
        scrollbar(&mut buffer, 0, 0, 6, scroll, &Glyphs::ASCII, Style::new());
        rows(&buffer).concat()
    };
    assert_eq!(thumb(0), "#     ");
    assert_eq!(thumb(1), " #    ");
    assert_eq!(thumb(53), "    # ");
    assert_eq!(thumb(54), "     #");
    assert_eq!(thumb(999), "     #");
    let mut buffer = empty(1, 6);
    scrollbar(&mut buffer, 0, 0, 6, Scroll { first: 0, shown: 6, total: 6 }, &Glyphs::ASCII, Style::new());
    assert_eq!(rows(&buffer).concat(), "      ");
}

proptest! {
    #[test]
    fn nothing_is_drawn_outside(
        text in "\\PC{0,30}", x in 0..30_u16, y in 0..8_u16, max in 0..40_u16, w in 0..24_u16, h in 0..6_u16,
    ) {
        let area = Rect::new(2, 1, w, h);
        let mut buffer = Buffer::empty(area);
        fill(&mut buffer, Rect::new(0, 0, 60, 60), Style::new());
        put(&mut buffer, 0, y, 40, &[piece("数据恢复数据恢复数据恢复")]);
        let used = put(&mut buffer, x, y, max, &[piece(&text)]);
        prop_assert!(used <= max);
        put_right(&mut buffer, x, y, max, &[piece(&text)]);
        border(&mut buffer, Rect::new(x, y, max, h), &Glyphs::UNICODE, Style::new());
        scrollbar(&mut buffer, x, y, h, Scroll { first: 3, shown: 2, total: 9 }, &Glyphs::UNICODE, Style::new());
        prop_assert_eq!(buffer.area, area);
    }

    #[test]
    fn no_text_shifts_a_border(
        text in "(\\PC|[数据恢复🔥ｶﾞ]){0,20}", other in "(\\PC|[数据]){0,20}", x in 0..12_u16, at in 0..20_u16, max in 0..20_u16,
    ) {
        let mut buffer = empty(20, 1);
        put(&mut buffer, x, 0, 20, &[piece(&text)]);
        put(&mut buffer, at, 0, max, &[piece(&other)]);
        put(&mut buffer, 9, 0, 1, &[piece("│")]);
        // The columns that come out when the row is written from left to right.
        let mut column = 0;
        let mut found = Vec::new();
        while column < 20 {
            let cell = &buffer[(column, 0)];
            if cell.symbol() == "│" {
                found.push(column);
            }
            column += cell.cell_width().max(1);
        }
        prop_assert_eq!(column, 20);
        prop_assert!(found.contains(&9));
    }
}
