//! What a run tells its readers, computed from the run alone.
//!
//! Nothing here reads a file or a clock, and nothing here knows a terminal: text comes out as `SafeText`.

pub mod words;
