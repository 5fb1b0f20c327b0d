//! The alarm on Linux: two timers that the kernel keeps, and a thread that sleeps on both.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create, timerfd_settime,
};

use crate::shell::wake::{Sender, Wake};
use crate::time::BootTime;

/// A time that does not come: only the setting of the clock ends the wait for it.
const NEVER: Timespec = Timespec { tv_sec: 9_000_000_000, tv_nsec: 0 };
const ZERO: Timespec = Timespec { tv_sec: 0, tv_nsec: 0 };

#[derive(Debug)]
pub(super) struct Clockwork {
    boot: Arc<OwnedFd>,
}

impl Clockwork {
    pub(super) fn start<T: Send + 'static>(sender: Sender<T>) -> io::Result<Self> {
        let flags = TimerfdFlags::CLOEXEC | TimerfdFlags::NONBLOCK;
        let boot = Arc::new(timerfd_create(TimerfdClockId::Boottime, flags)?);
        let wall = timerfd_create(TimerfdClockId::Realtime, flags)?;
        watch_wall(&wall)?;
        let thread_boot = Arc::clone(&boot);
        let builder = std::thread::Builder::new().name("alarm".to_owned());
        builder.spawn(move || run(&thread_boot, &wall, &sender))?;
        Ok(Self { boot })
    }

    pub(super) fn set(&self, due: Option<BootTime>) -> io::Result<()> {
        let at = due.map_or(ZERO, |due| {
            // Zero would mean never; whatever has passed rings at once.
            let micros = i64::try_from(due.micros.max(1)).unwrap_or(i64::MAX);
            Timespec { tv_sec: micros / 1_000_000, tv_nsec: micros % 1_000_000 * 1_000 }
        });
        let once = Itimerspec { it_interval: ZERO, it_value: at };
        timerfd_settime(&*self.boot, TimerfdTimerFlags::ABSTIME, &once)?;
        Ok(())
    }
}

fn watch_wall(wall: &OwnedFd) -> io::Result<()> {
    let flags = TimerfdTimerFlags::ABSTIME | TimerfdTimerFlags::CANCEL_ON_SET;
    timerfd_settime(wall, flags, &Itimerspec { it_interval: ZERO, it_value: NEVER })?;
    Ok(())
}

fn run<T>(boot: &OwnedFd, wall: &OwnedFd, sender: &Sender<T>) {
    loop {
        let mut waits = [PollFd::new(boot, PollFlags::IN), PollFd::new(wall, PollFlags::IN)];
        match poll(&mut waits, None) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return,
        }
        // Set anew between the wake and the read, a timer has nothing to say yet.
        let rang = rang(boot).is_ok();
        let was_set = rang_by_setting(wall);
        let is_heard = (!rang || sender.send(Wake::Due)) && (!was_set || sender.send(Wake::ClockSet));
        if !is_heard {
            return;
        }
    }
}

fn rang(timer: &OwnedFd) -> Result<(), Errno> {
    rustix::io::read(timer, &mut [0_u8; 8]).map(|_| ())
}

fn rang_by_setting(wall: &OwnedFd) -> bool {
    match rang(wall) {
        Err(Errno::CANCELED) => {
            let _ = watch_wall(wall);
            true
        }
        // The clock was set past the year 2255: from there on it is not watched.
        Ok(()) => true,
        Err(_) => false,
    }
}
