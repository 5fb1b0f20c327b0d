//! The mouse, where somebody wants it: a click chooses, a click on what is chosen opens it, the wheel scrolls.
//!
//! No click in a list records anything. What Enter would record there waits for Enter.

use crossterm::event::{KeyCode, KeyEvent};

use super::form::{Form, Input};
use super::keymap::Move;
use super::left_list::LeftList;
use super::overlay::Overlay;
use super::{Action, App, Effect, Focus, NoticeList, Room, Tone};
use crate::locale::app as words;
use crate::report::notice::item;

/// What can be pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The pane of the phases, and one of them.
    Phases,
    Phase(usize),
    /// The pane of the steps, and one of them.
    Steps,
    Step(usize),
    /// The guide of the chosen step.
    Guide,
    /// A list or a page that has the keys, and a line of a list.
    Page,
    Entry(usize),
    /// A field of a form; behind the last stands its button.
    Field(usize),
    /// What can be chosen in the field that has the keys.
    Choice(usize),
}

/// How far a turn of the wheel scrolls a guide.
const WHEEL_ROWS: usize = 3;

impl App {
    /// Somebody clicked at something.
    pub(super) fn click(&mut self, target: Target) -> Vec<Effect> {
        self.toast = None;
        match target {
            Target::Phases | Target::Steps | Target::Page => Vec::new(),
            Target::Phase(phase) => self.click_phase(phase),
            Target::Step(step) => self.click_step(step),
            Target::Guide => {
                if let Some(console) = self.console_mut().filter(|console| !console.zoomed) {
                    console.focus = Focus::Guide;
                }
                Vec::new()
            }
            Target::Entry(n) => self.click_entry(n),
            Target::Field(n) => self.click_field(n),
            Target::Choice(n) => self.click_choice(n),
        }
    }

    /// The wheel was turned over something.
    pub(super) fn wheel(&mut self, target: Target, down: bool) -> Vec<Effect> {
        let by = if down { Move::Down } else { Move::Up };
        match target {
            Target::Phases | Target::Phase(_) => {
                if let Some(console) = self.console_mut() {
                    console.go_phase(by);
                }
                Vec::new()
            }
            Target::Steps | Target::Step(_) => {
                if let Some(console) = self.console_mut() {
                    console.go_step(by);
                }
                Vec::new()
            }
            Target::Guide => {
                let Some(console) = self.console_mut() else { return Vec::new() };
                for _ in 0..WHEEL_ROWS {
                    console.scroll_guide(by);
                }
                Vec::new()
            }
            // The arrows would choose another answer.
            Target::Field(_) | Target::Choice(_) => {
                if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
                    let focus = if down { form.focus + 1 } else { form.focus.saturating_sub(1) };
                    form.focus = focus.min(form.fields.len());
                }
                Vec::new()
            }
            Target::Page | Target::Entry(_) => {
                let (name, code) = if down { ("Down", KeyCode::Down) } else { ("Up", KeyCode::Up) };
                self.key(name, KeyEvent::from(code))
            }
        }
    }

    fn click_phase(&mut self, phase: usize) -> Vec<Effect> {
        let Some(console) = self.console_mut() else { return Vec::new() };
        if console.phase() == phase && console.focus == Focus::Phases {
            console.focus = Focus::Steps;
            return Vec::new();
        }
        console.focus = Focus::Phases;
        if console.phase() != phase {
            console.enter_phase(phase);
        }
        Vec::new()
    }

    /// What opens of a chosen step is its sheet: Enter would start or finish it.
    fn click_step(&mut self, step: usize) -> Vec<Effect> {
        let Some(console) = self.console_mut() else { return Vec::new() };
        if console.step == step && console.focus == Focus::Steps {
            return self.act(Action::StepSheet);
        }
        console.focus = Focus::Steps;
        console.choose(step);
        Vec::new()
    }

    fn click_entry(&mut self, n: usize) -> Vec<Effect> {
        let enter = KeyEvent::from(KeyCode::Enter);
        let cursor = match self.overlays.last_mut() {
            Some(overlay) => overlay.cursor_mut(),
            None => match &mut self.room {
                Room::Home(home) => Some(&mut home.cursor),
                Room::Console(_) => None,
            },
        };
        let Some(cursor) = cursor else { return Vec::new() };
        if *cursor != n {
            *cursor = n;
            return Vec::new();
        }
        if self.enter_only_opens() {
            return self.key("Enter", enter);
        }
        self.say(Tone::Ok, words::CLICK_CHOOSES.text(self.settings.lang));
        Vec::new()
    }

    /// Whether Enter on the chosen line leads somewhere and records nothing by itself.
    fn enter_only_opens(&self) -> bool {
        match self.overlays.last() {
            None | Some(Overlay::Sheet(_) | Overlay::Find(_) | Overlay::Deadlines(_)) => true,
            Some(Overlay::History(history)) => !history.typing,
            Some(Overlay::Notices(list)) => self.is_row_of_notice(list),
            Some(Overlay::Left(list)) => is_step_left(list),
            Some(Overlay::Palette(finder)) => {
                let action = finder.hits.get(finder.cursor).map(|hit| hit.item);
                action.is_some_and(|action| !records_at_once(action))
            }
            Some(
                Overlay::Form(_)
                | Overlay::Reason(_)
                | Overlay::Settle(_)
                | Overlay::Record(_)
                | Overlay::Help { .. }
                | Overlay::StepSheet { .. }
                | Overlay::Measures { .. }
                | Overlay::Handover(_)
                | Overlay::Timers(_)
                | Overlay::People(_)
                | Overlay::Notice(_)
                | Overlay::Copied(_)
                | Overlay::Clock(_)
                | Overlay::ClockHelp { .. }
                | Overlay::Rows(_)
                | Overlay::Quit,
            ) => false,
        }
    }

    /// Behind the rows of a notice stand deeds for several at once.
    fn is_row_of_notice(&self, list: &NoticeList) -> bool {
        let (Some(of), Some(console)) = (&list.of, self.console()) else { return true };
        let notice = console.run.book.notice(of.as_str());
        notice.is_some_and(|notice| list.row < item(&console.run, notice).told.len())
    }

    fn click_field(&mut self, n: usize) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else { return Vec::new() };
        let button = form.fields.len();
        if form.focus == n && n == button {
            return self.key("Enter", KeyEvent::from(KeyCode::Enter));
        }
        form.focus = n.min(button);
        Vec::new()
    }

    fn click_choice(&mut self, n: usize) -> Vec<Effect> {
        let Some(Overlay::Form(mut form)) = self.overlays.pop() else { return Vec::new() };
        form.choose(n);
        let effects = self.keep_draft(&form);
        self.overlays.push(Overlay::Form(form));
        effects
    }
}

impl Form {
    /// Chooses in the field that has the keys, or marks one of several.
    fn choose(&mut self, n: usize) {
        let Some(field) = self.fields.get_mut(self.focus) else { return };
        field.error = None;
        match &mut field.input {
            Input::Choice { options, cursor, chosen } if n < options.len() => {
                (*cursor, *chosen) = (n, Some(n));
            }
            Input::Many { cursor, chosen, .. } => {
                if let Some(mark) = chosen.get_mut(n) {
                    (*cursor, *mark) = (n, !*mark);
                }
            }
            Input::Choice { .. } | Input::Line(_) | Input::Lines(_) => {}
        }
    }
}

/// The first row of the list may call a phase complete.
const fn is_step_left(list: &LeftList) -> bool {
    list.cursor >= list.first_step()
}

/// Whether an action may record something before anything more is asked.
const fn records_at_once(action: Action) -> bool {
    match action {
        Action::Next
        | Action::Block
        | Action::Undo
        | Action::Acknowledge
        | Action::CallPhase
        | Action::ReopenRun
        | Action::Leave => true,
        Action::Skip
        | Action::NotApplicable
        | Action::Reopen
        | Action::Asks
        | Action::Note
        | Action::Evidence
        | Action::EvidenceElsewhere
        | Action::Decision
        | Action::Call
        | Action::Question
        | Action::Timer
        | Action::Deadlines
        | Action::DoneEarlier
        | Action::Assign
        | Action::Sign
        | Action::AddStep
        | Action::Settle
        | Action::StepSheet
        | Action::Copy
        | Action::NextOpen
        | Action::LeftBehind
        | Action::SwitchFocus
        | Action::Focus
        | Action::Find
        | Action::History
        | Action::Notices
        | Action::Measures
        | Action::Help
        | Action::Palette
        | Action::Update
        | Action::People
        | Action::Handover
        | Action::Timers
        | Action::Title
        | Action::CloseRun => false,
    }
}
