//! The only code that touches the world: the terminal, the clocks, signals, files.
//!
//! It decides nothing about a run.

pub mod backend;
mod motion;
mod pen;
