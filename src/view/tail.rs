//! The last of the journal, the latest on top.

use ratatui::layout::Rect;

use super::body::inside;
use super::canvas::Canvas;
use super::paint::{self, Line};
use super::row::{self, row};
use super::scene::{Ink, Scene};
use crate::app::{Console, Present};
use crate::locale::console as words;
use crate::report::account::Account;
use crate::report::value;
use crate::run::{Event, Run};
use crate::text::SafeText;
use crate::theme::Role;

/// Columns of the person's name.
const PERSON_COLUMNS: usize = 8;

/// Draws the last records below a rule.
pub(super) fn tail(scene: Scene<'_>, console: &Console, buf: &mut Canvas<'_>, area: Rect) {
    let run = &console.run;
    let title = scene.line(scene.word(words::JOURNAL), Role::Title);
    let questions = run.open_questions().count();
    let mut right = others(scene, console, usize::from(area.width) / 2);
    if questions > 0 {
        if right.width() > 0 {
            right = right.joined(&scene.dot(Role::Border));
        }
        right.push(scene.phrase(words::OPEN_QUESTIONS, &[&questions]), scene.style(Role::Warning));
    }
    row::rule(scene, buf, row::nth(area, 0), &title, &right);
    let area = inside(row::below(area, 1));
    let told = (0..run.facts().len()).rev().filter(|place| is_told(run, *place));
    for (at, place) in told.take(area.height.into()).enumerate() {
        let line = scene.line(" ", Role::Text).joined(&record(scene, run, scene.ink(None), place));
        row(scene, buf, row::nth(area, at), scene.ink(None), &line, &Line::default());
    }
}

/// Who else is here, each once, in so many columns.
fn others(scene: Scene<'_>, console: &Console, columns: usize) -> Line {
    let mut persons: Vec<&Present> = console.others.iter().collect();
    persons.dedup_by(|a, b| a.person == b.person);
    if persons.is_empty() {
        return Line::default();
    }
    let names = persons.into_iter().map(|present| present.name.fit(PERSON_COLUMNS * 2, scene.ambiguous()));
    let names = value::join(names, words::COMMA.get(scene.lang()));
    let sign = scene.line(scene.glyphs().other, Role::EventPerson).with(" ", scene.style(Role::EventPerson));
    let line = sign.with(names, scene.style(Role::EventPerson));
    paint::fit(&line, columns, scene.glyphs().ellipsis)
}

/// Who came and went tells a responder nothing of what was done; the whole journal has it.
fn is_told(run: &Run, place: usize) -> bool {
    !run.facts()[place].event().is_some_and(Event::is_coming_or_going)
}

/// A record in a line: when, who, what.
pub(super) fn record(scene: Scene<'_>, run: &Run, ink: Ink<'_>, place: usize) -> Line {
    let Some(entry) = Account::new(run, scene.lang(), scene.zone()).entry(place) else {
        return Line::default();
    };
    let person = entry.person.fit(PERSON_COLUMNS, scene.ambiguous());
    let gap =
        SafeText::line(&" ".repeat((PERSON_COLUMNS + 1).saturating_sub(person.width(scene.ambiguous()))));
    let role = if run.stands(place) { Role::Text } else { Role::TextDim };
    let time = scene.journal_time(entry.at);
    // In a run that began on another day every time is as wide as those of that day, so that columns stay columns.
    let first = run.facts().first().map_or_else(SafeText::default, |first| scene.journal_time(first.at));
    let width = |time: &SafeText| time.width(scene.ambiguous());
    let pad = SafeText::line(&" ".repeat(width(&first).saturating_sub(width(&time))));
    Line::new(pad, ink.ground())
        .with(time, ink.of(Role::EventTime))
        .with(" ", ink.ground())
        .with(person, ink.of(Role::EventPerson))
        .with(gap, ink.ground())
        .with(entry.one_line(), ink.of(role))
}
