//! The page of a handover: what was handed over and waits, where the run stands, and what can be done about it.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::paint::{self, Line, Scroll, wrap_line};
use super::scene::Scene;
use super::{page, popup, row};
use crate::app::Console;
use crate::app::handover::HandoverDeed;
use crate::app::overlay::HandoverPage;
use crate::locale::console as words;
use crate::report::Account;
use crate::report::handover::{self, Section};
use crate::text::SafeText;
use crate::theme::Role;

/// Draws the page.
pub(super) fn handover(
    scene: Scene<'_>,
    console: &Console,
    shown: &HandoverPage,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let inside = popup::whole(scene, buf, area, &scene.word(words::HANDOVER_TITLE));
    let deeds = scene.app.handover_deeds();
    let foot = if deeds.is_empty() { 0 } else { deeds.len() as u16 + 1 };
    let text = Rect { height: inside.height.saturating_sub(foot), ..inside };
    let lines = lines(scene, console, page::columns(area));
    let rows = lines.len().min(text.height.into());
    let first = usize::from(shown.scroll).min(lines.len() - rows);
    let within = Rect { x: text.x + 2, width: text.width.saturating_sub(4), ..text };
    row::lines(buf, within, &lines[first..first + rows]);
    let scroll = Scroll { first, shown: rows, total: lines.len() };
    let style = scene.style(Role::BorderFocus);
    paint::scrollbar(buf, text.right() - 1, text.y, text.height, scroll, scene.glyphs(), style);
    let mut rest = row::below(inside, text.height.into());
    if foot > 0 {
        row::rule(scene, buf, row::nth(rest, 0), &Line::default(), &Line::default());
        rest = row::below(rest, 1);
    }
    for (n, deed) in deeds.iter().enumerate() {
        let word = match deed {
            HandoverDeed::Give => words::HANDOVER_GIVE,
            HandoverDeed::Confirm(_) => words::HANDOVER_CONFIRM,
        };
        let key = SafeText::line(&format!("  {} ", n + 1));
        let line = scene.line(key, Role::Key).with(scene.word(word), scene.style(Role::Text));
        row::lines(buf, row::nth(rest, n), &[line]);
    }
    None
}

fn lines(scene: Scene<'_>, console: &Console, columns: usize) -> Vec<Line> {
    let account = Account::new(&console.run, scene.lang(), scene.zone());
    let waiting = console.run.waiting_handover();
    let given = waiting.map(|fact| handover::given(&account, fact, scene.now())).unwrap_or_default();
    let now = handover::page(&account, scene.now());
    given.iter().chain(&now).flat_map(|section| section_lines(scene, section, columns)).collect()
}

fn section_lines(scene: Scene<'_>, section: &Section, columns: usize) -> Vec<Line> {
    let mut lines = wrap_line(&scene.line(section.title.clone(), Role::Heading), columns);
    for line in &section.lines {
        // What goes on below is set further in than what begins anew.
        let margin = scene.line("  ", Role::Text);
        let mut shown =
            wrap_line(&scene.line(line.clone(), Role::Text), columns.saturating_sub(4)).into_iter();
        lines.extend(shown.next().map(|first| margin.clone().joined(&first)));
        lines.extend(shown.map(|further| margin.clone().joined(&margin).joined(&further)));
    }
    lines
}
