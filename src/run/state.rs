//! A run: the fold of its facts over its runbook.

use std::collections::HashMap;
use std::sync::Arc;

use super::ask_state::AskState;
use super::step_state::{Status, StepState};
use super::{Event, Fact, FactId, RunKind};
use crate::locale::Lang;
use crate::runbook::condition::Answers;
use crate::runbook::{Answer, Id, Phase, Runbook, Step, Tri};
use crate::time::Moment;

/// One use of a runbook.
#[derive(Clone, Debug)]
pub struct Run {
    pub book: Arc<Runbook>,
    pub(super) facts: Vec<Fact>,
    pub(super) standing: Vec<Standing>,
    pub(super) by_id: HashMap<FactId, usize>,
    pub(super) steps: Vec<StepState>,
    pub(super) step_index: HashMap<Id, usize>,
    /// The steps of each phase in the order in which they are worked, those added on the spot included.
    pub(super) order: Vec<Vec<usize>>,
    pub(super) applies: Vec<Tri>,
    pub(super) asks: Vec<AskState>,
    pub(super) ask_index: HashMap<Id, usize>,
    pub(super) opened: Option<usize>,
    pub(super) titles: Vec<usize>,
    pub(super) closings: Vec<usize>,
    pub(super) log: Log,
}

/// Whether a fact counts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    pub(super) undone: bool,
    /// Another person built on it, so that it can no longer be undone.
    pub(super) relied_on: bool,
}

/// The facts that are lists of their own on screen, by their place in the run's order.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    pub(super) timers: Vec<usize>,
    pub(super) timers_stopped: Vec<(FactId, usize)>,
    pub(super) timers_snoozed: Vec<(FactId, usize)>,
    pub(super) acknowledged: Vec<(String, usize)>,
    pub(super) questions: Vec<usize>,
    pub(super) answers: Vec<(FactId, usize)>,
    pub(super) amendments: Vec<(FactId, usize)>,
    pub(super) evidence: Vec<usize>,
    /// Calls that a phase is complete.
    pub(super) completed: Vec<usize>,
    pub(super) hand_overs: Vec<(FactId, usize)>,
    /// What happened to each notice, and to each row of a notice that has one for each.
    pub(super) notices: HashMap<(Id, Option<FactId>), Vec<usize>>,
    pub(super) time_set: Vec<(usize, i64)>,
    /// What began each feed.
    pub(super) feeds: Vec<usize>,
    /// What takes, gives and lays down roles, the confirmings of handovers among them.
    pub(super) roles: Vec<usize>,
    pub(super) updates: Vec<usize>,
    pub(super) handovers: Vec<usize>,
    pub(super) confirmed: Vec<(FactId, usize)>,
    /// Records that a clock was met: which, for which row.
    pub(super) clocks_met: Vec<(String, Option<FactId>, usize)>,
    /// Checkpoints: the last record of the feed that each covers, and where it stands.
    pub(super) checkpoints: Vec<(u64, usize)>,
    /// Records of a newer version.
    pub(super) unknown: usize,
}

impl Run {
    /// A run without any fact.
    pub fn new(book: Arc<Runbook>) -> Self {
        let steps: Vec<StepState> =
            book.steps.iter().enumerate().map(|(n, step)| from_book(step, n)).collect();
        let asks: Vec<AskState> = book.asks.iter().map(|ask| AskState::new(ask.id.clone())).collect();
        Self {
            step_index: steps.iter().enumerate().map(|(n, step)| (step.id.clone(), n)).collect(),
            ask_index: asks.iter().enumerate().map(|(n, ask)| (ask.id.clone(), n)).collect(),
            order: book.phases.iter().map(|phase| phase.steps.clone().collect()).collect(),
            applies: Vec::new(),
            facts: Vec::new(),
            standing: Vec::new(),
            by_id: HashMap::new(),
            opened: None,
            titles: Vec::new(),
            closings: Vec::new(),
            log: Log::default(),
            steps,
            asks,
            book,
        }
        .settled()
    }

    /// Every fact, in order.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The fact of an id.
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.by_id.get(&id).map(|&place| &self.facts[place])
    }

    /// A fact's place in the order.
    pub fn place(&self, id: FactId) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    /// Whether the fact at a place counts: it was not undone, or the undoing came too late.
    pub fn stands(&self, place: usize) -> bool {
        stands(&self.standing, place)
    }

    /// Whether somebody undid the fact at a place without effect, since another had built on it.
    pub fn undone_in_vain(&self, place: usize) -> bool {
        self.standing.get(place).is_some_and(|standing| standing.undone && standing.relied_on)
    }

    /// Every step, by the place that [`Run::steps_of`] names.
    pub fn steps(&self) -> &[StepState] {
        &self.steps
    }

    /// The step of an id.
    pub fn step(&self, id: &str) -> Option<&StepState> {
        self.step_index.get(id).map(|&n| &self.steps[n])
    }

    /// The place of a step of an id.
    pub fn step_place(&self, id: &str) -> Option<usize> {
        self.step_index.get(id).copied()
    }

    /// The runbook's own words for a step; none for one that was added on the spot.
    pub fn in_book(&self, step: &StepState) -> Option<&Step> {
        step.in_book.map(|n| &self.book.steps[n])
    }

    /// The steps of a phase in the order in which they are worked.
    pub fn steps_of(&self, phase: usize) -> &[usize] {
        self.order.get(phase).map_or(&[], Vec::as_slice)
    }

    /// The phases.
    pub fn phases(&self) -> &[Phase] {
        &self.book.phases
    }

    /// Whether a step applies, by its condition and the answers so far.
    pub fn applies(&self, step: usize) -> Tri {
        self.applies.get(step).copied().unwrap_or(Tri::True)
    }

    /// Whether there is still something to do at a step.
    pub fn is_open(&self, step: usize) -> bool {
        let state = &self.steps[step];
        let shown = state.added_by.is_none_or(|place| self.stands(place));
        shown && !state.status.is_settled() && self.applies(step) != Tri::False
    }

    /// Every ask, in the order of the runbook.
    pub fn asks(&self) -> &[AskState] {
        &self.asks
    }

    /// The ask of an id.
    pub fn ask(&self, id: &str) -> Option<&AskState> {
        self.ask_index.get(id).map(|&n| &self.asks[n])
    }

    /// What the run is; an incident until its opening is known.
    pub fn kind(&self) -> RunKind {
        if let Some(Event::RunOpened { run, .. }) = self.opening() { *run } else { RunKind::Incident }
    }

    /// The run's number, such as `2026-007`.
    pub fn number(&self) -> &str {
        if let Some(Event::RunOpened { number, .. }) = self.opening() { number } else { "" }
    }

    /// The run's title: the last that it was given.
    pub fn title(&self) -> &str {
        let last = self.titles.iter().rev().find(|place| self.stands(**place));
        let event = last.and_then(|place| self.facts[*place].event());
        if let Some(Event::RunOpened { title, .. } | Event::RunTitled { title }) = event { title } else { "" }
    }

    fn opening(&self) -> Option<&Event> {
        self.opened.and_then(|place| self.facts[place].event())
    }

    /// When the run was opened.
    pub fn opened_at(&self) -> Option<Moment> {
        self.opened.map(|place| self.facts[place].at)
    }

    /// When the run was closed, if it is.
    pub fn closed_at(&self) -> Option<Moment> {
        let last = self.closings.iter().rev().find(|place| self.stands(**place))?;
        let closing = matches!(self.facts[*last].event(), Some(Event::RunClosed { .. }));
        closing.then(|| self.facts[*last].at)
    }

    /// Whether the run is closed.
    pub fn is_closed(&self) -> bool {
        self.closed_at().is_some()
    }

    /// How many facts need a newer version to be read. Such a run is read only.
    pub fn unknown_facts(&self) -> usize {
        self.log.unknown
    }

    /// The pieces of evidence, in order.
    pub fn evidence(&self) -> impl Iterator<Item = &Fact> {
        self.log.evidence.iter().filter(|place| self.stands(**place)).map(|&place| &self.facts[place])
    }

    /// Who holds a piece of evidence now and who held it before, in order.
    pub fn hand_overs(&self, evidence: FactId) -> impl Iterator<Item = &Fact> {
        let of = move |(id, _): &&(FactId, usize)| *id == evidence;
        self.log.hand_overs.iter().filter(of).filter(|(_, n)| self.stands(*n)).map(|(_, n)| &self.facts[*n])
    }

    /// The questions that nobody has answered, in order.
    pub fn open_questions(&self) -> impl Iterator<Item = &Fact> {
        self.log
            .questions
            .iter()
            .map(|&place| (place, &self.facts[place]))
            .filter(|(place, fact)| self.stands(*place) && self.question_answer(fact.id).is_none())
            .map(|(_, fact)| fact)
    }

    /// The answer to a question.
    pub fn question_answer(&self, question: FactId) -> Option<&Fact> {
        let of = |(id, place): &&(FactId, usize)| *id == question && self.stands(*place);
        self.log.answers.iter().rfind(of).map(|(_, place)| &self.facts[*place])
    }

    /// The text of a note as it reads now, and whether it was amended.
    pub fn note_text(&self, note: FactId) -> Option<(&str, bool)> {
        let of = |(id, place): &&(FactId, usize)| *id == note && self.stands(*place);
        if let Some((_, place)) = self.log.amendments.iter().rfind(of)
            && let Some(Event::NoteAmended { text, .. }) = self.facts[*place].event()
        {
            return Some((text, true));
        }
        if let Event::NoteAdded { text, .. } = self.fact(note)?.event()? { Some((text, false)) } else { None }
    }

    /// The last fact that a person recorded and that can still be undone.
    pub fn last_undoable(&self, person: &str) -> Option<&Fact> {
        self.facts.iter().rev().find(|fact| self.can_undo(fact, person))
    }

    /// Whether a person can undo a fact: it is their own, and nobody has built on it.
    pub fn can_undo(&self, fact: &Fact, person: &str) -> bool {
        let place = self.place(fact.id).filter(|n| self.stands(*n) && !self.standing[*n].relied_on);
        place.is_some()
            && fact.by.as_ref() == person
            && fact.event().is_some_and(super::decide::can_be_undone)
    }

    /// Whether a timer still runs, or has run out and was not stopped.
    pub fn is_timer_running(&self, timer: FactId) -> bool {
        let stopped = |(of, n): &(FactId, usize)| *of == timer && self.stands(*n);
        let known = self.place(timer).is_some_and(|n| self.stands(n) && self.log.timers.contains(&n));
        known && !self.log.timers_stopped.iter().any(stopped)
    }

    /// What a step is called: in the runbook's words, or as it was added on the spot.
    pub fn step_title(&self, step: usize, lang: Lang) -> &str {
        let state = &self.steps[step];
        if let Some(in_book) = self.in_book(state) {
            return in_book.title.get(lang);
        }
        let added = state.added_by.and_then(|place| self.facts[place].event());
        if let Some(Event::StepAdded { title, .. }) = added { title } else { state.id.as_str() }
    }

    /// How far a phase is: steps settled, and steps that apply.
    pub fn progress(&self, phase: usize) -> (usize, usize) {
        let counted = |n: &&usize| self.applies(**n) != Tri::False || self.steps[**n].status.is_settled();
        let steps: Vec<usize> = self.steps_of(phase).iter().filter(counted).copied().collect();
        (steps.iter().filter(|n| self.steps[**n].status.is_settled()).count(), steps.len())
    }

    /// Whether a step is proposed as the next one: it is open, and does not wait for its condition.
    pub fn is_proposed(&self, step: usize) -> bool {
        let waits = self.in_book(&self.steps[step]).is_some_and(|step| step.known_only);
        self.is_open(step) && !(waits && self.applies(step) == Tri::Unknown)
    }

    /// The step to do next: the first in order that somebody is on, else the first that is open, those that
    /// wait for their condition last. A closed run has none.
    pub fn next_step(&self) -> Option<usize> {
        if self.is_closed() {
            return None;
        }
        let in_order = || self.order.iter().flatten().copied().filter(|n| self.is_open(*n));
        in_order()
            .find(|n| self.steps[*n].status == Status::Running)
            .or_else(|| in_order().find(|n| self.steps[*n].status == Status::Open && self.is_proposed(*n)))
            .or_else(|| in_order().find(|n| self.steps[*n].status == Status::Open))
            .or_else(|| in_order().next())
    }
}

/// Whether the fact at a place counts.
pub(super) fn stands(standing: &[Standing], place: usize) -> bool {
    standing.get(place).is_some_and(|standing| !standing.undone || standing.relied_on)
}

impl Answers for Run {
    fn answer(&self, ask: &str) -> Option<&Answer> {
        self.ask(ask).and_then(|ask| ask.answer.as_ref())
    }

    fn cell(&self, _column: &str) -> Option<&Answer> {
        None
    }
}

fn from_book(step: &Step, place: usize) -> StepState {
    let mut state = StepState::new(step.id.clone(), step.phase);
    state.in_book = Some(place);
    state
}
