//! The two clocks of the machine.

use std::time::SystemTime;

use chrono::{DateTime, SubsecRound};
use rustix::time::{ClockId, clock_gettime};

use crate::time::{BootTime, Now};

/// The clock that goes on while the machine is suspended.
#[cfg(target_os = "linux")]
const SINCE_BOOT: ClockId = ClockId::Boottime;
#[cfg(not(target_os = "linux"))]
const SINCE_BOOT: ClockId = ClockId::Monotonic;

/// Reads both clocks, the wall clock to the microsecond.
pub fn now() -> Now {
    let since_boot = clock_gettime(SINCE_BOOT);
    let seconds = u64::try_from(since_boot.tv_sec).unwrap_or_default();
    let micros = u64::try_from(since_boot.tv_nsec / 1000).unwrap_or_default();
    Now {
        wall: DateTime::<chrono::Utc>::from(SystemTime::now()).trunc_subsecs(6),
        boot: BootTime { micros: seconds * 1_000_000 + micros },
    }
}

/// How far the wall clock is from the one that nobody sets: it changes when somebody sets the wall clock, and
/// neither while the machine sleeps nor as time goes by.
#[derive(Clone, Copy, Debug)]
pub struct Drift(i64);

/// Small corrections are the time service's daily bread; a jump of so many seconds is worth a record.
const LEAST_JUMP_SECONDS: i64 = 2;

impl Drift {
    /// As it is at a moment.
    pub fn at(now: Now) -> Self {
        Self(now.wall.timestamp_micros() - i64::try_from(now.boot.micros).unwrap_or(i64::MAX))
    }

    /// By how many seconds the wall clock was set since this was asked last; none for a small correction.
    pub fn jump(&mut self, now: Now) -> Option<i64> {
        let Self(drift) = Self::at(now);
        let by = (drift - std::mem::replace(&mut self.0, drift)) / 1_000_000;
        (by.abs() >= LEAST_JUMP_SECONDS).then_some(by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_goes_on_and_is_cut_to_microseconds() {
        let (one, other) = (now(), now());
        assert!(one.boot <= other.boot && one.boot.micros > 0);
        assert_eq!(one.wall.timestamp_subsec_nanos() % 1_000, 0);
    }
}
