//! What each action does: a move, a form, or an event that is proposed.

use super::console::{OVERTAKEN_FOR_MICROS, Then};
use super::enabled::enabled;
use super::form::FormKind;
use super::next::Natural;
use super::overlay::{Finder, History, Overlay, Sheet};
use super::row_list::RowDeed;
use super::{Action, App, Effect, Focus, Tone, next};
use crate::locale::app as words;
use crate::report::{Account, clock};
use crate::run::{AlarmKind, Event, EvidenceHow, Reason, Status};
use crate::runbook::{Id, Tri};
use crate::text::SafeText;

impl App {
    /// Does what an action says.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        let Some(console) = self.console() else {
            if action == Action::Help {
                self.overlays.push(Overlay::Help { scroll: 0 });
            }
            return Vec::new();
        };
        let step = console.run.steps().get(console.step).map(|step| step.id.clone());
        match action {
            Action::Next => self.go_on(),
            Action::Note => self.open_form(FormKind::Note { step }),
            Action::Decision => self.open_form(FormKind::Decision { step }),
            Action::Call => self.open_form(FormKind::Call { step }),
            Action::Question => self.open_form(FormKind::Question { step }),
            Action::Timer => self.open_form(FormKind::Timer { step }),
            Action::Evidence => self.open_form(FormKind::Evidence { step, how: EvidenceHow::Copied }),
            Action::EvidenceElsewhere => {
                self.open_form(FormKind::Evidence { step, how: EvidenceHow::Described })
            }
            Action::Title => self.open_form(FormKind::Title),
            Action::CloseRun => self.close_run(),
            Action::LeftBehind => self.open_left_behind(),
            Action::CallPhase => self.call_phase(),
            Action::Leave => self.go_home(),
            Action::ReopenRun => {
                self.propose(Event::RunReopened { reason: Reason::default() }, Then::Stay, None)
            }
            Action::Undo => self.undo(),
            Action::Deadlines => self.lay_over(Overlay::Deadlines(super::Deadlines::default())),
            Action::Acknowledge => self.acknowledge(),
            Action::Asks => self.open_sheet(),
            Action::Find => {
                let hits = self.find_all("");
                self.lay_over(Overlay::Find(Finder::new(hits)))
            }
            Action::Palette => {
                let hits = self.find_actions("");
                // The cursor begins at something that can be done.
                let can = hits.iter().position(|hit| enabled(self, hit.item).is_ok());
                self.lay_over(Overlay::Palette(Finder { cursor: can.unwrap_or(0), ..Finder::new(hits) }))
            }
            Action::Update => self.open_update(),
            Action::Handover => self.open_handover(),
            Action::Timers => self.open_timers(),
            Action::People => self.open_people(),
            Action::History => self.open_history(),
            Action::Notices => self.open_notices(),
            Action::Help => self.lay_over(Overlay::Help { scroll: 0 }),
            Action::Copy => self.copy_step(),
            Action::StepSheet => self.lay_over(Overlay::StepSheet { scroll: 0 }),
            Action::Measures => self.lay_over(Overlay::Measures { scroll: 0 }),
            Action::NextOpen => self.go_to_next(),
            Action::SwitchFocus => self.switch_focus(),
            Action::Focus => self.zoom(),
            Action::Skip => self.settle_step(RowDeed::Skip),
            Action::NotApplicable => self.settle_step(RowDeed::NotApplicable),
            Action::Reopen => self.settle_step(RowDeed::Reopen),
            Action::Block => self.block(),
            Action::Sign => self.sign(),
            Action::Settle => self.open_settle(),
            Action::DoneEarlier => self.open_form_at(step, |step| FormKind::DoneEarlier { step }),
            Action::Assign => self.open_form_at(step, |step| FormKind::Assign { step }),
            Action::AddStep => {
                let phase = console.run.phases().get(console.phase()).map(|phase| phase.id.clone());
                self.open_form_at(phase, |phase| FormKind::AddStep { phase, behind: step })
            }
        }
    }

    /// Row by row, where the step has rows to which this can be done; else as a whole.
    fn settle_step(&mut self, deed: RowDeed) -> Vec<Effect> {
        if self.open_rows(deed) {
            return Vec::new();
        }
        self.propose_at_step(deed != RowDeed::Reopen, |step| deed.event(step, None))
    }

    fn propose_at_step(&mut self, advance: bool, event: impl Fn(Id) -> Event) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let place = console.step;
        let Some(step) = console.run.steps().get(place).map(|step| step.id.clone()) else {
            return Vec::new();
        };
        self.propose(event(step), if advance { Then::Advance(place) } else { Then::Stay }, None)
    }

    fn open_form_at(&mut self, id: Option<Id>, kind: impl FnOnce(Id) -> FormKind) -> Vec<Effect> {
        id.map_or_else(Vec::new, |id| self.open_form(kind(id)))
    }

    fn block(&mut self) -> Vec<Effect> {
        let Some(step) = self.console().and_then(|console| console.run.steps().get(console.step)) else {
            return Vec::new();
        };
        if step.status == Status::Blocked {
            let step = step.id.clone();
            return self.open_form(FormKind::Unblock { step });
        }
        self.propose_at_step(false, |step| Event::StepBlocked { step, reason: Reason::default() })
    }

    fn sign(&mut self) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let Some(state) = console.run.steps().get(console.step) else { return Vec::new() };
        let done = state.decided_by.filter(|_| state.status == Status::Done);
        let step = state.id.clone();
        match done.map(|n| console.run.facts()[n].id) {
            Some(done_of) => self.open_form(FormKind::Sign { step, done_of }),
            None => self.refuse(crate::run::Refusal::NotDone),
        }
    }

    fn refuse(&mut self, refusal: crate::run::Refusal) -> Vec<Effect> {
        self.say(Tone::Refused, crate::report::words::refusal(refusal).text(self.settings.lang));
        Vec::new()
    }

    /// The natural next thing.
    fn go_on(&mut self) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let place = console.step;
        let Some(step) = console.run.steps().get(place).map(|step| step.id.clone()) else {
            return Vec::new();
        };
        let overtaken =
            console.overtaken.filter(|at| self.now.boot.micros < at.micros + OVERTAKEN_FOR_MICROS);
        if overtaken.is_some() {
            self.say(Tone::Refused, words::OVERTAKEN.text(self.settings.lang));
            if let Some(console) = self.console_mut() {
                console.overtaken = None;
            }
            return Vec::new();
        }
        let start = Event::StepStarted { step: step.clone(), happened: None, deviation: None };
        let done = Event::StepDone { step: step.clone(), row: None, happened: None, deviation: None };
        match next::natural(console) {
            Natural::Start | Natural::StartAgain => self.propose(start, Then::Stay, None),
            Natural::Finish | Natural::Confirm => self.propose(done, Then::Advance(place), None),
            Natural::Rows => self.settle_step(RowDeed::Done),
            Natural::Unblock => self.open_form(FormKind::Unblock { step }),
            Natural::Call => self.call_phase(),
            Natural::Nothing => {
                let (lang, key) = (self.settings.lang, self.settings.keys.first(Action::Reopen));
                let text = match key.as_str() {
                    _ if console.run.is_closed() => words::RUN_IS_CLOSED.text(lang),
                    "" => words::SETTLED_ALREADY.text(lang),
                    key => words::SETTLED_REOPEN_BY.with(lang, &[&key]),
                };
                self.say(Tone::Refused, text);
                Vec::new()
            }
        }
    }

    /// Takes back one's last record, and goes to the step that it settled, which is open again.
    fn undo(&mut self) -> Vec<Effect> {
        let lang = self.settings.lang;
        let Some(console) = self.console() else { return Vec::new() };
        let Some(fact) = console.run.last_undoable(&self.me.person) else {
            self.say(Tone::Refused, words::NOTHING_UNDO.text(lang));
            return Vec::new();
        };
        let undoes = fact.id;
        let settled = fact.event().filter(|event| ends_work(event)).and_then(Event::step);
        let step = settled.and_then(|step| console.run.step_place(step.as_str()));
        let account = Account::new(&console.run, lang, &self.settings.zone);
        let said = console.run.place(undoes).and_then(|place| account.entry(place));
        if let Some(entry) = said {
            self.say(Tone::Ok, words::UNDONE.with(lang, &[&entry.sentence]));
        }
        let effects = self.propose(Event::FactUndone { undoes }, Then::Stay, None);
        if let (Some(step), Some(console)) = (step.filter(|_| !effects.is_empty()), self.console_mut()) {
            console.choose(step);
        }
        effects
    }

    /// Acknowledges the first time that has passed.
    fn acknowledge(&mut self) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let now = self.now.wall;
        let passed = console.alarms.iter().find(|alarm| alarm.is_past(now) && !alarm.is_seen());
        let Some(kind) = passed.map(|alarm| alarm.kind) else {
            self.say(Tone::Refused, words::NOTHING_RINGS.text(self.settings.lang));
            return Vec::new();
        };
        let (name, title) = (console.run.alarm_name(kind), self.alarm_title(kind));
        let effects = self.propose(Event::AlarmAcknowledged { alarm: name }, Then::Stay, None);
        if !effects.is_empty() {
            let undo = self.settings.keys.first(Action::Undo);
            self.say(Tone::Ok, words::ACKNOWLEDGED.with(self.settings.lang, &[&title, &undo]));
        }
        effects
    }

    /// What an alarm is about: the step, or what the timer is for.
    pub fn alarm_title(&self, kind: AlarmKind) -> SafeText {
        let (lang, zone) = (self.settings.lang, &self.settings.zone);
        let Some(console) = self.console() else { return SafeText::default() };
        match kind {
            AlarmKind::Due(step) | AlarmKind::Target(step) => {
                SafeText::line(console.run.step_title(step, lang))
            }
            AlarmKind::Cadence(n) => SafeText::line(console.run.book.cadences[n].title.get(lang)),
            AlarmKind::Clock(place, row) => clock::title(&console.run, place, row, lang),
            AlarmKind::Timer(id) => Account::new(&console.run, lang, zone).timer_of(id),
        }
    }

    fn open_sheet(&mut self) -> Vec<Effect> {
        let Some(console) = self.console() else { return Vec::new() };
        let run = &console.run;
        let step = run.steps().get(console.step).map(|step| step.id.clone());
        // An ask of no step waits until its condition holds, so that what concerns few is in nobody's way.
        let is_shown = |n: &usize| {
            let ask = &run.book.asks[*n];
            let holds = ask.when.as_ref().is_none_or(|when| when.evaluate(run) == Tri::True);
            ask.step.is_some() || holds || run.asks()[*n].is_answered()
        };
        let in_sheet = (0..run.book.asks.len()).filter(is_shown);
        let (mut asks, others): (Vec<usize>, Vec<usize>) =
            in_sheet.partition(|n| run.book.asks[*n].step == step);
        let of_step = asks.len();
        asks.extend(others);
        self.overlays.push(Overlay::Sheet(Sheet { table: None, asks, of_step, cursor: 0 }));
        Vec::new()
    }

    fn open_history(&mut self) -> Vec<Effect> {
        let filter = super::overlay::HistoryFilter::default();
        let shown = self.history("", filter);
        let cursor = shown.len().saturating_sub(1);
        let query = tui_textarea::TextArea::default();
        self.lay_over(Overlay::History(History { query, typing: false, filter, shown, cursor }))
    }

    fn lay_over(&mut self, overlay: Overlay) -> Vec<Effect> {
        self.overlays.push(overlay);
        Vec::new()
    }

    /// Shows the chosen step alone, or the whole run again.
    fn zoom(&mut self) -> Vec<Effect> {
        if let Some(console) = self.console_mut() {
            console.zoomed = !console.zoomed;
            console.guide_scroll = 0;
            console.focus = Focus::Steps;
        }
        Vec::new()
    }

    fn switch_focus(&mut self) -> Vec<Effect> {
        if let Some(console) = self.console_mut() {
            console.focus = match console.focus {
                Focus::Steps => Focus::Guide,
                Focus::Guide => Focus::Phases,
                Focus::Phases => Focus::Steps,
            };
        }
        Vec::new()
    }

    fn go_to_next(&mut self) -> Vec<Effect> {
        let lang = self.settings.lang;
        let Some(console) = self.console_mut() else { return Vec::new() };
        if let Some(step) = console.run.next_step() {
            console.choose(step);
            console.focus = Focus::Steps;
        } else {
            self.say(Tone::Ok, words::ALL_DONE.text(lang));
        }
        Vec::new()
    }
}

/// Whether work on a step ended with it, so that the cursor went on.
const fn ends_work(event: &Event) -> bool {
    matches!(
        event,
        Event::StepDone { .. }
            | Event::StepSkipped { .. }
            | Event::StepNotApplicable { .. }
            | Event::StepBlocked { .. }
    )
}
