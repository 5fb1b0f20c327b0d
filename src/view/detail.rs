//! The chosen step: what to know first, how to do it, and what belongs to it.
//!
//! The guide scrolls; when the step is done and what belongs to it stay in sight below, so that nothing
//! required is missed.

use std::ops::Range;

use ratatui::layout::Rect;

use super::body::inside;
use super::canvas::Canvas;
use super::markdown::{self, markdown};
use super::paint::Line;
use super::row;
use super::scene::Scene;
use super::standing::{Columns, Standing, signed};
use super::{notice, people, step_facts, steps};
use crate::app::Target;
use crate::app::{Action, Console, Focus};
use crate::locale::console as words;
use crate::report::name;
use crate::run::Event;
use crate::text::SafeText;
use crate::theme::Role;

/// Longer lines are hard to read.
const MOST_COLUMNS: usize = 92;

/// The most rows of what says when a step is done, where the guide's own words are out of sight.
const MOST_DONE_WHEN: usize = 2;

/// Draws the chosen step below a rule that bears its title.
pub(super) fn detail(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect) {
    below_title(scene, console, buf, area, abouts(scene, console));
}

/// Draws the chosen step where no list shows how it stands.
pub(super) fn alone(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect) {
    let is_next = console.run.next_step() == Some(console.step);
    let is_known = console.run.steps().get(console.step).is_some();
    let standing = is_known.then(|| Standing::of(scene, console, console.step, is_next));
    let line = standing.map(|standing| standing.line(scene.ink(None), Columns::default()));
    let mut line = line.unwrap_or_default();
    // A rule brings the column behind it along.
    line.0.pop();
    below_title(
        scene,
        console,
        buf,
        area,
        vec![line, confirmed(scene, console), confirmed_shortly(scene, console)],
    );
}

/// Draws the step; beside its title stands the first of these that has room.
fn below_title(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect, beside: Vec<Line>) {
    buf.mark(area, Target::Guide);
    if console.run.steps().get(console.step).is_none() {
        row::rule(scene, buf, row::nth(area, 0), &Line::default(), &Line::default());
        return;
    }
    let within = inside(row::below(area, 1));
    let columns = usize::from(within.width).saturating_sub(2).min(MOST_COLUMNS);
    let height = usize::from(within.height);
    let notices = notice::notices(scene, console, console.step, columns);
    let facts = step_facts::facts(scene, console, console.step, columns + 1);
    let guide = guide(scene, console, console.step, columns);
    let notices_shown = notices.len().min(height / 3);
    let left = height - notices_shown;
    // The guide has three fifths of the rest at least, if it wants that much.
    let facts_shown = facts.len().min(left.saturating_sub(guide.len().min((left * 3).div_ceil(5))));
    let gap = usize::from(notices_shown + guide.len() + facts_shown < height && facts_shown > 0);
    let room = left - facts_shown - gap;
    let parts = Parts::of(scene, &guide, usize::from(console.guide_scroll), room);

    title(scene, console, buf, area, beside, &parts);
    let text = Rect { x: within.x + 1, width: within.width.saturating_sub(1), ..within };
    let rest = row::lines(buf, text, &cut_off(scene, &notices, notices_shown));
    let rest = row::lines(buf, rest, &guide[parts.shown.clone()]);
    let rest = row::lines(buf, rest, &parts.done_when);
    row::lines(buf, row::below(rest, gap), &shortened(scene, &facts, facts_shown));
}

/// What of a guide is in sight.
struct Parts {
    shown: Range<usize>,
    total: usize,
    /// When the step is done, where the guide's own words for it are out of sight.
    done_when: Vec<Line>,
}

impl Parts {
    fn of(scene: Scene<'_>, guide: &[Line], scroll: usize, room: usize) -> Self {
        let total = guide.len();
        let window = |rows: usize| {
            let rows = rows.min(total);
            let first = scroll.min(total - rows);
            first..first + rows
        };
        let whole = window(room);
        let wanted = markdown::item(guide, &scene.word(words::GUIDE_DONE_WHEN), scene.glyphs());
        let Some(wanted) = wanted.filter(|item| !(whole.contains(&item.start) || room < 3)) else {
            return Self { shown: whole, total, done_when: Vec::new() };
        };
        let rows = wanted.len().min(MOST_DONE_WHEN).min(room / 3);
        let done_when = cut_off(scene, &guide[wanted], rows);
        Self { shown: window(room - rows), total, done_when }
    }
}

/// How a step is done, in lines of a width.
pub(super) fn guide(scene: Scene<'_>, console: &Console, step: usize, columns: usize) -> Vec<Line> {
    let run = &console.run;
    let state = &run.steps()[step];
    let text = match run.in_book(state) {
        Some(step) => step.guide.as_ref().map(|guide| guide.get(scene.lang()).to_owned()),
        None => match state.added_by.and_then(|place| run.facts()[place].event()) {
            Some(Event::StepAdded { guide, .. }) => Some(guide.clone()),
            Some(_) | None => None,
        },
    };
    match text.filter(|text| !text.trim().is_empty()) {
        Some(text) => markdown(&text, columns, scene.look),
        None => vec![scene.line(scene.word(words::GUIDE_NONE), Role::TextDim)],
    }
}

/// Who confirmed a step, who is to do it, and whether it must be done.
pub(super) fn about(scene: Scene<'_>, console: &Console) -> Line {
    abouts(scene, console).into_iter().next().unwrap_or_default()
}

/// The same, shorter and shorter: first who has the role is left out, then the role, and whoever confirmed the step
/// and that it must be done last.
fn abouts(scene: Scene<'_>, console: &Console) -> Vec<Line> {
    let run = &console.run;
    let in_book = run.steps().get(console.step).and_then(|state| run.in_book(state));
    let Some(step) = in_book else {
        return vec![confirmed(scene, console), confirmed_shortly(scene, console)];
    };
    let line = |text: SafeText| vec![scene.line(text, Role::TextDim)];
    let role = step.role.as_ref();
    let held = role.map(|role| line(people::role_and_holder(scene, run, role))).unwrap_or_default();
    let bare = role.map(|role| line(name::role_of(run, role, scene.lang()))).unwrap_or_default();
    let must: Vec<Line> =
        step.must.then(|| scene.line(scene.word(words::MUST), Role::Badge)).into_iter().collect();
    let all = confirmations(scene, console);
    let last: Vec<Line> = all.last().cloned().into_iter().collect();
    let forms: [[&[Line]; 3]; 7] = [
        [&all, &held, &must],
        [&all, &bare, &must],
        [&all, &[], &must],
        [&all, &[], &[]],
        [&last, &[], &must],
        [&last, &[], &[]],
        [&[], &[], &must],
    ];
    forms.map(|parts| joined(scene, &parts.concat())).into()
}

/// Who confirmed a step, where somebody has.
fn confirmed(scene: Scene<'_>, console: &Console) -> Line {
    joined(scene, &confirmations(scene, console))
}

/// The last thing to know of it: that it may have been the same hand, where it may.
fn confirmed_shortly(scene: Scene<'_>, console: &Console) -> Line {
    confirmations(scene, console).pop().unwrap_or_default()
}

fn confirmations(scene: Scene<'_>, console: &Console) -> Vec<Line> {
    let state = console.run.steps().get(console.step);
    let parts = state.map(|state| signed(scene, console, state)).unwrap_or_default();
    parts.into_iter().map(|(text, role)| scene.line(text, role)).collect()
}

fn joined(scene: Scene<'_>, parts: &[Line]) -> Line {
    let dot = scene.dot(Role::TextDim);
    parts.iter().cloned().reduce(|line, part| line.joined(&dot).joined(&part)).unwrap_or_default()
}

/// The step's sign and title, what is said beside it, and how much of the guide is in sight.
fn title(
    scene: Scene<'_>,
    console: &Console,
    buf: &mut Canvas<'_>,
    area: Rect,
    beside: Vec<Line>,
    guide: &Parts,
) {
    let run = &console.run;
    let state = &run.steps()[console.step];
    let (glyph, role) = steps::boxed_sign(scene, console, console.step);
    let is_focus = console.focus == Focus::Guide;
    let title = name::step(run, state, scene.lang());
    let title_role = if is_focus { Role::BorderFocus } else { Role::Title };
    let left =
        scene.line(glyph, role).with(" ", scene.style(Role::Text)).with(title, scene.style(title_role));
    let scrolled = row::part_shown(scene, &guide.shown, guide.total);
    // What is said beside the title goes before the title is cut; the hint of more never does.
    let dot = if scrolled.0.is_empty() { Line::default() } else { scene.dot(Role::TextDim) };
    let taken = left.width() + dot.width() + scrolled.width() + 8;
    let room = usize::from(area.width).saturating_sub(taken);
    let mut fitting = beside.into_iter().filter(|line| line.width() > 0 && line.width() <= room);
    let mut line = fitting.next().unwrap_or_default();
    if line.width() > 0 {
        line = line.joined(&dot);
    }
    row::rule(scene, buf, row::nth(area, 0), &left, &line.joined(&scrolled));
}

/// The first lines, which say where there is more.
fn cut_off(scene: Scene<'_>, lines: &[Line], shown: usize) -> Vec<Line> {
    let mut kept = lines[..shown].to_vec();
    if shown < lines.len()
        && let Some(last) = kept.last_mut()
    {
        last.push(scene.glyphs().ellipsis, scene.style(Role::TextDim));
    }
    kept
}

/// The first lines, the last of which says how many are left out.
fn shortened(scene: Scene<'_>, lines: &[Line], shown: usize) -> Vec<Line> {
    let mut kept = lines[..shown].to_vec();
    if shown < lines.len()
        && let Some(last) = kept.last_mut()
    {
        let hidden = lines.len() - shown + 1;
        *last = scene.line(more(scene, hidden), Role::TextDim);
    }
    kept
}

/// That there is more, and the key that shows it.
fn more(scene: Scene<'_>, hidden: usize) -> SafeText {
    match scene.app.settings.keys.first(Action::StepSheet).as_str() {
        "Space" => scene.phrase(words::MORE_IN_SHEET, &[&hidden]),
        "" => scene.phrase(words::MORE_NO_KEY, &[&hidden]),
        key => scene.phrase(words::MORE_BY_KEY, &[&hidden, &key]),
    }
}
