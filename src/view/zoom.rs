//! The chosen step alone: what, how, when it is done, what to record, how long, and what comes next.
//!
//! It scrolls; when it is done, what it wants recorded and what comes next stay in sight.

use std::ops::Range;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::markdown;
use super::paint::{self, Line, Scroll, wrap_line};
use super::row;
use super::scene::Scene;
use super::{detail, notice, step_facts, steps};
use crate::app::{Console, figure, next, next_change};
use crate::locale::{Word, console as words};
use crate::report::{name, value, words as names};
use crate::run::Status;
use crate::text::SafeText;
use crate::theme::Role;

/// Longer lines are hard to read.
const MOST_COLUMNS: u16 = 92;

/// From this many rows on, sections stand apart.
const AIRY_FROM: u16 = 20;

/// The most rows of what says when the step is done, where it is out of sight.
const MOST_DONE_WHEN: usize = 2;

/// From this many rows on, what is cut ends with a rule, and what is to be recorded is pinned below it too.
const RULED_FROM: usize = 9;

/// Draws the chosen step alone.
pub(super) fn zoom(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect) {
    if console.run.steps().get(console.step).is_none() {
        return;
    }
    let margin = if area.width < 64 { 1 } else { 3 };
    let columns = area.width.saturating_sub(2 * margin).min(MOST_COLUMNS);
    let area = Rect { x: area.x + margin, width: area.width.saturating_sub(margin), ..area };
    let wide = usize::from(columns);
    let rest = row::lines(buf, area, &head(scene, console, wide, area.height >= AIRY_FROM));
    let text = Text::of(scene, console, wide, area.height >= AIRY_FROM);
    let next = next_line(scene, console, wide);
    let room = usize::from(rest.height).saturating_sub(next.len());
    if text.lines.len() <= room {
        row::lines(buf, rest, &text.lines);
        // What comes next stands behind the text, and at the foot where there is more of it than room.
        let gap = usize::from(area.height >= AIRY_FROM);
        row::lines(buf, row::below(rest, room.min(text.lines.len() + gap)), &next);
        return;
    }
    let pinned = text.pinned(scene, console, room, wide);
    let has_rule = room >= RULED_FROM;
    let shown = text.window(console, room - pinned.len() - usize::from(has_rule));
    row::lines(buf, rest, &text.lines[shown.clone()]);
    let mut below = row::below(rest, shown.len());
    if has_rule {
        // What is cut says so, and what is pinned does not look like its going on.
        let line = Rect { width: columns.min(rest.width), ..row::nth(below, 0) };
        let more = row::part_shown(scene, &shown, text.lines.len());
        row::rule(scene, buf, line, &Line::default(), &more);
        below = row::below(below, 1);
    }
    let below = row::lines(buf, below, &pinned);
    row::lines(buf, below, &next);
    let scroll = Scroll { first: shown.start, shown: shown.len(), total: text.lines.len() };
    let style = scene.style(Role::BorderFocus);
    let rows = shown.len() as u16;
    paint::scrollbar(buf, area.right().saturating_sub(1), rest.y, rows, scroll, scene.glyphs(), style);
}

/// What the step is, where it stands, and how long it has taken and may take.
fn head(scene: Scene<'_>, console: &Console, columns: usize, is_airy: bool) -> Vec<Line> {
    let run = &console.run;
    let state = &run.steps()[console.step];
    let (glyph, role) = steps::boxed_sign(scene, console, console.step);
    let title = Line::new(glyph, scene.style(role))
        .with(" ", scene.style(Role::Text))
        .with(name::step(run, state, scene.lang()), scene.style(Role::Title));
    let mut lines = if is_airy { vec![Line::default()] } else { Vec::new() };
    lines.extend(wrap_line(&title, columns));
    let mut items = times(scene, console);
    items.extend(place(scene, console));
    let items = items.into_iter().reduce(|line, item| line.joined(&scene.dot(Role::TextDim)).joined(&item));
    lines.extend(items.map(|line| wrap_line(&line, columns)).unwrap_or_default());
    if is_airy {
        lines.push(Line::default());
    }
    lines
}

/// How long the step has taken, may take, and when it has to be done.
fn times(scene: Scene<'_>, console: &Console) -> Vec<Line> {
    let run = &console.run;
    let state = &run.steps()[console.step];
    let mut items = Vec::new();
    if let Some(figure) = next_change::step_figure(scene.app, console, console.step) {
        let is_late = run.target_at(console.step, scene.zone()).is_some_and(|target| target <= scene.now());
        let role = if is_late { Role::StepLate } else { Role::StepRunning };
        items.push(scene.line(figure.text, role));
    } else if let Some(target) = run.in_book(state).and_then(|step| step.target)
        && !state.status.is_settled()
    {
        let length = figure::length(i64::try_from(target.rough_seconds()).unwrap_or(i64::MAX), scene.lang());
        items.push(scene.line(scene.phrase(words::TARGET_IS, &[&length]), Role::Text));
    }
    if state.status != Status::Open && state.status != Status::Running {
        let (_, role) = scene.status(state.status);
        items.push(scene.line(scene.word(names::status(state.status)), role));
    }
    if let Some(due) =
        run.due_at(console.step, scene.zone()).filter(|_| run.is_open(console.step) && !run.is_closed())
    {
        let role = if due <= scene.now() { Role::DeadlinePast } else { Role::DeadlineFar };
        items.push(scene.line(scene.phrase(words::DUE_AT, &[&scene.short_time(due)]), role));
    }
    items
}

/// The phase, how far it is, and who is to do the step.
fn place(scene: Scene<'_>, console: &Console) -> Vec<Line> {
    let run = &console.run;
    let Some(phase) = run.phases().get(console.phase()) else { return Vec::new() };
    let (settled, all) = run.progress(console.phase());
    let title = SafeText::line(&format!("{} ", console.phase() + 1)).then(&scene.text(&phase.title));
    let progress = SafeText::line(&format!(" {settled}/{all}"));
    let mut items = vec![scene.line(title.then(&progress), Role::TextDim)];
    let about = detail::about(scene, console);
    if !about.0.is_empty() {
        items.push(about);
    }
    items
}

/// The parts of the step that scroll.
struct Text {
    lines: Vec<Line>,
    /// Those that say when it is done.
    done_when: Range<usize>,
    /// Those that say what to write down.
    record: Range<usize>,
    /// What belongs to the step: asks, evidence, whom to call.
    facts: Range<usize>,
}

impl Text {
    fn of(scene: Scene<'_>, console: &Console, columns: usize, is_airy: bool) -> Self {
        let guide = detail::guide(scene, console, console.step, columns);
        let item = |word: Word| markdown::item(&guide, &scene.word(word), scene.glyphs());
        let (done, record) = (item(words::GUIDE_DONE_WHEN), item(words::GUIDE_RECORD));
        let apart = |n: usize| [&done, &record].into_iter().flatten().any(|range| range.contains(&n));
        let part = |range: &Option<Range<usize>>| {
            range.clone().map(|range| guide[range].to_vec()).unwrap_or_default()
        };
        let how = (0..guide.len()).filter(|n| !apart(*n)).map(|n| guide[n].clone()).collect();
        let gap = if is_airy { vec![Line::default()] } else { Vec::new() };
        let sections: [Vec<Line>; 5] = [
            notice::notices(scene, console, console.step, columns),
            how,
            part(&done),
            part(&record),
            step_facts::facts(scene, console, console.step, columns),
        ];
        let mut text = Self { lines: Vec::new(), done_when: 0..0, record: 0..0, facts: 0..0 };
        for (n, section) in sections.into_iter().enumerate().filter(|(_, section)| !section.is_empty()) {
            // What is to be recorded and where it is filled in belong together.
            if !text.lines.is_empty() && n != 4 {
                text.lines.extend(gap.clone());
            }
            let range = text.lines.len()..text.lines.len() + section.len();
            match n {
                2 => text.done_when = range,
                3 => text.record = range,
                4 => text.facts = range,
                _ => {}
            }
            text.lines.extend(section);
        }
        text
    }

    /// The lines in sight where there are so many rows for them.
    fn window(&self, console: &Console, rows: usize) -> Range<usize> {
        let shown = rows.min(self.lines.len());
        let first = usize::from(console.guide_scroll).min(self.lines.len() - shown);
        first..first + shown
    }

    /// What stays in sight of what the rows do not show: when the step is done, and in a line each what is to be
    /// written down and what belongs to the step.
    fn pinned(&self, scene: Scene<'_>, console: &Console, room: usize, columns: usize) -> Vec<Line> {
        let dots = scene.glyphs().ellipsis;
        let first = |range: &Range<usize>, rows: usize| {
            let mut lines = self.lines[range.start..range.end.min(range.start + rows)].to_vec();
            if range.len() > rows
                && let Some(last) = lines.pop()
            {
                let cut = last.with(dots, scene.style(Role::TextDim));
                lines.push(paint::fit(&cut, columns, dots));
            }
            lines
        };
        let brief = step_facts::brief(scene, console, console.step);
        let brief = brief.map(|line| paint::fit(&line, columns, dots)).into_iter().collect();
        let all = [
            (&self.done_when, first(&self.done_when, MOST_DONE_WHEN)),
            (&self.record, first(&self.record, 1)),
            (&self.facts, brief),
        ];
        let kept = if room >= RULED_FROM { all.len() } else { usize::from(room > MOST_DONE_WHEN) };
        let all = &all[..kept];
        let rows = all.iter().map(|(_, lines)| lines.len()).sum::<usize>() + usize::from(room >= RULED_FROM);
        let shown = self.window(console, room.saturating_sub(rows));
        let is_hidden = |range: &Range<usize>| shown.start > range.start || shown.end < range.end;
        let hidden = all.iter().filter(|(range, _)| is_hidden(range));
        hidden.flat_map(|(_, lines)| lines.clone()).collect()
    }
}

/// What comes after this step; nothing in a closed run.
fn next_line(scene: Scene<'_>, console: &Console, columns: usize) -> Vec<Line> {
    let run = &console.run;
    if run.is_closed() {
        return Vec::new();
    }
    let style = scene.style(Role::TextDim);
    let next = next::after(console, console.step).filter(|next| *next != console.step);
    let told = match next {
        None => scene.word(words::NOTHING_NEXT),
        Some(next) => {
            let state = &run.steps()[next];
            let title = name::step(run, state, scene.lang());
            let phase = run.phases().get(state.phase).filter(|_| state.phase != console.phase());
            let phase = phase.map(|phase| scene.text(&phase.title));
            value::join(phase.into_iter().chain([title]), words::STEP_IN_PHASE.get(scene.lang()))
        }
    };
    let line = Line::new(scene.word(words::NEXT_IS), scene.style(Role::Heading)).with(" ", style);
    vec![paint::fit(&line.with(told, style), columns, scene.glyphs().ellipsis)]
}
