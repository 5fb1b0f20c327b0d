//! `dutybook settle`: what stands of what people recorded side by side in the open run.

use std::io::Write;
use std::process::ExitCode;

use clap::Args;

use super::Out;
use super::record::{Failure, Target, Writing};
use crate::locale::cli as words;
use crate::report::Account;
use crate::run::{Event, FactId, Refusal, Run};
use crate::runbook::Id;
use crate::shell::Settings;

/// Choose what stands where people recorded different things side by side
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  dutybook settle                        # tells what stands side by side
  dutybook settle 0f3a9c51d2b7e884:12 --note \"asked both\"")]
pub struct Settle {
    /// The record that stands; without it, those that there are to choose from are told
    #[arg(value_name = "SIDE")]
    chosen: Option<String>,
    /// A word about it
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
    #[command(flatten)]
    target: Target,
}

/// A record that stands beside another, and what it is about.
pub(super) struct Side {
    pub(super) id: FactId,
    step: Option<Id>,
    ask: Option<Id>,
}

/// All records of a run that stand side by side.
pub(super) fn sides(run: &Run) -> Vec<Side> {
    let of_steps = run.steps().iter().flat_map(|state| {
        let step = Some(state.id.clone());
        run.sides_of_step(state).into_iter().map(move |place| (place, step.clone(), None))
    });
    let of_asks = run.asks().iter().flat_map(|state| {
        let ask = Some(state.id.clone());
        run.sides_of_ask(state).into_iter().map(move |place| (place, None, ask.clone()))
    });
    let sides = of_steps.chain(of_asks);
    sides.map(|(place, step, ask)| Side { id: run.facts()[place].id, step, ask }).collect()
}

impl Settle {
    /// Records the choice, or tells what there is to choose from.
    pub fn run<O: Write, E: Write>(&self, settings: &Settings, out: &mut Out<O, E>) -> ExitCode {
        match self.propose(settings) {
            Ok((writing, event)) => writing.record(vec![event], None, out),
            Err(failure) => failure.tell(out),
        }
    }

    fn propose<'a>(&self, settings: &'a Settings) -> Result<(Writing<'a>, Event), Failure> {
        let writing = self.target.open(settings)?;
        let sides = sides(writing.run());
        if sides.is_empty() {
            return Err(writing.refuse(Refusal::NoConflict));
        }
        let chosen = self.chosen.as_deref().map(|typed| writing.record_of(typed)).transpose()?;
        let Some(side) = sides.iter().find(|side| Some(side.id) == chosen) else {
            return Err(which(&writing, &sides));
        };
        let Side { id, step, ask } = side;
        let note = self.note.trim().to_owned();
        let event = Event::ConflictSettled { step: step.clone(), ask: ask.clone(), chosen: *id, note };
        Ok((writing, event))
    }
}

/// What there is to choose from.
fn which(writing: &Writing<'_>, sides: &[Side]) -> Failure {
    let lang = writing.settings.lang;
    let run = writing.run();
    let account = Account::new(run, lang, &writing.settings.zone);
    let told = sides.iter().filter_map(|side| {
        let entry = account.entry(run.place(side.id)?)?;
        Some(words::SIDE.with(lang, &[&side.id, &entry.person, &entry.sentence]))
    });
    Failure::lines(std::iter::once(words::WHICH_SIDE.text(lang)).chain(told).collect())
}
