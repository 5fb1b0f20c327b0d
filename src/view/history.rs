//! The whole journal: filters, a search, and the records that fit, the latest at the bottom.
//!
//! Only the visible records are put into words.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::field::{self, Frame};
use super::paint::{self, Line, Scroll, wrap_line};
use super::popup;
use super::row::{self, row};
use super::scene::Scene;
use super::tail;
use super::window::window;
use crate::app::Target;
use crate::app::overlay::HistoryFilter;
use crate::app::{Console, History};
use crate::locale::{Word, console as words};
use crate::report::account::Account;
use crate::theme::Role;

/// Rows for the whole text of the chosen record.
const CHOSEN_ROWS: u16 = 3;

/// Draws the journal.
pub(super) fn history(
    scene: Scene<'_>,
    console: &Console,
    history: &History,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let inside = popup::whole(scene, buf, area, &scene.word(words::HISTORY_TITLE));
    tabs(scene, console, history, buf, row::nth(inside, 0));
    let (inside, position) = search(scene, history, buf, row::below(inside, 1));
    let foot = if inside.height >= 10 { CHOSEN_ROWS + 1 } else { 0 };
    let list = Rect { height: inside.height - foot, ..inside };
    if history.shown.is_empty() {
        let line =
            scene.line(" ", Role::Text).with(scene.word(words::HISTORY_EMPTY), scene.style(Role::TextDim));
        row::lines(buf, list, &[line]);
        return position;
    }
    let shown = window(history.shown.len(), list.height.into(), history.cursor);
    for (at, n) in shown.clone().enumerate() {
        let is_chosen = history.cursor == n;
        let ink = scene.ink(is_chosen.then_some(Role::Cursor));
        let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
        let line = Line::new(cursor, ink.of(Role::TextStrong));
        let line = line.joined(&tail::record(scene, &console.run, ink, history.shown[n]));
        row(scene, buf, row::nth(list, at), ink, &line, &Line::new(" ", ink.ground()));
        buf.mark(row::nth(list, at), Target::Entry(n));
    }
    let scroll = Scroll { first: shown.start, shown: shown.len(), total: history.shown.len() };
    let style = scene.style(Role::BorderFocus);
    paint::scrollbar(buf, list.right() - 1, list.y, list.height, scroll, scene.glyphs(), style);
    chosen(scene, console, history, buf, row::below(inside, list.height.into()));
    position
}

/// The filters, with the one that holds, and how many records fit.
fn tabs(scene: Scene<'_>, console: &Console, history: &History, buf: &mut Canvas<'_>, area: Rect) {
    let count = scene.phrase(words::HISTORY_COUNT, &[&history.shown.len(), &console.run.facts().len()]);
    let right = scene.line(count, Role::TextDim).with(" ", scene.style(Role::Text));
    let tabs = HistoryFilter::ALL.map(|filter| tab(scene, filter, filter == history.filter));
    let chosen = HistoryFilter::ALL.iter().position(|filter| *filter == history.filter).unwrap_or(0);
    // The one that holds is in sight, whatever has to go for it.
    let room = usize::from(area.width).saturating_sub(right.width() + 2);
    let columns = |first: usize| tabs[first..=chosen].iter().map(Line::width).sum::<usize>();
    let first = (0..chosen).find(|first| columns(*first) <= room).unwrap_or(chosen);
    let left = tabs[first..].iter().fold(Line::default(), Line::joined);
    row(scene, buf, area, scene.ink(None), &left, &right);
}

fn tab(scene: Scene<'_>, filter: HistoryFilter, holds: bool) -> Line {
    let style = scene.style(if holds { Role::Cursor } else { Role::TextDim });
    let (open, close) = if holds { ("[", "]") } else { (" ", " ") };
    Line::new(open, style).with(scene.word(filter_word(filter)), style).with(close, style)
}

const fn filter_word(filter: HistoryFilter) -> Word {
    match filter {
        HistoryFilter::Work => words::FILTER_WORK,
        HistoryFilter::All => words::FILTER_ALL,
        HistoryFilter::Step => words::FILTER_STEP,
        HistoryFilter::Notes => words::FILTER_NOTES,
        HistoryFilter::Decisions => words::FILTER_DECISIONS,
        HistoryFilter::Calls => words::FILTER_CALLS,
        HistoryFilter::Questions => words::FILTER_QUESTIONS,
        HistoryFilter::Evidence => words::FILTER_EVIDENCE,
        HistoryFilter::Deviations => words::FILTER_DEVIATIONS,
        HistoryFilter::Mine => words::FILTER_MINE,
    }
}

/// The search, while there is one. Returns what is left below it, and where the cursor stands.
fn search(scene: Scene<'_>, history: &History, buf: &mut Canvas<'_>, area: Rect) -> (Rect, Option<Position>) {
    if !history.typing && history.query.is_empty() {
        return (area, None);
    }
    let label = scene
        .line(" ", Role::Text)
        .with(scene.word(words::KEY_SEARCH), scene.style(Role::Heading))
        .with(" ", scene.style(Role::Text));
    let role = if history.typing { Role::InputFocus } else { Role::Input };
    let columns = usize::from(area.width).saturating_sub(label.width() + 1);
    let hint = crate::text::SafeText::default();
    let drawn = field::line(scene, &history.query, Frame { columns, rows: 1, role, hint: &hint });
    let x = area.x + (label.width() + drawn.cursor.0) as u16;
    row::lines(buf, area, &[label.joined(drawn.rows.first().unwrap_or(&Line::default()))]);
    let position = Position { x: x.min(area.right().saturating_sub(1)), y: area.y };
    (row::below(area, 1), (history.typing && area.height > 0).then_some(position))
}

/// The chosen record in as many rows as it may have.
fn chosen(scene: Scene<'_>, console: &Console, history: &History, buf: &mut Canvas<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let border = scene.style(Role::Border);
    paint::horizontal(buf, area.x, area.y, area.width, scene.glyphs(), border);
    let Some(&place) = history.shown.get(history.cursor) else { return };
    let line = tail::record(scene, &console.run, scene.ink(None), place);
    let inside = row::below(area, 1);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let mut lines = wrap_line(&line, inside.width.into());
    let entry = Account::new(&console.run, scene.lang(), scene.zone()).entry(place);
    for detail in entry.into_iter().flat_map(|entry| entry.details) {
        lines.extend(wrap_line(&scene.line(detail, Role::TextDim), inside.width.into()));
    }
    row::lines(buf, inside, &lines);
}
