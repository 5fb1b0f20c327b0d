//! Signals as wakes.
//!
//! A signal is only noted; what to do about it is decided where everything else is.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::Signals;

use super::wake::{Given, Leave, Sender, Wake};

/// Lets a write beyond the size that a file may have (`ulimit -f`) fail as any other does. Left alone, the signal
/// ends the program without a word, and the terminal as it is.
pub fn survive_large_files() {
    let noted = Arc::new(AtomicBool::new(false));
    // Where it cannot be registered, it is as it was.
    let _ = signal_hook::flag::register(SIGXFSZ, noted);
}

/// Listens for signals on a thread of its own. Fails where the signals cannot be registered or no thread can be started.
pub fn listen<T: Send + 'static>(sender: Sender<T>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGWINCH, SIGCONT])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if wake_of(signal).is_some_and(|wake| !sender.send(wake)) {
                return;
            }
        }
    })?;
    Ok(())
}

fn wake_of<T>(signal: i32) -> Option<Wake<T>> {
    match signal {
        SIGHUP => Some(Wake::Signal(Leave::Hangup)),
        SIGTERM => Some(Wake::Signal(Leave::Terminated)),
        SIGINT => Some(Wake::Signal(Leave::Interrupted)),
        SIGQUIT => Some(Wake::Signal(Leave::Quit)),
        SIGWINCH => Some(Wake::Resized),
        SIGCONT => Some(Wake::Given(Given::Resumed)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::wake::Inbox;

    #[test]
    fn a_signal_comes_in_as_a_wake() {
        let inbox = Inbox::<()>::new();
        listen(inbox.sender()).unwrap();
        signal_hook::low_level::raise(SIGWINCH).unwrap();
        assert_eq!(inbox.wait(), [Wake::Resized]);
        assert!(!inbox.sender().is_leaving());
        signal_hook::low_level::raise(SIGHUP).unwrap();
        assert_eq!(inbox.wait(), [Wake::Signal(Leave::Hangup)]);
        assert!(inbox.sender().is_leaving());
    }
}
