//! What becomes of a message: the only code that changes the state.

use super::console::Console;
use super::held_key::Press;
use super::keymap::{self, Move};
use super::msg::RunReady;
use super::overlay::Overlay;
use super::{Action, App, Effect, Focus, Home, Msg, Room, Toast, Tone};
use crate::locale::app as words;
use crate::run::Event;
use crate::text::SafeText;
use crate::time::Now;

/// Takes a message in, and says what the world is asked to do.
pub fn update(app: &mut App, now: Now, msg: Msg) -> Vec<Effect> {
    app.now = now;
    let mut effects = app.late_press(&msg);
    effects.extend(take(app, msg));
    effects.extend(app.say_where());
    effects
}

fn take(app: &mut App, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => keymap::name(key).map_or_else(Vec::new, |name| app.press(&name, key)),
        Msg::Click(target) => app.click(target),
        Msg::Wheel { target, down } => app.wheel(target, down),
        Msg::Paste(text) => app.paste(&text),
        Msg::Said(said) => app.said(said),
        Msg::Redraw => app.ring(),
        Msg::ClockSet { by } => app.clock_set(by),
        Msg::Notice(text) => {
            app.say(Tone::Error, text);
            Vec::new()
        }
        Msg::LibraryRead(library) => app.library_read(library),
        Msg::RunReady(ready) => app.enter_run(*ready),
        Msg::RunFailed(why) => {
            if let Room::Home(home) = &mut app.room {
                home.opening = false;
            }
            app.say(Tone::Error, why);
            // A run that was to be opened first of all came before the list of the others.
            if app.library.is_partial { vec![Effect::ReadLibrary] } else { Vec::new() }
        }
        Msg::Appended { ticket, facts } => app.appended(ticket, facts),
        Msg::AppendFailed { ticket, why } => app.append_failed(ticket, &why),
        Msg::EvidenceProgress { ticket, done, total } => {
            let hashing = app.console_mut().into_iter().flat_map(|console| &mut console.hashing);
            for piece in hashing.filter(|piece| piece.ticket == ticket) {
                (piece.done, piece.total) = (done, total);
            }
            Vec::new()
        }
        Msg::EvidenceReady { ticket, taken } => app.evidence_ready(ticket, taken),
        Msg::EvidenceFailed { ticket, why } => {
            app.evidence_failed(ticket, why);
            Vec::new()
        }
        Msg::TextWritten(outcome) => {
            match outcome {
                Ok(said) => app.say(Tone::Ok, said),
                Err(why) => app.say(Tone::Error, why),
            }
            Vec::new()
        }
        Msg::Completions { typed, paths } => {
            app.completed(&typed, &paths);
            Vec::new()
        }
        Msg::Checked(checked) => app.checked(*checked),
        Msg::Followed(followed) => app.followed(followed),
        Msg::Here(others) => {
            if let Some(console) = app.console_mut() {
                console.others = others;
            }
            Vec::new()
        }
    }
}

impl App {
    /// A press that waited because it could have been a held key's.
    fn late_press(&mut self, msg: &Msg) -> Vec<Effect> {
        let other = match msg {
            Msg::Key(key) => keymap::name(*key).is_some_and(|name| !self.held.is(&name)),
            Msg::Paste(_) | Msg::Said(_) | Msg::Click(_) | Msg::Wheel { .. } => true,
            Msg::Redraw
            | Msg::ClockSet { .. }
            | Msg::Notice(_)
            | Msg::LibraryRead(_)
            | Msg::RunReady(_)
            | Msg::RunFailed(_)
            | Msg::Appended { .. }
            | Msg::AppendFailed { .. }
            | Msg::EvidenceProgress { .. }
            | Msg::EvidenceReady { .. }
            | Msg::EvidenceFailed { .. }
            | Msg::TextWritten(_)
            | Msg::Completions { .. }
            | Msg::Checked(_)
            | Msg::Followed(_)
            | Msg::Here(_) => false,
        };
        let Some(key) = self.held.ripe(self.now.boot, other) else { return Vec::new() };
        keymap::name(key).map_or_else(Vec::new, |name| self.deed_key(&name, key))
    }

    fn press(&mut self, name: &str, key: crossterm::event::KeyEvent) -> Vec<Effect> {
        if !self.makes_transition(name) {
            self.held.note(name, self.now.boot);
            return self.key(name, key);
        }
        match self.held.press(name, key, self.now.boot) {
            Press::Counts => self.deed_key(name, key),
            Press::Waits | Press::Repeats => Vec::new(),
        }
    }

    /// A key that makes a transition, or leads somewhere else, does so once.
    fn deed_key(&mut self, name: &str, key: crossterm::event::KeyEvent) -> Vec<Effect> {
        let depth = self.overlays.len();
        let effects = self.key(name, key);
        if self.overlays.len() != depth || effects.iter().any(Effect::is_transition) {
            self.held.spend();
        }
        effects
    }

    /// Whether a key would do more here than type or move.
    fn makes_transition(&self, name: &str) -> bool {
        match (name, self.overlays.last()) {
            ("Enter", Some(Overlay::Form(form))) => form.enter_records(),
            ("Enter", Some(Overlay::History(history))) => !history.typing,
            ("Enter", Some(Overlay::Notice(page))) => !page.writing,
            ("Enter", _) | ("Space" | "a", Some(Overlay::Rows(_))) => true,
            (_, Some(overlay)) => matches!(name.as_bytes(), [b'1'..=b'9']) && overlay.digit_acts(),
            (_, None) => {
                let action = self.settings.keys.action(name, super::action::Place::Console);
                self.console().is_some() && matches!(action, Some(Action::Undo | Action::Acknowledge))
            }
        }
    }

    pub(super) fn key(&mut self, name: &str, key: crossterm::event::KeyEvent) -> Vec<Effect> {
        self.toast = None;
        if let Some(console) = self.console_mut() {
            (console.news, console.recorded) = (None, None);
        }
        if name == "C-c" {
            if !matches!(self.overlays.last(), Some(Overlay::Quit)) {
                self.overlays.push(Overlay::Quit);
            }
            return Vec::new();
        }
        let helps = self.settings.keys.keys(Action::Help).iter().any(|own| own == name);
        if helps && self.overlays.last().is_some_and(Overlay::has_help) {
            self.overlays.push(Overlay::Help { scroll: 0 });
            return Vec::new();
        }
        if let Some(overlay) = self.overlays.pop() {
            return self.overlay_key(overlay, name, key);
        }
        match self.room {
            Room::Home(_) => self.home_key(name, key),
            Room::Console(_) => self.console_key(name),
        }
    }

    fn console_key(&mut self, name: &str) -> Vec<Effect> {
        // The way back comes before the menu.
        if name == "Esc"
            && let Some(console) = self.console_mut().filter(|console| console.zoomed)
        {
            console.zoomed = false;
            console.guide_scroll = 0;
            return Vec::new();
        }
        if let Some(action) = self.settings.keys.action(name, super::action::Place::Console) {
            return self.act(action);
        }
        if let Some(by) = keymap::movement(name)
            && let Some(console) = self.console_mut()
        {
            console.go(by);
        }
        Vec::new()
    }

    fn clock_set(&mut self, by: i64) -> Vec<Effect> {
        self.say(Tone::Error, words::CLOCK_WAS_SET.with(self.settings.lang, &[&by]));
        if self.console().is_some_and(|console| console.journal.read_only.is_none()) {
            return self.propose(Event::TimeSet { by }, super::console::Then::Stay, None);
        }
        Vec::new()
    }

    fn enter_run(&mut self, ready: RunReady) -> Vec<Effect> {
        let mut console =
            Console::new(ready.run, SafeText::line(&ready.folder), ready.drafts, &self.settings.zone);
        console.return_to_where(&self.me.person);
        console.journal = ready.journal;
        // What is still on its way from another run finds nothing here that bears its number.
        console.next_ticket = self.now.boot.micros;
        // What passed while nobody was here is shown, and rings no more.
        let past = console.alarms.iter().filter(|alarm| alarm.is_past(self.now.wall));
        let past: Vec<String> = past.map(|alarm| console.run.alarm_name(alarm.kind)).collect();
        console.rung.extend(past);
        self.room = Room::Console(console);
        self.overlays.clear();
        if self.console().is_some_and(|console| console.journal.is_being_checked) {
            self.say(Tone::Mind, words::BEING_CHECKED.text(self.settings.lang));
        }
        self.say_back(ready.away);
        self.offer_handover();
        self.offer_lead();
        if let Some(warning) = ready.warning {
            self.say(Tone::Error, warning);
        }
        Vec::new()
    }

    /// Says how long the person was away and why, and what of theirs is half written: both in one.
    fn say_back(&mut self, away: Option<(u64, SafeText)>) {
        let lang = self.settings.lang;
        let before = self.toast.take();
        self.go_on_writing();
        let drafts = self.toast.take();
        let gap = away.map(|(seconds, cause)| {
            let away = crate::report::value::span(seconds, lang);
            Toast { text: words::BACK_AFTER.with(lang, &[&away, &cause]), tone: Tone::Ok }
        });
        self.toast = match (gap, drafts) {
            (Some(gap), Some(drafts)) => {
                Some(Toast { text: words::SAID_ALSO.with(lang, &[&gap.text, &drafts.text]), ..drafts })
            }
            (gap, drafts) => drafts.or(gap).or(before),
        };
    }

    /// Rings once for each time that has passed.
    pub(super) fn ring(&mut self) -> Vec<Effect> {
        let (now, lang) = (self.now.wall, self.settings.lang);
        let Some(console) = self.console_mut() else { return Vec::new() };
        let mut rings = false;
        for alarm in console.alarms.iter().filter(|alarm| alarm.is_past(now) && !alarm.is_seen()) {
            rings |= console.rung.insert(console.run.alarm_name(alarm.kind));
        }
        if !rings {
            return Vec::new();
        }
        let run = &console.run;
        let text = words::TIME_PASSED.with(lang, &[&run.number(), &run.title()]);
        let mut effects = vec![Effect::Notify(text)];
        effects.extend(self.settings.bell.then_some(Effect::Bell));
        effects
    }

    pub(super) fn go_home(&mut self) -> Vec<Effect> {
        if self.settings.watches {
            return vec![Effect::Quit];
        }
        let drafts = self.console().map(Console::drafts_left).unwrap_or_default();
        self.room = Room::Home(Home::default());
        self.library.is_partial = true;
        self.overlays.clear();
        self.filter_home();
        vec![Effect::LeaveRun { cause: "quit", drafts }, Effect::ReadLibrary]
    }
}

/// How many rows may stand around the guide where a step is shown alone.
const ROWS_BEHIND_GUIDE: usize = 20;

impl Console {
    /// Moves in whatever has the arrows.
    fn go(&mut self, by: Move) {
        if self.zoomed {
            self.go_zoomed(by);
            return;
        }
        match (self.focus, by) {
            (_, Move::PageUp) => self.guide_scroll = self.guide_scroll.saturating_sub(5),
            (_, Move::PageDown) => self.scroll_down(5),
            (Focus::Steps, Move::Left) => self.focus = Focus::Phases,
            (Focus::Steps, Move::Right) => self.focus = Focus::Guide,
            (Focus::Guide, Move::Left) | (Focus::Phases, Move::Right) => self.focus = Focus::Steps,
            (Focus::Phases, Move::Left) | (Focus::Guide, Move::Right) => {}
            (Focus::Guide, Move::Up) => self.guide_scroll = self.guide_scroll.saturating_sub(1),
            (Focus::Guide, Move::Down) => self.scroll_down(1),
            (Focus::Guide, Move::First) => self.guide_scroll = 0,
            (Focus::Guide, Move::Last) => self.scroll_down(u16::MAX),
            (Focus::Phases, by) => self.go_phase(by),
            (Focus::Steps, by) => self.go_step(by),
        }
    }

    /// Up and down read the step, left and right go to the one before or behind it.
    fn go_zoomed(&mut self, by: Move) {
        match by {
            Move::Up => self.guide_scroll = self.guide_scroll.saturating_sub(1),
            Move::PageUp => self.guide_scroll = self.guide_scroll.saturating_sub(10),
            Move::Down => self.scroll_down(1),
            Move::PageDown => self.scroll_down(10),
            Move::First => self.guide_scroll = 0,
            Move::Last => self.scroll_down(u16::MAX),
            Move::Left => self.go_step(Move::Up),
            Move::Right => self.go_step(Move::Down),
        }
    }

    /// Scrolls the guide by a row, whatever has the arrows.
    pub(super) fn scroll_guide(&mut self, by: Move) {
        match by {
            Move::Down => self.scroll_down(1),
            Move::Up => self.guide_scroll = self.guide_scroll.saturating_sub(1),
            Move::PageUp | Move::PageDown | Move::First | Move::Last | Move::Left | Move::Right => {}
        }
    }

    /// The guide has no more lines than characters; the view shows no emptiness beyond its end.
    fn scroll_down(&mut self, by: u16) {
        let guide = self.run.steps().get(self.step).and_then(|step| self.run.in_book(step)?.guide.as_ref());
        let longest = guide.map_or(0, |guide| {
            crate::locale::Lang::ALL
                .iter()
                .map(|lang| guide.get(*lang).lines().map(|l| 1 + l.chars().count() / 20).sum())
                .max()
                .unwrap_or(0)
        });
        // What belongs to the step stands behind the guide where the step is alone.
        let longest: usize = if self.zoomed { longest + ROWS_BEHIND_GUIDE } else { longest };
        let most = u16::try_from(longest).unwrap_or(u16::MAX);
        self.guide_scroll = self.guide_scroll.saturating_add(by).min(most);
    }

    pub(super) fn go_step(&mut self, by: Move) {
        let in_order: Vec<usize> =
            (0..self.run.phases().len()).flat_map(|phase| self.run.steps_of(phase).iter().copied()).collect();
        let at = in_order.iter().position(|n| *n == self.step).unwrap_or(0);
        let at = match by {
            Move::First | Move::Last => {
                let phase = self.run.steps_of(self.phase());
                let end = if by == Move::First { phase.first() } else { phase.last() };
                in_order.iter().position(|n| Some(n) == end).unwrap_or(at)
            }
            Move::Up | Move::Down | Move::PageUp | Move::PageDown | Move::Left | Move::Right => {
                keymap::step_cursor(at, in_order.len(), by)
            }
        };
        if let Some(&step) = in_order.get(at) {
            self.choose(step);
        }
    }

    pub(super) fn go_phase(&mut self, by: Move) {
        self.enter_phase(keymap::step_cursor(self.phase(), self.run.phases().len(), by));
    }

    /// Chooses the first open step of a phase.
    pub(super) fn enter_phase(&mut self, phase: usize) {
        let steps = self.run.steps_of(phase);
        let step = steps.iter().find(|n| self.run.is_open(**n)).or_else(|| steps.first()).copied();
        if let Some(step) = step {
            self.choose(step);
        }
    }

    /// Chooses a step, with its guide from the beginning.
    pub(super) fn choose(&mut self, step: usize) {
        if step < self.run.steps().len() && step != self.step {
            self.step = step;
            self.guide_scroll = 0;
        }
    }
}
