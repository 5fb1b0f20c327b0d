//! One row of the screen: something on the left, something on the right, and a ground below both.

use std::ops::Range;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::paint::{self, Line};
use super::scene::{Ink, Scene};
use crate::app::Target;
use crate::text::SafeText;
use crate::theme::Role;

/// Draws a row. The right part stays whole as long as it leaves the left one a third of the row.
pub(super) fn row(
    scene: Scene<'_>,
    buf: &mut Canvas<'_>,
    area: Rect,
    ink: Ink<'_>,
    left: &Line,
    right: &Line,
) {
    if area.height == 0 {
        return;
    }
    paint::fill(buf, Rect { height: 1, ..area }, ink.ground());
    let width = usize::from(area.width);
    let for_right = right.width().min(width.saturating_sub(left.width().min(width / 3) + 1));
    let right = paint::fitting(right, for_right, scene.glyphs().ellipsis);
    let used = paint::put_right(buf, area.right(), area.y, area.width, &right.0);
    let room = width.saturating_sub(usize::from(used) + usize::from(used > 0));
    let left = paint::fitting(left, room, scene.glyphs().ellipsis);
    paint::put(buf, area.x, area.y, area.width, &left.0);
}

/// Draws lines from the top of an area; returns the area that is left below them.
pub(super) fn lines(buf: &mut Canvas<'_>, area: Rect, lines: &[Line]) -> Rect {
    let shown = lines.len().min(area.height.into());
    for (y, line) in (area.top()..).zip(&lines[..shown]) {
        paint::put(buf, area.x, y, area.width, &line.0);
    }
    below(area, shown)
}

/// What stands in which lines.
pub(super) type Places = Vec<(Range<usize>, Target)>;

/// Marks what stands in lines of which so many are shown from the top of an area.
pub(super) fn mark(
    buf: &mut Canvas<'_>,
    area: Rect,
    shown: &Range<usize>,
    places: &[(Range<usize>, Target)],
) {
    for (lines, target) in places {
        let (from, to) = (lines.start.max(shown.start), lines.end.min(shown.end));
        if from < to {
            let rest = below(area, from - shown.start);
            let height = rest.height.min((to - from) as u16);
            buf.mark(Rect { height, ..rest }, *target);
        }
    }
}

/// What is left of an area below its first rows.
pub(super) fn below(area: Rect, rows: usize) -> Rect {
    let rows = u16::try_from(rows).unwrap_or(u16::MAX).min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// One row of an area, counted from its top; empty where the area is not that high.
pub(super) fn nth(area: Rect, row: usize) -> Rect {
    let rest = below(area, row);
    Rect { height: rest.height.min(1), ..rest }
}

/// Which part of a text is in sight, and which way there is more: `▾1-9/31`. Nothing where all of it is.
pub(super) fn part_shown(scene: Scene<'_>, shown: &Range<usize>, total: usize) -> Line {
    if shown.len() >= total {
        return Line::default();
    }
    let glyphs = scene.glyphs();
    let more = if shown.end < total { glyphs.more_below } else { glyphs.more_above };
    let lines = SafeText::line(&format!("{}-{}/{total}", shown.start + 1, shown.end));
    scene.line(more, Role::Warning).with(lines, scene.style(Role::TextDim))
}

/// A rule with a title in it: `├ Journal ─────── 3 open questions ─`.
pub(super) fn rule(scene: Scene<'_>, buf: &mut Canvas<'_>, area: Rect, left: &Line, right: &Line) {
    if area.height == 0 || area.width == 0 {
        return;
    }
    let border = scene.style(Role::Border);
    paint::horizontal(buf, area.x, area.y, area.width, scene.glyphs(), border);
    let room = usize::from(area.width).saturating_sub(4);
    let space = |line: &Line| Line::new(" ", border).joined(line).with(" ", border);
    let for_right = right.width().min(room.saturating_sub(left.width().min(room / 2) + 4));
    let mut taken = 0;
    if for_right > 0 && !right.0.is_empty() {
        let right = space(&paint::fitting(right, for_right, scene.glyphs().ellipsis));
        taken = usize::from(paint::put_right(buf, area.right() - 1, area.y, area.width, &right.0)) + 1;
    }
    if !left.0.is_empty() {
        let left = space(&paint::fitting(left, room.saturating_sub(taken), scene.glyphs().ellipsis));
        paint::put(buf, area.x + 1, area.y, area.width - 1, &left.0);
    }
}
