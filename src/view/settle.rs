//! Records that stand side by side, to choose from.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::paint::{Line, wrap_line};
use super::popup;
use super::row;
use super::scene::{Scene, cursor_role};
use super::window::window_of;
use crate::app::Target;
use crate::app::{Console, Settle};
use crate::locale::console as words;
use crate::report::{Account, name};
use crate::text::SafeText;
use crate::theme::Role;

/// Draws the choice.
pub(super) fn settle(
    scene: Scene<'_>,
    console: &Console,
    settle: &Settle,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let (run, lang) = (&console.run, scene.lang());
    let columns = usize::from(popup::columns(area));
    let about = match (&settle.step, &settle.ask) {
        (Some(step), _) => name::step_of(run, step, lang),
        (None, Some(ask)) => name::ask_of(run, ask, lang),
        (None, None) => SafeText::default(),
    };
    let title = scene.word(words::SETTLE_TITLE).then(&scene.word(words::COLON)).then(&about);
    let mut lines = wrap_line(&scene.line(scene.word(words::SETTLE_HELP), Role::TextDim), columns);
    let mut focus = 0..1;
    let mut places = Vec::new();
    let account = Account::new(run, lang, scene.zone());
    for (n, id) in settle.sides.iter().enumerate() {
        let Some(entry) = run.place(*id).and_then(|place| account.entry(place)) else { continue };
        let is_chosen = n == settle.cursor;
        let ink = scene.ink(is_chosen.then_some(cursor_role(true)));
        let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
        let line = Line::new(cursor, ink.of(Role::TextStrong))
            .with(SafeText::line(&format!(" {} ", n + 1)), ink.of(Role::Key))
            .with(scene.journal_time(entry.at), ink.of(Role::EventTime))
            .with(" ", ink.ground())
            .with(entry.person.clone(), ink.of(Role::EventPerson))
            .with(" ", ink.ground())
            .with(entry.sentence.clone(), ink.of(Role::Text));
        let from = lines.len();
        lines.extend(wrap_line(&line, columns));
        if is_chosen {
            focus = from..lines.len();
        }
        places.push((from..lines.len(), Target::Entry(n)));
    }
    let inside = popup::popup(scene, buf, area, &title, lines.len());
    let shown = window_of(lines.len(), inside.height.into(), focus);
    row::lines(buf, inside, &lines[shown.clone()]);
    row::mark(buf, inside, &shown, &places);
    None
}
