//! The alarm where the kernel has no such timers: a thread that looks once a second, or when it is set.

use std::io;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::shell::clock;
use crate::shell::wake::{Sender, Wake};
use crate::time::{BootTime, Now};

const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How far the two clocks may drift apart between two looks before the wall clock counts as set.
const DRIFT_MICROS: i64 = 500_000;

#[derive(Debug)]
pub(super) struct Clockwork {
    due: Arc<(Mutex<Option<BootTime>>, Condvar)>,
}

impl Clockwork {
    pub(super) fn start<T: Send + 'static>(sender: Sender<T>) -> io::Result<Self> {
        let due = Arc::new((Mutex::new(None), Condvar::new()));
        let thread_due = Arc::clone(&due);
        let builder = std::thread::Builder::new().name("alarm".to_owned());
        builder.spawn(move || run(&thread_due.0, &thread_due.1, &sender))?;
        Ok(Self { due })
    }

    #[cfg_attr(target_os = "linux", expect(clippy::unnecessary_wraps, reason = "a timer's setting can fail"))]
    pub(super) fn set(&self, due: Option<BootTime>) -> io::Result<()> {
        *self.due.0.lock().unwrap_or_else(PoisonError::into_inner) = due;
        self.due.1.notify_one();
        Ok(())
    }
}

fn run<T>(due: &Mutex<Option<BootTime>>, changed: &Condvar, sender: &Sender<T>) {
    let mut before = clock::now();
    let mut guard = due.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let now = clock::now();
        let mut is_heard = true;
        if guard.is_some_and(|due| due <= now.boot) {
            *guard = None;
            is_heard = sender.send(Wake::Due);
        }
        if was_set(before, now) {
            is_heard = sender.send(Wake::ClockSet);
        }
        if !is_heard {
            return;
        }
        before = now;
        let left = guard.map(|due| Duration::from_micros(due.micros.saturating_sub(now.boot.micros)));
        let wait = left.unwrap_or(LOOK_EVERY).clamp(Duration::from_millis(1), LOOK_EVERY);
        guard = changed.wait_timeout(guard, wait).unwrap_or_else(PoisonError::into_inner).0;
    }
}

fn was_set(before: Now, now: Now) -> bool {
    let wall = (now.wall - before.wall).num_microseconds().unwrap_or(i64::MAX);
    let boot = i64::try_from(now.boot.micros.saturating_sub(before.boot.micros)).unwrap_or(i64::MAX);
    wall.saturating_sub(boot).abs() > DRIFT_MICROS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jump_of_the_wall_clock_alone_is_a_setting() {
        let now = clock::now();
        let later = |wall, micros| Now {
            wall: now.wall + chrono::Duration::seconds(wall),
            boot: BootTime { micros: now.boot.micros + micros },
        };
        assert!(!was_set(now, later(3600, 3_600_000_000)));
        assert!(was_set(now, later(3600, 1_000_000)));
        assert!(was_set(now, later(-5, 1_000_000)));
    }
}
