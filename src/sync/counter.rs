//! [`Counter`]: a number that no reasoning about order rests on, in a loom model too.
#![forbid(unsafe_code)]

use std::sync::atomic::{AtomicU64, Ordering};

/// A count that nothing is ordered by: statistics, and numbers drawn once.
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) const fn new(start: u64) -> Self {
        Counter(AtomicU64::new(start))
    }

    /// Adds, and returns what was there before.
    pub(crate) fn add(&self, count: u64) -> u64 {
        // Relaxed: each caller needs a value of its own and learns nothing else from it.
        self.0.fetch_add(count, Ordering::Relaxed)
    }

    pub(crate) fn subtract(&self, count: u64) {
        // Relaxed: as in `add`.
        self.0.fetch_sub(count, Ordering::Relaxed);
    }

    pub(crate) fn get(&self) -> u64 {
        // Relaxed: a figure that may be out of date when it is read.
        self.0.load(Ordering::Relaxed)
    }
}
