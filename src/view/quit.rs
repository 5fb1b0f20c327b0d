//! Leaving the program: what stays open and goes on without it.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::header;
use super::paint::{Line, wrap_line};
use super::popup;
use super::row;
use super::scene::Scene;
use crate::app::{Console, Room};
use crate::locale::console as words;
use crate::text::SafeText;
use crate::theme::Role;

/// At most this many times are named.
const MOST_TIMES: usize = 5;

/// Draws the question.
pub(super) fn quit(scene: Scene<'_>, buf: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    let columns = usize::from(popup::columns(area));
    let mut lines = match &scene.app.room {
        Room::Console(console) => of_run(scene, console, columns),
        Room::Home(_) => of_home(scene, columns),
    };
    if lines.is_empty() {
        lines.push(scene.line(scene.word(words::QUIT_NOTHING), Role::Text));
    }
    let inside = popup::popup(scene, buf, area, &scene.word(words::QUIT_TITLE), lines.len());
    row::lines(buf, inside, &lines);
    None
}

fn of_run(scene: Scene<'_>, console: &Console, columns: usize) -> Vec<Line> {
    let run = &console.run;
    let mut lines = Vec::new();
    let mut say = |text: SafeText, role| lines.extend(wrap_line(&scene.line(text, role), columns));
    let name = SafeText::line(run.number()).then(&SafeText::word(" ")).then(&SafeText::line(run.title()));
    if !run.is_closed() {
        say(scene.phrase(words::QUIT_RUN_OPEN, &[&name]), Role::Text);
    }
    let unsaved: usize = console.pending.iter().map(|pending| pending.events.len()).sum();
    if unsaved > 0 {
        say(scene.phrase(words::QUIT_UNSAVED, &[&unsaved]), Role::Warning);
    }
    if !console.drafts.is_empty() {
        say(scene.word(words::QUIT_DRAFTS), Role::Text);
    }
    if !scene.times.is_empty() {
        say(scene.word(words::QUIT_TIMES), Role::Text);
    }
    for alarm in scene.times.iter().take(MOST_TIMES) {
        let title = header::listed_title(scene, run, alarm, columns.saturating_sub(18));
        let line = scene.line("  ", Role::Text).joined(&header::figure_of(scene, alarm));
        lines.push(line.with("  ", scene.style(Role::Text)).with(title, scene.style(Role::Text)));
    }
    let more = scene.times.len().saturating_sub(MOST_TIMES);
    if more > 0 {
        lines.push(
            scene
                .line("  ", Role::Text)
                .with(scene.phrase(words::QUIT_MORE, &[&more]), scene.style(Role::TextDim)),
        );
    }
    lines
}

fn of_home(scene: Scene<'_>, columns: usize) -> Vec<Line> {
    let open = scene.app.library.runs.iter().filter(|run| run.closed.is_none()).count();
    if open == 0 {
        return Vec::new();
    }
    wrap_line(&scene.line(scene.phrase(words::QUIT_RUNS_OPEN, &[&open]), Role::Text), columns)
}
