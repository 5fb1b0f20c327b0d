//! The first screen: what was open, open runs, runbooks, closed runs.
//!
//! The run that this person last worked on stands first, apart from the others, with what is to be done next.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::paint::{self, Line, wrap_line};
use super::popup;
use super::row::{self, row};
use super::scene::{Ink, Scene};
use super::window::window_of;
use crate::app::Target;
use crate::app::home::HomeEntry;
use crate::app::{Home, RunSummary, RunbookEntry, figure};
use crate::locale::{Word, console as words};
use crate::report::words as names;
use crate::run::RunKind;
use crate::text::SafeText;
use crate::theme::Role;

/// At most this many problems are shown.
const MOST_PROBLEMS: usize = 3;

/// The most rows and columns of what a runbook is for.
const MOST_SUMMARY_ROWS: usize = 3;
const MOST_SUMMARY_COLUMNS: usize = 96;

/// Below this many columns, a row fewer is given to it.
const NARROW: usize = 64;

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Blank,
    Heading(Word),
    /// An entry's first or second row, by its place among those shown.
    Entry(usize, usize),
}

/// Draws the first screen. The cursor stands in the filter.
pub(super) fn home(scene: Scene<'_>, home: &Home, buf: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    let problems = problems(scene, usize::from(area.width));
    let foot_rows = (problems.len() as u16 + 2).min(area.height / 2);
    let list = Rect { height: area.height - foot_rows, ..area };
    let foot = Rect { y: list.bottom(), height: foot_rows, ..area };
    entries(scene, home, buf, list);
    let filter = Rect { y: foot.bottom() - 1, height: 1, ..foot };
    let border = scene.style(Role::Border);
    paint::horizontal(buf, foot.x, foot.y, foot.width, scene.glyphs(), border);
    row::lines(buf, Rect { height: foot.height.saturating_sub(2), ..row::below(foot, 1) }, &problems);
    filter_line(scene, home, buf, filter)
}

fn entries(scene: Scene<'_>, home: &Home, buf: &mut Canvas<'_>, area: Rect) {
    let area = popup::narrowed(area);
    if home.shown.is_empty() {
        let text = if home.query.is_empty() {
            scene.word(words::HOME_EMPTY)
        } else {
            scene.phrase(words::HOME_NOTHING_FITS, &[&home.query])
        };
        let line = scene.line(" ", Role::Text).with(text, scene.style(Role::TextDim));
        row::lines(buf, row::below(area, 1), &wrap_line(&line, area.width.into()));
        return;
    }
    let rows = rows(scene, home, area.width.into());
    let shown = window_of(rows.len(), area.height.into(), chosen_rows(&rows, home.cursor));
    for (at, entry) in rows[shown].iter().enumerate() {
        let area = row::nth(area, at);
        match *entry {
            Row::Blank => {}
            Row::Heading(word) => {
                let line = scene.line(" ", Role::Title).with(scene.word(word), scene.style(Role::Title));
                row(scene, buf, area, scene.ink(None), &line, &Line::default());
            }
            Row::Entry(place, part) => entry_row(scene, home, buf, area, place, part),
        }
    }
}

/// The rows of the chosen entry, with the heading right above it.
fn chosen_rows(rows: &[Row], cursor: usize) -> Range<usize> {
    let is_chosen = |row: &Row| matches!(row, Row::Entry(place, _) if *place == cursor);
    let first = rows.iter().position(is_chosen).unwrap_or(0);
    let end = rows.iter().rposition(is_chosen).map_or(first + 1, |last| last + 1);
    let has_heading = first > 0 && matches!(rows[first - 1], Row::Heading(_));
    first - usize::from(has_heading)..end
}

fn rows(scene: Scene<'_>, home: &Home, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut heading = None;
    for (place, entry) in home.shown.iter().enumerate() {
        let own = heading_of(scene, *entry);
        if heading != Some(own) {
            rows.push(Row::Blank);
            rows.push(Row::Heading(own));
            heading = Some(own);
        }
        rows.push(Row::Entry(place, 0));
        let more = match entry {
            HomeEntry::OpenRun(_) => 1,
            HomeEntry::Runbook(n) => summary(scene, &scene.app.library.runbooks[*n], columns).len(),
            HomeEntry::ClosedRun(n) => usize::from(scene.app.library.runs[*n].problem.is_some()),
        };
        rows.extend((1..=more).map(|part| Row::Entry(place, part)));
    }
    rows
}

fn heading_of(scene: Scene<'_>, entry: HomeEntry) -> Word {
    match entry {
        HomeEntry::OpenRun(n) if is_reconnect(scene, n) => words::HOME_RECONNECT,
        HomeEntry::OpenRun(_) => words::HOME_OPEN,
        HomeEntry::Runbook(_) => words::HOME_RUNBOOKS,
        HomeEntry::ClosedRun(_) => words::HOME_CLOSED,
    }
}

/// Whether a run is the one that this person last worked on.
fn is_reconnect(scene: Scene<'_>, run: usize) -> bool {
    run == 0 && scene.app.library.runs[run].last_mine.is_some()
}

fn entry_row(scene: Scene<'_>, home: &Home, buf: &mut Canvas<'_>, area: Rect, place: usize, part: usize) {
    buf.mark(area, Target::Entry(place));
    let is_chosen = home.cursor == place;
    let ink = scene.ink(is_chosen.then_some(Role::Cursor));
    let cursor = if is_chosen && part == 0 { scene.glyphs().cursor } else { " " };
    let margin = Line::new(cursor, ink.of(Role::TextStrong)).with(" ", ink.ground());
    let (left, right) = match home.shown.get(place) {
        Some(HomeEntry::OpenRun(n)) => {
            run_row(scene, ink, *n, part, usize::from(area.width) - margin.width())
        }
        Some(HomeEntry::ClosedRun(n)) => closed_row(scene, ink, &scene.app.library.runs[*n], part),
        Some(HomeEntry::Runbook(n)) => {
            book_row(scene, ink, &scene.app.library.runbooks[*n], part, area.width.into())
        }
        None => return,
    };
    row(scene, buf, area, ink, &margin.joined(&left), &right);
}

fn run_row(scene: Scene<'_>, ink: Ink<'_>, place: usize, part: usize, columns: usize) -> (Line, Line) {
    let run = &scene.app.library.runs[place];
    if part == 0 {
        let title_role = if is_reconnect(scene, place) { Role::TextStrong } else { Role::Text };
        let left = name_of(scene, ink, run).with(run.title.clone(), ink.of(title_role));
        let mut right = Line::default();
        if let Some(opened) = run.opened {
            let elapsed = figure::elapsed(opened, scene.now(), scene.lang());
            right.push(scene.word(words::SINCE_OPENED), ink.of(Role::TextDim));
            right.push(" ", ink.ground());
            right.push(elapsed.text, ink.of(Role::HeaderElapsed));
            right.push("  ", ink.ground());
        }
        let (settled, all) = run.progress;
        right.push(scene.phrase(words::HOME_PROGRESS, &[&settled, &all]), ink.of(Role::Text));
        right.push(" ", ink.ground());
        return (left, right);
    }
    let indent = Line::new("  ", ink.ground());
    if let Some(problem) = &run.problem {
        let text = scene.phrase(words::HOME_CANNOT_OPEN, &[problem]);
        return (indent.with(text, ink.of(Role::Error)), Line::default());
    }
    let next = match &run.next {
        Some(title) => scene.phrase(words::HOME_NEXT, &[title.get(scene.lang())]),
        None => scene.word(words::HOME_ALL_SETTLED),
    };
    let left = indent.with(next, ink.of(Role::StepRunning));
    let last = run.last_mine.or(run.last).map(|at| scene.phrase(words::HOME_LAST, &[&scene.short_time(at)]));
    let last =
        last.map(|text| Line::new(text, ink.of(Role::TextDim)).with(" ", ink.ground())).unwrap_or_default();
    let overdue = run.overdue(scene.now());
    if overdue == 0 {
        return (left, last);
    }
    let style = ink.of(Role::DeadlinePast);
    let right = Line::new(scene.glyphs().late, style).with(" ", style);
    let right = right.with(scene.phrase(words::HOME_OVERDUE, &[&overdue]), style).with(" ", ink.ground());
    // What is over comes before when something was recorded last.
    let both = right.clone().with(" ", ink.ground()).joined(&last);
    (left.clone(), if left.width() + both.width() < columns { both } else { right })
}

fn closed_row(scene: Scene<'_>, ink: Ink<'_>, run: &RunSummary, part: usize) -> (Line, Line) {
    if part > 0 {
        let text = run.problem.as_ref().map(|problem| scene.phrase(words::HOME_CANNOT_OPEN, &[problem]));
        let indent = Line::new("  ", ink.ground());
        return (indent.with(text.unwrap_or_default(), ink.of(Role::Error)), Line::default());
    }
    let left = name_of(scene, ink, run).with(run.title.clone(), ink.of(Role::TextDim));
    let closed = run.closed.map(|at| scene.phrase(words::HOME_CLOSED_ON, &[&scene.short_time(at)]));
    let right = closed.map(|text| Line::new(text, ink.of(Role::TextDim)).with(" ", ink.ground()));
    (left, right.unwrap_or_default())
}

/// What a run is, and its number.
fn name_of(scene: Scene<'_>, ink: Ink<'_>, run: &RunSummary) -> Line {
    let role = match run.kind {
        RunKind::Drill => Role::TitleDrill,
        RunKind::Incident | RunKind::Standing => Role::Badge,
    };
    Line::new(scene.word(names::kind(run.kind)), ink.of(role))
        .with(" ", ink.ground())
        .with(run.number.clone(), ink.of(Role::TextDim))
        .with(" ", ink.ground())
}

/// What a runbook is for, in a line or two.
fn summary(scene: Scene<'_>, entry: &RunbookEntry, columns: usize) -> Vec<SafeText> {
    let Some(text) = &entry.cover.summary else { return Vec::new() };
    let mut lines = paint::wrap(
        &scene.text(text),
        columns.saturating_sub(6).min(MOST_SUMMARY_COLUMNS),
        scene.ambiguous(),
    );
    let most = if columns < NARROW { MOST_SUMMARY_ROWS - 1 } else { MOST_SUMMARY_ROWS };
    if lines.len() > most {
        lines.truncate(most);
        let last = lines.pop().unwrap_or_default();
        let ellipsis = SafeText::word(scene.glyphs().ellipsis);
        lines.push(last.then(&ellipsis));
    }
    lines
}

fn book_row(
    scene: Scene<'_>,
    ink: Ink<'_>,
    entry: &RunbookEntry,
    part: usize,
    columns: usize,
) -> (Line, Line) {
    let cover = &entry.cover;
    if part > 0 {
        let summary = summary(scene, entry, columns).into_iter().nth(part - 1).unwrap_or_default();
        let left = Line::new("  ", ink.ground()).with(summary, ink.of(Role::TextDim));
        return (left, Line::default());
    }
    let left = Line::new(scene.text(&cover.title), ink.of(Role::Text))
        .with(" ", ink.ground())
        .with(SafeText::line(&cover.version), ink.of(Role::TextDim));
    let is_due = cover.review_is_due(scene.zone().local(scene.now()).date());
    let (word, role) =
        if is_due { (words::HOME_REVIEW_DUE, Role::Warning) } else { (words::HOME_REVIEWED, Role::TextDim) };
    let mut right = Line::default();
    if is_due {
        right.push(scene.glyphs().warning, ink.of(role));
        right.push(" ", ink.ground());
    }
    right.push(scene.phrase(word, &[&cover.reviewed]), ink.of(role));
    // What is as it should be is not worth cutting the title for.
    if !is_due && left.width() + right.width() + 4 > columns {
        right = Line::default();
    }
    (left, right.with(" ", ink.ground()))
}

fn problems(scene: Scene<'_>, columns: usize) -> Vec<Line> {
    let problems = &scene.app.library.problems;
    let style = scene.style(Role::Warning);
    let mut lines: Vec<Line> = problems
        .iter()
        .take(MOST_PROBLEMS)
        .flat_map(|problem| {
            let line = Line::new(" ", style).with(scene.glyphs().warning, style).with(" ", style);
            wrap_line(&line.with(problem.clone(), style), columns)
        })
        .collect();
    if problems.len() > MOST_PROBLEMS {
        let more = scene.phrase(words::HOME_MORE_PROBLEMS, &[&(problems.len() - MOST_PROBLEMS)]);
        lines.push(Line::new("   ", style).with(more, style));
    }
    lines
}

fn filter_line(scene: Scene<'_>, home: &Home, buf: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    let label = scene.line(" ", Role::Text).with(scene.word(words::HOME_FILTER), scene.style(Role::Heading));
    let label = label.with(" ", scene.style(Role::Text));
    if home.opening {
        let line = label.with(scene.word(words::HOME_OPENING), scene.style(Role::Warning));
        paint::put(buf, area.x, area.y, area.width, &line.0);
        return None;
    }
    let query = SafeText::line(&home.query);
    let at = label.width() + query.width(scene.ambiguous());
    let line = if query.is_empty() {
        label.with(scene.word(words::HOME_FILTER_HINT), scene.style(Role::Placeholder))
    } else {
        label.with(query, scene.style(Role::InputFocus))
    };
    let line = paint::fit(&line, area.width.into(), scene.glyphs().ellipsis);
    paint::put(buf, area.x, area.y, area.width, &line.0);
    let x = area.x.saturating_add(u16::try_from(at).unwrap_or(u16::MAX));
    (x < area.right()).then_some(Position { x, y: area.y })
}
