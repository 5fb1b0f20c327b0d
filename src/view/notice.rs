//! What a person has to know about a step before they read how to do it.

use super::paint::{Line, wrap_line};
use super::scene::Scene;
use crate::app::Console;
use crate::locale::console as words;
use crate::report::account::Account;
use crate::report::{name, value, words as names};
use crate::run::{Deviation, Event, Run, Status};
use crate::runbook::Tri;
use crate::runbook::condition::Condition;
use crate::text::SafeText;
use crate::theme::Role;

/// What stands above a step's guide, in lines of a width.
pub(super) fn notices(scene: Scene<'_>, console: &Console, step: usize, columns: usize) -> Vec<Line> {
    let mut notices = Vec::new();
    outcome(scene, &console.run, step, &mut notices);
    prerequisites(scene, &console.run, step, &mut notices);
    condition(scene, &console.run, step, &mut notices);
    let mut lines = Vec::new();
    for (glyph, role, text) in notices {
        let style = scene.style(role);
        let margin = Line::new(glyph, style).with(" ", style);
        let indent = margin.width();
        let wrapped = wrap_line(&Line::new(text, style), columns.saturating_sub(indent));
        for (n, line) in wrapped.into_iter().enumerate() {
            let blank = SafeText::line(&" ".repeat(indent));
            let before = if n == 0 { margin.clone() } else { Line::new(blank, style) };
            lines.push(before.joined(&line));
        }
    }
    lines
}

type Notice = (&'static str, Role, SafeText);

/// Why a step is blocked, skipped or not applicable, and against what it was done.
fn outcome(scene: Scene<'_>, run: &Run, step: usize, notices: &mut Vec<Notice>) {
    let state = &run.steps()[step];
    let (glyph, role) = scene.status(state.status);
    let account = Account::new(run, scene.lang(), scene.zone());
    let decided = state.decided_by.and_then(|place| run.facts()[place].event());
    if let Some(event) = decided {
        // Skipping is a deviation, and its reason is that of the deviation.
        let reason = event.reason().or_else(|| event.deviation().map(|deviation| &deviation.reason));
        let reason = reason.map(|reason| account.reason(reason)).unwrap_or_default();
        let word = match state.status {
            Status::Blocked => Some(words::BLOCKED_BY),
            Status::Skipped => Some(words::SKIPPED_FOR),
            Status::NotApplicable => Some(words::NOT_APPLICABLE_FOR),
            Status::Open | Status::Running | Status::Done => None,
        };
        notices.extend(word.map(|word| (glyph, role, scene.phrase(word, &[&reason]))));
    }
    // What began a running step is also what its status follows from: said once.
    let begun = state.started.filter(|place| Some(*place) != state.decided_by);
    let begun = begun.and_then(|place| run.facts()[place].event());
    for event in [begun, decided].into_iter().flatten() {
        if let Event::StepStarted { deviation: Some(deviation), .. }
        | Event::StepDone { deviation: Some(deviation), .. } = event
        {
            let text = deviation_text(scene, &account, deviation);
            notices.push((scene.glyphs().warning, Role::Warning, text));
        }
    }
    if state.conflict {
        let text = scene.phrase(words::CONFLICT_TEXT, &[&scene.word(names::status(state.status))]);
        notices.push((scene.glyphs().warning, Role::Warning, text));
    }
}

fn deviation_text(scene: Scene<'_>, account: &Account<'_>, deviation: &Deviation) -> SafeText {
    let unmet = deviation.unmet.iter().map(|unmet| scene.word(names::unmet(*unmet)));
    let unmet = value::join(unmet, words::COMMA.get(scene.lang()));
    let reason = account.reason(&deviation.reason);
    scene.phrase(words::DEVIATION, &[&unmet, &reason])
}

/// The steps that come before and are still open.
fn prerequisites(scene: Scene<'_>, run: &Run, step: usize, notices: &mut Vec<Notice>) {
    // Once somebody has gone on with a reason, that reason says it.
    let state = &run.steps()[step];
    if state.status.is_settled() || state.status == Status::Running {
        return;
    }
    let titles: Vec<SafeText> =
        run.open_before(step).map(|n| name::step(run, &run.steps()[n], scene.lang())).collect();
    if !titles.is_empty() {
        let titles = value::join(titles, words::COMMA.get(scene.lang()));
        let text = scene.phrase(words::BEFORE_OPEN, &[&titles]);
        notices.push((scene.glyphs().warning, Role::Warning, text));
    }
}

/// Why a step does not apply, or what decides whether it does.
fn condition(scene: Scene<'_>, run: &Run, step: usize, notices: &mut Vec<Notice>) {
    let state = &run.steps()[step];
    if state.status.is_settled() {
        return;
    }
    if let Some(why) = name::why_not(run, step, scene.lang(), scene.zone()) {
        let (glyph, role) = scene.status(Status::NotApplicable);
        notices.push((glyph, role, scene.phrase(words::NOT_APPLICABLE_WHEN, &[&why])));
        return;
    }
    // In a closed run nothing is filled in any more.
    if let Some(text) = undecided_yet(scene, run, step).filter(|_| !run.is_closed()) {
        notices.push((scene.glyphs().undecided, Role::Warning, text));
    }
}

/// What is to be filled in so that it is known whether a step applies; nothing where that is known.
pub(super) fn undecided_yet(scene: Scene<'_>, run: &Run, step: usize) -> Option<SafeText> {
    let when = run.in_book(&run.steps()[step])?.when.as_ref()?;
    let is_unknown = run.applies(step) == Tri::Unknown;
    is_unknown.then(|| scene.phrase(words::UNDECIDED_WHEN, &[&undecided(scene, run, when)]))
}

/// The asks that a condition waits for.
fn undecided(scene: Scene<'_>, run: &Run, when: &Condition) -> SafeText {
    let open = when.asks().into_iter().filter(|id| run.ask(id).is_none_or(|ask| !ask.is_answered()));
    let labels = open.filter_map(|id| run.book.ask(id)).map(|ask| scene.text(&ask.label));
    value::join(labels, words::COMMA.get(scene.lang()))
}
