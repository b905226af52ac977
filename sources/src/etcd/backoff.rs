//! [`Backoff`]: pauses that double with each failure, with jitter.

use std::time::Duration;

/// Pauses after failures. The servers of a fleet have different seeds, so that they do not all return
/// at the same moment.
#[derive(Debug)]
pub(super) struct Backoff {
    first: Duration,
    longest: Duration,
    failures: u32,
    random: u64,
}

impl Backoff {
    pub(super) fn new(first: Duration, longest: Duration, seed: u64) -> Self {
        Backoff {
            first,
            longest,
            failures: 0,
            random: seed,
        }
    }

    /// Counts a failure, and returns the pause after it.
    pub(super) fn fail(&mut self) -> Duration {
        let factor = 2_u32.saturating_pow(self.failures);
        self.failures = self.failures.saturating_add(1);
        let pause = self.first.saturating_mul(factor).min(self.longest);
        self.jitter(pause)
    }

    /// Ends a row of failures.
    pub(super) fn succeed(&mut self) {
        self.failures = 0;
    }

    /// Returns the number of failures since the last success.
    pub(super) fn failures(&self) -> u32 {
        self.failures
    }

    /// Returns a random time between a half of `time` and all of it.
    pub(super) fn jitter(&mut self, time: Duration) -> Duration {
        let half = time.checked_div(2).unwrap_or_default();
        let part = u32::try_from(self.draw() >> 32).unwrap_or(u32::MAX);
        let nanoseconds = half.as_nanos().saturating_mul(u128::from(part)) >> 32;
        let random = Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX));
        half.saturating_add(random)
    }

    /// Draws a number by SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
    /// generators", 2014).
    fn draw(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
