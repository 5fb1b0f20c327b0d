//! The people of a run: the roles with who holds each and since when, and everybody who wrote here.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::paint::{Line, wrap_line};
use super::popup;
use super::row::{self, row};
use super::scene::Scene;
use crate::app::Target;
use crate::app::people::{RoleDeed, role_deeds};
use crate::app::{Console, overlay::People};
use crate::locale::console as words;
use crate::report::name;
use crate::run::{Run, Status};
use crate::runbook::{Id, Role as BookRole};
use crate::text::SafeText;
use crate::theme::Role;

/// Rows that the roles leave to what stands below them.
const ROWS_BELOW: u16 = 6;

/// Draws the people.
pub(super) fn people(
    scene: Scene<'_>,
    console: &Console,
    people: &People,
    buf: &mut Canvas<'_>,
    area: Rect,
) -> Option<Position> {
    let inside = popup::list(scene, buf, area, &scene.word(words::PEOPLE_TITLE));
    let roles = &console.run.book.roles;
    let height = inside.height.saturating_sub(ROWS_BELOW).max(inside.height / 2).min(roles.len() as u16);
    let shown = super::window::window(roles.len(), height.into(), people.cursor);
    let mut rest = inside;
    for n in shown {
        role_row(scene, &console.run, &roles[n], people.cursor == n, buf, row::nth(rest, 0));
        buf.mark(row::nth(rest, 0), Target::Entry(n));
        rest = row::below(rest, 1);
    }
    if let Some(role) = roles.get(people.cursor) {
        rest = chosen(scene, console, role, buf, rest);
    }
    everybody(scene, &console.run, buf, rest);
    None
}

fn role_row(scene: Scene<'_>, run: &Run, role: &BookRole, is_chosen: bool, buf: &mut Canvas<'_>, area: Rect) {
    let ink = scene.ink(is_chosen.then_some(Role::Cursor));
    let cursor = if is_chosen { scene.glyphs().cursor } else { " " };
    let left = Line::new(cursor, ink.of(Role::TextStrong))
        .with(" ", ink.ground())
        .with(scene.text(&role.title), ink.of(Role::Text));
    let mut right = Line::default();
    match run.holding(role.id.as_str()) {
        Some(held) => {
            if held.conflict {
                let sign = SafeText::word(scene.glyphs().warning).then(&scene.word(words::CONFLICT));
                right = right.with(sign, ink.of(Role::Warning)).with(" ", ink.ground());
            }
            right.push(SafeText::line(run.display_of(&held.person)), ink.of(Role::EventPerson));
            let since = run.facts().get(held.since).map(|fact| scene.short_time(fact.at));
            let since = scene.phrase(words::HELD_SINCE, &[&since.unwrap_or_default()]);
            right = right.with(" ", ink.ground()).with(since, ink.of(Role::EventTime));
        }
        None => right.push(scene.word(words::NOBODY), ink.of(Role::TextDim)),
    }
    row(scene, buf, area, ink, &left, &right.with(" ", ink.ground()));
}

/// What the chosen role is for, and what can be done with it.
fn chosen(scene: Scene<'_>, console: &Console, role: &BookRole, buf: &mut Canvas<'_>, area: Rect) -> Rect {
    let run = &console.run;
    row::rule(
        scene,
        buf,
        row::nth(area, 0),
        &scene.line(scene.text(&role.title), Role::Title),
        &Line::default(),
    );
    let mut rest = row::below(area, 1);
    let text = Rect { x: rest.x + 2, width: rest.width.saturating_sub(4), ..rest };
    if let Some(duty) = &role.duty {
        let duty = wrap_line(&scene.line(scene.text(duty), Role::TextDim), text.width.into());
        rest = row::below(rest, duty.len());
        row::lines(buf, text, &duty);
    }
    let holder = run.holding(role.id.as_str()).map(|held| SafeText::line(run.display_of(&held.person)));
    for (n, deed) in role_deeds(run, &role.id, &scene.app.me.person).into_iter().enumerate() {
        let word = match (deed, &holder) {
            (RoleDeed::Take, None) => scene.word(words::TAKE_ROLE),
            (RoleDeed::Take, Some(holder)) => scene.phrase(words::TAKE_ROLE_OVER, &[holder]),
            (RoleDeed::Give, _) => scene.word(words::GIVE_ROLE),
            (RoleDeed::LayDown, _) => scene.word(words::LAY_ROLE_DOWN),
        };
        let line = scene
            .line(SafeText::line(&format!("  {} ", n + 1)), Role::Key)
            .with(word, scene.style(Role::Text));
        row::lines(buf, row::nth(rest, 0), &[line]);
        rest = row::below(rest, 1);
    }
    rest
}

/// A role's title, and who holds it where somebody does.
pub(super) fn role_and_holder(scene: Scene<'_>, run: &Run, role: &Id) -> SafeText {
    let title = name::role_of(run, role, scene.lang());
    match run.holding(role.as_str()) {
        Some(held) => title
            .then(&SafeText::word(" "))
            .then(&SafeText::line(run.display_of(&held.person)).fit(12, scene.ambiguous())),
        None => title,
    }
}

/// Everybody who wrote here: when last, and the steps that they are on.
fn everybody(scene: Scene<'_>, run: &Run, buf: &mut Canvas<'_>, area: Rect) {
    row::rule(
        scene,
        buf,
        row::nth(area, 0),
        &scene.line(scene.word(words::WROTE_HERE), Role::Title),
        &Line::default(),
    );
    let mut rest = row::below(area, 1);
    for (person, display) in run.people() {
        let last = run.facts().iter().rev().find(|fact| fact.by.as_ref() == person);
        let running = run.steps().iter().filter(|step| step.status == Status::Running);
        let theirs = running.filter(|step| {
            step.started
                .and_then(|place| run.facts().get(place))
                .is_some_and(|fact| fact.by.as_ref() == person)
        });
        let steps: Vec<SafeText> = theirs.map(|step| name::step(run, step, scene.lang())).collect();
        let ink = scene.ink(None);
        let left = scene.line("  ", Role::Text).with(SafeText::line(display), scene.style(Role::EventPerson));
        let mut left = left.with("  ", scene.style(Role::Text));
        let comma = words::COMMA.get(scene.lang());
        left.push(crate::report::value::join(steps, comma), scene.style(Role::Text));
        let last = last.map(|fact| scene.short_time(fact.at)).unwrap_or_default();
        let right = scene.line(scene.phrase(words::LAST_WROTE, &[&last]), Role::EventTime);
        row(scene, buf, row::nth(rest, 0), ink, &left, &right.with(" ", ink.ground()));
        rest = row::below(rest, 1);
    }
}
