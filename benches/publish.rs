//! The time of a change by the number of names, and the time until other threads see it.
//!
//! "register", "replace" and "unregister" time 64 consecutive changes and undo them with the clock
//! stopped; the backends are created before. The peers do less: one key, no id, no checks, no atomicity
//! beyond the key.
#![allow(missing_docs, reason = "criterion_group! makes public functions")]

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use benches::backend::{Shared, named};
use benches::names::many;
use benches::settings::{keep, quick, testing};
use benches::threads::cores;
use benches::ways::{self, Plain};
use calendar_registry::Registry;
use criterion::{BenchmarkId, Criterion, SamplingMode, criterion_group, criterion_main};
use hdrhistogram::Histogram;
use serde_json::json;

/// Changes in one timed chunk.
const CHUNK: usize = 64;

fn sizes() -> Vec<usize> {
    let largest = match () {
        () if testing() => 100,
        () if quick() => 100_000,
        () => 1_000_000,
    };
    let sizes = std::iter::successors(Some(10), |size| Some(size * 10));
    sizes.take_while(|size| *size <= largest).collect()
}

/// Times `rounds` calls of `change` in chunks, and undoes each chunk.
fn chunks(
    rounds: u64,
    backends: &[(&'static str, Shared)],
    change: impl Fn(&'static str, Shared),
    undo: impl Fn(&'static str),
) -> Duration {
    let mut left = usize::try_from(rounds).unwrap();
    let mut total = Duration::ZERO;
    while left > 0 {
        let chunk = &backends[..left.min(backends.len())];
        let given: Vec<_> = chunk.to_vec();
        let begin = Instant::now();
        for (name, backend) in given {
            change(name, backend);
        }
        total += begin.elapsed();
        chunk.iter().for_each(|(name, _)| undo(name));
        left -= chunk.len();
    }
    total
}

fn backends(names: &[&'static str]) -> Vec<(&'static str, Shared)> {
    names.iter().map(|name| (*name, named(name))).collect()
}

fn one(criterion: &mut Criterion) {
    let mut names = many(sizes().last().unwrap() + CHUNK);
    // Separate names, which are never registered before.
    let added = backends(&names.split_off(names.len() - CHUNK));
    for size in sizes() {
        let names = &names[..size];
        // Evenly distributed, so that replacements touch different parts of the maps.
        let step = (size / CHUNK).max(1);
        let some: Vec<&str> = names.iter().step_by(step).take(CHUNK).copied().collect();
        ours(
            criterion,
            &ways::registry(names),
            size,
            &added,
            &backends(&some),
        );
        peers(criterion, names, size, &added);
    }
}

fn ours(
    criterion: &mut Criterion,
    registry: &Registry,
    size: usize,
    added: &[(&'static str, Shared)],
    some: &[(&'static str, Shared)],
) {
    let register = |name: &'static str, backend: Shared| {
        _ = black_box(
            registry
                .register(backend)
                .unwrap_or_else(|_| panic!("{name} is taken")),
        );
    };
    let unregister = |name: &'static str| _ = black_box(registry.unregister(name).unwrap());
    let mut group = criterion.benchmark_group("publish");
    group.bench_function(BenchmarkId::new("registry, register", size), |bencher| {
        bencher.iter_custom(|rounds| chunks(rounds, added, register, unregister));
    });
    group.bench_function(BenchmarkId::new("registry, replace", size), |bencher| {
        let replace = |name: &'static str, backend: Shared| {
            _ = black_box(registry.replace(name, backend).unwrap());
        };
        bencher.iter_custom(|rounds| chunks(rounds, some, replace, |_| ()));
    });
    group.bench_function(BenchmarkId::new("registry, unregister", size), |bencher| {
        let back = |name| register(name, named(name));
        bencher.iter_custom(|rounds| chunks(rounds, some, |name, _| unregister(name), back));
    });
    group.finish();
}

fn peers(
    criterion: &mut Criterion,
    names: &[&'static str],
    size: usize,
    added: &[(&'static str, Shared)],
) {
    let mut group = criterion.benchmark_group("publish");
    let plain = ways::plain(names);
    let map: dashmap::DashMap<_, _, foldhash::fast::RandomState> =
        plain.clone().into_iter().collect();
    group.bench_function(BenchmarkId::new("DashMap, insert", size), |bencher| {
        let insert = |name, calendar| _ = black_box(map.insert(name, calendar));
        bencher.iter_custom(|rounds| chunks(rounds, added, insert, |name| _ = map.remove(name)));
    });
    let map: papaya::HashMap<_, _, foldhash::fast::RandomState> =
        plain.clone().into_iter().collect();
    group.bench_function(BenchmarkId::new("papaya, insert", size), |bencher| {
        let insert = |name, calendar| _ = black_box(map.pin().insert(name, calendar));
        let remove = |name: &'static str| _ = map.pin().remove(name);
        bencher.iter_custom(|rounds| chunks(rounds, added, insert, remove));
    });
    // A copy of a larger map takes tens of milliseconds.
    if size <= 100_000 {
        let map = ArcSwap::from_pointee(plain);
        let copied = |change: &dyn Fn(&mut Plain)| {
            let mut copy = Plain::clone(&map.load());
            change(&mut copy);
            map.store(Arc::new(copy));
        };
        let name = BenchmarkId::new("ArcSwap<HashMap>, insert into a copy", size);
        group.bench_function(name, |bencher| {
            let insert = |name, calendar: Shared| {
                copied(&|map| _ = map.insert(name, Arc::clone(&calendar)));
            };
            let remove = |name| copied(&|map| _ = map.remove(name));
            bencher.iter_custom(|rounds| chunks(rounds, &added[..1], insert, remove));
        });
    }
    group.finish();
}

/// Many registrations in one update, into an empty registry.
fn batch(criterion: &mut Criterion) {
    let size = if testing() { 100 } else { 100_000 };
    let names = many(size);
    let mut group = criterion.benchmark_group("batch");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.bench_function(BenchmarkId::new("registry, update", size), |bencher| {
        bencher.iter_custom(|rounds| {
            let mut total = Duration::ZERO;
            for _ in 0..rounds {
                let given = backends(&names);
                let registry = Registry::new();
                let begin = Instant::now();
                let calendars = registry.update(|batch| {
                    let mut given = given.into_iter();
                    given.try_for_each(|(_, backend)| batch.register(backend))
                });
                total += begin.elapsed();
                black_box(calendars.unwrap());
            }
            total
        });
    });
    group.finish();
}

/// Measures the time from the call of `register` to its return, and to the first hit of another thread
/// that looks up the name in a loop.
fn visible(_: &mut Criterion) {
    let rounds = if testing() { 10 } else { 20_000 };
    let registry = ways::registry(&many(24));
    let name = "visible";
    let epoch = Instant::now();
    let now = || u64::try_from(epoch.elapsed().as_nanos()).unwrap();
    // 0 while the reader waits for the name, then the time of its first hit.
    let seen = AtomicU64::new(1);
    let current_round = AtomicU64::new(0);
    let (mut returned, mut found) = (histogram(), histogram());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 1..=rounds {
                // Acquire, pairs with the writer's Release store: the name is unregistered by then.
                while current_round.load(Ordering::Acquire) != round {
                    std::hint::spin_loop();
                }
                while registry.pin().resolve(name).is_err() {}
                // Release, pairs with the writer's Acquire load.
                seen.store(now(), Ordering::Release);
            }
        });
        for round in 1..=rounds {
            let backend = named(name);
            // Relaxed: the Release store below publishes it to the reader.
            seen.store(0, Ordering::Relaxed);
            // Release, pairs with the reader's Acquire load.
            current_round.store(round, Ordering::Release);
            // Waits until the reader is in its loop.
            let start = now() + 2_000;
            while now() < start {}
            let begin = now();
            let calendar = registry.register(backend).unwrap();
            let end = now();
            let at = loop {
                // Acquire, pairs with the reader's Release store.
                match seen.load(Ordering::Acquire) {
                    0 => std::hint::spin_loop(),
                    at => break at,
                }
            };
            returned.saturating_record(end - begin);
            found.saturating_record(at.saturating_sub(begin));
            drop(calendar);
            registry.unregister(name).unwrap();
        }
    });
    let quantiles = |times: &Histogram<u64>| {
        json!({
            "p50": times.value_at_quantile(0.5), "p99": times.value_at_quantile(0.99),
            "worst": times.max(),
        })
    };
    let figures = json!({
        "rounds": rounds, "cores": cores(), "returned": quantiles(&returned),
        "found": quantiles(&found),
    });
    println!("{figures}");
    keep("visible", &figures);
}

fn histogram() -> Histogram<u64> {
    Histogram::new_with_bounds(1, 10_000_000_000, 3).unwrap()
}

criterion_group! {
    name = benches;
    config = benches::settings::criterion().sample_size(25);
    targets = one, batch, visible
}
criterion_main!(benches);
