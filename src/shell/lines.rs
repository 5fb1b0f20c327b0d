//! The front that is lines: they come in from the standard input and go out to the standard output, as they are.
//!
//! The terminal keeps its own way of editing a line, so nothing is said while somebody types: what has passed
//! meanwhile rings, if at all, and is told before the next question. A script is told all of it in between, with
//! its own lines, and is stopped at the first one that is refused.

use std::collections::VecDeque;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, OwnedFd};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::tcgetwinsize;

use super::environment::Environment;
use super::front::{End, Front, Heard};
use super::wake::{Given, Sender, Wake};
use super::{panics, signals};
use crate::app::{App, Msg};
use crate::locale::{Lang, plain as words};
use crate::plain::{self, Talk};
use crate::text::{Ambiguous, SafeText};

/// A longer line is cut: no record holds it.
const MOST_BYTES: usize = 1 << 20;

/// How often a write that does not go on looks whether it should be given up.
const LOOK_EVERY: Timespec = Timespec { tv_sec: 0, tv_nsec: 200_000_000 };

/// What a terminal has that does not know, as on a serial line.
const USUAL_COLUMNS: usize = 80;

/// So much is written at once: a line that is slow takes no more in one go.
const AT_ONCE: usize = 256;

/// Standard input and output, as lines.
// Each says one thing of the line, and they change each by itself.
#[allow(clippy::struct_excessive_bools)]
pub(super) struct LinesFront {
    talk: Talk,
    output: OwnedFd,
    sender: Sender<Msg>,
    /// Whether a person types the lines, so that the terminal shows them.
    is_typed: bool,
    /// Whether a bell can be heard.
    can_ring: bool,
    /// Whether lines are broken where the terminal ends. A file has no end, and what reads them aloud wants whole ones.
    is_seen: bool,
    ambiguous: Ambiguous,
    given: VecDeque<Given>,
    /// What is left to say to the app of the line that was heard last.
    wanted: VecDeque<crate::app::Said>,
    /// A line was heard, and what came of it was not told yet.
    is_due: bool,
    /// The question stands at the end of what was written.
    is_asking: bool,
    /// The script was stopped here, and why.
    stopped: Option<SafeText>,
    cut: bool,
}

impl LinesFront {
    /// Begins to listen.
    pub(super) fn enter(ambiguous: Ambiguous, sender: &Sender<Msg>) -> io::Result<Self> {
        panics::end_the_loop(sender.clone(), || ());
        signals::listen(sender.clone())?;
        listen(io::stdin().as_fd().try_clone_to_owned()?, sender.clone())?;
        Ok(Self {
            talk: Talk::default(),
            output: io::stdout().as_fd().try_clone_to_owned()?,
            sender: sender.clone(),
            is_typed: io::stdin().is_terminal(),
            can_ring: io::stdout().is_terminal(),
            is_seen: io::stdout().is_terminal() && Environment::read().get("TERM") != Some("dumb"),
            ambiguous,
            given: VecDeque::new(),
            wanted: VecDeque::new(),
            is_due: true,
            is_asking: false,
            stopped: None,
            cut: false,
        })
    }

    fn hear_line(&mut self, app: &App, line: &str) -> Heard {
        self.is_due = true;
        if !self.is_typed {
            // What a script says stands behind its question, as what is typed does.
            let _ = self.write(&format!("{}\n", SafeText::line(line)));
        }
        self.is_asking = false;
        match self.talk.hear(app, line) {
            plain::Heard::Said(said) => self.wanted.extend(said),
            plain::Heard::Unclear(why) if !self.is_typed => {
                self.stopped = Some(why);
                return Heard::End(End::Unheard);
            }
            plain::Heard::More | plain::Heard::Again | plain::Heard::Tell(_) | plain::Heard::Unclear(_) => {}
        }
        // A line that asks nothing of the app was heard all the same, and is answered.
        self.next_wanted().unwrap_or(Heard::Msg(Msg::Redraw))
    }

    fn next_wanted(&mut self) -> Option<Heard> {
        self.wanted.pop_front().map(|said| Heard::Msg(Msg::Said(said)))
    }

    /// The lines have ended.
    fn over(&mut self, app: &App) -> End {
        self.cut = self.talk.is_in_the_middle(app);
        if self.cut && !self.is_typed { End::Unheard } else { End::LinesOver }
    }

    fn write(&self, text: &str) -> io::Result<()> {
        let mut bytes = text.as_bytes();
        while !bytes.is_empty() {
            let mut fds = [PollFd::new(&self.output, PollFlags::OUT)];
            match poll(&mut fds, Some(&LOOK_EVERY)) {
                Ok(0) if self.sender.is_leaving() => {
                    return Err(io::Error::new(io::ErrorKind::TimedOut, "nothing takes the lines"));
                }
                Ok(0) | Err(Errno::INTR) => continue,
                Ok(_) => {}
                Err(error) => return Err(error.into()),
            }
            match rustix::io::write(&self.output, &bytes[..bytes.len().min(AT_ONCE)]) {
                Ok(count) => bytes = &bytes[count..],
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// A line in rows of the terminal, or whole.
    fn broken(&self, line: &SafeText) -> Vec<SafeText> {
        if !self.is_seen {
            return vec![line.clone()];
        }
        let told = tcgetwinsize(&self.output).ok().map(|size| usize::from(size.ws_col));
        plain::hang(line, told.filter(|columns| *columns > 0).unwrap_or(USUAL_COLUMNS), self.ambiguous)
    }

    /// The question, with room for the answer behind it.
    fn ask(&mut self, prompt: &SafeText) -> io::Result<()> {
        let rows = self.broken(prompt);
        let rows: Vec<&str> = rows.iter().map(|row| row.as_str().trim_end()).collect();
        let gap = if prompt.as_str().ends_with(' ') { " " } else { "" };
        self.write(&format!("{}{gap}", rows.join("\n")))?;
        self.is_asking = true;
        Ok(())
    }

    fn tell(&mut self, lines: &[SafeText]) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        let mut text = String::new();
        // A question that nobody has answered stays in a line of its own.
        if std::mem::take(&mut self.is_asking) {
            text.push('\n');
        }
        for row in lines.iter().flat_map(|line| self.broken(line)) {
            text.push_str(row.as_str().trim_end());
            text.push('\n');
        }
        self.write(&text)
    }
}

impl Front for LinesFront {
    fn take(&mut self, given: Given) {
        match given {
            Given::Resumed => {
                self.is_due = true;
                self.is_asking = false;
            }
            Given::Line(_) | Given::Closed => self.given.push_back(given),
            Given::Event(_) | Given::Writable => {}
        }
    }

    fn hear(&mut self, app: &App) -> Option<Heard> {
        if let Some(heard) = self.next_wanted() {
            return Some(heard);
        }
        // One line after the other: each is answered before the next is heard.
        let waits = !Talk::is_settled(app) || (!self.is_typed && Talk::is_busy(app));
        if self.is_due || waits {
            return None;
        }
        if self.stopped.is_some() {
            return Some(Heard::End(End::Unheard));
        }
        match self.given.pop_front()? {
            Given::Line(line) => Some(self.hear_line(app, &line)),
            Given::Closed => Some(Heard::End(self.over(app))),
            Given::Event(_) | Given::Resumed | Given::Writable => None,
        }
    }

    fn show(&mut self, app: &App) -> io::Result<()> {
        if !Talk::is_settled(app) || (!self.is_typed && Talk::is_busy(app)) {
            let slow = self.talk.say_meanwhile(app);
            return self.tell(slow.as_slice());
        }
        if !std::mem::take(&mut self.is_due) {
            // Nothing is written into a line that somebody may be typing.
            if self.is_typed {
                return Ok(());
            }
            let times = self.talk.times(app);
            if times.is_empty() {
                return Ok(());
            }
            self.tell(&times)?;
        }
        let refused = self.talk.refusal(app);
        let lines = self.talk.say(app);
        if !self.is_typed && self.stopped.is_none() {
            self.stopped = refused.or_else(|| self.talk.in_vain().cloned());
        }
        self.tell(&lines)?;
        if self.stopped.is_some() {
            return Ok(());
        }
        if let Some(prompt) = self.talk.prompt(app) {
            self.ask(&prompt)?;
        }
        Ok(())
    }

    fn ring(&mut self) {
        if self.can_ring {
            let _ = self.write("\x07");
        }
    }

    fn give_back(&mut self) {
        if std::mem::take(&mut self.is_asking) {
            let _ = self.write("\n");
        }
    }

    fn last_words(&self, _: &App, lang: Lang) -> Vec<SafeText> {
        let stopped = self.stopped.as_ref().map(|why| words::STOPPED.with(lang, &[why]));
        let cut = self.cut.then(|| words::LEFT_IN_THE_MIDDLE.text(lang));
        stopped.or(cut).into_iter().collect()
    }
}

/// Sends each line as it comes, and that they have ended.
fn listen(input: OwnedFd, sender: Sender<Msg>) -> io::Result<()> {
    let builder = std::thread::Builder::new().name("lines".to_owned());
    builder.spawn(move || {
        let mut begun: Vec<u8> = Vec::new();
        let mut bytes = [0_u8; 4_096];
        loop {
            match rustix::io::read(&input, &mut bytes) {
                Ok(0) => break,
                Ok(count) => {
                    for byte in &bytes[..count] {
                        if *byte == b'\n' {
                            let line = String::from_utf8_lossy(&begun).into_owned();
                            begun.clear();
                            if !sender.send(Wake::Given(Given::Line(line))) {
                                return;
                            }
                        } else if begun.len() < MOST_BYTES {
                            begun.push(*byte);
                        }
                    }
                }
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => std::thread::sleep(Duration::from_millis(20)),
                Err(_) => break,
            }
        }
        if !begun.is_empty() {
            sender.send(Wake::Given(Given::Line(String::from_utf8_lossy(&begun).into_owned())));
        }
        sender.send(Wake::Given(Given::Closed));
    })?;
    Ok(())
}
