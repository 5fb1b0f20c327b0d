//! The terminal's input as wakes.
//!
//! One thread waits for bytes and turns them into events. It ends, and says so, when the terminal is gone.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::time::Duration;

use crossterm::event::Event;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::keys::Decoder;
use super::wake::{Given, Sender, Wake};

/// How long an escape may wait for the rest of its sequence: packets of a slow line come apart.
const ESCAPE_WAIT: Duration = Duration::from_millis(50);

/// Listens on a thread of its own, to `input`, mostly a terminal in raw mode.
///
/// Fails where no thread can be started.
pub fn listen<T: Send + 'static>(input: OwnedFd, sender: Sender<T>) -> io::Result<()> {
    let builder = std::thread::Builder::new().name("input".to_owned());
    builder.spawn(move || {
        run(&input, &sender);
        sender.send(Wake::Given(Given::Closed));
    })?;
    Ok(())
}

/// Reads until the terminal is gone or nobody receives.
fn run<T>(input: impl AsFd, sender: &Sender<T>) {
    let mut decoder = Decoder::default();
    let mut bytes = [0_u8; 4_096];
    loop {
        let wait = decoder.is_waiting().then(|| {
            let nanos = i64::from(ESCAPE_WAIT.subsec_nanos());
            Timespec { tv_sec: ESCAPE_WAIT.as_secs().cast_signed(), tv_nsec: nanos }
        });
        let mut fds = [PollFd::new(&input, PollFlags::IN)];
        let events = match poll(&mut fds, wait.as_ref()) {
            Err(Errno::INTR) => continue,
            Err(_) => return,
            Ok(0) => decoder.flush(),
            // A terminal that hung up is readable, and its end is read.
            Ok(_) => match rustix::io::read(&input, &mut bytes) {
                Ok(0) => return,
                Ok(count) => decoder.feed(&bytes[..count]),
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Err(_) => return,
            },
        };
        if !events.is_empty() && !sender.send_all(wakes(events)) {
            return;
        }
    }
}

fn wakes<T>(events: Vec<Event>) -> Vec<Wake<T>> {
    events.into_iter().map(|event| Wake::Given(Given::Event(event))).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::*;
    use crate::shell::wake::Inbox;

    fn key<T>(code: KeyCode) -> Wake<T> {
        Wake::Given(Given::Event(Event::Key(KeyEvent::new(code, KeyModifiers::NONE))))
    }

    #[test]
    fn keys_that_come_together_are_received_together() {
        let (reader, mut writer) = io::pipe().unwrap();
        let inbox = Inbox::<()>::new();
        listen(reader.into(), inbox.sender()).unwrap();
        writer.write_all(&b"j".repeat(200)).unwrap();
        assert_eq!(inbox.wait(), vec![key(KeyCode::Char('j')); 200]);
    }

    #[test]
    fn an_escape_is_a_key_after_a_moment() {
        let (reader, mut writer) = io::pipe().unwrap();
        let inbox = Inbox::<()>::new();
        listen(reader.into(), inbox.sender()).unwrap();
        writer.write_all(b"\x1b").unwrap();
        assert_eq!(inbox.wait(), [key(KeyCode::Esc)]);
    }

    #[test]
    fn the_end_of_input_is_said_once() {
        let (reader, writer) = io::pipe().unwrap();
        let inbox = Inbox::<()>::new();
        listen(reader.into(), inbox.sender()).unwrap();
        drop(writer);
        assert_eq!(inbox.wait(), [Wake::Given(Given::Closed)]);
    }
}
