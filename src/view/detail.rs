//! The chosen step: what to know first, how to do it, and what belongs to it.
//!
//! The guide scrolls; what belongs to the step stays in sight below it, so that nothing required is missed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::body::inside;
use super::markdown::markdown;
use super::paint::Line;
use super::row;
use super::scene::Scene;
use super::{notice, step_facts, steps};
use crate::app::{Console, Focus};
use crate::locale::console as words;
use crate::report::name;
use crate::run::Event;
use crate::text::SafeText;
use crate::theme::Role;

/// Longer lines are hard to read.
const MOST_COLUMNS: usize = 92;

/// Draws the chosen step below a rule that bears its title.
pub(super) fn detail(scene: Scene<'_>, console: &Console, buf: &mut Buffer, area: Rect) {
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
    // The guide has half of the rest at least, if it wants that much.
    let facts_shown = facts.len().min(left.saturating_sub(guide.len().min(left.div_ceil(2))));
    let gap = usize::from(notices_shown + guide.len() + facts_shown < height && facts_shown > 0);
    let guide_shown = guide.len().min(left - facts_shown - gap);
    let first = usize::from(console.guide_scroll).min(guide.len() - guide_shown);

    title(scene, console, buf, area, (first, guide_shown, guide.len()));
    let text = Rect { x: within.x + 1, width: within.width.saturating_sub(1), ..within };
    let rest = row::lines(buf, text, &notices[..notices_shown]);
    let rest = row::lines(buf, rest, &guide[first..first + guide_shown]);
    row::lines(buf, row::below(rest, gap), &shortened(scene, &facts, facts_shown));
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
        Some(text) => markdown(&text, columns, &scene.look.theme, scene.glyphs()),
        None => vec![scene.line(scene.word(words::GUIDE_NONE), Role::TextDim)],
    }
}

/// The step's sign and title, who is to do it, and how much of the guide is in sight.
fn title(scene: Scene<'_>, console: &Console, buf: &mut Buffer, area: Rect, guide: (usize, usize, usize)) {
    let run = &console.run;
    let state = &run.steps()[console.step];
    let (glyph, role) = steps::sign(scene, console, console.step);
    let is_focus = console.focus == Focus::Guide;
    let title = name::step(run, state, scene.lang());
    let title_role = if is_focus { Role::BorderFocus } else { Role::Title };
    let left =
        scene.line(glyph, role).with(" ", scene.style(Role::Text)).with(title, scene.style(title_role));
    let mut right = Line::default();
    if let Some(step) = run.in_book(state) {
        let role = step.role.as_ref().map(|role| name::role_of(run, role, scene.lang()));
        right = role.map(|role| scene.line(role, Role::TextDim)).unwrap_or_default();
        if step.must {
            right = if right.0.is_empty() { right } else { right.joined(&scene.dot(Role::TextDim)) };
            right.push(scene.word(words::MUST), scene.style(Role::Badge));
        }
    }
    let (first, shown, total) = guide;
    if shown < total {
        right = if right.0.is_empty() { right } else { right.joined(&scene.dot(Role::TextDim)) };
        let glyphs = scene.glyphs();
        let more = if first + shown < total { glyphs.more_below } else { glyphs.more_above };
        let lines = SafeText::line(&format!("{}-{}/{total}", first + 1, first + shown));
        right.push(more, scene.style(Role::Warning));
        right.push(lines, scene.style(Role::TextDim));
    }
    row::rule(scene, buf, row::nth(area, 0), &left, &right);
}

/// The first lines, the last of which says how many are left out.
fn shortened(scene: Scene<'_>, lines: &[Line], shown: usize) -> Vec<Line> {
    let mut kept = lines[..shown].to_vec();
    if shown < lines.len()
        && let Some(last) = kept.last_mut()
    {
        let hidden = lines.len() - shown + 1;
        *last = scene.line(scene.phrase(words::MORE_IN_SHEET, &[&hidden]), Role::TextDim);
    }
    kept
}
