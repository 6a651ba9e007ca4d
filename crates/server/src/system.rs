//! Time and randomness of the machine, and the turned-by-hand versions that tests use.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use dineqr_core::clock::Clock;
use dineqr_core::id::IdSource;
use jiff::Timestamp;
use rand::TryRng;
use rand::rngs::SysRng;

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the clock that everything else is given"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The operating system's generator: fit for keys, tokens and codes.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl SystemRandom {
    /// 256 fresh bits, for a signing or hash key.
    pub fn key(self) -> [u8; 32] {
        fresh()
    }
}

impl IdSource for SystemRandom {
    fn random(&self) -> u128 {
        u128::from_ne_bytes(fresh())
    }
}

/// Fresh bytes. A system without entropy cannot issue secrets, so it stops rather than go on with weak ones.
fn fresh<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).expect("the operating system's random generator answers");
    bytes
}

/// A clock that moves only when told to.
#[derive(Debug)]
pub struct ManualClock {
    micros: AtomicI64,
}

impl ManualClock {
    /// A clock that stands at `now` (kept to the microsecond).
    pub fn at(now: Timestamp) -> Self {
        Self { micros: AtomicI64::new(now.as_microsecond()) }
    }

    /// Turns the clock to `now`.
    pub fn set(&self, now: Timestamp) {
        self.micros.store(now.as_microsecond(), Ordering::SeqCst);
    }

    /// Turns the clock forward.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
        self.micros.fetch_add(by, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        let micros = self.micros.load(Ordering::SeqCst);
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX)
    }
}

/// Numbers in a fixed order that do not repeat, so that a test's ids and codes are the same on every run.
#[derive(Debug, Default)]
pub struct CountingIds {
    next: AtomicU64,
}

impl CountingIds {
    /// Starts at the beginning.
    pub fn new() -> Self {
        Self::default()
    }
}

impl IdSource for CountingIds {
    fn random(&self) -> u128 {
        u128::from(self.next.fetch_add(1, Ordering::SeqCst) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_clock_moves_only_when_told_to() {
        let clock = ManualClock::at(Timestamp::UNIX_EPOCH);
        assert_eq!(clock.now(), clock.now());
        clock.advance(Duration::from_millis(1_500));
        assert_eq!(clock.now().as_millisecond(), 1_500);
        clock.set(Timestamp::from_second(7).expect("in range"));
        assert_eq!(clock.now().as_second(), 7);
    }

    #[test]
    fn the_system_does_not_repeat_itself() {
        assert_ne!(SystemRandom.random(), SystemRandom.random());
        assert_ne!(SystemRandom.key(), SystemRandom.key());
    }

    #[test]
    fn counting_ids_are_the_same_on_every_run() {
        let (one, two) = (CountingIds::new(), CountingIds::new());
        assert_eq!((one.random(), one.random()), (two.random(), two.random()));
    }
}
