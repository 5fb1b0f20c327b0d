//! The people of a run: who holds which role; taking one, giving it on, laying it down.

use super::console::Then;
use super::keymap::{Move, movement, step_cursor};
use super::overlay::{Overlay, People};
use super::{App, Effect, FormKind, Tone};
use crate::locale::app as words;
use crate::run::{Event, FactId, LEAD_ROLE, Run};
use crate::runbook::Id;

/// What can be done with a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleDeed {
    /// Take it, over from whoever holds it.
    Take,
    /// Give it to a person.
    Give,
    /// Leave it to nobody.
    LayDown,
}

/// What a person can do with a role, the likeliest first.
pub fn role_deeds(run: &Run, role: &Id, me: &str) -> Vec<RoleDeed> {
    let held = run.holding(role.as_str());
    let mine = held.as_ref().is_some_and(|held| run.person_called(&held.person) == me && !held.conflict);
    match (held, mine) {
        (None, _) => vec![RoleDeed::Take, RoleDeed::Give],
        (Some(_), true) => vec![RoleDeed::Give, RoleDeed::LayDown],
        (Some(_), false) => vec![RoleDeed::Take, RoleDeed::Give, RoleDeed::LayDown],
    }
}

/// The fact by which a role is held, for the one that takes it over.
pub fn held_by(run: &Run, role: &Id) -> Option<FactId> {
    run.holding(role.as_str()).and_then(|held| run.facts().get(held.since)).map(|fact| fact.id)
}

impl App {
    pub(super) fn open_people(&mut self) -> Vec<Effect> {
        self.overlays.push(Overlay::People(People { cursor: 0 }));
        Vec::new()
    }

    pub(super) fn people_key(&mut self, mut people: People, name: &str) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let roles = &console.run.book.roles;
        let role = roles.get(people.cursor).map(|role| role.id.clone());
        let deeds = role.as_ref().map(|role| role_deeds(&console.run, role, &self.me.person));
        let deeds = deeds.unwrap_or_default();
        let digit = name.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        if let (Some(n), Some(role)) = (digit.or((name == "Enter").then_some(0)), role) {
            self.overlays.push(Overlay::People(people));
            return deeds.get(n).map_or_else(Vec::new, |deed| self.do_role(role, *deed));
        }
        match movement(name) {
            Some(Move::Left | Move::Right) => {}
            Some(by) => people.cursor = step_cursor(people.cursor, roles.len(), by),
            None => return Vec::new(),
        }
        self.overlays.push(Overlay::People(people));
        Vec::new()
    }

    fn do_role(&mut self, role: Id, deed: RoleDeed) -> Vec<Effect> {
        if self.console().is_some_and(|console| console.run.is_closed()) {
            self.say(Tone::Refused, words::RUN_IS_CLOSED.text(self.settings.lang));
            return Vec::new();
        }
        let takes_over = self.console().and_then(|console| held_by(&console.run, &role));
        match deed {
            RoleDeed::Take => self.propose(Event::RoleTaken { role, takes_over }, Then::Stay, None),
            RoleDeed::Give => self.open_form(FormKind::GiveRole { role }),
            RoleDeed::LayDown => {
                let event = Event::RoleLeft { role, takes_over, note: String::new() };
                self.propose(event, Then::Stay, None)
            }
        }
    }

    /// Says that nobody leads yet, where somebody could: it is offered, and nobody has to.
    pub(super) fn offer_lead(&mut self) {
        let lang = self.settings.lang;
        let Some(console) = self.console() else { return };
        let run = &console.run;
        let is_free = run.book.role(LEAD_ROLE).is_some() && run.holding(LEAD_ROLE).is_none();
        if is_free && !run.is_closed() && console.journal.read_only.is_none() && self.toast.is_none() {
            self.say(Tone::Mind, words::NOBODY_LEADS.text(lang));
        }
    }
}
