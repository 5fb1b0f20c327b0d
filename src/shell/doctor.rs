//! Looks a home over: what could keep a record from being written or believed, and what to do about it.
//!
//! It changes nothing. One small file is written and removed again, since whether a disk takes a record is not
//! known before it has.

mod place;
mod runs;
mod surroundings;

use super::environment::Environment;
use super::settings::Settings;
use crate::text::SafeText;
use crate::time::Now;

/// How a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Well,
    /// Worth knowing.
    Note,
    /// To be mended.
    Wrong,
}

impl State {
    /// The state's name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Well => "ok",
            Self::Note => "note",
            Self::Wrong => "wrong",
        }
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What it is about, in a word that does not change.
    pub about: &'static str,
    pub state: State,
    pub said: SafeText,
    /// What to do.
    pub todo: Option<SafeText>,
}

impl Check {
    const fn well(about: &'static str, said: SafeText) -> Self {
        Self { about, state: State::Well, said, todo: None }
    }

    const fn note(about: &'static str, said: SafeText, todo: Option<SafeText>) -> Self {
        Self { about, state: State::Note, said, todo }
    }

    const fn wrong(about: &'static str, said: SafeText, todo: SafeText) -> Self {
        Self { about, state: State::Wrong, said, todo: Some(todo) }
    }
}

/// Everything that there is to say about a home and the machine that it is on.
pub fn examine(settings: &Settings, environment: &Environment, now: Now) -> Vec<Check> {
    let mut checks = place::checks(settings);
    let (runs, last) = runs::checks(settings, now);
    checks.extend(surroundings::checks(settings, environment, now, last));
    checks.extend(runs);
    checks
}
