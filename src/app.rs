//! What the console knows, and what becomes of a message.
//!
//! `update` is the only code that changes the state, and what it wants from the world it asks for as
//! [`Effect`]s. Nothing here reads a clock, a disk or a terminal, and no view changes anything.

pub mod action;
pub mod console;
pub mod effect;
pub mod form;
pub mod home;
pub mod msg;
pub mod overlay;
pub mod settings;

pub use action::Action;
pub use console::{Console, Focus, Pending};
pub use effect::{Effect, Opening};
pub use form::{Field, Form, FormKind, Input};
pub use home::{Home, Library, RunSummary, RunbookEntry};
pub use msg::Msg;
pub use overlay::{Finder, History, Overlay, ReasonPrompt, Record, Sheet};
pub use settings::{Me, Settings};

use crate::text::SafeText;
use crate::time::Now;

/// Everything that the console knows.
#[derive(Debug)]
pub struct App {
    pub me: Me,
    pub settings: Settings,
    /// The runbooks and runs of this home.
    pub library: Library,
    pub room: Room,
    /// What lies over the room; the last is in front and has the keys.
    pub overlays: Vec<Overlay>,
    /// The last word of the program about what was just asked of it.
    pub toast: Option<Toast>,
    /// The latest moment that `update` was told.
    pub now: Now,
    /// The last Enter, so that a held or bouncing key makes one transition.
    pub last_enter: Option<crate::time::BootTime>,
}

/// Where the person is.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)] // there is one
pub enum Room {
    Home(Home),
    Console(Console),
}

/// A line about what was just asked, shown until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    pub text: SafeText,
    pub tone: Tone,
}

/// How a toast is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It was done.
    Ok,
    /// It was not done, and why.
    Refused,
    /// Something failed.
    Error,
}
