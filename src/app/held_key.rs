//! A key that is held down, or that bounces, makes one transition.
//!
//! Terminals do not tell when a key is let go, so it is told by time: what comes again at once is the same
//! press. A held key rests for a moment before it repeats; a press that may be its first repeat therefore
//! waits until it is clear that no second one follows. Keys that only type or move are never held back.

use crossterm::event::KeyEvent;

use crate::time::BootTime;

/// Presses that follow each other closer than this are one: repeats come faster, fingers do not.
const ONE_PRESS_MICROS: u64 = 250_000;
/// The longest rest before a held key repeats, on the usual systems.
const LONGEST_REST_MICROS: u64 = 700_000;
/// Once a key repeats, the next repeat comes sooner than this.
const NEXT_REPEAT_MICROS: u64 = 120_000;

/// What is known of the key that made the last transition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldKey {
    name: String,
    last: Option<BootTime>,
    /// The press has made its transition.
    spent: bool,
    /// The key has repeated.
    repeats: bool,
    /// A press that may be the first repeat, and until when that is open.
    waiting: Option<(KeyEvent, BootTime)>,
}

/// What becomes of a press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// It counts.
    Counts,
    /// It waits, and is given back by [`HeldKey::ripe`].
    Waits,
    /// It is the same press as before.
    Repeats,
}

impl HeldKey {
    /// Takes note of a press that would make a transition.
    pub fn press(&mut self, name: &str, key: KeyEvent, now: BootTime) -> Press {
        let other = self.name != name;
        let gap = self.note(name, now);
        if other {
            return Press::Counts;
        }
        if self.waiting.take().is_some() || (gap < ONE_PRESS_MICROS && self.spent) {
            self.repeats = true;
            return Press::Repeats;
        }
        if gap >= ONE_PRESS_MICROS {
            let may_repeat = self.spent && !self.repeats && gap < LONGEST_REST_MICROS;
            self.repeats = false;
            if may_repeat {
                self.waiting = Some((key, BootTime { micros: now.micros + NEXT_REPEAT_MICROS }));
                return Press::Waits;
            }
            self.spent = false;
        }
        Press::Counts
    }

    /// Takes note of a press that only types or moves. Gives how long ago the last one was.
    pub fn note(&mut self, name: &str, now: BootTime) -> u64 {
        if self.name != name {
            *self = Self { name: name.to_owned(), ..Self::default() };
        }
        let last = self.last.replace(now);
        last.map_or(u64::MAX, |last| now.micros.saturating_sub(last.micros))
    }

    /// The press has made a transition: what comes with it makes no other.
    pub const fn spend(&mut self) {
        self.spent = true;
    }

    /// The press that waited, once it is clear that it was meant: its time has come, or `other` came.
    pub fn ripe(&mut self, now: BootTime, other: bool) -> Option<KeyEvent> {
        self.waiting.take_if(|(_, until)| other || now >= *until).map(|(key, _)| key)
    }

    /// Until when a press waits.
    pub fn waits_until(&self) -> Option<BootTime> {
        self.waiting.map(|(_, until)| until)
    }

    /// Whether a key is the one that was pressed last.
    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyModifiers};

    use super::*;

    /// Presses Enter at these milliseconds; each that counts makes a transition. Gives when they counted.
    fn counted(presses: &[u64]) -> Vec<u64> {
        let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
        let (mut key, mut counted) = (HeldKey::default(), Vec::new());
        for at in 0..10_000_u64 {
            let now = BootTime { micros: at * 1_000 };
            let ripe = key.ripe(now, false).is_some();
            if ripe || (presses.contains(&at) && key.press("Enter", enter, now) == Press::Counts) {
                key.spend();
                counted.push(at);
            }
        }
        counted
    }

    #[test]
    fn a_key_that_bounces_counts_once() {
        assert_eq!(counted(&[1000, 1008, 1015, 1200]), [1000]);
    }

    #[test]
    fn a_held_key_counts_once_after_whatever_rest_it_repeats() {
        for rest in [250, 375, 500, 660] {
            let presses: Vec<u64> = [1000].into_iter().chain((0..60).map(|n| 1000 + rest + n * 33)).collect();
            assert_eq!(counted(&presses), [1000], "{rest}");
        }
    }

    #[test]
    fn presses_apart_count_each_the_quick_ones_a_little_later() {
        assert_eq!(counted(&[1000, 1400, 1900, 3200]), [1000, 1520, 2020, 3200]);
    }

    #[test]
    fn a_key_pressed_anew_after_it_was_held_counts_at_once() {
        assert_eq!(counted(&[1000, 1500, 1533, 1566, 1900]), [1000, 1900]);
    }

    #[test]
    fn another_key_makes_what_waits_count() {
        let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
        let mut key = HeldKey::default();
        let at = |millis: u64| BootTime { micros: millis * 1_000 };
        assert_eq!(key.press("Enter", enter, at(1000)), Press::Counts);
        key.spend();
        assert_eq!(key.press("Enter", enter, at(1400)), Press::Waits);
        assert_eq!(key.waits_until(), Some(at(1520)));
        assert_eq!(key.ripe(at(1410), true), Some(enter));
        assert_eq!(key.ripe(at(1600), true), None);
        key.note("n", at(1420));
        assert_eq!(key.press("Enter", enter, at(1430)), Press::Counts);
    }
}
