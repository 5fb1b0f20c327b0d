//! The rows of a step that is worked for each of a table, to settle one after the other.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::paint::{self, Line, Scroll};
use super::popup;
use super::row;
use super::scene::{Ink, Scene};
use super::steps;
use super::window::window_of;
use crate::app::Target;
use crate::app::{Console, RowDeed, RowList};
use crate::locale::{Word, console as words};
use crate::report::{name, value, words as names};
use crate::run::{RowState, Status, StepState};
use crate::runbook::Tri;
use crate::text::SafeText;
use crate::theme::Role;

/// The most columns of a person's name.
const MOST_PERSON: usize = 8;

/// So many rows are told beside a guide.
const MOST_TOLD: usize = 16;

/// Draws the rows.
pub(super) fn row_list(
    scene: Scene<'_>,
    console: &Console,
    list: &RowList,
    buf: &mut Canvas<'_>,
    area: Rect,
) {
    let run = &console.run;
    let Some(state) = list.state(run) else { return };
    let columns = usize::from(popup::columns(area));
    let rows = state.rows.len();
    let count = rows + usize::from(list.has_all(run));
    let inside = popup::popup(scene, buf, area, &title(scene, console, list, state), count);
    let cursor = list.cursor.min(count.saturating_sub(1));
    let shown = window_of(count, inside.height.into(), cursor..cursor + 1);
    let drawn = shown.clone().map(|n| match state.rows.get(n) {
        Some(row) => line(scene, console, list, (n, row), columns),
        None => all(scene, console, list, n, columns),
    });
    let lines: Vec<Line> = drawn.collect();
    let places: row::Places = shown.clone().map(|n| (n..n + 1, Target::Entry(n))).collect();
    row::lines(buf, inside, &lines);
    row::mark(buf, inside, &shown, &places);
    let scroll = Scroll { first: shown.start, shown: shown.len(), total: count };
    let style = scene.style(Role::BorderFocus);
    paint::scrollbar(buf, inside.right() + 1, inside.y, inside.height, scroll, scene.glyphs(), style);
}

/// The line behind the last row.
fn all(scene: Scene<'_>, console: &Console, list: &RowList, n: usize, columns: usize) -> Line {
    let text = scene.phrase(all_word(list.deed), &[&list.left(&console.run)]);
    let ink = ink(scene, list, n);
    let text = Line::new("  a ", ink.of(Role::Key)).with(text, ink.of(Role::TextStrong));
    chosen(scene, list, n, &text, columns)
}

/// The step, how far it is, and what is done to its rows where they are not just worked off.
fn title(scene: Scene<'_>, console: &Console, list: &RowList, state: &StepState) -> SafeText {
    let title = name::step(&console.run, state, scene.lang());
    let deed = match list.deed {
        RowDeed::Done => None,
        RowDeed::Skip => Some(words::ROW_SKIP),
        RowDeed::NotApplicable => Some(words::ROW_NOT_APPLICABLE),
        RowDeed::Reopen => Some(words::ROW_REOPEN),
    };
    let parts = [title].into_iter().chain(progress(state));
    let title = value::join(parts, " ");
    match deed {
        Some(deed) => value::join([title, scene.word(deed)], " · "),
        None => title,
    }
}

/// How far a step is that is worked row by row, such as `3/13`.
pub(super) fn progress(state: &StepState) -> Option<SafeText> {
    state.row_progress().map(|(settled, all)| SafeText::line(&format!("{settled}/{all}")))
}

const fn all_word(deed: RowDeed) -> Word {
    match deed {
        RowDeed::Done => words::ROWS_ALL_DONE,
        RowDeed::Skip => words::ROWS_ALL_SKIP,
        RowDeed::NotApplicable => words::ROWS_ALL_NOT_APPLICABLE,
        RowDeed::Reopen => words::ROWS_ALL_REOPEN,
    }
}

fn ink<'a>(scene: Scene<'a>, list: &RowList, n: usize) -> Ink<'a> {
    scene.ink((list.cursor == n).then_some(Role::Cursor))
}

/// A line that can be chosen, as wide as the box.
fn chosen(scene: Scene<'_>, list: &RowList, n: usize, text: &Line, columns: usize) -> Line {
    let ink = ink(scene, list, n);
    let cursor = if list.cursor == n { scene.glyphs().cursor } else { " " };
    let line = Line::new(cursor, ink.of(Role::TextStrong)).joined(text);
    let line = paint::fit(&line, columns, scene.glyphs().ellipsis);
    let gap = SafeText::line(&" ".repeat(columns.saturating_sub(line.width())));
    line.with(gap, ink.ground())
}

/// A row: its number, its box, what it is called, and who settled it when.
fn line(
    scene: Scene<'_>,
    console: &Console,
    list: &RowList,
    (n, row): (usize, &RowState),
    columns: usize,
) -> Line {
    let ink = ink(scene, list, n);
    let (sign, role) = sign(scene, row);
    let right = settled(scene, console, row, ink);
    let number = SafeText::line(&format!("{:>3} ", n + 1));
    let room = columns
        .saturating_sub(right.width() + number.width(scene.ambiguous()) + sign.width(scene.ambiguous()) + 3);
    let text = Line::new(number, ink.of(Role::Key))
        .with(sign, ink.of(role))
        .with(" ", ink.ground())
        .with(title_of(scene, console, list, row).fit(room.max(8), scene.ambiguous()), ink.of(Role::Text));
    let gap = columns.saturating_sub(text.width() + right.width() + 2).max(1);
    let text = text.with(SafeText::line(&" ".repeat(gap)), ink.ground()).joined(&right);
    chosen(scene, list, n, &text, columns)
}

fn title_of(scene: Scene<'_>, console: &Console, list: &RowList, row: &RowState) -> SafeText {
    let run = &console.run;
    let named = list.state(run).map(|state| {
        name::rows_of_step(run, state, &[row.row], scene.lang(), scene.zone()).into_iter().next()
    });
    named.flatten().unwrap_or_default()
}

/// How a row stands, as a box that is ticked or not.
fn sign(scene: Scene<'_>, row: &RowState) -> (SafeText, Role) {
    let status = if row.status == Status::Open && row.applies == Tri::False {
        Status::NotApplicable
    } else {
        row.status
    };
    let (glyph, role) = scene.status(status);
    (steps::boxed(scene, glyph), role)
}

/// Who settled a row, and when; how, where it was not done.
fn settled(scene: Scene<'_>, console: &Console, row: &RowState, ink: Ink<'_>) -> Line {
    let run = &console.run;
    let mut line = Line::default();
    if row.conflict {
        let text = SafeText::word(scene.glyphs().warning).then(&scene.word(words::CONFLICT));
        line = line.with(text, ink.of(Role::Warning)).with(" ", ink.ground());
    }
    let at = row.decided_by.and_then(|place| Some((place, run.when(place)?)));
    if let Some((place, at)) = at {
        let person = SafeText::line(&run.facts()[place].by).fit(MOST_PERSON, scene.ambiguous());
        line = line.with(scene.time_or_date(at), ink.of(Role::EventTime)).with(" ", ink.ground());
        line = line.with(person, ink.of(Role::EventPerson));
    }
    let said = match (row.status, row.applies) {
        (Status::Skipped | Status::NotApplicable, _) => Some(names::status(row.status)),
        (Status::Open, Tri::False) => Some(names::status(Status::NotApplicable)),
        (Status::Open, Tri::Unknown) => Some(words::UNDECIDED),
        (Status::Open, Tri::True) | (Status::Running | Status::Done | Status::Blocked, _) => None,
    };
    match said {
        Some(word) if !line.0.is_empty() => {
            line.with(" ", ink.ground()).with(scene.word(word), ink.of(Role::TextDim))
        }
        Some(word) => line.with(scene.word(word), ink.of(Role::TextDim)),
        None => line,
    }
}

/// The rows of a step beside its guide: how far it is, and each with its box; the open ones where there are many.
/// Where its table has no rows yet, that it has none.
pub(super) fn facts(scene: Scene<'_>, console: &Console, state: &StepState) -> Vec<Line> {
    let run = &console.run;
    let Some(table) = run.table_of(state) else { return Vec::new() };
    let Some(progress) = progress(state) else {
        let label = name::ask_of(run, table, scene.lang());
        let says = !state.status.is_settled() && state.rows.is_empty() && !run.is_known_empty(table);
        return if says {
            vec![scene.line(scene.phrase(words::ROWS_NONE, &[&label]), Role::TextDim)]
        } else {
            Vec::new()
        };
    };
    let is_many = state.rows.len() > MOST_TOLD;
    let told = state.rows.iter().filter(|row| !is_many || row.is_open()).take(MOST_TOLD);
    let mut lines = vec![scene.line(progress, Role::TextStrong)];
    let known = run.rows(table);
    lines.extend(told.map(|row| {
        let (sign, role) = sign(scene, row);
        let known = known.iter().find(|known| known.id == row.row);
        let title = known.map(|known| name::row(run, table, known, scene.lang(), scene.zone()));
        let text = if row.is_open() { Role::Text } else { Role::TextDim };
        let line = scene.line(sign, role).with(" ", scene.style(Role::Text));
        line.with(title.unwrap_or_default(), scene.style(text))
    }));
    if is_many {
        let all = scene.phrase(words::ROWS_MORE, &[&state.rows.len()]);
        lines.push(scene.line(all, Role::TextDim));
    }
    lines
}
