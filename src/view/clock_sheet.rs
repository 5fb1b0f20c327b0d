//! One clock in full with what can be done about it, and the page that says what each clock is for.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::deadlines::labelled_facts;
use super::page;
use super::paint::{self, Line, Scroll, wrap_line};
use super::popup;
use super::row::{self, row};
use super::scene::Scene;
use super::step_facts::labelled;
use super::window::window;
use crate::app::Target;
use crate::app::{ClockSheet, Console};
use crate::locale::{clock as clock_words, console as words};
use crate::report::account::Account;
use crate::report::clock::{self, ClockAccount};
use crate::run::{ClockStanding, ClockState};
use crate::text::SafeText;
use crate::theme::Role;

/// Draws one clock in full, and what can be done about it.
pub(super) fn clock_sheet(
    scene: Scene<'_>,
    console: &Console,
    sheet: &ClockSheet,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let state = console.clock_of(sheet)?;
    let title = clock::title(&console.run, state.clock, state.row, scene.lang());
    let inside = popup::whole(scene, buf, area, &title);
    let foot = ((sheet.deeds.len() + 1) as u16).min(inside.height / 2);
    let foot = if sheet.deeds.is_empty() { 0 } else { foot };
    let text = Rect { height: inside.height - foot, ..inside };
    let lines = sheet_lines(scene, console, state, page::columns(area));
    let shown = lines.len().min(text.height.into());
    let first = usize::from(sheet.scroll).min(lines.len() - shown);
    let scroll = Scroll { first, shown, total: lines.len() };
    let style = scene.style(Role::BorderFocus);
    paint::scrollbar(buf, text.right() - 1, text.y, text.height, scroll, scene.glyphs(), style);
    let text = Rect { x: text.x + 2, width: text.width.saturating_sub(4), ..text };
    row::lines(buf, text, &lines[first..first + shown]);
    draw_deeds(scene, sheet, buf, row::below(inside, (inside.height - foot).into()));
    None
}

fn sheet_lines(scene: Scene<'_>, console: &Console, state: &ClockState, columns: usize) -> Vec<Line> {
    let account = Account::new(&console.run, scene.lang(), scene.zone());
    let now = console.run.clock_now(state, scene.now());
    let figure = |due| crate::app::figure::countdown(due, now, scene.lang()).text;
    let mut standing = match state.due().filter(|_| state.standing == ClockStanding::Running) {
        // By how much it is over says that it is.
        Some(due) if state.is_overdue(now) => scene.line(figure(due), Role::DeadlinePast),
        Some(due) => scene
            .line(scene.word(clock_words::RUNNING), Role::TextStrong)
            .with(" ", scene.style(Role::Text))
            .with(figure(due), scene.style(Role::TextStrong)),
        None => scene.line(scene.word(clock::standing(&console.run, state, now)), Role::TextStrong),
    };
    if state.is_undecided() {
        let word = scene.word(clock::undecided(&console.run, state));
        standing = standing.joined(&scene.dot(Role::TextDim)).with(word, scene.style(Role::Warning));
    }
    let mut lines = labelled(scene, clock_words::STATE, &[standing], columns, page::LABEL_COLUMNS);
    let facts = ClockAccount::new(account, state).facts();
    lines.extend(labelled_facts(scene, facts.iter(), columns));
    lines.push(Line::default());
    lines.extend(wrap_line(&scene.line(scene.word(clock_words::NO_ADVICE), Role::TextDim), columns));
    lines
}

fn draw_deeds(scene: Scene<'_>, sheet: &ClockSheet, buf: &mut Canvas<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let title = scene.line(scene.word(words::DEEDS), Role::Title);
    let list = row::below(area, 1);
    let shown = window(sheet.deeds.len(), list.height.into(), sheet.cursor);
    let more = row::part_shown(scene, &shown, sheet.deeds.len());
    row::rule(scene, buf, row::nth(area, 0), &title, &more);
    for (at, n) in shown.enumerate() {
        let is_chosen = sheet.cursor == n;
        let ink = scene.ink(is_chosen.then_some(Role::Cursor));
        let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
        let line = Line::new(cursor, ink.of(Role::TextStrong))
            .with(SafeText::line(&format!(" {} ", n + 1)), ink.of(Role::Key))
            .with(sheet.deeds[n].1.clone(), ink.of(Role::Text));
        row(scene, buf, row::nth(list, at), ink, &line, &Line::default());
        buf.mark(row::nth(list, at), Target::Entry(n));
    }
}

/// Draws the page that says what each clock is for.
pub(super) fn clock_help(
    scene: Scene<'_>,
    console: &Console,
    scroll: u16,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let columns = page::columns(area);
    let mut lines = Vec::new();
    for word in [clock_words::NO_ADVICE, clock_words::HOW_COUNTED, clock_words::HOW_DISPUTED] {
        lines.extend(wrap_line(&scene.line(scene.word(word), Role::Text), columns));
        lines.push(Line::default());
    }
    for in_book in &console.run.book.clocks {
        if !console.clocks.iter().any(|state| console.run.book.clocks[state.clock].id == in_book.id) {
            continue;
        }
        lines.push(scene.line(SafeText::line(in_book.title(scene.lang())), Role::Heading));
        let texts = clock::purpose(in_book, scene.lang());
        for text in texts {
            let margin = scene.line("  ", Role::Text);
            lines.extend(page::hanging(scene, &margin, &scene.line(text, Role::Text), columns));
        }
    }
    page::page(scene, buf, area, &scene.word(words::CLOCK_HELP), &lines, scroll);
    None
}
