//! From a wish to a fact: deciding, handing to the store, and what follows once it is on disk.

use super::console::{Console, Pending, Then};
use super::draft::Draft;
use super::msg::Taken;
use super::overlay::{Overlay, ReasonPrompt};
use super::{App, Effect, FormKind, Tone, next};
use crate::locale::app as words;
use crate::report::words as domain;
use crate::run::{Event, Fact, Proposer, Run, Unmet, Verdict};
use crate::text::SafeText;

impl App {
    /// What follows once the event of a form was recorded.
    pub(super) fn then_of(&self, kind: &FormKind) -> Then {
        let place = self.console().map_or(0, |console| console.step);
        if matches!(kind, FormKind::DoneEarlier { .. }) {
            Then::Advance(place)
        } else if matches!(kind, FormKind::SendNotice { .. }) {
            Then::NextNotice
        } else {
            Then::Stay
        }
    }

    /// Proposes an event: it is handed to the store, or a reason is asked for, or the refusal is shown.
    pub(super) fn propose(&mut self, event: Event, then: Then, draft: Option<Draft>) -> Vec<Effect> {
        let person = self.me.person.clone();
        let now = self.now.wall;
        let lang = self.settings.lang;
        let Some(console) = self.console_mut() else { return Vec::new() };
        if let Some(why) = &console.journal.read_only {
            let why = why.clone();
            self.refuse_draft(why, draft.as_ref());
            return Vec::new();
        }
        let pending: Vec<Event> = console.pending.iter().flat_map(|pending| pending.events.clone()).collect();
        let who = Proposer { person: &person, now, pending: &pending };
        match console.run.decide(who, event.clone()) {
            Verdict::Record(event) => self.hand_over(vec![event], then, draft),
            Verdict::NeedsReason(unmet) => {
                self.ask_reason(event, unmet, then, draft);
                Vec::new()
            }
            Verdict::Refused(refusal) => {
                self.refuse_draft(domain::refusal(refusal).text(lang), draft.as_ref());
                Vec::new()
            }
        }
    }

    fn refuse_draft(&mut self, why: SafeText, draft: Option<&Draft>) {
        if let Some(draft) = draft {
            self.give_back(draft);
        }
        self.say(Tone::Refused, why);
    }

    /// Proposes several events at once: those that can be recorded are handed over together.
    pub(super) fn propose_all(&mut self, events: Vec<Event>, then: Then) -> Vec<Effect> {
        let (person, now) = (self.me.person.clone(), self.now.wall);
        let Some(console) = self.console() else { return Vec::new() };
        if let Some(why) = console.journal.read_only.clone() {
            self.say(Tone::Refused, why);
            return Vec::new();
        }
        let pending: Vec<Event> = console.pending.iter().flat_map(|pending| pending.events.clone()).collect();
        let mut sound = Vec::new();
        let mut refused = None;
        for event in events {
            match console.run.decide(Proposer { person: &person, now, pending: &pending }, event) {
                Verdict::Record(event) => sound.push(event),
                Verdict::NeedsReason(_) => {}
                Verdict::Refused(refusal) => refused = Some(refusal),
            }
        }
        if let Some(refusal) = refused.filter(|_| sound.is_empty()) {
            self.say(Tone::Refused, domain::refusal(refusal).text(self.settings.lang));
        }
        if sound.is_empty() { Vec::new() } else { self.hand_over(sound, then, None) }
    }

    /// Proposes events that belong together: all are handed over, or none. One reason serves all that need one.
    pub(super) fn propose_together(&mut self, mut events: Vec<Event>, then: Then) -> Vec<Effect> {
        let (person, now) = (self.me.person.clone(), self.now.wall);
        let Some(console) = self.console() else { return Vec::new() };
        if let Some(why) = console.journal.read_only.clone() {
            self.say(Tone::Refused, why);
            return Vec::new();
        }
        // Each is decided as if those before it were being written already.
        let mut pending: Vec<Event> =
            console.pending.iter().flat_map(|pending| pending.events.clone()).collect();
        let before = pending.len();
        let mut wanted: Vec<Unmet> = Vec::new();
        let mut needs_reason = false;
        for event in &events {
            let who = Proposer { person: &person, now, pending: &pending };
            match console.run.decide(who, event.clone()) {
                Verdict::Record(event) => pending.push(event),
                Verdict::NeedsReason(unmet) => {
                    needs_reason = true;
                    wanted.extend(unmet);
                    pending.push(event.clone());
                }
                Verdict::Refused(refusal) => {
                    self.say(Tone::Refused, domain::refusal(refusal).text(self.settings.lang));
                    return Vec::new();
                }
            }
        }
        if needs_reason && !events.is_empty() {
            wanted.sort_unstable();
            wanted.dedup();
            let first = events.remove(0);
            self.ask_reason(first, wanted, then, None);
            if let Some(Overlay::Reason(prompt)) = self.overlays.last_mut() {
                prompt.more = events;
            }
            return Vec::new();
        }
        let decided = pending.split_off(before);
        if decided.is_empty() { Vec::new() } else { self.hand_over(decided, then, None) }
    }

    fn hand_over(&mut self, events: Vec<Event>, then: Then, draft: Option<Draft>) -> Vec<Effect> {
        let since = self.now.boot;
        let Some(console) = self.console_mut() else { return Vec::new() };
        let ticket = console.take_ticket();
        if let Some(draft) = &draft {
            console.hand_over_draft(draft);
        }
        console.pending.push(Pending { ticket, events: events.clone(), since, draft, then });
        let all: Vec<Event> =
            console.pending.iter().flat_map(|pending| pending.events.iter().cloned()).collect();
        let to_be_signed = events.iter().any(|event| console.run.is_to_be_signed(event, &all));
        vec![Effect::Append { ticket, events, to_be_signed }]
    }

    fn ask_reason(&mut self, event: Event, unmet: Vec<Unmet>, then: Then, draft: Option<Draft>) {
        let lang = self.settings.lang;
        let presets: Vec<(&str, SafeText)> =
            domain::presets_for(&event).iter().map(|(id, word)| (*id, word.text(lang))).collect();
        self.overlays.push(Overlay::Reason(ReasonPrompt {
            event,
            more: Vec::new(),
            unmet,
            // No reason is chosen before a person chooses one: Enter alone gives none.
            cursor: presets.len(),
            presets,
            text: tui_textarea::TextArea::default(),
            error: None,
            then,
            draft,
        }));
    }

    /// The store has written what was handed to it.
    pub(super) fn appended(&mut self, ticket: u64, facts: Vec<Fact>) -> Vec<Effect> {
        let zone = self.settings.zone.clone();
        let Some(console) = self.console_mut() else { return Vec::new() };
        let own = facts.iter().rfind(|fact| fact.event().is_some_and(|event| !event.is_of_the_console()));
        let recorded = own.map(|fact| fact.id);
        console.take_in(facts, &zone);
        console.journal.failed = None;
        console.recorded = recorded.or(console.recorded);
        self.refresh_history();
        let Some(console) = self.console_mut() else { return Vec::new() };
        let Some(at) = console.pending.iter().position(|pending| pending.ticket == ticket) else {
            return Vec::new();
        };
        let pending = console.pending.remove(at);
        let mut effects = Vec::new();
        if pending.draft.is_some_and(|draft| !draft.values.is_empty()) {
            effects.push(Effect::SaveDrafts(console.kept_drafts()));
        }
        match pending.then {
            Then::Stay | Then::SendNotice => {}
            Then::Advance(step) => {
                let phase = console.run.steps().get(step).map(|state| state.phase);
                console.advance(step);
                if let Some(phase) = phase {
                    self.phase_ends(phase);
                }
            }
            Then::GoHome => effects.extend(self.go_home()),
            Then::NextNotice => self.next_notice(),
            Then::NextRow => self.rows_came(&pending.events),
        }
        let goes_on = |event: &Event| {
            matches!(
                event,
                Event::NoticeDrafted { .. }
                    | Event::NoticeApproved { .. }
                    | Event::NoticeSent { .. }
                    | Event::NoticeNotNeeded { .. }
            )
        };
        if pending.events.iter().any(goes_on) {
            effects.extend(self.notice_came(pending.then));
        }
        self.refresh_clock();
        for event in &pending.events {
            if let Event::RowAdded { ask, .. } = event {
                self.row_came(ask);
            } else if matches!(event, Event::UpdatePosted { .. }) {
                self.update_posted();
            } else if let Event::PhaseCompleted { .. } = event {
                self.say(Tone::Ok, words::PHASE_CALLED.text(self.settings.lang));
            } else if matches!(event, Event::HandoverGiven { .. } | Event::HandoverConfirmed { .. }) {
                self.handed_over(event);
            }
        }
        effects
    }

    /// The store could not write; nothing that was pending is in the journal, and what was typed is kept.
    pub(super) fn append_failed(&mut self, ticket: u64, why: &SafeText) -> Vec<Effect> {
        let lang = self.settings.lang;
        let Some(console) = self.console_mut() else { return Vec::new() };
        let failed = console.pending.iter().position(|pending| pending.ticket == ticket);
        let draft = failed.and_then(|at| console.pending.remove(at).draft);
        console.journal.failed = Some(why.clone());
        if let Some(draft) = draft {
            self.give_back(&draft);
        }
        self.say(Tone::Error, words::NOT_RECORDED.with(lang, &[why]));
        Vec::new()
    }

    /// A file cannot be taken; what was typed of it is kept.
    pub(super) fn evidence_failed(&mut self, ticket: u64, why: SafeText) {
        let hashing = self.console_mut().map(|console| &mut console.hashing);
        let failed = hashing.and_then(|all| {
            let at = all.iter().position(|piece| piece.ticket == ticket)?;
            Some(all.remove(at))
        });
        let Some(piece) = failed else { return self.say(Tone::Error, why) };
        self.give_back(&piece.draft);
        let said = words::EVIDENCE_NOT_TAKEN.with(self.settings.lang, &[&piece.name, &why]);
        self.say(Tone::Error, said);
    }

    /// A file's digest is known: now it can be recorded.
    pub(super) fn evidence_ready(&mut self, ticket: u64, taken: Taken) -> Vec<Effect> {
        let lang = self.settings.lang;
        let Some(console) = self.console_mut() else { return Vec::new() };
        let Some(at) = console.hashing.iter().position(|piece| piece.ticket == ticket) else {
            return Vec::new();
        };
        let piece = console.hashing.remove(at);
        let mut event = piece.event;
        if let Event::EvidenceAdded(evidence) = &mut event {
            evidence.how = taken.how;
            evidence.name.clone_from(&taken.name);
            evidence.place.clone_from(&taken.place);
            evidence.sha256 = Some(taken.sha256);
            evidence.size = Some(taken.size.to_string());
            evidence.modified = taken.modified;
        }
        self.say(Tone::Ok, words::EVIDENCE_TAKEN.with(lang, &[&taken.name]));
        self.propose(event, Then::Stay, Some(piece.draft))
    }
}

impl Console {
    pub(super) fn take_ticket(&mut self) -> u64 {
        let ticket = self.next_ticket;
        self.next_ticket += 1;
        ticket
    }

    /// Goes on from a step that is settled, unless the person has gone elsewhere.
    pub(super) fn advance(&mut self, step: usize) {
        let settled = self.run.steps().get(step).is_some_and(|state| state.status.is_settled());
        if self.step == step
            && settled
            && let Some(to) = next::after(self, step)
        {
            self.choose(to);
        }
    }
}

/// The fact that an answer would correct: the one that counts now.
pub fn corrects(run: &Run, ask: &str) -> Option<crate::run::FactId> {
    let state = run.ask(ask)?;
    state.answer.as_ref()?;
    state.decided_by.and_then(|place| run.facts().get(place)).map(|fact| fact.id)
}
