//! A screen as text, and a second grid that shows by letters what each cell means.

use std::collections::BTreeMap;
use std::fmt::Write;

use dutybook::app::App;
use dutybook::theme::{Depth, Glyphs, Role, Theme};
use dutybook::view::{Look, draw};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Color;

const LETTERS: &str = ".abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// Roles whose background matters: they lie under others.
const GROUNDS: [Role; 3] = [Role::Cursor, Role::CursorUnfocused, Role::InputFocus];

/// A theme in which each role has a colour of its own.
fn probe() -> Theme {
    let mut text = String::from("[roles]\n");
    for (n, role) in Role::ALL.iter().enumerate() {
        if GROUNDS.contains(role) {
            writeln!(text, "\"{}\" = {{ bg = \"#01{n:02x}00\" }}", role.name()).unwrap();
        } else {
            writeln!(text, "\"{}\" = \"#00{n:02x}00\"", role.name()).unwrap();
        }
    }
    Theme::parse("probe", &text, &|_| None).unwrap()
}

fn role_of(colour: Color) -> Option<usize> {
    if let Color::Rgb(_, n, 0) = colour { Some(usize::from(n)) } else { None }
}

/// Draws the screen and gives text, letters, what they stand for, and where the cursor is.
pub(crate) fn picture(app: &App, columns: u16, rows: u16) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let position = draw(app, &Look::new(&probe(), Glyphs::UNICODE, Depth::True), &mut buffer);
    let mut picture = text(&buffer);
    let mut used = BTreeMap::new();
    for y in 0..rows {
        let mut line = String::new();
        let mut x = 0;
        while x < columns {
            let cell = &buffer[(x, y)];
            let ground = role_of(cell.bg);
            let fore = role_of(cell.fg).unwrap_or(0);
            let n = if cell.symbol() == " " {
                ground.unwrap_or(0)
            } else {
                ground.filter(|_| fore == 0).unwrap_or(fore)
            };
            let letter = LETTERS.chars().nth(n).unwrap();
            used.insert(n, letter);
            let blank = cell.symbol() == " " && ground.is_none();
            for _ in 0..cell.cell_width().max(1) {
                line.push(if blank { ' ' } else { letter });
            }
            x += cell.cell_width().max(1);
        }
        writeln!(picture, "{}", line.trim_end()).unwrap();
    }
    for (n, letter) in used {
        write!(picture, "{letter}={} ", Role::ALL[n].name()).unwrap();
    }
    if let Some(position) = position {
        write!(picture, "cursor at {},{}", position.x, position.y).unwrap();
    }
    picture
}

/// The text of a screen, each row ended with a bar so that a shifted border shows.
pub(super) fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let cell = &buffer[(x, y)];
            text.push_str(cell.symbol());
            x += cell.cell_width().max(1);
        }
        text.push_str("¦\n");
    }
    text
}
