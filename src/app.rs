//! What the console knows, and what becomes of a message.
//!
//! `update` is the only code that changes the state, and what it wants from the world it asks for as
//! [`Effect`]s. Nothing here reads a clock, a disk or a terminal, and no view changes anything.

pub mod action;
pub mod console;
mod copy;
pub mod deadlines;
mod deed;
pub mod draft;
pub mod effect;
pub mod enabled;
pub mod figure;
pub mod find;
pub mod find_all;
mod follow;
pub mod form;
mod form_build;
mod form_keys;
mod form_submit;
pub mod handover;
pub mod held_key;
mod history_keys;
pub mod home;
mod home_keys;
pub mod key_name;
pub mod key_table;
pub mod keymap;
pub mod left_list;
pub mod msg;
pub mod next;
pub mod next_change;
pub mod notice_deeds;
pub mod notice_page;
pub mod notices;
pub mod overlay;
mod overlay_keys;
pub mod people;
pub mod pointer;
mod propose;
pub mod row_list;
pub mod said;
pub mod settings;
mod settle;
mod sheet_keys;
mod shift_forms;
pub mod timers;
pub mod update;
mod update_form;

pub use action::Action;
pub use console::{Console, Focus, Pending};
pub use deadlines::{ClockDeed, ClockSheet, DeadlineLine, Deadlines, is_idle};
pub use effect::{Effect, Opening};
pub use form::{Field, Form, FormKind, Input};
pub use form_submit::added_step_id;
pub use home::{Home, Library, RunSummary, RunbookEntry};
pub use key_table::KeyTable;
pub use msg::{Followed, Msg, Present};
pub use notice_deeds::NoticeDeed;
pub use notice_page::NoticePage;
pub use notices::NoticeList;
pub use overlay::{Finder, History, Overlay, ReasonPrompt, Record, Settle, Sheet};
pub use pointer::Target;
pub use propose::corrects;
pub use row_list::{RowDeed, RowList};
pub use said::{After, Said};
pub use settings::{Me, Settings};
pub use update::update;
pub use update_form::update_for;

use held_key::HeldKey;

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
    /// The key that is perhaps still held, so that it makes no second transition.
    pub held: HeldKey,
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
    /// Something to see to.
    Mind,
    /// It was not done, and why.
    Refused,
    /// Something failed.
    Error,
}

impl App {
    /// The first screen of a home.
    pub fn new(me: Me, settings: Settings, library: Library, now: Now) -> Self {
        let mut app = Self {
            me,
            settings,
            library,
            room: Room::Home(Home::default()),
            overlays: Vec::new(),
            toast: None,
            now,
            held: HeldKey::default(),
        };
        app.filter_home();
        app
    }

    /// The run on screen.
    pub const fn console(&self) -> Option<&Console> {
        match &self.room {
            Room::Console(console) => Some(console),
            Room::Home(_) => None,
        }
    }

    const fn console_mut(&mut self) -> Option<&mut Console> {
        match &mut self.room {
            Room::Console(console) => Some(console),
            Room::Home(_) => None,
        }
    }

    fn say(&mut self, tone: Tone, text: SafeText) {
        self.toast = Some(Toast { text, tone });
    }
}
