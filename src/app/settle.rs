//! Choosing between what people recorded side by side.

use super::console::{Console, Then};
use super::keymap::{movement, step_cursor};
use super::overlay::{Overlay, Settle};
use super::{App, Effect, Tone};
use crate::report::words;
use crate::run::{Event, Refusal};
use crate::runbook::Id;

impl App {
    /// Shows the records that stand side by side: of the chosen step, of its asks, or else of the first of all.
    pub(super) fn open_settle(&mut self) -> Vec<Effect> {
        match self.console().and_then(Console::side_by_side) {
            Some(settle) => self.overlays.push(Overlay::Settle(settle)),
            None => self.say(Tone::Refused, words::refusal(Refusal::NoConflict).text(self.settings.lang)),
        }
        Vec::new()
    }

    pub(super) fn settle_key(&mut self, mut settle: Settle, name: &str) -> Vec<Effect> {
        let digit = name.parse::<usize>().ok().filter(|n| (1..=settle.sides.len()).contains(n));
        if let Some(n) = digit.map(|n| n - 1).or((name == "Enter").then_some(settle.cursor)) {
            let Settle { step, ask, sides, .. } = settle;
            let Some(chosen) = sides.get(n).copied() else { return Vec::new() };
            let event = Event::ConflictSettled { step, ask, chosen, note: String::new() };
            return self.propose(event, Then::Stay, None);
        }
        if name != "Esc" {
            if let Some(by) = movement(name) {
                settle.cursor = step_cursor(settle.cursor, settle.sides.len(), by);
            }
            self.overlays.push(Overlay::Settle(settle));
        }
        Vec::new()
    }
}

impl Console {
    /// What stands side by side, the nearest to the chosen step first.
    pub(super) fn side_by_side(&self) -> Option<Settle> {
        let run = &self.run;
        let ids = |sides: Vec<usize>| sides.into_iter().map(|place| run.facts()[place].id).collect();
        let of_step = |n: usize| {
            let step = run.steps().get(n).filter(|step| step.conflict)?;
            let sides = ids(run.sides_of_step(step));
            Some(Settle { step: Some(step.id.clone()), ask: None, sides, cursor: 0 })
        };
        let own: Option<&Id> = run.steps().get(self.step).map(|step| &step.id);
        let of_ask = |n: usize| {
            let ask = run.asks().get(n).filter(|ask| ask.conflict)?;
            let sides = ids(run.sides_of_ask(ask));
            Some(Settle { step: None, ask: Some(ask.id.clone()), sides, cursor: 0 })
        };
        let asks = |of_own: bool| {
            let asks = run.book.asks.iter().enumerate();
            asks.filter(move |(_, ask)| (ask.step.as_ref() == own) == of_own).map(|(n, _)| n)
        };
        of_step(self.step)
            .or_else(|| asks(true).find_map(of_ask))
            .or_else(|| (0..run.steps().len()).find_map(of_step))
            .or_else(|| asks(false).find_map(of_ask))
    }
}
