//! [`Counter`]: a number that no ordering argument depends on, in a loom model either.

use std::sync::atomic::AtomicU64;

use super::ordering::COUNTER;

/// Counts, or draws unique numbers. It orders nothing.
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) const fn new(start: u64) -> Self {
        Counter(AtomicU64::new(start))
    }

    /// Adds, and returns the value before.
    pub(crate) fn add(&self, count: u64) -> u64 {
        self.0.fetch_add(count, COUNTER)
    }

    pub(crate) fn subtract(&self, count: u64) {
        self.0.fetch_sub(count, COUNTER);
    }

    pub(crate) fn get(&self) -> u64 {
        self.0.load(COUNTER)
    }
}
