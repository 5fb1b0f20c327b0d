//! The terminal as bytes: where frames go, how large it is, and the mode it was in.
//!
//! A write to it never outlasts the wish to leave: a line that is dead but not closed would hold the program
//! up for as long as the other end keeps silent.

use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr, ttyname};

use super::backend::Extent;

/// Where a terminal does not tell its size, as serial lines do not.
const USUAL: Size = Size { width: 80, height: 24 };
/// More than any screen has; a nonsensical size does not take all memory.
const LARGEST: Size = Size { width: 1_000, height: 500 };
/// How often a write that does not go on looks whether it should be given up.
const LOOK_EVERY: Timespec = Timespec { tv_sec: 0, tv_nsec: 200_000_000 };
/// How often the last words to a terminal are tried.
const LAST_TRIES: usize = 5;

/// A terminal, shared by whoever writes to it or gives it back.
#[derive(Clone, Debug)]
pub struct Tty {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    output: OwnedFd,
    input: OwnedFd,
    original: Termios,
    is_held: AtomicBool,
    is_leaving: Arc<AtomicBool>,
}

impl Tty {
    /// Notes the mode that the terminal is in. Fails where `input` is not a terminal.
    pub(super) fn new(output: OwnedFd, input: OwnedFd) -> io::Result<Self> {
        let original = tcgetattr(&input)?;
        let output = without_blocking(&output).unwrap_or(output);
        let is_leaving = Arc::new(AtomicBool::new(false));
        let is_held = AtomicBool::new(false);
        Ok(Self { shared: Arc::new(Shared { output, input, original, is_held, is_leaving }) })
    }

    /// Puts the terminal into raw mode and sends `opening`.
    pub(super) fn hold(&self, opening: &[u8]) -> io::Result<()> {
        let mut raw = self.shared.original.clone();
        raw.make_raw();
        tcsetattr(&self.shared.input, OptionalActions::Now, &raw)?;
        self.shared.is_held.store(true, Ordering::SeqCst);
        self.clone().write_all(opening)
    }

    /// Whether the terminal was taken and not given back.
    pub(super) fn is_held(&self) -> bool {
        self.shared.is_held.load(Ordering::SeqCst)
    }

    /// Sends `closing` and puts the terminal back into the mode it was in, once, whatever fails on the way:
    /// there is nobody left to tell.
    pub(super) fn give_back(&self, closing: &[u8]) {
        if self.shared.is_held.swap(false, Ordering::SeqCst) {
            self.last_words(closing);
            let _ = tcsetattr(&self.shared.input, OptionalActions::Now, &self.shared.original);
        }
    }

    /// Set when the program is to end: writes that do not go on are then given up.
    pub(super) fn is_leaving(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.shared.is_leaving)
    }

    /// Where the terminal's input can be read.
    pub(super) fn input(&self) -> io::Result<OwnedFd> {
        self.shared.input.try_clone()
    }

    fn last_words(&self, mut bytes: &[u8]) {
        for _ in 0..LAST_TRIES {
            match rustix::io::write(&self.shared.output, bytes) {
                Ok(count) if count >= bytes.len() => return,
                Ok(count) => bytes = &bytes[count..],
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => self.wait_until_writable(),
                Err(_) => return,
            }
        }
    }

    fn wait_until_writable(&self) {
        let mut fds = [PollFd::new(&self.shared.output, PollFlags::OUT)];
        let _ = poll(&mut fds, Some(&LOOK_EVERY));
    }
}

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            if !self.shared.is_held.load(Ordering::SeqCst) {
                return Err(io::Error::new(io::ErrorKind::NotConnected, "the terminal was given back"));
            }
            match rustix::io::write(&self.shared.output, bytes) {
                Ok(count) => return Ok(count),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) if self.shared.is_leaving.load(Ordering::SeqCst) => {
                    return Err(io::Error::new(io::ErrorKind::TimedOut, "the terminal takes nothing"));
                }
                Err(Errno::AGAIN) => self.wait_until_writable(),
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Extent for Tty {
    fn size(&self) -> Size {
        let told = tcgetwinsize(&self.shared.output).ok();
        let told = told.filter(|told| told.ws_col > 0 && told.ws_row > 0);
        told.map_or(USUAL, |told| Size {
            width: told.ws_col.min(LARGEST.width),
            height: told.ws_row.min(LARGEST.height),
        })
    }
}

/// The same terminal opened anew. Asking a shared one not to block would ask it of the shell too.
fn without_blocking(output: impl AsFd) -> Option<OwnedFd> {
    let name = ttyname(&output, Vec::new()).ok()?;
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    rustix::fs::open(name, flags, Mode::empty()).ok()
}
