//! The first line: what this is, how long it has been going on, the nearest deadline, and who sits here.
//!
//! Where it is too narrow for all of that, [`LADDER`] says what goes first: which run it is, that it is a drill and
//! the deadline's figure stay on every screen that is drawn at all.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::body;
use super::paint::{self, Line};
use super::scene::Scene;
use crate::app::{Console, Room, figure, next_change};
use crate::locale::{common, console as words};
use crate::report::{clock, name, value, words as names};
use crate::run::{Alarm, AlarmKind, Event, LEAD_ROLE, Run, RunKind};
use crate::runbook::{Answer, AskKind};
use crate::text::SafeText;
use crate::theme::Role;

/// The ask that says how grave the matter is; a choice by that name shows in the first line.
const GRADE_ASK: &str = "grade";

/// How much of the first line is shown; a title takes what is left over.
#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools)] // each is a part that the ladder leaves out
struct Shown {
    /// The columns that the title has at least, if it wants them.
    title: usize,
    /// The most columns of the deadline's name, of the person's, and of the lead's; without any, no word is said of
    /// a lead.
    name: usize,
    person: usize,
    lead: usize,
    /// How long it has been going on, and since when that counts: a bare figure says nothing.
    elapsed: bool,
    grade: bool,
    /// That it is an incident. That it is a drill always stands.
    kind: bool,
    others: Others,
}

/// How it is said that other deadlines are over, too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Others {
    Spelled,
    Signed,
    /// Where there is no room for it, the line below the first one says it.
    Hidden,
}

const WHOLE: Shown = Shown {
    title: 20,
    name: 40,
    person: 16,
    lead: 12,
    elapsed: true,
    grade: true,
    kind: true,
    others: Others::Spelled,
};

const LEAST: Shown = Shown {
    title: 0,
    name: 0,
    person: 6,
    lead: 0,
    elapsed: false,
    grade: false,
    kind: false,
    others: Others::Signed,
};

/// Without what can be done without: that an incident is one, and words where a sign says the same.
const TIGHT: Shown = Shown { person: 8, kind: false, others: Others::Signed, ..WHOLE };

/// From all of it to what always stands; the first that fits is drawn. Ten columns of what is due next come before who
/// leads; how long it has been going on and how grave it is go last before them, and eight are left to what is due as
/// long as there is any room. How much else is over goes last of all.
const LADDER: [Shown; 15] = [
    WHOLE,
    Shown { name: 20, ..WHOLE },
    Shown { name: 20, person: 8, lead: 8, title: 14, others: Others::Signed, ..WHOLE },
    Shown { name: 20, lead: 8, title: 14, ..TIGHT },
    Shown { name: 12, lead: 8, title: 12, ..TIGHT },
    Shown { name: 10, lead: 6, title: 10, ..TIGHT },
    Shown { name: 14, lead: 0, title: 10, ..TIGHT },
    Shown { name: 10, person: 6, lead: 0, title: 8, ..TIGHT },
    Shown { name: 8, person: 6, lead: 0, title: LEAST_TITLE, ..TIGHT },
    Shown { name: 12, person: 6, lead: 0, title: 8, elapsed: false, ..TIGHT },
    Shown { name: 10, title: 8, ..LEAST },
    Shown { name: 8, ..LEAST },
    LEAST,
    Shown { person: 0, ..LEAST },
    Shown { person: 0, others: Others::Hidden, ..LEAST },
];

/// The columns between what stands at the left and what is due, which are not one sentence.
const GAP: usize = 2;

/// The columns between the deadline's name and its figure.
const AFTER_NAME: usize = 1;

/// The fewest columns that a title is begun in, unless fewer hold all of it.
const LEAST_TITLE: usize = 5;

/// The fewest columns in which the name of a deadline stands beside how often it was missed.
const LEAST_NAME: usize = 8;

/// Draws the first line.
pub(super) fn header(scene: Scene<'_>, buf: &mut Buffer, area: Rect) {
    paint::fill(buf, area, scene.style(Role::Header));
    match &scene.app.room {
        Room::Home(_) => {
            let name = scene.line(scene.word(common::PRODUCT), Role::Title);
            let name = scene.line(" ", Role::Header).joined(&name);
            let name = name.with(concat!(" ", env!("CARGO_PKG_VERSION")), scene.style(Role::Header));
            paint::put(buf, area.x, area.y, area.width, &name.0);
            paint::put_right(buf, area.right(), area.y, area.width / 2, &person(scene, " ", WHOLE.person).0);
        }
        Room::Console(console) => of_run(scene, console, buf, area),
    }
}

fn of_run(scene: Scene<'_>, console: &Console, buf: &mut Buffer, area: Rect) {
    // A deadline that has a line of its own is told there.
    let is_told_below = scene.app.overlays.is_empty() && body::tells_deadline(console, area.width);
    let scene = if is_told_below { Scene { times: &[], ..scene } } else { scene };
    let run = &console.run;
    let width = usize::from(area.width);
    let title = scene.line(SafeText::line(run.title()), Role::Title);
    let parts = |shown: Shown| {
        (before_title(scene, run, shown), after_title(scene, run, shown), right(scene, run, shown))
    };
    let fits = |shown: &Shown| {
        let (before, after, right) = parts(*shown);
        let gap = if right.width() > 0 { GAP } else { 0 };
        // Where no title is shown, neither is the column behind the number.
        let number = before.width().saturating_sub(usize::from(shown.title == 0 && after.width() > 0));
        number + title.width().min(shown.title) + after.width() + gap + right.width() <= width
    };
    let shown = LADDER.into_iter().find(fits).unwrap_or(LADDER[LADDER.len() - 1]);
    // What all else leaves over goes to the deadline's name. What it took of its columns so far tells nothing of that:
    // a name that is cut at a wide character takes one less than it was given.
    let (before, after, unnamed) = parts(Shown { name: 0, ..shown });
    let taken = before.width() + title.width() + after.width() + GAP + unnamed.width() + AFTER_NAME;
    let name = if shown.name > 0 { shown.name.max(width.saturating_sub(taken)) } else { 0 };
    let shown = Shown { name, ..shown };
    let right = right(scene, run, shown);
    let used = usize::from(paint::put_right(buf, area.right(), area.y, area.width, &right.0));
    let room = width.saturating_sub(before.width() + after.width() + used + GAP);
    let room = if room < LEAST_TITLE.min(title.width()) { 0 } else { room };
    let title = paint::fit(&title, room, scene.glyphs().ellipsis);
    let mut left = before;
    if title.width() == 0 {
        // What follows brings the column before it along.
        left.0.pop();
    }
    let left = left.joined(&title).joined(&after);
    paint::put(buf, area.x, area.y, area.width.saturating_sub(used as u16), &left.0);
}

/// The nearest deadline, and the person.
fn right(scene: Scene<'_>, run: &Run, shown: Shown) -> Line {
    let mut line = Line::default();
    let Some(alarm) = scene.times.first() else { return person(scene, " ", shown.person) };
    if shown.name > 0 {
        line.push(alarm_title(scene, run, alarm, shown.name), scene.style(Role::Header));
        line.push(" ", scene.style(Role::Header));
    }
    let line = line.joined(&figure_of(scene, alarm)).joined(&others_over(scene, shown.others));
    if shown.person == 0 {
        return line;
    }
    let border = scene.style(Role::Border);
    let between = Line::new(" ", border).with(scene.glyphs().vertical, border);
    line.joined(&between).joined(&person(scene, " ", shown.person))
}

fn before_title(scene: Scene<'_>, run: &Run, shown: Shown) -> Line {
    let kind = scene.word(names::kind(run.kind()));
    let line = match run.kind() {
        RunKind::Drill => scene.line(SafeText::word(" ").then(&kind).then(&" ".into()), Role::TitleDrill),
        RunKind::Incident | RunKind::Standing if !shown.kind => Line::default(),
        RunKind::Incident | RunKind::Standing => {
            scene.line(" ", Role::Header).with(kind, scene.style(Role::Header))
        }
    };
    let number = SafeText::word(" ").then(&SafeText::line(run.number()));
    line.with(number, scene.style(Role::Header)).with(" ", scene.style(Role::Header))
}

fn after_title(scene: Scene<'_>, run: &Run, shown: Shown) -> Line {
    let style = scene.style(Role::Header);
    let mut line = Line::default();
    if let Some(grade) = grade(scene, run).filter(|_| shown.grade) {
        line = line.joined(&scene.dot(Role::Header));
        line.push(grade, scene.style(Role::Badge));
    }
    if let Some(closed) = run.closed_at() {
        let time = scene.short_time(closed);
        let date = SafeText::line(&scene.zone().local(closed).format("%Y-%m-%d").to_string());
        let closed = scene.phrase(words::CLOSED_AT, &[if shown.elapsed { &time } else { &date }]);
        return line.joined(&scene.dot(Role::Header)).with(closed, scene.style(Role::HeaderElapsed));
    }
    if let Some((from, is_awareness)) = run.elapsed_from().filter(|_| shown.elapsed) {
        line = line.joined(&scene.dot(Role::Header));
        let word = if is_awareness { words::SINCE_AWARE } else { words::SINCE_OPENED };
        line = line.with(scene.word(word), style).with(" ", style);
        let elapsed = figure::elapsed(from, scene.now(), scene.lang());
        line.push(elapsed.text, scene.style(Role::HeaderElapsed));
    }
    if shown.lead == 0 {
        return line;
    }
    line.joined(&lead(scene, run, shown.lead))
}

/// Who leads, or that nobody does, where the runbook has somebody who leads.
fn lead(scene: Scene<'_>, run: &Run, columns: usize) -> Line {
    if run.book.role(LEAD_ROLE).is_none() {
        return Line::default();
    }
    let dot = scene.dot(Role::Header);
    match run.holding(LEAD_ROLE) {
        Some(held) => {
            let name = SafeText::line(run.display_of(&held.person)).fit(columns, scene.ambiguous());
            dot.with(scene.phrase(words::LEAD_IS, &[&name]), scene.style(Role::EventPerson))
        }
        None => dot.with(scene.word(words::NO_LEAD), scene.style(Role::Warning)),
    }
}

fn grade(scene: Scene<'_>, run: &Run) -> Option<SafeText> {
    let answer = run.ask(GRADE_ASK)?.answer.as_ref()?;
    let kind = &run.book.ask(GRADE_ASK)?.kind;
    let is_choice = matches!((kind, answer), (AskKind::Choice(_), Answer::Choice(_)));
    is_choice.then(|| value::answer(answer, Some(kind), scene.lang(), scene.zone()))
}

fn person(scene: Scene<'_>, before: &'static str, columns: usize) -> Line {
    if columns == 0 {
        return Line::default();
    }
    let line = scene.line(before, Role::Header);
    line.with(scene.app.me.display.fit(columns, scene.ambiguous()), scene.style(Role::EventPerson))
        .with(" ", scene.style(Role::Header))
}

/// How much else has passed and is not done, whether somebody has seen it or not: no first line reads as if all were
/// well.
pub(super) fn others_over(scene: Scene<'_>, told: Others) -> Line {
    let others = scene.times.iter().skip(1).filter(|alarm| alarm.is_past(scene.now())).count();
    if others == 0 || told == Others::Hidden {
        return Line::default();
    }
    let style = scene.style(Role::DeadlinePast);
    let line = scene.line(" ", Role::Header);
    if told == Others::Spelled {
        return line.with(scene.phrase(words::OTHERS_OVER, &[&others]), style);
    }
    line.with(SafeText::line(&format!("+{others}")), style).with(scene.glyphs().late, style)
}

/// The same for what somebody has seen pass.
pub(super) fn dim_figure_of(scene: Scene<'_>, alarm: &Alarm) -> Line {
    let figure = next_change::time_figure(alarm, scene.now(), scene.lang());
    let style = scene.style(Role::TextDim);
    Line::new(scene.glyphs().late, style).with(" ", style).with(figure.text, style)
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

/// What an alarm is about, in so many columns of a list. Where a step has a deadline too, both have its title there, and
/// what tells them apart is cut last.
pub(super) fn listed_title(scene: Scene<'_>, run: &Run, alarm: &Alarm, columns: usize) -> SafeText {
    let title = alarm_title(scene, run, alarm, columns);
    let AlarmKind::Target(step) = alarm.kind else { return title };
    let bare = name::step(run, &run.steps()[step], scene.lang()).fit(columns, scene.ambiguous());
    let word = SafeText::word(" ").then(&scene.word(words::TARGET_BRIEF));
    let left = columns.saturating_sub(word.width(scene.ambiguous()));
    if title != bare || left < LEAST_TITLE || run.due_at(step, scene.zone()).is_none() {
        return title;
    }
    title.fit(left, scene.ambiguous()).then(&word)
}

/// What an alarm is about, in so many columns.
pub(super) fn alarm_title(scene: Scene<'_>, run: &Run, alarm: &Alarm, columns: usize) -> SafeText {
    let step_title = |step: usize| name::step(run, &run.steps()[step], scene.lang());
    let title = match alarm.kind {
        AlarmKind::Due(step) => step_title(step),
        AlarmKind::Clock(place, row) => clock::title_row_first(run, place, row, scene.lang()),
        AlarmKind::Target(step) => {
            let title = step_title(step);
            let word = if alarm.is_past(scene.now()) { words::TARGET_OF } else { words::TARGET_LEFT };
            let whole = title.clone().then(&SafeText::word(" ")).then(&scene.word(word));
            if whole.width(scene.ambiguous()) <= columns { whole } else { title }
        }
        AlarmKind::Cadence(n) => {
            let title = scene.text(&run.book.cadences[n].title);
            let beat = run.beat(n, scene.zone());
            let missed = beat.as_ref().map_or(0, |beat| beat.missed(scene.now()));
            if missed > 1 {
                // How often says more than how long, but less than what it is; a missed one is not in doubt.
                let times = scene.phrase(common::MISSED_TIMES, &[&missed]);
                let left = columns.saturating_sub(times.width(scene.ambiguous()));
                if left >= title.width(scene.ambiguous()).min(LEAST_NAME) {
                    return title.fit(left, scene.ambiguous()).then(&times);
                }
                return title.fit(columns, scene.ambiguous());
            }
            title
        }
        AlarmKind::Timer(id) => match run.fact(id).and_then(|fact| fact.event()) {
            Some(Event::TimerStarted { title, .. }) if !title.trim().is_empty() => SafeText::line(title),
            Some(Event::TimerStarted { step: Some(step), .. }) => name::step_of(run, step, scene.lang()),
            Some(_) | None => scene.word(words::TIMER),
        },
    };
    title.fit(columns, scene.ambiguous())
}
