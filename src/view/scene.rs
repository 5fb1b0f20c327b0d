//! What every view is given: what the console knows, and how it is to look.

use std::fmt;

use chrono::{NaiveDate, TimeDelta};

use super::paint::Line;
use super::{Brush, Look};
use crate::app::{App, Room};
use crate::locale::{Lang, Word};
use crate::run::{Alarm, Status};
use crate::runbook::Text;
use crate::text::{Ambiguous, SafeText};
use crate::theme::{Glyphs, Role};
use crate::time::{Moment, Zone};

/// What a view is given.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) app: &'a App,
    pub(super) look: &'a Look,
    /// What runs out in the run on screen, or has passed unseen; the soonest first.
    pub(super) times: &'a [&'a Alarm],
}

impl<'a> Scene<'a> {
    pub(super) const fn lang(self) -> Lang {
        self.app.settings.lang
    }

    pub(super) const fn now(self) -> Moment {
        self.app.now.wall
    }

    pub(super) const fn zone(self) -> &'a Zone {
        &self.app.settings.zone
    }

    pub(super) const fn glyphs(self) -> &'a Glyphs {
        &self.look.glyphs
    }

    pub(super) fn style(self, role: Role) -> Brush {
        self.look.style(role)
    }

    /// A role on the ground of another.
    pub(super) fn on(self, ground: Role, role: Role) -> Brush {
        self.look.on(ground, role)
    }

    /// How wide this terminal draws what is ambiguous; for all that is measured.
    pub(super) const fn ambiguous(self) -> Ambiguous {
        self.look.ambiguous
    }

    pub(super) fn word(self, word: Word) -> SafeText {
        word.text(self.lang())
    }

    /// A word that elsewhere stands within a sentence, as a heading.
    pub(super) fn heading(self, word: Word) -> SafeText {
        let mut chars = word.get(self.lang()).chars();
        let first = chars.next().map(char::to_uppercase);
        SafeText::line(&first.into_iter().flatten().chain(chars).collect::<String>())
    }

    pub(super) fn phrase(self, word: Word, values: &[&dyn fmt::Display]) -> SafeText {
        word.with(self.lang(), values)
    }

    /// One line of a runbook's text.
    pub(super) fn text(self, text: &Text) -> SafeText {
        SafeText::line(text.get(self.lang()))
    }

    /// The ink for a row: selected, with or without the keys, or not selected.
    pub(super) const fn ink(self, ground: Option<Role>) -> Ink<'a> {
        Ink { scene: self, ground }
    }

    /// A line in one role.
    pub(super) fn line(self, text: impl Into<SafeText>, role: Role) -> Line {
        Line::new(text, self.style(role))
    }

    /// What stands between things that are told in a row.
    pub(super) fn dot(self, role: Role) -> Line {
        let style = self.style(role);
        Line::new(" ", style).with(self.look.glyphs.dot, style).with(" ", style)
    }

    /// The day on which times of day stand without a date. None where nothing runs: such a screen is drawn
    /// once and may stand for days.
    fn today(self) -> Option<NaiveDate> {
        let runs = match &self.app.room {
            Room::Home(_) => self.app.library.runs.iter().any(|run| run.closed.is_none()),
            Room::Console(console) => !console.run.is_closed(),
        };
        runs.then(|| self.zone().local(self.now()).date())
    }

    /// Five columns: the time of day, or the date where it was not today.
    pub(super) fn time_or_date(self, at: Moment) -> SafeText {
        let local = self.zone().local(at);
        let form = if self.today() == Some(local.date()) { "%H:%M" } else { "%m-%d" };
        SafeText::line(&local.format(form).to_string())
    }

    /// To the second today: `04:12:09`; else `11-23 04:12`.
    pub(super) fn journal_time(self, at: Moment) -> SafeText {
        let local = self.zone().local(at);
        let form = if self.today() == Some(local.date()) { "%H:%M:%S" } else { "%m-%d %H:%M" };
        SafeText::line(&local.format(form).to_string())
    }

    /// As short as it is clear: `04:12`, `11-23 04:12`, `2025-11-23 04:12`.
    pub(super) fn short_time(self, at: Moment) -> SafeText {
        let zone = self.zone();
        SafeText::line(&self.today().map_or_else(|| zone.minute(at), |_| zone.short(at, self.now())))
    }

    /// When something is due: beyond a week the day alone, since no minute of it matters yet.
    pub(super) fn due_time(self, at: Moment) -> SafeText {
        let text = self.short_time(at);
        let is_far = at - self.now() > TimeDelta::days(7);
        let day = text.as_str().rsplit_once(' ').filter(|_| is_far).map(|(day, _)| SafeText::line(day));
        day.unwrap_or(text)
    }

    /// The glyph and the role of a status.
    pub(super) const fn status(self, status: Status) -> (&'static str, Role) {
        let glyphs = &self.look.glyphs;
        match status {
            Status::Open => (glyphs.open, Role::StepOpen),
            Status::Running => (glyphs.running, Role::StepRunning),
            Status::Done => (glyphs.done, Role::StepDone),
            Status::Skipped => (glyphs.skipped, Role::StepSkipped),
            Status::NotApplicable => (glyphs.not_applicable, Role::StepNotApplicable),
            Status::Blocked => (glyphs.blocked, Role::StepBlocked),
        }
    }
}

/// Gives roles their style on the ground of a row.
#[derive(Clone, Copy)]
pub(super) struct Ink<'a> {
    scene: Scene<'a>,
    ground: Option<Role>,
}

impl Ink<'_> {
    pub(super) fn of(self, role: Role) -> Brush {
        match self.ground {
            Some(ground) => self.scene.on(ground, role),
            None => self.scene.style(role),
        }
    }

    /// See [`Scene::ambiguous`].
    pub(super) const fn ambiguous(self) -> Ambiguous {
        self.scene.ambiguous()
    }

    /// The style of what is between the texts.
    pub(super) fn ground(self) -> Brush {
        self.scene.style(self.ground.unwrap_or(Role::Text))
    }
}

/// The role of the chosen row.
pub(super) const fn cursor_role(has_keys: bool) -> Role {
    if has_keys { Role::Cursor } else { Role::CursorUnfocused }
}
