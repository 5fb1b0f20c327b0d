//! The sheet of asks with their answers, and the rows of a table.

use ratatui::layout::{Position, Rect};

use super::answers;
use super::canvas::Canvas;
use super::paint::{self, Line, Scroll, wrap_line};
use super::popup;
use super::row::{self, row};
use super::scene::Scene;
use super::window::window;
use crate::app::Target;
use crate::app::{Console, Overlay, Sheet};
use crate::locale::{Word, console as words};
use crate::report::{name, value};
use crate::run::Row;
use crate::runbook::Column;
use crate::text::SafeText;
use crate::theme::Role;

/// At most this many rows for what the chosen ask means.
const HELP_ROWS: usize = 3;

/// Columns between two columns of a table.
const GAP: usize = 2;

/// The columns of a table's column that holds nothing yet, where the room is short.
const LEAST_HEAD: usize = 6;

/// One row of the sheet.
#[derive(Clone, Copy)]
enum Entry {
    Heading(Word),
    /// A place in the list of asks.
    Ask(usize),
}

/// Draws the sheet. Nothing is typed in it.
pub(super) fn sheet(
    scene: Scene<'_>,
    console: &Console,
    sheet: &Sheet,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    match sheet.table {
        Some(ask) => table(scene, console, ask, sheet.cursor, buf, area),
        None => asks(scene, console, sheet, buf, area),
    }
    None
}

fn asks(scene: Scene<'_>, console: &Console, sheet: &Sheet, buf: &mut Canvas<'_>, area: Rect) {
    let inside = popup::list(scene, buf, area, &scene.word(words::SHEET_TITLE));
    if sheet.asks.is_empty() {
        let line =
            scene.line(" ", Role::Text).with(scene.word(words::SHEET_EMPTY), scene.style(Role::TextDim));
        row::lines(buf, inside, &[line]);
        return;
    }
    let mut entries = Vec::with_capacity(sheet.asks.len() + 2);
    if sheet.of_step > 0 {
        entries.push(Entry::Heading(words::SHEET_OF_STEP));
    }
    for n in 0..sheet.asks.len() {
        if n == sheet.of_step {
            entries.push(Entry::Heading(words::SHEET_OTHERS));
        }
        entries.push(Entry::Ask(n));
    }
    let cursor = entries.iter().position(|entry| matches!(entry, Entry::Ask(n) if *n == sheet.cursor));
    let list = Rect { height: inside.height.saturating_sub(HELP_ROWS as u16 + 1), ..inside };
    let shown = window(entries.len(), list.height.into(), cursor.unwrap_or(0));
    for (at, entry) in entries[shown.clone()].iter().enumerate() {
        match *entry {
            Entry::Heading(word) => {
                let line = scene.line(" ", Role::Title).with(scene.word(word), scene.style(Role::Title));
                row(scene, buf, row::nth(list, at), scene.ink(None), &line, &Line::default());
            }
            Entry::Ask(n) => {
                buf.mark(row::nth(list, at), Target::Entry(n));
                ask_row(scene, console, sheet, buf, row::nth(list, at), n);
            }
        }
    }
    let scroll = Scroll { first: shown.start, shown: shown.len(), total: entries.len() };
    let style = scene.style(Role::BorderFocus);
    paint::scrollbar(buf, list.right() - 1, list.y, list.height, scroll, scene.glyphs(), style);
    help(scene, console, sheet, buf, row::below(inside, list.height.into()));
}

fn ask_row(scene: Scene<'_>, console: &Console, sheet: &Sheet, buf: &mut Canvas<'_>, area: Rect, n: usize) {
    let Some(ask) = sheet.asks.get(n).and_then(|place| console.run.book.asks.get(*place)) else { return };
    let is_chosen = sheet.cursor == n;
    let ink = scene.ink(is_chosen.then_some(Role::Cursor));
    let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
    let is_asked = answers::is_asked(&console.run, ask);
    let label = scene.text(&ask.label);
    let columns = usize::from(area.width) * 2 / 5;
    let label = label.fit(columns.saturating_sub(2), scene.ambiguous());
    let gap = SafeText::line(&" ".repeat(columns.saturating_sub(label.width(scene.ambiguous()))));
    let left = Line::new(cursor, ink.of(Role::TextStrong))
        .with(" ", ink.ground())
        .with(label, ink.of(if is_asked { Role::Text } else { Role::TextDim }))
        .with(gap, ink.ground())
        .joined(&answers::answer(scene, console, ink, ask));
    let folded = if answers::is_table(ask) { scene.glyphs().folded } else { "" };
    let right = Line::new(folded, ink.of(Role::TextDim)).with("  ", ink.ground());
    row(scene, buf, area, ink, &left, &right);
}

/// What the chosen ask means, and by when it has to be answered.
fn help(scene: Scene<'_>, console: &Console, sheet: &Sheet, buf: &mut Canvas<'_>, area: Rect) {
    let border = scene.style(Role::Border);
    paint::horizontal(buf, area.x, area.y, area.width, scene.glyphs(), border);
    let run = &console.run;
    let Some(ask) = sheet.asks.get(sheet.cursor).and_then(|place| run.book.asks.get(*place)) else { return };
    // The form of an ask that lies over the page says what it means itself.
    let is_below = matches!(scene.app.overlays.last(), Some(Overlay::Form(_)));
    let help = ask.help.as_ref().filter(|_| !is_below);
    let mut text = help.map(|help| scene.text(help)).unwrap_or_default();
    let required = answers::required_by(scene, run, ask);
    if !required.is_empty() {
        let gap = if text.is_empty() { "" } else { " " };
        text = text.then(&SafeText::word(gap)).then(&required);
    }
    if text.is_empty() && !is_below {
        text = scene.text(&ask.label);
    }
    let lines = wrap_line(&scene.line(text, Role::TextDim), usize::from(area.width).saturating_sub(2));
    let inside = row::below(area, 1);
    row::lines(buf, Rect { x: inside.x + 1, width: inside.width.saturating_sub(1), ..inside }, &lines);
}

fn table(scene: Scene<'_>, console: &Console, ask: usize, cursor: usize, buf: &mut Canvas<'_>, area: Rect) {
    let run = &console.run;
    let (Some(in_book), Some(state)) = (run.book.asks.get(ask), run.asks().get(ask)) else { return };
    let inside = popup::whole(scene, buf, area, &scene.text(&in_book.label));
    let columns = name::columns(Some(in_book));
    let widths = widths(scene, &state.rows, columns, usize::from(inside.width).saturating_sub(4));
    let heads = columns.iter().map(|column| name::column(column, scene.lang()));
    let style = scene.style(Role::Heading);
    let head = cells(&Line::new("  ", style), heads, &widths, |text| Line::new(text, style));
    row(scene, buf, row::nth(inside, 0), scene.ink(None), &head, &Line::default());
    let list = row::below(inside, 1);
    let shown = window(state.rows.len() + 1, list.height.into(), cursor);
    for (at, n) in shown.enumerate() {
        let ink = scene.ink((n == cursor).then_some(Role::Cursor));
        let sign = if n == cursor { scene.glyphs().cursor } else { " " };
        let margin = Line::new(sign, ink.of(Role::TextStrong)).with(" ", ink.ground());
        let line = match state.rows.get(n) {
            Some(row) => {
                let texts = columns.iter().map(|column| cell(scene, row, column));
                cells(&margin, texts, &widths, |text| Line::new(text, ink.of(Role::Text)))
            }
            None => margin
                .with("+ ", ink.of(Role::Key))
                .with(scene.word(words::SHEET_ADD_ROW), ink.of(Role::Text)),
        };
        row(scene, buf, row::nth(list, at), ink, &line, &Line::default());
        buf.mark(row::nth(list, at), Target::Entry(n));
    }
    if state.answer.is_some() {
        let none =
            scene.line("  ", Role::Text).with(scene.word(words::SHEET_NO_ROWS), scene.style(Role::Text));
        row(scene, buf, row::nth(list, 1), scene.ink(None), &none, &Line::default());
    }
}

fn cell(scene: Scene<'_>, row: &Row, column: &Column) -> SafeText {
    let cell = row.cells.get(&column.id);
    cell.map(|cell| value::answer(cell, Some(&column.kind), scene.lang(), scene.zone())).unwrap_or_default()
}

/// As wide as the widest text of the first rows. Where there is not the room, what a column holds comes before what it
/// is called, and of what is left as many headings are whole as can be.
fn widths(scene: Scene<'_>, rows: &[Row], columns: &[Column], room: usize) -> Vec<usize> {
    let heads: Vec<usize> = columns
        .iter()
        .map(|column| name::column(column, scene.lang()).width(scene.ambiguous()) + GAP)
        .collect();
    let held = columns.iter().zip(&heads).map(|(column, head)| {
        let cells = rows.iter().take(50).map(|row| cell(scene, row, column).width(scene.ambiguous()));
        (cells.max().unwrap_or(0) + GAP).max(LEAST_HEAD.min(*head))
    });
    let mut widths = parts(&held.collect::<Vec<_>>(), room);
    let mut left = room.saturating_sub(widths.iter().sum());
    let mut cut: Vec<usize> = (0..heads.len()).filter(|n| heads[*n] > widths[*n]).collect();
    cut.sort_by_key(|n| heads[*n] - widths[*n]);
    for n in cut {
        let more = (heads[n] - widths[n]).min(left);
        widths[n] += more;
        left -= more;
    }
    widths
}

/// What each has of a room: what needs little has that, and the rest have equal parts of what is left.
fn parts(needs: &[usize], room: usize) -> Vec<usize> {
    let mut parts = needs.to_vec();
    let mut by_need: Vec<usize> = (0..needs.len()).collect();
    by_need.sort_by_key(|n| needs[*n]);
    let mut left = room;
    for (settled, n) in by_need.iter().enumerate() {
        parts[*n] = needs[*n].min(left / (needs.len() - settled));
        left -= parts[*n];
    }
    parts
}

fn cells(
    margin: &Line,
    texts: impl Iterator<Item = SafeText>,
    widths: &[usize],
    ink: impl Fn(SafeText) -> Line,
) -> Line {
    texts.zip(widths).fold(margin.clone(), |line, (text, width)| {
        let text = text.fit(width.saturating_sub(1), margin.ambiguous());
        let gap = SafeText::line(&" ".repeat(width.saturating_sub(text.width(margin.ambiguous()))));
        line.joined(&ink(text.then(&gap)))
    })
}
