//! The same work on several threads at once.

use std::sync::Barrier;
use std::time::{Duration, Instant};

/// How many cores there are.
#[must_use]
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// One, and then powers of two up to the number of cores, which comes last.
#[must_use]
pub fn counts() -> Vec<usize> {
    let cores = cores();
    let mut counts: Vec<usize> = std::iter::successors(Some(1), |count| Some(count * 2))
        .take_while(|count| *count < cores)
        .collect();
    counts.push(cores);
    counts
}

/// The time in which each thread does so many rounds: the mean over the threads.
pub fn time(threads: usize, rounds: u64, work: &(impl Fn() + Sync + ?Sized)) -> Duration {
    let start = Barrier::new(threads);
    let total: Duration = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    // What a thread does once is not what is asked about.
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
