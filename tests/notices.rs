//! Notices: what may be recorded of them, what follows, and what they say.

mod draft;
mod fold;
mod story;
