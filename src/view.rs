//! The console as a screen.
//!
//! Views are functions of what the console knows; they keep nothing and change nothing.

pub mod markdown;
pub mod paint;
mod rule;
pub mod wrap;
