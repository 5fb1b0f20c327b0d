//! What a run tells its readers, computed from the run alone.
//!
//! Nothing here reads a file or a clock, and nothing here knows a terminal: text comes out as `SafeText`.

pub mod account;
pub mod brief;
pub mod clock;
pub mod demand;
pub mod due;
pub mod fact_line;
pub mod handover;
pub mod head;
pub mod log;
pub mod measure;
pub mod name;
pub mod notice;
pub mod state;
#[cfg(test)]
mod story;
pub mod update;
pub mod value;
pub mod words;

pub use account::{Account, Entry, Mark};
pub use brief::Brief;
pub use state::State;
