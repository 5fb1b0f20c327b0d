//! What is in front, as far as it has words of its own here.

use crate::app::find_all::Found;
use crate::app::overlay::{Finder, History, ReasonPrompt, Record, Sheet};
use crate::app::{Action, App, Console, Form, Home, NoticePage, Overlay, Room};
use crate::text::SafeText;

/// What is in front.
#[derive(Clone, Copy)]
pub(super) enum Front<'a> {
    Home(&'a Home),
    Console(&'a Console),
    Form(&'a Form),
    Reason(&'a ReasonPrompt),
    Sheet(&'a Console, &'a Sheet),
    Palette(&'a Finder<Action>),
    Find(&'a Console, &'a Finder<Found>),
    History(&'a Console, &'a History),
    Record(&'a Overlay, &'a Record),
    /// A notice that is being written.
    Letter(&'a NoticePage),
    /// It is read off the screen and answered by keys.
    Other(&'a Overlay),
}

impl<'a> Front<'a> {
    pub(super) fn of(app: &'a App) -> Self {
        let Some(overlay) = app.overlays.last() else {
            return match &app.room {
                Room::Home(home) => Self::Home(home),
                Room::Console(console) => Self::Console(console),
            };
        };
        // Whatever else may come to lie over a room is another, and can be answered without a word from here.
        if let Overlay::Form(form) = overlay {
            Self::Form(form)
        } else if let Overlay::Reason(prompt) = overlay {
            Self::Reason(prompt)
        } else if let Overlay::Palette(finder) = overlay {
            Self::Palette(finder)
        } else if let Overlay::Record(record) = overlay {
            Self::Record(overlay, record)
        } else if let Overlay::Notice(page) = overlay
            && page.writing
        {
            Self::Letter(page)
        } else if let (Overlay::Sheet(sheet), Room::Console(console)) = (overlay, &app.room) {
            Self::Sheet(console, sheet)
        } else if let (Overlay::Find(finder), Room::Console(console)) = (overlay, &app.room) {
            Self::Find(console, finder)
        } else if let (Overlay::History(history), Room::Console(console)) = (overlay, &app.room) {
            Self::History(console, history)
        } else {
            Self::Other(overlay)
        }
    }
}

/// What is said of what is in front.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// Tells this page from others: the same one is not said twice.
    pub(super) key: String,
    /// Where two pages in a row bear the same, only what is new in the second is told.
    pub(super) name: String,
    pub(super) lines: Vec<SafeText>,
    /// What is asked; the answer follows on the same line.
    pub(super) prompt: SafeText,
}
