//! The frame of what lies over a room: a box with a title, or all of the body.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::page;
use super::paint;
use super::row;
use super::scene::Scene;
use crate::text::SafeText;
use crate::theme::Role;

/// Below this, a box takes the whole width, since what it leaves at its sides cannot be read.
const WHOLE_BELOW: u16 = 96;

/// How wide the inside of a box is in an area.
pub(super) fn columns(area: Rect) -> u16 {
    let is_whole = area.width < WHOLE_BELOW || area.width > page::WIDEST_SCREEN;
    page::readable(area.width.saturating_sub(if is_whole { 4 } else { 12 }))
}

/// Clears a box for so many rows of content, a third of the way down, and draws its border and title.
/// Returns the inside.
pub(super) fn popup(
    scene: Scene<'_>,
    buf: &mut Canvas<'_>,
    area: Rect,
    title: &SafeText,
    rows: usize,
) -> Rect {
    let width = columns(area) + 4;
    let wanted = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2);
    let height = wanted.min(area.height);
    let frame = Rect {
        x: area.x + (area.width.saturating_sub(width)) / 2,
        y: area.y + (area.height - height) / 3,
        width: width.min(area.width),
        height,
    };
    paint::fill(buf, frame, scene.style(Role::Text));
    let border = scene.style(Role::BorderFocus);
    let inside = paint::border(buf, frame, scene.glyphs(), border);
    let title = scene.line(" ", Role::Title).with(title.clone(), scene.style(Role::Title));
    let title = title.with(" ", scene.style(Role::Title));
    let title = paint::fit(&title, usize::from(inside.width).saturating_sub(2), scene.glyphs().ellipsis);
    paint::put(buf, inside.x + 1, frame.y, inside.width, &title.0);
    Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside }
}

/// How many columns the title of all of the body has.
pub(super) fn title_columns(area: Rect) -> usize {
    usize::from(area.width).saturating_sub(4)
}

/// Titles all of the body. Returns what is below the title.
pub(super) fn whole(scene: Scene<'_>, buf: &mut Canvas<'_>, area: Rect, title: &SafeText) -> Rect {
    let title = scene.line(title.clone(), Role::Title);
    row::rule(scene, buf, row::nth(area, 0), &title, &paint::Line::default());
    row::below(area, 1)
}

/// The same for a list, whose rows are no wider than the eye follows from what stands left to what stands right.
pub(super) fn list(scene: Scene<'_>, buf: &mut Canvas<'_>, area: Rect, title: &SafeText) -> Rect {
    narrowed(whole(scene, buf, area, title))
}

/// An area that is no wider than rows should be.
pub(super) fn narrowed(area: Rect) -> Rect {
    Rect { width: page::readable(area.width.saturating_sub(4)) + 4, ..area }
}
