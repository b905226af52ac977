//! The latency of lookups with and without a writer that changes the map without a pause.
//!
//! A sample is the time of sixteen consecutive lookups, because reading the clock takes as long as a few
//! lookups. A lookup that waits is fully visible in its sample.

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use benches::names::{NAMES, Order, requests};
use benches::settings::{keep, span};
use benches::threads::cores;
use benches::ways::{self, Way};
use hdrhistogram::Histogram;
use serde_json::{Value, json};

/// Lookups that are timed together.
const BATCH: usize = 16;

fn main() {
    let requests = requests(&NAMES, Order::Hot);
    let cores = cores();
    // One core left for the writer, and none left.
    let mut readers = vec![cores.saturating_sub(1).max(1), cores];
    readers.dedup();
    let mut figures = Vec::new();
    for way in ways::all(&NAMES) {
        for readers in &readers {
            for writing in [false, true] {
                if writing && way.change.is_none() {
                    continue;
                }
                figures.push(measure(&way, *readers, writing, &requests));
            }
        }
    }
    keep(
        "latency",
        &json!({ "batch": BATCH, "clock": clock(), "cores": cores, "figures": figures }),
    );
}

/// Measures and prints one line of the table.
fn measure(way: &Way, readers: usize, writing: bool, requests: &[&'static str]) -> Value {
    let (times, changes) = run(way, readers, writing, requests);
    let at = |quantile: f64| times.value_at_quantile(quantile);
    let figure = json!({
        "way": way.name, "readers": readers, "writing": writing,
        "batches": times.len(), "changes": changes,
        "p50": at(0.5), "p99": at(0.99), "p99.9": at(0.999), "p99.99": at(0.9999),
        "worst": times.max(),
    });
    println!("{figure}");
    figure
}

/// Returns the times of the batches in nanoseconds, and the changes per second.
fn run(
    way: &Way,
    readers: usize,
    writing: bool,
    requests: &[&'static str],
) -> (Histogram<u64>, u64) {
    let stop = AtomicBool::new(false);
    let start = Barrier::new(readers + usize::from(writing));
    std::thread::scope(|scope| {
        let writer = writing.then(|| {
            scope.spawn(|| {
                let change = way.change.as_ref().unwrap();
                start.wait();
                let begin = Instant::now();
                let mut number = 0_usize;
                // Ends with a complete rotation of changes, so that the next run finds the initial state.
                // Relaxed, pairs with the store below: the flag guards no data.
                while !stop.load(Ordering::Relaxed) || !number.is_multiple_of(3) {
                    change(number);
                    number += 1;
                }
                (number as f64 / begin.elapsed().as_secs_f64()) as u64
            })
        });
        let readers: Vec<_> = (0..readers)
            .map(|_| {
                scope.spawn(|| {
                    start.wait();
                    read(way, requests, span())
                })
            })
            .collect();
        let times: Vec<_> = readers.into_iter().map(|reader| reader.join()).collect();
        // Before `unwrap` propagates a reader's panic, or the writer would never end. Relaxed, pairs
        // with the writer's load.
        stop.store(true, Ordering::Relaxed);
        let mut all = histogram();
        for times in times {
            all.add(times.unwrap()).unwrap();
        }
        (all, writer.map_or(0, |writer| writer.join().unwrap()))
    })
}

fn read(way: &Way, requests: &[&'static str], span: Duration) -> Histogram<u64> {
    let mut times = histogram();
    (way.look)(requests);
    let end = Instant::now() + span;
    let mut now = Instant::now();
    while now < end {
        for batch in requests.chunks_exact(BATCH) {
            let begin = Instant::now();
            (way.look)(batch);
            now = Instant::now();
            times.saturating_record(nanoseconds(now - begin));
        }
    }
    times
}

/// A histogram up to 10 seconds with three digits.
fn histogram() -> Histogram<u64> {
    Histogram::new_with_bounds(1, 10_000_000_000, 3).unwrap()
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// The median time of reading the clock.
fn clock() -> u64 {
    let mut times = histogram();
    for _ in 0..100_000 {
        let begin = Instant::now();
        times.saturating_record(nanoseconds(Instant::now() - begin));
    }
    times.value_at_quantile(0.5)
}
