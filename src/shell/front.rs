//! How the console meets a person: on a screen, or in lines. Everything behind it is the same.

use std::io;

use super::wake::Given;
use crate::app::{App, Msg};
use crate::text::SafeText;

/// One way to meet a person.
pub(super) trait Front {
    /// Takes what came from the person's side of the terminal.
    fn take(&mut self, given: Given);
    /// The next thing that the person wants, once the app is ready for it; nothing while there is none.
    fn hear(&mut self, app: &App) -> Option<Heard>;
    /// Shows what the app knows now.
    fn show(&mut self, app: &App) -> io::Result<()>;
    /// Rings: at once, or with what is shown next.
    fn ring(&mut self);
    /// Tells the desktop of the person, where there is a way to it and it is wanted.
    fn notify(&mut self, _: &SafeText) {}
    /// Puts a text into the person's clipboard, where there is a way to it.
    fn copy(&mut self, _: &str) {}
    /// Lets go of the terminal.
    fn give_back(&mut self);
    /// Whether words that are printed after the end would be taken at once; else they would hold the program up.
    fn takes_words(&self) -> bool {
        true
    }
    /// What there is to say after the end, as it came about.
    fn last_words(&self, app: &App, lang: crate::locale::Lang) -> Vec<SafeText>;
}

/// What the person wants.
#[derive(Debug)]
pub(super) enum Heard {
    Msg(Msg),
    End(End),
}

/// Why the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Quit,
    Signal(super::wake::Leave),
    /// The terminal is gone.
    InputClosed,
    /// The lines came to their end, and all that they asked for was done.
    LinesOver,
    /// A line of a script was refused or not understood, or the lines ended in the middle of something.
    Unheard,
    Broken,
}

impl End {
    /// What the journal says of it, and what the program exits with.
    pub(super) const fn cause(self) -> (&'static str, u8) {
        use super::wake::Leave;
        match self {
            Self::Quit => ("quit", 0),
            Self::Signal(Leave::Hangup) => ("hangup", 129),
            Self::Signal(Leave::Interrupted) => ("interrupted", 130),
            Self::Signal(Leave::Quit) => ("terminated", 131),
            Self::Signal(Leave::Terminated) => ("terminated", 143),
            Self::LinesOver => ("input-closed", 0),
            Self::InputClosed | Self::Unheard => ("input-closed", 1),
            Self::Broken => ("error", super::panics::EXIT_CODE),
        }
    }
}
