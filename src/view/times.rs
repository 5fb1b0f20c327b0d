//! What is running out, below the phases: the soonest first, then what somebody has seen pass.
//!
//! A deadline that was seen and not met is still over, so it is dimmed and never gone: where its row has no room, the
//! last row counts it, and says how many more there are and which key lists them.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::header;
use super::paint::Line;
use super::row::{self, row};
use super::scene::Scene;
use crate::app::next_change::{MAX_TIMES_SHOWN, is_still_over};
use crate::app::{Action, Console};
use crate::locale::console as words;
use crate::run::Alarm;
use crate::text::SafeText;
use crate::theme::Role;

/// Draws what is running out, where there is room for it.
pub(super) fn times(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect) {
    if area.height < 4 || scene.times.is_empty() {
        return;
    }
    let area = row::below(area, 1);
    let title = scene.line(scene.word(words::TIMES), Role::Title);
    row::rule(scene, buf, row::nth(area, 0), &title, &Line::default());
    let area = row::below(area, 1);
    let (seen, fresh): (Vec<&Alarm>, Vec<&Alarm>) =
        scene.times.iter().partition(|alarm| is_still_over(alarm, scene.now()));
    let rows = usize::from(area.height);
    let fits = fresh.len() <= MAX_TIMES_SHOWN && scene.times.len() <= rows;
    let room = if fits { rows } else { rows - 1 };
    let fresh_shown = fresh.len().min(room).min(MAX_TIMES_SHOWN);
    let seen_shown = seen.len().min(room - fresh_shown);
    for (at, alarm) in fresh[..fresh_shown].iter().chain(&seen[..seen_shown]).enumerate() {
        one(scene, console, buf, row::nth(area, at), alarm);
    }
    if !fits {
        let left = (fresh.len() - fresh_shown, seen.len() - seen_shown);
        rest(scene, buf, row::nth(area, fresh_shown + seen_shown), left);
    }
}

fn one(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect, alarm: &Alarm) {
    let is_seen = is_still_over(alarm, scene.now());
    let figure = if is_seen { header::dim_figure_of(scene, alarm) } else { header::figure_of(scene, alarm) };
    let right = figure.with(" ", scene.style(Role::Text));
    let columns = usize::from(area.width).saturating_sub(right.width() + 2);
    let title = header::listed_title(scene, &console.run, alarm, columns);
    let role = if is_seen { Role::TextDim } else { Role::Text };
    let left = scene.line(" ", Role::Text).with(title, scene.style(role));
    row(scene, buf, area, scene.ink(None), &left, &right);
}

/// How much there is that has no row of its own, and the key that lists it.
fn rest(scene: Scene<'_>, buf: &mut Canvas<'_>, area: Rect, (fresh, seen): (usize, usize)) {
    let glyphs = scene.glyphs();
    let key = SafeText::line(&scene.app.settings.keys.first(Action::Deadlines));
    let more = match fresh {
        0 => key,
        _ => scene.phrase(words::MORE_TIMES, &[&glyphs.ellipsis, &fresh, &key]),
    };
    let right = scene.line(more, Role::TextDim).with(" ", scene.style(Role::Text));
    let mut left = scene.line(" ", Role::Text);
    if seen > 0 {
        left = left.with(glyphs.late, scene.style(Role::TextDim)).with(" ", scene.style(Role::Text));
        let room = usize::from(area.width).saturating_sub(left.width() + right.width() + 1);
        let whole = scene.phrase(words::SEEN_STILL_OVER, &[&seen]);
        let fits = whole.width(scene.ambiguous()) <= room;
        let text = if fits { whole } else { scene.phrase(words::SEEN_COUNT, &[&seen]) };
        left = left.with(text, scene.style(Role::TextDim));
    }
    row(scene, buf, area, scene.ink(None), &left, &right);
}
