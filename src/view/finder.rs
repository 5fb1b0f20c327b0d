//! Lists that narrow as one types: the menu of actions, and the finding of steps, guides and records.

use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::Canvas;
use super::field::{self, Frame};
use super::paint::{self, Line, Scroll, wrap_line};
use super::popup;
use super::row::{self, row};
use super::scene::{Ink, Scene};
use super::window::window;
use super::{footer, steps};
use crate::app::Target;
use crate::app::enabled::{enabled, named};
use crate::app::find_all::Found;
use crate::app::next::natural;
use crate::app::overlay::Hit;
use crate::app::{Action, Console, Finder, Room};
use crate::locale::{Word, console as words};
use crate::report::account::Account;
use crate::run::Event;
use crate::text::SafeText;
use crate::theme::Role;

/// Below this many columns, hits in steps and guides do not say where they stand.
const NARROW: usize = 50;

/// Rows that are not hits: the query, a rule, and what is said of the chosen hit.
const OTHER_ROWS: usize = 4;

/// Draws the menu: what can be done, with its key; what cannot, dim; and what the chosen one does.
pub(super) fn palette(
    scene: Scene<'_>,
    finder: &Finder<Action>,
    buf: &mut Canvas<'_>,
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
        let can = enabled(scene.app, hit.item).is_ok();
        let digit = if is_blank && can && n < 9 { format!("{} ", n + 1) } else { "  ".to_owned() };
        let left = margin(scene, ink, is_chosen)
            .with(SafeText::line(&digit), ink.of(Role::Key))
            .joined(&matched(ink, &named_as_now(scene, hit), if can { Role::Text } else { Role::TextDim }));
        let keys = SafeText::line(&scene.app.settings.keys.first(hit.item));
        let right =
            Line::new(keys, ink.of(if can { Role::Key } else { Role::TextDim })).with("  ", ink.ground());
        row(scene, buf, row::nth(list, at), ink, &left, &right);
        buf.mark(row::nth(list, at), Target::Entry(n));
    }
    scrolled(scene, buf, list, &shown, finder.hits.len());
    match finder.hits.get(finder.cursor).map(|hit| hit.item) {
        None => say(buf, foot, &scene.line(scene.word(words::PALETTE_EMPTY), Role::TextDim)),
        Some(action) => {
            let line = match enabled(scene.app, action) {
                Ok(()) => scene.line(does_now(scene, action), Role::TextDim),
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

/// What an action does; of undoing, what it would take back.
fn does_now(scene: Scene<'_>, action: Action) -> SafeText {
    let doc = scene.word(named(scene.app, action).1);
    let (Action::Undo, Room::Console(console)) = (action, &scene.app.room) else { return doc };
    let run = &console.run;
    let place = run.last_undoable(&scene.app.me.person).and_then(|fact| run.place(fact.id));
    let entry = place.and_then(|place| Account::new(run, scene.lang(), scene.zone()).entry(place));
    entry
        .map_or(doc, |entry| scene.phrase(words::UNDO_WOULD, &[&scene.short_time(entry.at), &entry.sentence]))
}

/// What Enter does is called by what it would do now.
fn named_as_now(scene: Scene<'_>, hit: &Hit<Action>) -> Hit<Action> {
    let mut hit = hit.clone();
    if let (Action::Next, true, Room::Console(console)) = (hit.item, hit.matched.is_empty(), &scene.app.room)
        && let Some(word) = footer::enter_word(natural(console))
    {
        hit.text = scene.word(word);
    } else if hit.matched.is_empty() {
        hit.text = scene.word(named(scene.app, hit.item).0);
    }
    hit
}

/// Draws the finding: what was matched in titles, guides and records, and where that is.
pub(super) fn find(
    scene: Scene<'_>,
    console: &Console,
    finder: &Finder<Found>,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let frame = Head { title: words::FIND_TITLE, prompt: words::FIND_PROMPT, hits: finder.hits.len() };
    let (list, foot, position) = head(scene, finder, frame, buf, area);
    let shown = window(finder.hits.len(), list.height.into(), finder.cursor);
    for (at, n) in shown.clone().enumerate() {
        let hit = &finder.hits[n];
        let is_chosen = finder.cursor == n;
        let ink = scene.ink(is_chosen.then_some(Role::Cursor));
        let (sign, right) = found(scene, console, ink, hit.item, usize::from(list.width));
        let left = margin(scene, ink, is_chosen).joined(&sign).joined(&matched(ink, hit, Role::Text));
        row(scene, buf, row::nth(list, at), ink, &left, &right.with("  ", ink.ground()));
        buf.mark(row::nth(list, at), Target::Entry(n));
    }
    scrolled(scene, buf, list, &shown, finder.hits.len());
    if finder.hits.is_empty() {
        say(buf, foot, &scene.line(scene.word(words::FIND_EMPTY), Role::TextDim));
    } else {
        say(buf, foot, &scene.line(counted(scene, &finder.hits), Role::TextDim));
    }
    position
}

/// What kind of thing was found, and where it is.
fn found(scene: Scene<'_>, console: &Console, ink: Ink<'_>, found: Found, columns: usize) -> (Line, Line) {
    let run = &console.run;
    // Where it is narrow, what was matched matters more than where it stands.
    let most = if columns < NARROW { 0 } else { (columns / 3).min(24) };
    match found {
        Found::Step(step) => {
            let (glyph, role) = steps::sign(scene, console, step);
            let phase = run.steps().get(step).map(|state| scene.text(&run.phases()[state.phase].title));
            let phase = phase.unwrap_or_default().fit(most, scene.ambiguous());
            let sign = Line::new(glyph, ink.of(role)).with(" ", ink.ground());
            (sign, Line::new(phase, ink.of(Role::TextDim)))
        }
        Found::Guide(step) => {
            let title = SafeText::line(run.step_title(step, scene.lang())).fit(most, scene.ambiguous());
            let sign = Line::new(scene.word(words::GUIDE), ink.of(Role::Badge)).with(" ", ink.ground());
            (sign, Line::new(title, ink.of(Role::TextDim)))
        }
        Found::Record(place) => {
            let Some(fact) = run.facts().get(place) else { return Default::default() };
            let sign = fact.event().and_then(record_word).map(|word| scene.word(word)).unwrap_or_default();
            let sign = Line::new(sign, ink.of(Role::Badge)).with(" ", ink.ground());
            let right = Line::new(scene.short_time(fact.at), ink.of(Role::EventTime)).with(" ", ink.ground());
            (sign, right.with(SafeText::line(&fact.by).fit(8, scene.ambiguous()), ink.of(Role::EventPerson)))
        }
    }
}

/// What a record that is found by its words is called.
const fn record_word(event: &Event) -> Option<Word> {
    if let Event::NoteAdded { .. } = event {
        Some(words::FOUND_NOTE)
    } else if let Event::DecisionMade { .. } = event {
        Some(words::FOUND_DECISION)
    } else if let Event::CallMade { .. } = event {
        Some(words::FOUND_CALL)
    } else if let Event::QuestionRaised { .. } | Event::QuestionAnswered { .. } = event {
        Some(words::FOUND_QUESTION)
    } else if let Event::EvidenceAdded(_) | Event::EvidenceHanded { .. } = event {
        Some(words::EVIDENCE)
    } else {
        None
    }
}

/// How much was found, by where it is.
fn counted(scene: Scene<'_>, hits: &[Hit<Found>]) -> SafeText {
    let count = |is: fn(Found) -> bool| hits.iter().filter(|hit| is(hit.item)).count();
    let counts = [
        (words::FIND_COUNT, count(|found| matches!(found, Found::Step(_)))),
        (words::FIND_GUIDES, count(|found| matches!(found, Found::Guide(_)))),
        (words::FIND_RECORDS, count(|found| matches!(found, Found::Record(_)))),
    ];
    let told = counts.into_iter().filter(|(_, n)| *n > 0).map(|(word, n)| scene.phrase(word, &[&n]));
    crate::report::value::join(told, words::COMMA.get(scene.lang()))
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
    buf: &mut Canvas<'_>,
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

fn scrolled(
    scene: Scene<'_>,
    buf: &mut Canvas<'_>,
    list: Rect,
    shown: &std::ops::Range<usize>,
    total: usize,
) {
    let scroll = Scroll { first: shown.start, shown: shown.len(), total };
    let style = scene.style(Role::BorderFocus);
    paint::scrollbar(buf, list.right(), list.y, list.height, scroll, scene.glyphs(), style);
}

fn say(buf: &mut Canvas<'_>, area: Rect, line: &Line) {
    row::lines(buf, area, &wrap_line(line, area.width.into()));
}
