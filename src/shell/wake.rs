//! The one channel through which everything that happens comes in.
//!
//! Keys, signals, alarms and results wake the same receiver, so nothing ever looks whether something
//! happened. What waits is taken all at once, so that many keys make one frame.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};

use crossterm::event::Event;

/// The most that is taken at once: a flood of keys does not keep the screen from being drawn.
const MOST_AT_ONCE: usize = 4_096;

/// Something that happened. `T` is what other parts of the program send, such as results of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wake<T> {
    /// Something from the person's side of the terminal.
    Given(Given),
    /// The terminal has another size.
    Resized,
    /// Somebody wants the program to end.
    Signal(Leave),
    /// The alarm's time has come.
    Due,
    /// The wall clock was set.
    ClockSet,
    /// A thread panicked, and the terminal was given back to show it.
    Panicked,
    /// What another part of the program sent.
    Other(T),
}

/// What comes from the person's side of the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// A key, a paste, a change of focus.
    Event(Event),
    /// A line, where lines are read instead of keys.
    Line(String),
    /// The terminal takes something again, after it took nothing.
    Writable,
    /// No input will come any more.
    Closed,
    /// The process was stopped and goes on; the terminal may have been used by others.
    Resumed,
}

/// Why the program has to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// SIGHUP: the line was lost.
    Hangup,
    /// SIGTERM.
    Terminated,
    /// SIGINT, sent from elsewhere: on the terminal Ctrl-C is a key.
    Interrupted,
    /// SIGQUIT, sent from elsewhere.
    Quit,
}

/// Where what happens is received.
#[derive(Debug)]
pub struct Inbox<T> {
    sender: Sender<T>,
    receiver: mpsc::Receiver<Vec<Wake<T>>>,
}

impl<T> Inbox<T> {
    /// An empty inbox.
    pub fn new() -> Self {
        let (sender, receiver) = mpsc::channel();
        Self { sender: Sender { sender, is_leaving: Arc::default() }, receiver }
    }

    /// A handle to send with, for another thread.
    pub fn sender(&self) -> Sender<T> {
        self.sender.clone()
    }

    /// Waits until something happens, and takes everything that has happened, in order.
    pub fn wait(&self) -> Vec<Wake<T>> {
        // The inbox keeps a sender itself, so that receiving cannot fail.
        let mut wakes = self.receiver.recv().unwrap_or_default();
        self.drain_into(&mut wakes);
        wakes
    }

    /// Takes what has happened, without waiting.
    pub fn drain(&self) -> Vec<Wake<T>> {
        let mut wakes = Vec::new();
        self.drain_into(&mut wakes);
        wakes
    }

    fn drain_into(&self, wakes: &mut Vec<Wake<T>>) {
        while wakes.len() < MOST_AT_ONCE {
            match self.receiver.try_recv() {
                Ok(more) => wakes.extend(more),
                Err(mpsc::TryRecvError::Empty | mpsc::TryRecvError::Disconnected) => break,
            }
        }
    }
}

impl<T> Default for Inbox<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// Sends into an [`Inbox`]. Each call answers whether somebody still receives.
#[derive(Debug)]
pub struct Sender<T> {
    sender: mpsc::Sender<Vec<Wake<T>>>,
    is_leaving: Arc<AtomicBool>,
}

impl<T> Sender<T> {
    /// Sends one thing.
    pub fn send(&self, wake: Wake<T>) -> bool {
        self.send_all(vec![wake])
    }

    /// Sends several things, to be received together.
    pub fn send_all(&self, wakes: Vec<Wake<T>>) -> bool {
        if wakes.iter().any(|wake| matches!(wake, Wake::Signal(_))) {
            self.is_leaving.store(true, Ordering::SeqCst);
        }
        self.sender.send(wakes).is_ok()
    }

    /// Whether somebody wants the program to end, be it received yet or not: a write that a dead line holds up is then
    /// given up.
    pub fn is_leaving(&self) -> bool {
        self.is_leaving.load(Ordering::SeqCst)
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        Self { sender: self.sender.clone(), is_leaving: Arc::clone(&self.is_leaving) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_comes_in_order_and_at_once() {
        let inbox = Inbox::new();
        let sender = inbox.sender();
        sender.send_all((0..150).map(Wake::Other).collect());
        for number in 150..200 {
            sender.send(Wake::Other(number));
        }
        assert_eq!(inbox.wait(), (0..200).map(Wake::Other).collect::<Vec<_>>());
        assert_eq!(inbox.drain(), []);
    }

    #[test]
    fn every_sender_learns_that_the_program_is_to_end() {
        let inbox = Inbox::<()>::new();
        let (one, other) = (inbox.sender(), inbox.sender());
        one.send(Wake::Due);
        assert!(!other.is_leaving());
        one.send(Wake::Signal(Leave::Hangup));
        assert!(other.is_leaving());
        inbox.drain();
        assert!(other.is_leaving());
    }

    #[test]
    fn a_sender_learns_that_nobody_receives() {
        let inbox = Inbox::<()>::new();
        let sender = inbox.sender();
        assert!(sender.send(Wake::Due));
        drop(inbox);
        assert!(!sender.send(Wake::Due));
    }
}
