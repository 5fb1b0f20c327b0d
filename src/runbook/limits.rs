//! The limits of a runbook, all in one place.
//!
//! Each is far above what a procedure for people needs, and low enough that no file can exhaust the memory
//! or the stack of the program that reads it.

/// The most bytes of a file.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The most steps of a runbook.
pub const MAX_STEPS: usize = 10_000;

/// The most entries of any list: asks, clocks, phases, ids after `after`.
pub const MAX_LIST: usize = 10_000;

/// The most choices of an ask, and the most columns of a table.
pub const MAX_OPTIONS: usize = 256;

/// The most bytes of one text, such as a guide or the body of a notice.
pub const MAX_TEXT_BYTES: usize = 64 * 1024;

/// The most bytes of a condition.
pub const MAX_CONDITION_BYTES: usize = 4 * 1024;

/// How deep the brackets of a condition go.
pub const MAX_CONDITION_DEPTH: usize = 32;

/// The most people who confirm a step.
pub const MAX_SIGN_OFF: i64 = 9;

/// The most overlays of one runbook.
pub const MAX_OVERLAYS: usize = 16;

/// The most problems that are told one by one; of the others only the number is told.
pub const MAX_PROBLEMS: usize = 500;

/// Beyond so many problems nobody reads suggestions, and each costs a look at every name.
pub const MAX_SUGGESTIONS: usize = 100;
