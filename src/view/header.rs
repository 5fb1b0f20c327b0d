//! The first line: what this is, how long it has been going on, the nearest deadline, and who sits here.
//!
//! Where it is too narrow for all of that, the deadline's figure stays longest, and the sign of a drill always.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{self, Line};
use super::scene::Scene;
use crate::app::{Console, Room, figure, next_change};
use crate::locale::{common, console as words};
use crate::report::{name, value, words as names};
use crate::run::{Alarm, AlarmKind, Event, Run, RunKind};
use crate::runbook::{Answer, AskKind};
use crate::text::SafeText;
use crate::theme::Role;

/// The ask that says how grave the matter is; a choice by that name shows in the first line.
const GRADE_ASK: &str = "grade";

/// A title is not cut below this many columns as long as something else can go.
const LEAST_TITLE: usize = 20;

/// Draws the first line.
pub(super) fn header(scene: Scene<'_>, buf: &mut Buffer, area: Rect) {
    paint::fill(buf, area, scene.style(Role::Header));
    match &scene.app.room {
        Room::Home(_) => {
            let name = scene.line(scene.word(common::PRODUCT), Role::Title);
            let name = scene.line(" ", Role::Header).joined(&name);
            let name = name.with(concat!(" ", env!("CARGO_PKG_VERSION")), scene.style(Role::Header));
            paint::put(buf, area.x, area.y, area.width, &name.0);
            paint::put_right(buf, area.right(), area.y, area.width / 2, &person(scene, " ").0);
        }
        Room::Console(console) => of_run(scene, console, buf, area),
    }
}

fn of_run(scene: Scene<'_>, console: &Console, buf: &mut Buffer, area: Rect) {
    let run = &console.run;
    let alarm = scene.times.first();
    let figure = alarm.map(|alarm| figure_of(scene, alarm)).unwrap_or_default();
    let mut right = Line::default();
    if let Some(alarm) = alarm {
        let columns = usize::from(area.width) / 5;
        right.push(alarm_title(scene, run, alarm, columns), scene.style(Role::Header));
        right.push(" ", scene.style(Role::Header));
    }
    let before = before_title(scene, run);
    let after = after_title(scene, run);
    let mut person = person(scene, " ");
    if alarm.is_some() {
        let border = scene.style(Role::Border);
        person = Line::new(" ", border).with(scene.glyphs().vertical, border).joined(&person);
    }
    let width = usize::from(area.width);
    let title = scene.line(SafeText::line(run.title()), Role::Title);
    let least = before.width() + figure.width() + title.width().min(LEAST_TITLE) + 2;
    // What goes first where there is not enough room: the person, then the deadline's name, then the rest.
    let with_person = least + after.width() + right.width() + person.width() <= width;
    let with_name = least + after.width() + right.width() <= width;
    let with_after = least + after.width() <= width;
    let mut right = if with_name { right } else { Line::default() }.joined(&figure);
    if with_person {
        right = right.joined(&person);
    } else {
        right.push(" ", scene.style(Role::Header));
    }
    let used = usize::from(paint::put_right(buf, area.right(), area.y, area.width, &right.0));
    let after = if with_after { after } else { Line::default() };
    let room = width.saturating_sub(before.width() + after.width() + used + 1);
    let title = paint::fit(&title, room, scene.glyphs().ellipsis);
    let left = before.joined(&title).joined(&after);
    paint::put(buf, area.x, area.y, area.width.saturating_sub(used as u16), &left.0);
}

fn before_title(scene: Scene<'_>, run: &Run) -> Line {
    let kind = scene.word(names::kind(run.kind()));
    let line = match run.kind() {
        RunKind::Drill => scene.line(SafeText::word(" ").then(&kind).then(&" ".into()), Role::TitleDrill),
        RunKind::Incident | RunKind::Standing => {
            scene.line(" ", Role::Header).with(kind, scene.style(Role::Header))
        }
    };
    let number = SafeText::word(" ").then(&SafeText::line(run.number())).then(&" ".into());
    line.with(number, scene.style(Role::Header))
}

fn after_title(scene: Scene<'_>, run: &Run) -> Line {
    let style = scene.style(Role::Header);
    let mut line = Line::default();
    if let Some(grade) = grade(scene, run) {
        line = line.joined(&scene.dot(Role::Header));
        line.push(grade, scene.style(Role::Badge));
    }
    line = line.joined(&scene.dot(Role::Header));
    if let Some(closed) = run.closed_at() {
        let closed = scene.phrase(words::CLOSED_AT, &[&scene.short_time(closed)]);
        return line.with(closed, scene.style(Role::HeaderElapsed));
    }
    if let Some((from, is_awareness)) = run.elapsed_from() {
        let word = if is_awareness { words::SINCE_AWARE } else { words::SINCE_OPENED };
        line.push(scene.word(word), style);
        line.push(" ", style);
        let elapsed = figure::elapsed(from, scene.now(), scene.lang());
        line.push(elapsed.text, scene.style(Role::HeaderElapsed));
    }
    line
}

fn grade(scene: Scene<'_>, run: &Run) -> Option<SafeText> {
    let answer = run.ask(GRADE_ASK)?.answer.as_ref()?;
    let kind = &run.book.ask(GRADE_ASK)?.kind;
    let is_choice = matches!((kind, answer), (AskKind::Choice(_), Answer::Choice(_)));
    is_choice.then(|| value::answer(answer, Some(kind), scene.lang(), scene.zone()))
}

fn person(scene: Scene<'_>, before: &'static str) -> Line {
    let line = scene.line(before, Role::Header);
    line.with(scene.app.me.display.fit(16), scene.style(Role::EventPerson))
        .with(" ", scene.style(Role::Header))
}

/// A sign, and how long until it passes or since it did.
pub(super) fn figure_of(scene: Scene<'_>, alarm: &Alarm) -> Line {
    let glyphs = scene.glyphs();
    let (glyph, role) = match (alarm.is_past(scene.now()), alarm.is_near(scene.now())) {
        (true, _) => (glyphs.late, Role::DeadlinePast),
        (false, true) => (glyphs.deadline, Role::DeadlineNear),
        (false, false) => (glyphs.deadline, Role::DeadlineFar),
    };
    let figure = next_change::time_figure(alarm, scene.now(), scene.lang());
    scene.line(glyph, role).with(" ", scene.style(role)).with(figure.text, scene.style(role))
}

/// What an alarm is about, in so many columns.
pub(super) fn alarm_title(scene: Scene<'_>, run: &Run, alarm: &Alarm, columns: usize) -> SafeText {
    let step_title = |step: usize| name::step(run, &run.steps()[step], scene.lang());
    let title = match alarm.kind {
        AlarmKind::Due(step) => step_title(step),
        AlarmKind::Target(step) => {
            let title = step_title(step);
            let whole = title.clone().then(&SafeText::word(" ")).then(&scene.word(words::TARGET_OF));
            if whole.width() <= columns { whole } else { title }
        }
        AlarmKind::Timer(id) => match run.fact(id).and_then(|fact| fact.event()) {
            Some(Event::TimerStarted { title, .. }) if !title.trim().is_empty() => SafeText::line(title),
            Some(Event::TimerStarted { step: Some(step), .. }) => name::step_of(run, step, scene.lang()),
            Some(_) | None => scene.word(words::TIMER),
        },
    };
    title.fit(columns)
}
