//! The terminal's life: taken for the screen, and given back however the program ends.
//!
//! It is given back at the normal end, on an error, on a panic and on a signal, once, and failing to do so is
//! no failure. The terminal is never asked anything, and
//! mouse reports are turned on only where somebody wants them.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;

use rustix::fs::{Mode, OFlags};
use rustix::process::{Signal, kill_current_process_group};
use rustix::termios::isatty;

use super::dialect::Dialect;
use super::osc;
use super::panics;
use super::renderer::{Ability, Renderer};
use super::tty::Tty;
use super::wake::{Given, Sender, Wake};

/// What the terminal is told when it is taken and given back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Customs {
    pub dialect: Dialect,
    /// Its title is noted and given back.
    pub title: bool,
    /// It reports the mouse.
    pub mouse: bool,
}

/// The sequences of these customs.
#[derive(Clone, Debug)]
struct Words {
    opening: Vec<u8>,
    /// The same where the terminal is held already. Going to the alternate screen again would note the cursor's
    /// place and attributes anew, and so would the title.
    again: Vec<u8>,
    closing: Arc<[u8]>,
}

impl Words {
    fn of(customs: Customs) -> Self {
        let mut opening = b"\x1b[m".to_vec();
        let mut again = opening.clone();
        let mut closing = opening.clone();
        let is_known = customs.dialect != Dialect::Vt100;
        if customs.title && is_known {
            opening.extend_from_slice(osc::NOTE_TITLE);
            closing.extend_from_slice(osc::RESTORE_TITLE);
        }
        // Going to the alternate screen notes the attributes that are set, which leaving brings back.
        if is_known {
            opening.extend_from_slice(b"\x1b[?1049h");
        }
        for words in [&mut opening, &mut again] {
            words.extend_from_slice(b"\x1b[2J\x1b[H");
            if is_known {
                // No cursor; pastes marked as such.
                words.extend_from_slice(b"\x1b[?25l\x1b[?2004h");
            }
            if customs.mouse && is_known {
                words.extend_from_slice(b"\x1b[?1000h\x1b[?1006h");
            }
        }
        if customs.mouse && is_known {
            closing.extend_from_slice(b"\x1b[?1006l\x1b[?1000l");
        }
        if is_known {
            closing.extend_from_slice(b"\x1b[?2004l\x1b[?25h");
        }
        // For terminals without an alternate screen.
        closing.extend_from_slice(b"\x1b[999;1H\n");
        if is_known {
            closing.extend_from_slice(b"\x1b[?1049l");
        }
        Self { opening, again, closing: closing.into() }
    }
}

/// What the console draws on.
pub type Screen = Renderer<Tty, Tty>;

/// The terminal while the console has it. Dropping it gives the terminal back.
#[derive(Debug)]
pub struct Terminal {
    tty: Tty,
    words: Words,
}

impl Terminal {
    /// Whether there is a terminal to draw on and one to read from.
    pub fn is_there() -> bool {
        isatty(io::stdout()) && input().is_ok()
    }

    /// Takes the terminal of the standard output, with keys from the standard input or, where that is
    /// something else, from the controlling terminal.
    ///
    /// Fails where there is no terminal, or it does not take its mode.
    pub fn enter(customs: Customs) -> io::Result<Self> {
        if !isatty(io::stdout()) {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "the output is not a terminal"));
        }
        Self::enter_on(io::stdout().as_fd().try_clone_to_owned()?, input()?, customs)
    }

    fn enter_on(output: OwnedFd, input: OwnedFd, customs: Customs) -> io::Result<Self> {
        let terminal = Self { tty: Tty::new(output, input)?, words: Words::of(customs) };
        terminal.tty.hold(&terminal.words.opening)?;
        Ok(terminal)
    }

    /// What to draw on. Drawing fails once the terminal was given back.
    pub fn screen(&self, ability: Ability) -> Screen {
        Screen::new(self.tty.clone(), self.tty.clone(), ability)
    }

    /// Where the keys are read.
    pub fn input(&self) -> io::Result<OwnedFd> {
        self.tty.input()
    }

    /// Whether the line still has to take something of what was sent; then the receiver is told when it goes on.
    /// Whoever draws meanwhile would only have frames pile up.
    pub fn is_busy<T: Send + 'static>(&self, sender: &Sender<T>) -> io::Result<bool> {
        if self.tty.has_taken_all()? {
            return Ok(false);
        }
        let sender = sender.clone();
        self.tty.when_it_goes_on(move || {
            sender.send(Wake::Given(Given::Writable));
        })?;
        Ok(true)
    }

    /// Whether the line would take something now.
    pub fn is_writable(&self) -> bool {
        self.tty.is_writable()
    }

    /// Rings the bell.
    pub fn ring(&self) -> io::Result<()> {
        self.tell(b"\x07")
    }

    /// Sends what is no part of a frame.
    pub fn tell(&self, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() { Ok(()) } else { io::Write::write_all(&mut self.tty.clone(), bytes) }
    }

    /// Gives the terminal back, so that messages can be printed. Doing it again does nothing.
    pub fn give_back(&self) {
        self.tty.give_back(&self.words.closing);
    }

    /// Takes the terminal again after it was given back, or after others may have changed it, and draws
    /// everything anew at the next frame.
    pub fn take_again(&self, screen: &mut Screen) -> io::Result<()> {
        self.tty.hold(if self.tty.is_held() { &self.words.again } else { &self.words.opening })?;
        screen.forget();
        Ok(())
    }

    /// Stops the process as Ctrl-Z does elsewhere, and returns when it goes on.
    pub fn suspend(&self, screen: &mut Screen) -> io::Result<()> {
        self.give_back();
        // Where nobody could let it go on, the system does not stop it.
        kill_current_process_group(Signal::TSTP)?;
        self.take_again(screen)
    }

    /// From now on a panic of any thread gives the terminal back before it is reported, and ends the loop: nothing can
    /// be drawn any more.
    pub fn give_back_on_panic<T: Send + 'static>(&self, sender: Sender<T>) {
        let tty = self.tty.clone();
        let closing = Arc::clone(&self.words.closing);
        panics::end_the_loop(sender, move || tty.give_back(&closing));
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.give_back();
    }
}

fn input() -> io::Result<OwnedFd> {
    if isatty(io::stdin()) {
        return io::stdin().as_fd().try_clone_to_owned();
    }
    Ok(rustix::fs::open("/dev/tty", OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?)
}

#[cfg(test)]
mod tests;
