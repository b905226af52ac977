//! [`Histogram`]: how long requests took.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The upper bounds of the buckets, in microseconds and as Prometheus writes them in seconds.
pub(super) const BOUNDS: [(u64, &str); 14] = [
    (50, "0.00005"),
    (100, "0.0001"),
    (250, "0.00025"),
    (500, "0.0005"),
    (1_000, "0.001"),
    (2_500, "0.0025"),
    (5_000, "0.005"),
    (10_000, "0.01"),
    (50_000, "0.05"),
    (100_000, "0.1"),
    (500_000, "0.5"),
    (1_000_000, "1"),
    (5_000_000, "5"),
    (10_000_000, "10"),
];

/// Counts of durations, by buckets.
#[derive(Debug, Default)]
pub(super) struct Histogram {
    buckets: [AtomicU64; BOUNDS.len()],
    /// Longer than the last bound.
    beyond: AtomicU64,
    nanoseconds: AtomicU64,
}

/// What a histogram has counted so far.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Counts {
    /// For each bound, how many durations were not longer.
    pub(super) up_to: Vec<(&'static str, u64)>,
    pub(super) total: u64,
    pub(super) nanoseconds: u64,
}

impl Histogram {
    pub(super) fn observe(&self, taken: Duration) {
        let micros = taken.as_micros();
        let at = BOUNDS
            .iter()
            .position(|(bound, _)| micros <= u128::from(*bound));
        let bucket = at.and_then(|at| self.buckets.get(at));
        bucket
            .unwrap_or(&self.beyond)
            .fetch_add(1, Ordering::Relaxed);
        let nanoseconds = u64::try_from(taken.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(nanoseconds, Ordering::Relaxed);
    }

    pub(super) fn counts(&self) -> Counts {
        let mut total = 0_u64;
        let mut add = |bucket: &AtomicU64| {
            total = total.saturating_add(bucket.load(Ordering::Relaxed));
            total
        };
        let up_to = BOUNDS
            .iter()
            .zip(&self.buckets)
            .map(|((_, bound), bucket)| (*bound, add(bucket)))
            .collect();
        Counts {
            up_to,
            total: add(&self.beyond),
            nanoseconds: self.nanoseconds.load(Ordering::Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_belongs_to_its_bucket() {
        let histogram = Histogram::default();
        for micros in [0, 50, 51, 10_000_000, 10_000_001] {
            histogram.observe(Duration::from_micros(micros));
        }
        let counts = histogram.counts();
        assert_eq!(counts.up_to.first(), Some(&("0.00005", 2)));
        assert_eq!(counts.up_to.get(1), Some(&("0.0001", 3)));
        assert_eq!(counts.up_to.last(), Some(&("10", 4)));
        assert_eq!(counts.total, 5);
        assert_eq!(counts.nanoseconds, 20_000_102_000);
    }

    #[test]
    fn bounds_are_the_same_in_both_units() {
        for (micros, seconds) in BOUNDS {
            let micros = f64::from(u32::try_from(micros).unwrap());
            assert_eq!((micros / 1e6).to_string(), seconds);
        }
    }
}
