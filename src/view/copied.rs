//! What was copied, over the whole width and without borders, so that the terminal's own selection takes nothing
//! else.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::paint::{self, wrap_line};
use super::row;
use super::scene::Scene;
use crate::app::overlay::Copied;
use crate::locale::console as words;
use crate::text::SafeText;
use crate::theme::Role;

/// Draws the text below a line that says what it is.
pub(super) fn copied(
    scene: Scene<'_>,
    copied: &Copied,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    paint::fill(buf, area, scene.style(Role::Text));
    let (label, text) = copied.texts.get(copied.chosen)?;
    let columns = usize::from(area.width);
    let said = if copied.texts.len() > 1 {
        let place = format!("{}/{}", copied.chosen + 1, copied.texts.len());
        scene.phrase(words::COPIED_OF, &[&label, &place])
    } else {
        scene.phrase(words::COPIED, &[&label])
    };
    let head = scene.line(said, Role::TextDim);
    let mut lines = wrap_line(&head, columns);
    let head = lines.len();
    for line in SafeText::lines(text) {
        lines.extend(wrap_line(&scene.line(line, Role::Text), columns));
    }
    let height = usize::from(area.height);
    let most = lines.len().saturating_sub(height);
    let first = usize::from(copied.scroll).min(most);
    // What it is stays in sight.
    lines.drain(head..head + first);
    lines.truncate(height);
    row::lines(buf, area, &lines);
    None
}
