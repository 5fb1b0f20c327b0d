//! Lists that narrow as one types: the menu of actions, and the finding of steps.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::field::{self, Frame};
use super::paint::{self, Line, Scroll, wrap_line};
use super::popup;
use super::row::{self, row};
use super::scene::{Ink, Scene};
use super::window::window;
use super::{footer, steps};
use crate::app::enabled::enabled;
use crate::app::next::natural;
use crate::app::overlay::Hit;
use crate::app::{Action, Console, Finder, Room};
use crate::locale::{Word, console as words};
use crate::text::SafeText;
use crate::theme::Role;

/// Rows that are not hits: the query, a rule, and what is said of the chosen hit.
const OTHER_ROWS: usize = 4;

/// Draws the menu: what can be done, with its key; what cannot, dim; and what the chosen one does.
pub(super) fn palette(
    scene: Scene<'_>,
    finder: &Finder<Action>,
    buf: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    let frame = Head { title: words::PALETTE_TITLE, prompt: words::PALETTE_PROMPT, hits: finder.hits.len() };
    let (list, foot, position) = head(scene, finder, frame, buf, area);
    let is_blank = finder.query.is_empty();
    let shown = window(finder.hits.len(), list.height.into(), finder.cursor);
    for (at, n) in shown.clone().enumerate() {
        let hit = &finder.hits[n];
        let is_chosen = finder.cursor == n;
        let ink = scene.ink(is_chosen.then_some(Role::Cursor));
        let digit = if is_blank && n < 9 { format!("{} ", n + 1) } else { "  ".to_owned() };
        let can = enabled(scene.app, hit.item).is_ok();
        let left = margin(scene, ink, is_chosen)
            .with(SafeText::line(&digit), ink.of(Role::Key))
            .joined(&matched(ink, &named_as_now(scene, hit), if can { Role::Text } else { Role::TextDim }));
        let keys = SafeText::line(&scene.app.settings.keys.first(hit.item));
        let right =
            Line::new(keys, ink.of(if can { Role::Key } else { Role::TextDim })).with("  ", ink.ground());
        row(scene, buf, row::nth(list, at), ink, &left, &right);
    }
    scrolled(scene, buf, list, &shown, finder.hits.len());
    match finder.hits.get(finder.cursor).map(|hit| hit.item) {
        None => say(buf, foot, &scene.line(scene.word(words::PALETTE_EMPTY), Role::TextDim)),
        Some(action) => {
            let line = match enabled(scene.app, action) {
                Ok(()) => scene.line(action.declaration().doc.text(scene.lang()), Role::TextDim),
                Err(why) => scene
                    .line(scene.glyphs().warning, Role::Warning)
                    .with(" ", scene.style(Role::Warning))
                    .with(why, scene.style(Role::Warning)),
            };
            say(buf, foot, &line);
        }
    }
    position
}

/// What Enter does is called by what it would do now.
fn named_as_now(scene: Scene<'_>, hit: &Hit<Action>) -> Hit<Action> {
    let mut hit = hit.clone();
    if let (Action::Next, true, Room::Console(console)) = (hit.item, hit.matched.is_empty(), &scene.app.room)
        && let Some(word) = footer::enter_word(natural(console))
    {
        hit.text = scene.word(word);
    }
    hit
}

/// Draws the finding of steps: title with what was matched, and the phase it stands in.
pub(super) fn find(
    scene: Scene<'_>,
    console: &Console,
    finder: &Finder<usize>,
    buf: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    let frame = Head { title: words::FIND_TITLE, prompt: words::FIND_PROMPT, hits: finder.hits.len() };
    let (list, foot, position) = head(scene, finder, frame, buf, area);
    let run = &console.run;
    let shown = window(finder.hits.len(), list.height.into(), finder.cursor);
    for (at, n) in shown.clone().enumerate() {
        let hit = &finder.hits[n];
        let Some(state) = run.steps().get(hit.item) else { continue };
        let is_chosen = finder.cursor == n;
        let ink = scene.ink(is_chosen.then_some(Role::Cursor));
        let (glyph, role) = steps::sign(scene, console, hit.item);
        let left = margin(scene, ink, is_chosen)
            .with(glyph, ink.of(role))
            .with(" ", ink.ground())
            .joined(&matched(ink, hit, Role::Text));
        let phase = scene.text(&run.phases()[state.phase].title).fit(24);
        let right = Line::new(phase, ink.of(Role::TextDim)).with("  ", ink.ground());
        row(scene, buf, row::nth(list, at), ink, &left, &right);
    }
    scrolled(scene, buf, list, &shown, finder.hits.len());
    if finder.hits.is_empty() {
        say(buf, foot, &scene.line(scene.word(words::FIND_EMPTY), Role::TextDim));
    } else {
        let count = scene.phrase(words::FIND_COUNT, &[&finder.hits.len()]);
        say(buf, foot, &scene.line(count, Role::TextDim));
    }
    position
}

#[derive(Clone, Copy)]
struct Head {
    title: Word,
    prompt: Word,
    hits: usize,
}

/// Draws the frame and the query. Returns where the hits go, where the foot is, and where the cursor stands.
fn head<T>(
    scene: Scene<'_>,
    finder: &Finder<T>,
    head: Head,
    buf: &mut Buffer,
    area: Rect,
) -> (Rect, Rect, Option<Position>) {
    let rows = head.hits.clamp(5, usize::from(area.height)) + OTHER_ROWS;
    let inside = popup::popup(scene, buf, area, &scene.word(head.title), rows);
    let label = scene.line(scene.word(head.prompt), Role::Heading).with(" ", scene.style(Role::Text));
    let columns = usize::from(inside.width).saturating_sub(label.width());
    let hint = scene.word(words::HOME_FILTER_HINT);
    let frame = Frame { columns, rows: 1, role: Role::InputFocus, hint: &hint };
    let drawn = field::line(scene, &finder.query, frame);
    let x = inside.x + (label.width() + drawn.cursor.0) as u16;
    row::lines(buf, inside, &[label.joined(drawn.rows.first().unwrap_or(&Line::default()))]);
    let foot_rows = 2.min(inside.height.saturating_sub(2));
    let list = row::below(inside, 1);
    let list = Rect { height: list.height.saturating_sub(foot_rows + 1), ..list };
    let foot = row::below(inside, 1 + usize::from(list.height));
    if foot.height > 0 {
        let border = scene.style(Role::Border);
        paint::horizontal(buf, foot.x, foot.y, foot.width, scene.glyphs(), border);
    }
    let position = Position { x: x.min(inside.right().saturating_sub(1)), y: inside.y };
    (list, row::below(foot, 1), (inside.height > 0).then_some(position))
}

fn margin(scene: Scene<'_>, ink: Ink<'_>, is_chosen: bool) -> Line {
    let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
    Line::new(cursor, ink.of(Role::TextStrong)).with(" ", ink.ground())
}

/// A hit's text with the characters that were matched standing out.
fn matched<T>(ink: Ink<'_>, hit: &Hit<T>, role: Role) -> Line {
    let text = hit.text.as_str();
    let mut line = Line::default();
    let mut chars = 0;
    for (place, grapheme) in text.grapheme_indices(true) {
        let is_matched = hit.matched.contains(&chars);
        chars += grapheme.chars().count();
        let style = ink.of(if is_matched { Role::Match } else { role });
        line.push(hit.text.part(place..place + grapheme.len()), style);
    }
    line
}

fn scrolled(scene: Scene<'_>, buf: &mut Buffer, list: Rect, shown: &std::ops::Range<usize>, total: usize) {
    let scroll = Scroll { first: shown.start, shown: shown.len(), total };
    let style = scene.style(Role::BorderFocus);
    paint::scrollbar(buf, list.right(), list.y, list.height, scroll, scene.glyphs(), style);
}

fn say(buf: &mut Buffer, area: Rect, line: &Line) {
    row::lines(buf, area, &wrap_line(line, area.width.into()));
}
