//! A writer that panics in the middle of a publication: readers go on, and the
//! next writer mends what it left.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::{Duration, Instant};

use super::{Numbered, assert_index_is_the_snapshot, is_odd, number};
use crate::registry::Registry;
use crate::sync::crash::crash_next_publication;
use crate::sync::{Arc, AtomicBool, AtomicU64, Ordering};

/// Lets a change panic after its snapshot is published and before the index follows.
fn crashed(registry: &Registry, change: impl FnOnce(&Registry)) {
    crash_next_publication();
    assert!(catch_unwind(AssertUnwindSafe(|| change(registry))).is_err());
    assert!(is_odd(registry));
}

fn two(alive: &Arc<()>) -> Registry {
    let registry = Registry::new();
    registry
        .register(Numbered::new(&["a", "a2"], 1, alive))
        .unwrap();
    registry.register(Numbered::new(&["b"], 2, alive)).unwrap();
    // In this thread's memo.
    assert!(registry.resolve("a").is_ok() && registry.resolve("b").is_ok());
    registry
}

fn answers(registry: &Registry, names: [&str; 4]) -> [Option<u64>; 4] {
    let here = || names.map(|name| registry.pin().resolve(name).ok().map(number));
    let there = thread::scope(|scope| scope.spawn(here).join().unwrap());
    assert_eq!(here(), there);
    there
}

#[test]
fn readers_find_what_the_panicking_writer_published() {
    let alive = Arc::new(());
    let registry = two(&alive);
    let names = ["a", "a2", "b", "c"];
    crashed(&registry, |registry| {
        drop(registry.replace("a", Numbered::new(&["c"], 3, &alive)));
    });
    assert_eq!(answers(&registry, names), [Some(3), None, Some(2), Some(3)]);
    assert_eq!((registry.generation(), registry.snapshot().len()), (3, 2));
    // Refused ones find all in order, and leave it to a later one to mend the index.
    assert!(registry.register(Numbered::new(&["c"], 4, &alive)).is_err());
    assert!(registry.unregister("a2").is_err());
    assert_eq!(answers(&registry, names), [Some(3), None, Some(2), Some(3)]);
    registry
        .register(Numbered::new(&["a2"], 5, &alive))
        .unwrap();
    assert_index_is_the_snapshot(&registry);
    assert_eq!(
        answers(&registry, names),
        [Some(3), Some(5), Some(2), Some(3)]
    );
}

#[test]
fn every_kind_of_change_may_panic() {
    let alive = Arc::new(());
    let changes: [&dyn Fn(&Registry); 4] = [
        &|registry| drop(registry.register(Numbered::new(&["c", "d"], 3, &alive))),
        &|registry| drop(registry.replace("a2", Numbered::new(&["c"], 3, &alive))),
        &|registry| drop(registry.unregister("a")),
        &|registry| {
            drop(registry.update(|batch| {
                batch.unregister("a")?;
                batch.replace("b", Numbered::new(&["a"], 3, &alive))?;
                batch.register(Numbered::new(&["a2"], 4, &alive))
            }));
        },
    ];
    for change in changes {
        for then in changes.into_iter().take(if cfg!(miri) { 1 } else { 4 }) {
            let registry = two(&alive);
            crashed(&registry, change);
            let published = registry.snapshot();
            let names = ["a", "a2", "b", "c"];
            let listed = names.map(|name| published.resolve(name).ok().map(number));
            assert_eq!(answers(&registry, names), listed);
            assert_eq!(published.generation(), 3);
            // Then another one panics, if it is not refused; then one does not.
            crash_next_publication();
            let _ = catch_unwind(AssertUnwindSafe(|| then(&registry)));
            assert!(is_odd(&registry));
            crash_next_publication();
            let again = || registry.register(Numbered::new(&["last-but-one"], 8, &alive));
            assert!(catch_unwind(AssertUnwindSafe(again)).is_err());
            registry
                .register(Numbered::new(&["last"], 9, &alive))
                .unwrap();
            assert_index_is_the_snapshot(&registry);
            drop((registry, published));
            assert_eq!(Arc::strong_count(&alive), 1, "something leaks");
        }
    }
}

#[test]
fn what_was_replaced_before_the_panic_is_freed() {
    let alive = Arc::new(());
    let registry = two(&alive);
    crashed(&registry, |registry| {
        drop(registry.replace("a", Numbered::new(&["a"], 3, &alive)));
    });
    assert!(registry.stats().retired > 0);
    // Pins of tests beside this one may hold it back for a moment.
    let began = Instant::now();
    while registry.stats().retired > 0 {
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "it is never freed"
        );
        registry.reclaim();
        thread::yield_now();
    }
    // "a" and "b", and this.
    assert_eq!(Arc::strong_count(&alive), 3);
    assert_eq!(registry.resolve("a").as_ref().map(number), Ok(3));
}

#[test]
fn readers_beside_panicking_writers_never_go_back() {
    let alive = Arc::new(());
    let registry = two(&alive);
    let (over, told) = (AtomicBool::new(false), AtomicU64::new(0));
    let rounds = if cfg!(miri) { 8 } else { 400 };
    thread::scope(|scope| {
        for name in ["a", "a2"] {
            let (registry, over, told) = (&registry, &over, &told);
            scope.spawn(move || {
                // The writer may fail, and never say that it is over.
                let began = Instant::now();
                while !over.load(Ordering::Relaxed) && began.elapsed() < Duration::from_secs(20) {
                    let before = told.load(Ordering::Acquire);
                    let now = number(registry.pin().resolve(name).unwrap());
                    assert!(before <= now, "{now} after {before}");
                    told.fetch_max(now, Ordering::AcqRel);
                }
            });
        }
        for round in 2..rounds {
            let mut replace = || {
                registry
                    .replace("a", Numbered::new(&["a", "a2"], round, &alive))
                    .map(drop)
            };
            if round % 3 == 0 {
                crash_next_publication();
                assert!(catch_unwind(AssertUnwindSafe(&mut replace)).is_err());
            } else {
                replace().unwrap();
                assert_index_is_the_snapshot(&registry);
            }
        }
        over.store(true, Ordering::Relaxed);
    });
    drop(registry);
    assert_eq!(Arc::strong_count(&alive), 1);
}
