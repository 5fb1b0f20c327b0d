//! What was just said, and what goes on beside: saving, hashing, what somebody else has recorded.

use ratatui::layout::Rect;

use super::body::shows_journal;
use super::canvas::Canvas;
use super::page;
use super::paint::{self, Line};
use super::row;
use super::scene::Scene;
use crate::app::{Console, Room, Tone};
use crate::locale::console as words;
use crate::report::Account;
use crate::theme::Role;

/// At most this many rows for what was just said.
const MOST_TOAST_ROWS: usize = 3;

/// What goes on in the background, at the right of the last line.
pub(super) fn status(scene: Scene<'_>, columns: u16) -> Line {
    let Room::Console(console) = &scene.app.room else { return Line::default() };
    let mut line = news(scene, console, usize::from(columns) * 2 / 5);
    if let Some(hashing) = console.hashing.first() {
        let done = hashing.done.saturating_mul(100).checked_div(hashing.total).unwrap_or(100).min(100);
        let text = scene.phrase(words::HASHING, &[&hashing.name.fit(20, scene.ambiguous()), &done]);
        line.push(scene.glyphs().evidence, scene.style(Role::Badge));
        line.push(" ", scene.style(Role::Text));
        line.push(text, scene.style(Role::Badge));
        line.push(" ", scene.style(Role::Text));
    }
    if console.is_saving_long(scene.app.now.boot) {
        line.push(scene.word(words::SAVING), scene.style(Role::Warning));
        line.push(" ", scene.style(Role::Text));
    }
    line
}

/// What somebody else has just recorded, in a part of the line.
fn news(scene: Scene<'_>, console: &Console, columns: usize) -> Line {
    let Some(news) = &console.news else { return Line::default() };
    let sign = scene.line(scene.glyphs().other, Role::EventPerson).with(" ", scene.style(Role::Text));
    let said = scene.line(news.clone(), Role::EventPerson);
    paint::fit(&sign.joined(&said), columns, scene.glyphs().ellipsis).with(" ", scene.style(Role::Text))
}

/// What was just said, in lines for the body.
fn toast_lines(scene: Scene<'_>, body: Rect) -> Vec<Line> {
    let columns = body.width;
    let Some(toast) = &scene.app.toast else { return recorded(scene, body).into_iter().collect() };
    let glyphs = scene.glyphs();
    let (glyph, role) = match toast.tone {
        Tone::Ok => (glyphs.ok, Role::Ok),
        Tone::Refused | Tone::Mind => (glyphs.warning, Role::Warning),
        Tone::Error => (glyphs.late, Role::Error),
    };
    let style = scene.style(role);
    let margin = Line::new(" ", style).with(glyph, style).with(" ", style);
    let text = Line::new(toast.text.clone(), style);
    let mut lines = page::hanging(scene, &margin, &text, usize::from(columns).saturating_sub(1));
    lines.truncate(MOST_TOAST_ROWS);
    lines
}

/// What was last recorded, where no journal is in sight that shows it.
fn recorded(scene: Scene<'_>, body: Rect) -> Option<Line> {
    let console = scene.app.console().filter(|_| scene.app.overlays.is_empty())?;
    let place = console.recorded.and_then(|id| console.run.place(id))?;
    let entry = Account::new(&console.run, scene.lang(), scene.zone()).entry(place)?;
    let style = scene.style(Role::Ok);
    let line = Line::new(" ", style).with(scene.glyphs().done, style).with(" ", style);
    let line = paint::fit(&line.with(entry.one_line(), style), body.width.into(), scene.glyphs().ellipsis);
    (!shows_journal(console, body)).then_some(line)
}

/// The part of the body that what was just said leaves to what lies over the room: what can be done there stays in
/// sight.
pub(super) fn above_toast(scene: Scene<'_>, body: Rect) -> Rect {
    let rows = toast_lines(scene, body).len() as u16;
    Rect { height: body.height.saturating_sub(rows), ..body }
}

/// Draws what was just said at the foot of the body, where it stays until the next key.
pub(super) fn toast(scene: Scene<'_>, buf: &mut Canvas<'_>, body: Rect) {
    let lines = toast_lines(scene, body);
    let rows = lines.len() as u16;
    let area = Rect { y: body.bottom().saturating_sub(rows), height: rows, ..body };
    paint::fill(buf, area, scene.style(Role::Text));
    row::lines(buf, area, &lines);
}
