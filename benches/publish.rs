//! What does a change cost, among how many names, and how soon does every reader see it?
//!
//! "register" and its like time 64 changes in a row and undo them with the clock stopped; the backends
//! are made beforehand. What a peer is asked for is less: one key, no id, nothing checked, nothing atomic
//! beyond that key.
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

/// Changes that are timed together.
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

/// The time of so many calls of `change`, made in chunks of which each is undone.
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
    // Apart from the rest, so that what is added is never there already.
    let added = backends(&names.split_off(names.len() - CHUNK));
    for size in sizes() {
        let names = &names[..size];
        // Spread over the whole, so that replacing meets other parts of the maps each time.
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
    // Above that, a copy takes tens of milliseconds, which is all there is to say.
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

/// From the call of `register` to its return, and to the answer that another thread gets which asks
/// for the name again and again.
fn visible(_: &mut Criterion) {
    let rounds = if testing() { 10 } else { 20_000 };
    let registry = ways::registry(&many(24));
    let name = "visible";
    let epoch = Instant::now();
    let now = || u64::try_from(epoch.elapsed().as_nanos()).unwrap();
    // 0 while the reader waits for the name; else when it saw it.
    let seen = AtomicU64::new(1);
    let turn = AtomicU64::new(0);
    let (mut returned, mut found) = (histogram(), histogram());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 1..=rounds {
                // Acquire pairs with the writer's Release store of its turn: the name is gone by then.
                while turn.load(Ordering::Acquire) != round {
                    std::hint::spin_loop();
                }
                while registry.pin().resolve(name).is_err() {}
                // Release pairs with the writer's Acquire load.
                seen.store(now(), Ordering::Release);
            }
        });
        for round in 1..=rounds {
            let backend = named(name);
            seen.store(0, Ordering::Relaxed);
            turn.store(round, Ordering::Release);
            // So that the reader is at it.
            let start = now() + 2_000;
            while now() < start {}
            let begin = now();
            let calendar = registry.register(backend).unwrap();
            let end = now();
            let at = loop {
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
