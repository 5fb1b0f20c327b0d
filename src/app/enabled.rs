//! Whether an action can be done now, and why not: asked of the state each time, never remembered.
//!
//! A demand of the runbook that is not met does not stand in the way, since a reason sets it aside.

use super::action::Place;
use super::next::{Natural, natural};
use super::{Action, App, Console, Room, RowDeed};
use crate::locale::{Lang, Word, console as words, notice as notices};
use crate::report::words as names;
use crate::run::{Event, Proposer, Reason, Refusal, Status, StepState, Verdict};
use crate::text::SafeText;

/// Whether an action can be done now; else why not, in words.
pub fn enabled(app: &App, action: Action) -> Result<(), SafeText> {
    let console = match (&app.room, action.declaration().place) {
        (Room::Console(console), Place::Console | Place::Anywhere) => console,
        (Room::Home(_), Place::Home | Place::Anywhere) => return Ok(()),
        (Room::Home(_), Place::Console) => return Err(words::NO_RUN_HERE.text(app.settings.lang)),
        (Room::Console(_), Place::Home) => return Err(words::NO_STEP_HERE.text(app.settings.lang)),
    };
    Bench { app, console, lang: app.settings.lang }.try_out(action)
}

/// Whether nothing can be recorded in the run on screen: it is watched, or closed, or cannot be written.
pub fn only_looks(app: &App) -> bool {
    app.console().is_some_and(|console| console.run.is_closed() || console.journal.read_only.is_some())
}

/// What an action is called now, and what it does: where nothing can be recorded, it promises no more than a look.
pub fn named(app: &App, action: Action) -> (Word, Word) {
    let declared = action.declaration();
    if action == Action::Asks && only_looks(app) {
        (words::LOOK_AT_ASKS, words::LOOK_AT_ASKS_DOC)
    } else if action == Action::LeftBehind && only_looks(app) {
        (declared.word, words::LOOK_AT_LEFT_DOC)
    } else {
        (declared.word, declared.doc)
    }
}

/// Where events are tried out without being recorded.
struct Bench<'a> {
    app: &'a App,
    console: &'a Console,
    lang: Lang,
}

type Answer = Result<(), SafeText>;

impl Bench<'_> {
    fn try_out(&self, action: Action) -> Answer {
        match action {
            Action::Next => self.next(),
            Action::Skip => self.settle_step(RowDeed::Skip),
            Action::NotApplicable => self.settle_step(RowDeed::NotApplicable),
            Action::Block => self.at_step(|step| match step.status {
                Status::Blocked => Event::StepUnblocked { step: step.id.clone(), note: String::new() },
                Status::Open | Status::Running | Status::Done | Status::Skipped | Status::NotApplicable => {
                    Event::StepBlocked { step: step.id.clone(), reason: Reason::default() }
                }
            }),
            Action::Reopen if self.has_settled_rows() => self.writable(),
            Action::Reopen => self.settle_step(RowDeed::Reopen),
            Action::DoneEarlier => self.settle_step(RowDeed::Done),
            Action::Assign => {
                self.at_step(|step| Event::StepAssigned { step: step.id.clone(), person: None, role: None })
            }
            Action::Sign => self.sign(),
            Action::Settle => self.settle(),
            Action::Undo => self.undo(),
            Action::Acknowledge => self.acknowledge(),
            Action::Asks if self.console.run.asks().is_empty() => self.refuse(words::NOTHING_TO_FILL),
            Action::NextOpen => self.next_open(),
            Action::LeftBehind if self.console.left_behind.is_empty() => self.refuse(words::NOTHING_LEFT),
            Action::CallPhase => self.call_phase(),
            Action::Note
            | Action::Evidence
            | Action::EvidenceElsewhere
            | Action::Decision
            | Action::Call
            | Action::Question
            | Action::Timer
            | Action::Update
            | Action::AddStep
            | Action::Title => self.writable(),
            Action::CloseRun => {
                self.writable()?;
                self.allowed(Event::RunClosed { note: String::new(), deviation: None })
            }
            Action::ReopenRun => self.allowed(Event::RunReopened { reason: Reason::default() }),
            Action::Notices if self.console.run.book.notices.is_empty() => self.refuse(notices::NO_NOTICES),
            Action::Asks
            | Action::Notices
            | Action::StepSheet
            | Action::People
            | Action::Copy
            | Action::LeftBehind
            | Action::Handover
            | Action::Timers
            | Action::SwitchFocus
            | Action::Focus
            | Action::Find
            | Action::History
            | Action::Measures
            | Action::Help
            | Action::Palette
            | Action::Deadlines
            | Action::Leave => Ok(()),
        }
    }

    fn settle_step(&self, deed: RowDeed) -> Answer {
        self.at_step(|step| deed.event(step.id.clone(), None))
    }

    /// Whether single rows of the chosen step can be opened again.
    fn has_settled_rows(&self) -> bool {
        let state = self.console.run.steps().get(self.console.step);
        state.is_some_and(|state| state.rows.iter().any(|row| row.status.is_settled()))
    }

    fn next(&self) -> Answer {
        self.writable()?;
        match natural(self.console) {
            Natural::Start
            | Natural::Finish
            | Natural::Confirm
            | Natural::Rows
            | Natural::Unblock
            | Natural::StartAgain
            | Natural::Call => Ok(()),
            Natural::Nothing => self.refused(Refusal::AlreadySettled),
        }
    }

    fn sign(&self) -> Answer {
        let run = &self.console.run;
        let done = run.steps().get(self.console.step).and_then(|step| step.decided_by);
        match done.and_then(|place| run.facts().get(place)) {
            Some(fact) => self.at_step(|step| Event::StepSigned {
                step: step.id.clone(),
                done_of: fact.id,
                note: String::new(),
            }),
            None => self.refused(Refusal::NotDone),
        }
    }

    fn settle(&self) -> Answer {
        self.writable()?;
        match self.console.side_by_side() {
            Some(_) => Ok(()),
            None => self.refused(Refusal::NoConflict),
        }
    }

    fn undo(&self) -> Answer {
        match self.console.run.last_undoable(&self.app.me.person) {
            Some(fact) => self.allowed(Event::FactUndone { undoes: fact.id }),
            None => self.refused(Refusal::NothingToUndo),
        }
    }

    fn acknowledge(&self) -> Answer {
        self.writable()?;
        let rings =
            self.console.alarms.iter().any(|alarm| alarm.is_past(self.app.now.wall) && !alarm.is_seen());
        if rings { Ok(()) } else { self.refuse(words::NOTHING_PASSED) }
    }

    fn call_phase(&self) -> Answer {
        match self.console.run.phases().get(self.console.phase()) {
            Some(phase) => self.allowed(Event::PhaseCompleted {
                phase: phase.id.clone(),
                open: Vec::new(),
                skipped: Vec::new(),
                deviation: None,
            }),
            None => self.refuse(words::NO_STEP_HERE),
        }
    }

    fn next_open(&self) -> Answer {
        match self.console.run.next_step() {
            Some(step) if step == self.console.step => self.refuse(words::ON_NEXT_ALREADY),
            Some(_) => Ok(()),
            None if self.console.run.is_closed() => self.refused(Refusal::RunClosed),
            None => self.refuse(words::NOTHING_OPEN),
        }
    }

    fn at_step(&self, event: impl Fn(&StepState) -> Event) -> Answer {
        match self.console.run.steps().get(self.console.step) {
            Some(step) => self.allowed(event(step)),
            None => self.refuse(words::NO_STEP_HERE),
        }
    }

    /// Whether anything can be recorded at all.
    fn writable(&self) -> Answer {
        if let Some(why) = &self.console.journal.read_only {
            Err(words::READ_ONLY.with(self.lang, &[why]))
        } else if self.console.run.unknown_facts() > 0 {
            self.refused(Refusal::NewerVersion)
        } else if self.console.run.is_closed() {
            self.refused(Refusal::RunClosed)
        } else {
            Ok(())
        }
    }

    fn allowed(&self, event: Event) -> Answer {
        if let Some(why) = &self.console.journal.read_only {
            return Err(words::READ_ONLY.with(self.lang, &[why]));
        }
        let pending: Vec<Event> =
            self.console.pending.iter().flat_map(|pending| pending.events.iter().cloned()).collect();
        let (person, now) = (self.app.me.person.as_str(), self.app.now.wall);
        match self.console.run.decide(Proposer { person, now, pending: &pending }, event) {
            Verdict::Record(_) | Verdict::NeedsReason(_) => Ok(()),
            Verdict::Refused(refusal) => self.refused(refusal),
        }
    }

    fn refused(&self, refusal: Refusal) -> Answer {
        self.refuse(names::refusal(refusal))
    }

    fn refuse(&self, word: Word) -> Answer {
        Err(word.text(self.lang))
    }
}
