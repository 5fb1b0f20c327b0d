//! One's own timers: how long each still runs, and what can be done with the chosen one.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::paint::Line;
use super::row::{self, row};
use super::scene::Scene;
use super::{header, popup};
use crate::app::Target;
use crate::app::timers::{self, TimerDeed};
use crate::app::{Console, overlay::Timers};
use crate::locale::console as words;
use crate::report::Account;
use crate::text::SafeText;
use crate::theme::Role;

/// Draws the timers.
pub(super) fn timers(
    scene: Scene<'_>,
    console: &Console,
    list: &Timers,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let inside = popup::list(scene, buf, area, &scene.word(words::TIMERS_TITLE));
    let running = timers::timers(console);
    let account = Account::new(&console.run, scene.lang(), scene.zone());
    let mut rest = inside;
    if running.is_empty() {
        let line =
            scene.line("  ", Role::Text).with(scene.word(words::NO_TIMERS), scene.style(Role::TextDim));
        row::lines(buf, rest, &[line]);
        rest = row::below(rest, 1);
    }
    let cursor = list.cursor.min(running.len().saturating_sub(1));
    let height = usize::from(inside.height).saturating_sub(timers::TIMER_DEEDS.len() + 1);
    for n in super::window::window(running.len(), height, cursor) {
        let (id, alarm) = running[n];
        let ink = scene.ink((n == cursor).then_some(Role::Cursor));
        let sign = if n == cursor { scene.glyphs().cursor } else { " " };
        let left = Line::new(sign, ink.of(Role::TextStrong))
            .with(" ", ink.ground())
            .with(account.timer_of(id), ink.of(Role::Text));
        let by = console.run.fact(id).map(|fact| SafeText::line(console.run.display_of(&fact.by)));
        let right = header::figure_of(scene, alarm)
            .with("  ", ink.ground())
            .with(scene.short_time(alarm.at), ink.of(Role::EventTime))
            .with("  ", ink.ground())
            .with(by.unwrap_or_default(), ink.of(Role::EventPerson));
        row(scene, buf, row::nth(rest, 0), ink, &left, &right.with(" ", ink.ground()));
        buf.mark(row::nth(rest, 0), Target::Entry(n));
        rest = row::below(rest, 1);
    }
    row::rule(scene, buf, row::nth(rest, 0), &Line::default(), &Line::default());
    let rest = row::below(rest, 1);
    for (n, deed) in timers::deeds(running.len()).iter().enumerate() {
        let word = match deed {
            TimerDeed::Snooze(minutes) => scene.phrase(words::SNOOZE, &[minutes]),
            TimerDeed::SnoozeBy => scene.word(words::SNOOZE_BY),
            TimerDeed::Stop => scene.word(words::STOP_TIMER),
            TimerDeed::Start => scene.word(words::START_TIMER),
        };
        let key = SafeText::line(&format!("  {} ", n + 1));
        let line = scene.line(key, Role::Key).with(word, scene.style(Role::Text));
        row::lines(buf, row::nth(rest, n), &[line]);
    }
    None
}
