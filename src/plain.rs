//! The console in plain lines: the same app, told in words and answered in lines.
//!
//! For serial lines, screen readers and scripts. A line is a number, a name, a key or a text; an empty one takes
//! what is offered, `<` goes back, `?` tells what can be said. What lies in front and has no words of its own here is
//! read off the screen that it would be, with words for signs, and is answered by the keys that it knows, so
//! that nothing the console can record is out of reach. Nothing here draws, and nothing moves a cursor.

mod console;
mod drawn;
mod form;
mod front;
mod hang;
mod home;
mod letter;
mod letters;
mod list;
mod news;
mod options;
mod read;
mod rows;
mod talk;

pub use hang::hang;
pub use talk::{Heard, Talk};
