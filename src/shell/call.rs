//! Starts a command of the user's own: the one place in the program that starts anything.
//!
//! The command is what stands on the user's command line, to the byte. What it is told goes in by environment variables, so that no
//! text of a journal is ever read by a shell.

// The one process that the program starts, at its user's word.
#![allow(clippy::disallowed_methods)]

use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long a command may take before it is ended, so that it holds up no later one.
pub const MAX_WAIT: Duration = Duration::from_mins(1);

/// How often it is looked whether a command has ended.
const LOOK: Duration = Duration::from_millis(10);

/// Why a command did not do what it was called for.
#[derive(Debug)]
pub enum CallError {
    /// It could not be started.
    Start(io::Error),
    /// It ended with this code; none where a signal ended it.
    Failed(Option<i32>),
    /// It took too long and was ended.
    TooLong,
}

/// Runs a command line by the system's shell and waits for its end. What it prints goes to the standard error.
pub fn call(command: &str, variables: &[(&str, String)]) -> Result<(), CallError> {
    let told = variables.iter().map(|(name, value)| (*name, value.replace('\0', "")));
    let mut child = Command::new("/bin/sh")
        .args(["-c", command])
        .envs(told)
        .stdin(Stdio::null())
        .stdout(io::stderr())
        .spawn()
        .map_err(CallError::Start)?;
    let begun = Instant::now();
    loop {
        match child.try_wait().map_err(CallError::Start)? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(CallError::Failed(status.code())),
            None if begun.elapsed() >= MAX_WAIT => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(CallError::TooLong);
            }
            None => std::thread::sleep(LOOK),
        }
    }
}
