//! Calendar arithmetic: durations, time zones, and times as people type them.
//!
//! Nothing here asks a clock or reads zone files: the moment and the zone's bytes come in as arguments.

pub mod ahead;
pub mod entry;
pub mod period;
pub mod term;
pub mod working_days;
pub mod zone;

pub use period::Period;
pub use term::{Counting, End, Term};
pub use working_days::{WorkingDays, YearOfDays};
pub use zone::Zone;

/// A moment, in UTC, to the microsecond where it is recorded.
pub type Moment = chrono::DateTime<chrono::Utc>;

/// Seconds on the clock that counts from the machine's start, and goes on while the machine is suspended
/// (`CLOCK_BOOTTIME`). It is never set by anyone, so timers run on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct BootTime {
    /// Microseconds since the machine started.
    pub micros: u64,
}

/// The two clocks at one instant, as the shell read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The wall clock.
    pub wall: Moment,
    /// The boot-time clock.
    pub boot: BootTime,
}
