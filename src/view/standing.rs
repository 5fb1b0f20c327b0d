//! What stands at the right of a step's row: who did it and when, how long it runs, when it is due.
//!
//! Person and figure of the visible rows stand below each other; no column is wider than they need.

use super::paint::Line;
use super::row_list;
use super::scene::{Ink, Scene};
use crate::app::{Console, figure, next_change};
use crate::locale::console as words;
use crate::report::{name, value, words as names};
use crate::run::{Event, Independence, Status, StepState};
use crate::runbook::Tri;
use crate::text::SafeText;
use crate::theme::Role;

/// The most columns of a person's name.
const MOST_PERSON: usize = 8;

/// From this many columns on, the person stands in a row.
const PERSON_FROM: usize = 46;

/// The right of one row, in parts.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// What needs attention before all else.
    marks: Vec<(SafeText, Role)>,
    time: SafeText,
    person: SafeText,
    figure: SafeText,
    role: Option<Role>,
}

/// The columns of the visible rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Columns {
    person: usize,
    figure: usize,
}

impl Columns {
    /// As wide as the widest of the rows, which are so many columns wide.
    pub(super) fn of<'a>(scene: Scene<'_>, rows: impl Iterator<Item = &'a Standing>, columns: usize) -> Self {
        let mut widest = Self { person: 0, figure: 0 };
        for row in rows.filter(|row| !row.time.is_empty()) {
            widest.person = widest.person.max(row.person.width(scene.ambiguous()));
            widest.figure = widest.figure.max(row.figure.width(scene.ambiguous()));
        }
        if columns < PERSON_FROM {
            widest.person = 0;
        }
        widest
    }
}

impl Standing {
    /// How a step stands.
    pub(super) fn of(scene: Scene<'_>, console: &Console, step: usize, is_next: bool) -> Self {
        let run = &console.run;
        let state = &run.steps()[step];
        let mut standing = Self::default();
        if state.conflict {
            let text = SafeText::word(scene.glyphs().warning).then(&scene.word(words::CONFLICT));
            standing.marks.push((text, Role::Warning));
        }
        if run.misses_signature(state) {
            standing.marks.push((scene.word(words::SIGN_WANTED), Role::Warning));
        }
        standing.marks.extend(signed(scene, console, state));
        if let Some(other) = console.others.iter().find(|other| other.step.as_ref() == Some(&state.id)) {
            let text =
                SafeText::word(scene.glyphs().other).then(&other.name.fit(MOST_PERSON, scene.ambiguous()));
            standing.marks.push((text, Role::EventPerson));
        }
        if let Some(progress) = row_list::progress(state).filter(|_| !state.status.is_settled()) {
            let role = if state.status == Status::Open { Role::TextDim } else { Role::StepRunning };
            standing.marks.push((progress, role));
        }
        match state.status {
            Status::Open => standing.open(scene, console, step, is_next),
            Status::Running => {
                standing.recorded(scene, console, state.started);
                standing.running(scene, console, step);
            }
            Status::Done => {
                standing.recorded(scene, console, state.decided_by);
                standing.figure = took(scene, console, state);
                standing.role = Some(Role::TextDim);
            }
            Status::Skipped | Status::NotApplicable | Status::Blocked => {
                standing.recorded(scene, console, state.decided_by);
                standing.figure = scene.word(names::status(state.status));
                standing.role = Some(scene.status(state.status).1);
            }
        }
        standing
    }

    /// The parts in a line.
    pub(super) fn line(&self, ink: Ink<'_>, columns: Columns) -> Line {
        let mut line = Line::default();
        let spaces = |columns: usize| SafeText::line(&" ".repeat(columns));
        for (n, (text, role)) in self.marks.iter().enumerate() {
            line.push(if n == 0 { "" } else { " " }, ink.ground());
            line.push(text.clone(), ink.of(*role));
        }
        let is_alone = self.marks.is_empty() || (self.time.is_empty() && self.figure.is_empty());
        line.push(if is_alone { "" } else { " " }, ink.ground());
        if !self.time.is_empty() {
            line = line.with(self.time.clone(), ink.of(Role::EventTime)).with(" ", ink.ground());
            if columns.person > 0 {
                let gap = spaces((columns.person + 1).saturating_sub(self.person.width(ink.ambiguous())));
                line = line.with(self.person.clone(), ink.of(Role::EventPerson)).with(gap, ink.ground());
            }
            line.push(
                spaces(columns.figure.saturating_sub(self.figure.width(ink.ambiguous()))),
                ink.ground(),
            );
        }
        if !self.figure.is_empty() {
            line.push(self.figure.clone(), ink.of(self.role.unwrap_or(Role::Text)));
        }
        line.with(" ", ink.ground())
    }

    fn open(&mut self, scene: Scene<'_>, console: &Console, step: usize, is_next: bool) {
        let run = &console.run;
        match run.applies(step) {
            Tri::False => {
                self.figure = scene.word(names::status(Status::NotApplicable));
                self.role = Some(Role::StepNotApplicable);
                return;
            }
            // In a closed run nothing waits to be decided, and nothing is due.
            Tri::Unknown if run.is_closed() => {}
            Tri::Unknown => self.marks.push((scene.word(words::UNDECIDED), Role::Warning)),
            Tri::True => {}
        }
        if let Some(to) = assigned_to(scene, console, step) {
            let text = SafeText::word(scene.glyphs().arrow).then(&to.fit(12, scene.ambiguous()));
            self.marks.push((text, Role::EventPerson));
        }
        if let Some(due) = run.due_at(step, scene.zone()).filter(|_| run.is_open(step) && !run.is_closed()) {
            let role = if due <= scene.now() {
                Role::DeadlinePast
            } else if is_near(scene, console, step) {
                Role::DeadlineNear
            } else {
                Role::DeadlineFar
            };
            self.marks.push((scene.phrase(words::DUE_AT, &[&scene.due_time(due)]), role));
        }
        if is_next {
            self.figure = scene.word(words::NEXT_HERE);
            self.role = Some(Role::Badge);
        }
    }

    fn running(&mut self, scene: Scene<'_>, console: &Console, step: usize) {
        let Some(figure) = next_change::step_figure(scene.app, console, step) else { return };
        let run = &console.run;
        let limits = [run.target_at(step, scene.zone()), run.due_at(step, scene.zone())];
        if limits.into_iter().flatten().any(|limit| limit <= scene.now()) {
            let sign = SafeText::word(scene.glyphs().late).then(&SafeText::word(" "));
            self.figure = sign.then(&figure.text);
            self.role = Some(Role::StepLate);
        } else {
            self.figure = figure.text;
            self.role =
                Some(if is_near(scene, console, step) { Role::DeadlineNear } else { Role::StepRunning });
        }
    }

    fn recorded(&mut self, scene: Scene<'_>, console: &Console, place: Option<usize>) {
        let run = &console.run;
        let Some((place, at)) = place.and_then(|place| run.when(place).map(|at| (place, at))) else { return };
        self.time = scene.time_or_date(at);
        self.person = SafeText::line(&run.facts()[place].by).fit(MOST_PERSON, scene.ambiguous());
    }
}

/// Who confirmed a done step, and that it may have been the same hand.
pub(super) fn signed(scene: Scene<'_>, console: &Console, state: &StepState) -> Vec<(SafeText, Role)> {
    let run = &console.run;
    if state.status != Status::Done {
        return Vec::new();
    }
    let signers: Vec<SafeText> = run
        .signatures(state)
        .map(|place| SafeText::line(&run.facts()[place].by).fit(MOST_PERSON, scene.ambiguous()))
        .collect();
    if signers.is_empty() {
        return Vec::new();
    }
    let names = value::join(signers, words::COMMA.get(scene.lang()));
    let is_doubtful = |place| run.independence(place).is_some_and(Independence::is_not_independent);
    let doubt = run.signatures(state).any(is_doubtful).then(|| scene.word(words::NOT_INDEPENDENT));
    let who = (scene.phrase(words::SIGNED_BY, &[&names]), Role::TextDim);
    [who].into_iter().chain(doubt.map(|text| (text, Role::Warning))).collect()
}

fn is_near(scene: Scene<'_>, console: &Console, step: usize) -> bool {
    console.run.step_alarms(step, scene.zone()).iter().any(|alarm| alarm.is_near(scene.now()))
}

/// How long a done step took, where its beginning is known.
fn took(scene: Scene<'_>, console: &Console, state: &StepState) -> SafeText {
    let run = &console.run;
    let moment = |place: Option<usize>| place.and_then(|place| run.when(place));
    match (moment(state.started), moment(state.decided_by)) {
        (Some(from), Some(until)) => figure::elapsed(from, until, scene.lang()).text,
        (_, None) | (None, Some(_)) => SafeText::default(),
    }
}

/// Whom a step was given to last.
pub(super) fn assigned_to(scene: Scene<'_>, console: &Console, step: usize) -> Option<SafeText> {
    let run = &console.run;
    let state = run.steps().get(step)?;
    let last = state.assigned.iter().rev().find(|place| run.stands(**place))?;
    match run.facts()[*last].event() {
        Some(Event::StepAssigned { person: Some(person), .. }) => Some(SafeText::line(person)),
        Some(Event::StepAssigned { role: Some(role), .. }) => Some(name::role_of(run, role, scene.lang())),
        Some(_) | None => None,
    }
}
