//! Runs the same work on several threads.

use std::sync::Barrier;
use std::time::{Duration, Instant};

/// The number of cores.
#[must_use]
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// The thread counts to measure: powers of two below the number of cores, then that number.
#[must_use]
pub fn counts() -> Vec<usize> {
    let cores = cores();
    let mut counts: Vec<usize> = std::iter::successors(Some(1), |count| Some(count * 2))
        .take_while(|count| *count < cores)
        .collect();
    counts.push(cores);
    counts
}

/// Measures the time of `rounds` calls on each thread, and returns the mean over the threads.
pub fn time(threads: usize, rounds: u64, work: &(impl Fn() + Sync + ?Sized)) -> Duration {
    let start = Barrier::new(threads);
    let total: Duration = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    // The first call initializes thread-local state.
                    work();
                    start.wait();
                    let begin = Instant::now();
                    for _ in 0..rounds {
                        work();
                    }
                    begin.elapsed()
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum()
    });
    total / u32::try_from(threads).unwrap()
}
