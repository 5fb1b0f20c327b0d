//! The help, from the table of actions: what can be done here first, then the rest with why it cannot.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::footer;
use super::page;
use super::paint::{Line, wrap_line};
use super::scene::Scene;
use crate::app::action::{ACTIONS, Declaration, Place};
use crate::app::enabled::{enabled, named, only_looks};
use crate::app::{Action, Overlay, Room, key_name, next};
use crate::locale::{Lang, console as words};
use crate::report::words as names;
use crate::run::Status;
use crate::text::SafeText;
use crate::theme::Role;

/// Columns of the keys.
const KEY_COLUMNS: usize = 9;

/// With fewer columns for what an action does, that stands below its name.
const BESIDE_COLUMNS: usize = 36;

/// Draws the help.
pub(super) fn help(scene: Scene<'_>, scroll: u16, buf: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    let columns = page::columns(area);
    let lines = match scene.app.overlays.as_slice() {
        [.., below, _help] => lines_over(scene, below, columns),
        [] | [_] => lines(scene, columns),
    };
    page::page(scene, buf, area, &scene.word(words::HELP_TITLE), &lines, scroll);
    None
}

/// What can be done in what lies over the run: what its last line tells, and the keys for which that has no room.
fn lines_over(scene: Scene<'_>, overlay: &Overlay, columns: usize) -> Vec<Line> {
    let mut lines = wrap_line(&scene.line(scene.word(words::HELP_MOVE), Role::TextDim), columns);
    lines.push(Line::default());
    lines.push(scene.line(scene.word(words::HELP_NOW), Role::Heading));
    let more = match overlay {
        Overlay::Sheet(_) => (!only_looks(scene.app)).then(|| footer::hint(scene, "x", words::KEY_CLEAR)),
        Overlay::History(_) | Overlay::Record(_) => Some(footer::of_action(scene, Action::Copy)),
        Overlay::Form(_)
        | Overlay::Reason(_)
        | Overlay::Settle(_)
        | Overlay::Palette(_)
        | Overlay::Find(_)
        | Overlay::Help { .. }
        | Overlay::StepSheet { .. }
        | Overlay::Measures { .. }
        | Overlay::Handover(_)
        | Overlay::Timers(_)
        | Overlay::People(_)
        | Overlay::Notices(_)
        | Overlay::Notice(_)
        | Overlay::Copied(_)
        | Overlay::Left(_)
        | Overlay::Rows(_)
        | Overlay::Deadlines(_)
        | Overlay::Clock(_)
        | Overlay::ClockHelp { .. }
        | Overlay::Quit => None,
    };
    let mut hints = footer::of_overlay(scene, overlay);
    let back = hints.len().saturating_sub(1);
    hints.splice(back..back, more);
    lines.extend(hints.into_iter().map(|hint| {
        padded_key(scene, hint.key, Role::Key)
            .with(" ", scene.style(Role::Text))
            .with(hint.label, scene.style(Role::TextStrong))
    }));
    lines.push(Line::default());
    lines.extend(wrap_line(&scene.line(scene.word(words::HELP_ELSEWHERE), Role::TextDim), columns));
    if matches!(overlay, Overlay::Left(_) | Overlay::Rows(_)) {
        lines.push(Line::default());
        lines.push(scene.line(scene.word(words::HELP_GLYPHS), Role::Heading));
        lines.extend(glyphs(scene, columns));
    }
    lines
}

/// Keys, as wide as the column of them.
fn padded_key(scene: Scene<'_>, keys: SafeText, role: Role) -> Line {
    let gap = (KEY_COLUMNS - 1).saturating_sub(keys.width(scene.ambiguous())) + 1;
    scene.line(SafeText::line(&" ".repeat(gap)), Role::Text).with(keys, scene.style(role))
}

fn lines(scene: Scene<'_>, columns: usize) -> Vec<Line> {
    let place = match scene.app.room {
        Room::Home(_) => Place::Home,
        Room::Console(_) => Place::Console,
    };
    let here = |row: &&Declaration| row.place == place || row.place == Place::Anywhere;
    // On the first screen letters are typed, so how to move is told in other words.
    let moving = match place {
        Place::Home => words::HELP_HOME,
        Place::Console | Place::Anywhere => words::HELP_MOVE,
    };
    let mut lines = wrap_line(&scene.line(scene.word(moving), Role::TextDim), columns);
    let mut not_now = Vec::new();
    lines.push(Line::default());
    lines.push(scene.line(scene.word(words::HELP_NOW), Role::Heading));
    for row in ACTIONS.iter().filter(here) {
        match enabled(scene.app, row.action) {
            Ok(()) => lines.extend(entry(scene, row, None, columns)),
            Err(why) => not_now.extend(entry(scene, row, Some(why), columns)),
        }
    }
    if !not_now.is_empty() {
        lines.push(Line::default());
        lines.push(scene.line(scene.word(words::HELP_NOT_NOW), Role::Heading));
        lines.extend(not_now);
    }
    lines.push(Line::default());
    lines.push(scene.line(scene.word(words::HELP_GLYPHS), Role::Heading));
    lines.extend(glyphs(scene, columns));
    lines
}

fn entry(scene: Scene<'_>, row: &Declaration, why_not: Option<SafeText>, columns: usize) -> Vec<Line> {
    let own = scene.app.settings.keys.keys(row.action);
    let keys = SafeText::line(&own.iter().map(|key| key_name::shown(key)).collect::<Vec<_>>().join(" "));
    let word_columns = if scene.lang() == Lang::Zh { 12 } else { 16 };
    let (key, word, doc) = match why_not {
        None => (Role::Key, Role::TextStrong, Role::Text),
        Some(_) => (Role::TextDim, Role::TextDim, Role::TextDim),
    };
    let (called, doc_now) = named(scene.app, row.action);
    let name = match &scene.app.room {
        Room::Console(console) if row.action == Action::Next => {
            footer::enter_word(next::natural(console)).unwrap_or(row.word)
        }
        Room::Console(_) | Room::Home(_) => called,
    };
    let name = scene.word(name);
    let pad = |text: &SafeText, columns: usize| {
        SafeText::line(&" ".repeat(columns.saturating_sub(text.width(scene.ambiguous())) + 1))
    };
    let text = match why_not {
        None => scene.word(doc_now),
        Some(why) => scene.phrase(words::HELP_WHY_NOT, &[&why]),
    };
    let head =
        padded_key(scene, keys, key).with(" ", scene.style(Role::Text)).with(name.clone(), scene.style(word));
    let text = scene.line(text, doc);
    let beside = KEY_COLUMNS + 1 + word_columns + 1;
    if name.width(scene.ambiguous()) <= word_columns && columns >= beside + BESIDE_COLUMNS {
        let margin = head.with(pad(&name, word_columns), scene.style(Role::Text));
        return page::hanging(scene, &margin, &text, columns);
    }
    // What does not fit beside the name stands below it.
    let indent = if columns >= beside + BESIDE_COLUMNS { beside } else { KEY_COLUMNS + 1 };
    let margin = scene.line(SafeText::line(&" ".repeat(indent)), Role::Text);
    [vec![head], page::hanging(scene, &margin, &text, columns)].concat()
}

fn glyphs(scene: Scene<'_>, columns: usize) -> Vec<Line> {
    let all = [
        Status::Open,
        Status::Running,
        Status::Done,
        Status::Skipped,
        Status::Blocked,
        Status::NotApplicable,
    ];
    let signs = all.map(|status| (scene.status(status), names::status(status)));
    let late = ((scene.glyphs().late, Role::StepLate), words::LATE);
    let mut lines = vec![Line::default()];
    for ((glyph, role), word) in signs.into_iter().chain([late]) {
        let sign = scene
            .line(glyph, role)
            .with(" ", scene.style(Role::Text))
            .with(scene.word(word), scene.style(Role::Text))
            .with("   ", scene.style(Role::Text));
        // A sign and its word stay together.
        if lines.last().is_some_and(|line| line.width() > 0 && line.width() + sign.width() > columns) {
            lines.push(Line::default());
        }
        if let Some(last) = lines.last_mut() {
            *last = std::mem::take(last).joined(&sign);
        }
    }
    lines
}
