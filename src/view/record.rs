//! One record in full, and what can be done with it.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::page;
use super::paint::{self, Line, Scroll, wrap_line};
use super::popup;
use super::row::{self, row};
use super::scene::Scene;
use super::step_facts::labelled;
use crate::app::Target;
use crate::app::{Console, Record};
use crate::locale::console as words;
use crate::report::account::Account;
use crate::text::SafeText;
use crate::theme::Role;

/// Draws the record. Nothing is typed in it.
pub(super) fn record(
    scene: Scene<'_>,
    console: &Console,
    record: &Record,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let title = scene.phrase(words::RECORD_TITLE, &[&record.fact]);
    let inside = popup::whole(scene, buf, area, &title);
    let lines = lines(scene, console, record, page::columns(area));
    let deeds = if record.deeds.is_empty() { 0 } else { record.deeds.len() + 1 };
    let foot = (deeds as u16).min(inside.height / 2);
    let text = Rect { height: inside.height - foot, ..inside };
    let shown = lines.len().min(text.height.into());
    let first = usize::from(record.scroll).min(lines.len() - shown);
    let scroll = Scroll { first, shown, total: lines.len() };
    let style = scene.style(Role::BorderFocus);
    paint::scrollbar(buf, text.right() - 1, text.y, text.height, scroll, scene.glyphs(), style);
    let text = Rect { x: text.x + 2, width: text.width.saturating_sub(4), ..text };
    row::lines(buf, text, &lines[first..first + shown]);
    draw_deeds(scene, record, buf, row::below(inside, (inside.height - foot).into()));
    None
}

fn draw_deeds(scene: Scene<'_>, record: &Record, buf: &mut Canvas<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let title = scene.line(scene.word(words::DEEDS), Role::Title);
    row::rule(scene, buf, row::nth(area, 0), &title, &Line::default());
    let list = row::below(area, 1);
    let shown = super::window::window(record.deeds.len(), list.height.into(), record.cursor);
    for (at, n) in shown.enumerate() {
        let is_chosen = record.cursor == n;
        let ink = scene.ink(is_chosen.then_some(Role::Cursor));
        let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
        let line = Line::new(cursor, ink.of(Role::TextStrong))
            .with(SafeText::line(&format!(" {} ", n + 1)), ink.of(Role::Key))
            .with(record.deeds[n].1.clone(), ink.of(Role::Text));
        row(scene, buf, row::nth(list, at), ink, &line, &Line::default());
        buf.mark(row::nth(list, at), Target::Entry(n));
    }
}

fn lines(scene: Scene<'_>, console: &Console, record: &Record, columns: usize) -> Vec<Line> {
    let run = &console.run;
    let account = Account::new(run, scene.lang(), scene.zone());
    let Some(entry) = run.place(record.fact).and_then(|place| account.entry(place)) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let mut add = |word, text: SafeText, role| {
        lines.extend(labelled(scene, word, &[scene.line(text, role)], columns, page::LABEL_COLUMNS));
    };
    let full = |at| SafeText::line(&scene.zone().full(at));
    add(words::RECORDED_BY, entry.person.clone(), Role::EventPerson);
    add(words::RECORDED_AT, full(entry.recorded.unwrap_or(entry.at)), Role::EventTime);
    if entry.recorded.is_some() {
        add(words::HAPPENED_AT, full(entry.at), Role::EventTime);
    }
    lines.push(Line::default());
    lines.extend(wrap_line(&scene.line(entry.one_line(), Role::TextStrong), columns));
    for detail in &entry.details {
        lines.extend(wrap_line(&scene.line(detail.clone(), Role::Text), columns));
    }
    lines
}
