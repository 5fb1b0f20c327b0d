//! Asks and their answers, as they stand beside a step and in the sheet.

use super::paint::Line;
use super::scene::{Ink, Scene};
use crate::app::Console;
use crate::locale::console as words;
use crate::report::value;
use crate::run::Run;
use crate::runbook::{Ask, AskKind, RequiredBy, Tri};
use crate::text::SafeText;
use crate::theme::Role;

/// Whether an ask is asked at all, as far as is known.
pub(super) fn is_asked(run: &Run, ask: &Ask) -> bool {
    ask.when.as_ref().is_none_or(|when| when.evaluate(run) != Tri::False)
}

/// The answer of an ask, or that it is unknown.
pub(super) fn answer(scene: Scene<'_>, console: &Console, ink: Ink<'_>, ask: &Ask) -> Line {
    let run = &console.run;
    let state = run.ask(ask.id.as_str());
    let mut line = Line::default();
    if let Some(answer) = state.and_then(|state| state.answer.as_ref()) {
        let text = match answer.datetime() {
            Some(at) => scene.short_time(at),
            None => value::answer(answer, Some(&ask.kind), scene.lang(), scene.zone()),
        };
        line.push(text, ink.of(Role::Text));
    } else if let Some(rows) = state.map(|state| state.rows.len()).filter(|rows| *rows > 0) {
        line.push(scene.phrase(words::ROWS, &[&rows]), ink.of(Role::Text));
    } else if ask.required_by.is_some() && is_asked(run, ask) {
        line.push(scene.word(words::UNKNOWN), ink.of(Role::Warning));
        line.push(scene.glyphs().must, ink.of(Role::Warning));
    } else {
        line.push(scene.word(words::UNKNOWN), ink.of(Role::Placeholder));
    }
    if state.is_some_and(|state| state.conflict) {
        line.push(" ", ink.ground());
        line.push(scene.glyphs().warning, ink.of(Role::Warning));
        line.push(scene.word(words::CONFLICT), ink.of(Role::Warning));
    }
    line
}

/// By when an ask has to be answered, in words; nothing where it does not.
pub(super) fn required_by(scene: Scene<'_>, run: &Run, ask: &Ask) -> SafeText {
    let Some(required) = &ask.required_by else { return SafeText::default() };
    let what = match required {
        RequiredBy::Stage(stage) => scene.word(crate::report::words::stage(*stage)),
        RequiredBy::Phase(id) => crate::report::name::phase_of(run, id, scene.lang()),
        RequiredBy::Step(id) => crate::report::name::step_of(run, id, scene.lang()),
        RequiredBy::Closed => return scene.word(words::REQUIRED_BY_CLOSING),
    };
    scene.phrase(words::REQUIRED_BY, &[&what])
}

/// What may be typed, in a word.
pub(super) const fn is_table(ask: &Ask) -> bool {
    matches!(ask.kind, AskKind::Table(_))
}
