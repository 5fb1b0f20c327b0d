//! A run in brief: what a list of runs tells of it, whoever asks and in whichever language.
//!
//! It follows from the run alone, so that it can be kept for as long as the run does not change.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::locale::{Both, Lang};
use crate::run::{LEAD_ROLE, Run, RunKind};
use crate::text::SafeText;
use crate::time::Moment;

/// A run in brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    pub kind: RunKind,
    pub number: SafeText,
    pub title: SafeText,
    pub opened: Option<Moment>,
    pub closed: Option<Moment>,
    /// The last fact of all, in the order of the run.
    pub last: Option<Moment>,
    /// The last fact of each person's.
    pub last_of: BTreeMap<String, Moment>,
    /// Steps settled, and steps that apply.
    pub progress: (usize, usize),
    /// The next step's title, where the run is open.
    pub next: Option<Both<SafeText>>,
    /// Who leads, as they are called.
    pub lead: Option<String>,
}

impl Brief {
    /// Tells a run in brief.
    pub fn of(run: &Run) -> Self {
        let parts = (0..run.phases().len()).map(|phase| run.progress(phase));
        let title = |step: usize, lang: Lang| SafeText::line(run.step_title(step, lang));
        let next = run.next_step();
        let mut last_of: BTreeMap<String, Moment> = BTreeMap::new();
        for fact in run.facts() {
            match last_of.get_mut(&*fact.by) {
                Some(last) => *last = fact.at,
                None => {
                    last_of.insert(fact.by.to_string(), fact.at);
                }
            }
        }
        Self {
            kind: run.kind(),
            number: SafeText::line(run.number()),
            title: SafeText::line(run.title()),
            opened: run.opened_at(),
            closed: run.closed_at(),
            last: run.facts().last().map(|fact| fact.at),
            last_of,
            progress: parts.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1)),
            next: next.map(|step| Both { zh: title(step, Lang::Zh), en: title(step, Lang::En) }),
            lead: run.holding(LEAD_ROLE).map(|held| run.display_of(&held.person).to_owned()),
        }
    }
}
