//! What is wrong with the journal, under the first line, for as long as it is so.
//!
//! It never hides: a person has to know when what they do is not being recorded.

use super::paint::{Line, wrap_line};
use super::scene::Scene;
use crate::app::Console;
use crate::locale::console as words;
use crate::theme::Role;

/// At most this many rows are given to trouble.
const MOST_ROWS: usize = 4;

/// What is wrong, in lines of a width.
pub(super) fn strip(scene: Scene<'_>, console: &Console, columns: usize) -> Vec<Line> {
    let health = &console.journal;
    let mut troubles = Vec::new();
    if let Some(why) = &health.failed {
        troubles.push((Role::Error, scene.phrase(words::NOT_SAVED, &[why])));
    }
    if let Some(why) = &health.read_only {
        troubles.push((Role::Warning, scene.phrase(words::READ_ONLY, &[why])));
    }
    for damage in &health.damage {
        troubles.push((Role::Error, scene.phrase(words::DAMAGED, &[damage])));
    }
    if console.run.unknown_facts() > 0 {
        troubles.push((Role::Warning, scene.phrase(words::NEWER_FACTS, &[&console.run.unknown_facts()])));
    }
    if health.late > 0 {
        troubles.push((Role::Warning, scene.phrase(words::LATE_FACTS, &[&health.late])));
    }
    let mut lines: Vec<Line> = Vec::new();
    for (role, text) in troubles {
        let glyph = if role == Role::Error { scene.glyphs().late } else { scene.glyphs().warning };
        let style = scene.style(role);
        let line = Line::new(" ", style).with(glyph, style).with(" ", style).with(text, style);
        lines.extend(wrap_line(&line, columns));
    }
    lines.truncate(MOST_ROWS);
    lines
}
