//! Wakes when a time has come, and when the wall clock was set.
//!
//! Nothing runs while nothing is due. Times are on the boot-time clock, so that a suspend does not delay
//! them.

use std::io;

use super::wake::Sender;
use crate::time::BootTime;

#[cfg(any(test, not(target_os = "linux")))]
mod ticker;
#[cfg(target_os = "linux")]
mod timer;

#[cfg(not(target_os = "linux"))]
use ticker::Clockwork;
#[cfg(target_os = "linux")]
use timer::Clockwork;

/// An alarm that rings once for each time it is set to.
#[derive(Debug)]
pub struct Alarm {
    clockwork: Clockwork,
}

impl Alarm {
    /// Starts the thread that waits. Fails where the system gives no timer or no thread.
    pub fn start<T: Send + 'static>(sender: Sender<T>) -> io::Result<Self> {
        Ok(Self { clockwork: Clockwork::start(sender)? })
    }

    /// Sets the time to wake at, or none; what was set before no longer counts. A time that has passed
    /// rings at once.
    pub fn set(&self, due: Option<BootTime>) -> io::Result<()> {
        self.clockwork.set(due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::clock;
    use crate::shell::wake::{Inbox, Wake};

    fn later(micros: u64) -> BootTime {
        BootTime { micros: clock::now().boot.micros + micros }
    }

    fn rings_when_due(set: impl Fn(Option<BootTime>), inbox: &Inbox<()>) {
        let due = later(30_000);
        set(Some(due));
        assert_eq!(inbox.wait(), [Wake::Due]);
        assert!(clock::now().boot >= due);
        set(Some(BootTime { micros: 0 }));
        assert_eq!(inbox.wait(), [Wake::Due]);
    }

    #[test]
    fn an_alarm_rings_when_its_time_has_come() {
        let inbox = Inbox::new();
        let alarm = Alarm::start(inbox.sender()).unwrap();
        rings_when_due(|due| alarm.set(due).unwrap(), &inbox);
    }

    #[test]
    fn only_the_last_time_counts() {
        let inbox = Inbox::<()>::new();
        let alarm = Alarm::start(inbox.sender()).unwrap();
        let (early, late) = (later(10_000_000), later(40_000));
        alarm.set(Some(early)).unwrap();
        alarm.set(None).unwrap();
        alarm.set(Some(late)).unwrap();
        assert_eq!(inbox.wait(), [Wake::Due]);
        let now = clock::now().boot;
        assert!(now >= late && now < early);
    }

    #[test]
    fn where_there_are_no_timers_a_look_each_second_does() {
        let inbox = Inbox::new();
        let ticker = ticker::Clockwork::start(inbox.sender()).unwrap();
        rings_when_due(|due| ticker.set(due).unwrap(), &inbox);
    }
}
