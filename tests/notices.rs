//! Notices: what may be recorded of them, what follows, and what they say.

mod console;
mod draft;
mod fold;
mod shipped;
mod story;
