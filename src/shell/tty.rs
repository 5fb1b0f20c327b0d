//! The terminal as bytes: where frames go, how large it is, and the mode it was in.
//!
//! A write never waits. What a slow or dead line does not take at once is kept here, and whoever draws looks first
//! whether anything is; so no more than one frame is ever under way.

use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr, ttyname};

use super::renderer::Extent;

/// Where a terminal does not tell its size, as serial lines do not.
const USUAL: Size = Size { width: 80, height: 24 };
/// More than any screen has; a nonsensical size does not take all memory.
const LARGEST: Size = Size { width: 1_000, height: 500 };
/// How long each of the last words waits for the line.
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
    /// What the line has not taken yet.
    waiting: Mutex<Vec<u8>>,
    /// Somebody waits for the line.
    is_watched: AtomicBool,
}

impl Tty {
    /// Notes the mode that the terminal is in. Fails where `input` is not a terminal.
    pub(super) fn new(output: OwnedFd, input: OwnedFd) -> io::Result<Self> {
        let original = tcgetattr(&input)?;
        let output = without_blocking(&output).unwrap_or(output);
        let (is_held, is_watched) = (AtomicBool::new(false), AtomicBool::new(false));
        let waiting = Mutex::default();
        Ok(Self { shared: Arc::new(Shared { output, input, original, is_held, waiting, is_watched }) })
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

    /// Forgets what waits, sends `closing` and puts the terminal back into the mode it was in, once, whatever fails on the way:
    /// there is nobody left to tell.
    pub(super) fn give_back(&self, closing: &[u8]) {
        if self.shared.is_held.swap(false, Ordering::SeqCst) {
            self.waiting().clear();
            self.last_words(closing);
            let _ = tcsetattr(&self.shared.input, OptionalActions::Now, &self.shared.original);
        }
    }

    /// Sends what waits, as far as the line takes it. Answers whether all of it is gone.
    pub(super) fn has_taken_all(&self) -> io::Result<bool> {
        let mut waiting = self.waiting();
        let taken = self.take(&waiting)?;
        waiting.drain(..taken);
        Ok(waiting.is_empty())
    }

    /// Calls once, on another thread, when the line takes something again. Does nothing while somebody waits for
    /// that already. Fails where no thread can be started.
    pub(super) fn when_it_goes_on(&self, call: impl FnOnce() + Send + 'static) -> io::Result<()> {
        if self.shared.is_watched.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        let tty = self.clone();
        let builder = std::thread::Builder::new().name("line".to_owned());
        builder.spawn(move || {
            let mut fds = [PollFd::new(&tty.shared.output, PollFlags::OUT)];
            // A line that hung up goes on too: the next write says so.
            while matches!(poll(&mut fds, None), Err(Errno::INTR)) {}
            tty.shared.is_watched.store(false, Ordering::SeqCst);
            call();
        })?;
        Ok(())
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<u8>> {
        self.shared.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes as much as the line takes now.
    fn take(&self, bytes: &[u8]) -> io::Result<usize> {
        let mut taken = 0;
        while taken < bytes.len() {
            match rustix::io::write(&self.shared.output, &bytes[taken..]) {
                Ok(count) => taken += count,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => break,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(taken)
    }

    /// Where the terminal's input can be read.
    pub(super) fn input(&self) -> io::Result<OwnedFd> {
        self.shared.input.try_clone()
    }

    /// Whether the line would take something now.
    pub(super) fn is_writable(&self) -> bool {
        let mut fds = [PollFd::new(&self.shared.output, PollFlags::OUT)];
        let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
        poll(&mut fds, Some(&at_once)).is_ok_and(|ready| ready > 0)
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
        if !self.shared.is_held.load(Ordering::SeqCst) {
            return Err(io::Error::new(io::ErrorKind::NotConnected, "the terminal was given back"));
        }
        let mut waiting = self.waiting();
        let taken = if waiting.is_empty() { self.take(bytes)? } else { 0 };
        waiting.extend_from_slice(&bytes[taken..]);
        Ok(bytes.len())
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
