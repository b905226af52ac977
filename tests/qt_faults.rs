//! Faults of Qt's registry of calendars, one by one, that this one does not have. (Log handlers
//! that call back, which deadlock there, are in `events.rs`.)
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic, in its helpers too"
)]

mod common;

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use calendar_registry::{ChangeError, NameError, Registry, RequestedName, ResolveError};
use common::alloc::{Counting, used};
use common::{Life, Over, Picture, alone, version};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const TIME: Duration = Duration::from_millis(if cfg!(miri) { 1 } else { 500 });

/// There, a listing that is read while another thread registers is a segmentation fault.
#[test]
fn names_are_listed_beside_a_busy_registration() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::with_builtins();
    let over = Over::default();
    thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0.. {
                let names = [format!("n{}", round % 100), format!("m{}", round % 100)];
                let names = names.each_ref().map(String::as_str);
                if registry.register(life.version(&names, round)).is_err() {
                    registry.unregister(names[0]).unwrap();
                }
                if over.is() {
                    return;
                }
            }
        });
        let _ends = over.guard();
        let (began, mut listings) = (Instant::now(), 0_u32);
        while began.elapsed() < TIME || listings < 10 {
            let snapshot = registry.snapshot();
            let names: Vec<_> = snapshot.names().collect();
            assert!(names.windows(2).all(|pair| pair[0] < pair[1]));
            let listed: usize = snapshot.calendars().map(|c| c.names().len()).sum();
            assert_eq!(listed, names.len());
            for name in &names {
                assert!(
                    snapshot
                        .resolve(name.as_str())
                        .unwrap()
                        .names()
                        .contains(name)
                );
            }
            listings += 1;
        }
    });
}

/// There, one backend that is registered twice is freed twice.
#[test]
fn one_backend_registered_twice_is_dropped_once() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
    let backend = Arc::new(life.fake(&["a", "b"]));
    registry.register(Arc::clone(&backend)).unwrap();
    let error = registry.register(backend).unwrap_err();
    assert!(matches!(error.reason, ChangeError::NameTaken { .. }));
    drop(error);
    assert_eq!(life.dropped(), 0);
    drop(registry);
    assert_eq!(life.dropped(), 1);
}

/// The bytes allocated for a registration among many names, and for its removal.
fn dearest_change(registry: &Registry, life: &Life, hold: bool) -> u64 {
    let mut dearest = 0;
    for round in 0..20 {
        let held = hold.then(|| registry.snapshot());
        let (_, register) = used(|| registry.register(life.version(&["new", "new:2"], round)));
        let (_, remove) = used(|| registry.unregister("new"));
        dearest = dearest.max(register.bytes).max(remove.bytes);
        drop(held);
    }
    dearest
}

/// There, a listing that somebody holds makes the next registration copy everything.
#[test]
fn a_held_listing_makes_no_registration_dearer() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
    let count = if cfg!(miri) { 100 } else { 10_000 };
    let all = registry.update(|batch| {
        (0..count).try_for_each(|number| batch.register(life.fake(&[&format!("name {number}")])))
    });
    assert_eq!(all.unwrap().len(), count);
    registry.reclaim();
    let free = dearest_change(&registry, &life, false);
    let held = dearest_change(&registry, &life, true);
    assert!(
        free > 0 && held < 2 * free,
        "{free} bytes, with a held listing {held}"
    );
    // To copy one word for each name would be more.
    assert!(held < 8 * 10_000, "{held} bytes");
}

/// There, readers sleep while a writer has the lock.
#[cfg(all(target_os = "linux", not(miri)))]
#[test]
fn no_reader_sleeps_beside_a_busy_writer() {
    use std::sync::atomic::{AtomicU64, Ordering};

    fn sleeps() -> u64 {
        let status = std::fs::read_to_string("/proc/thread-self/status").unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with("voluntary_ctxt_switches"));
        line.unwrap()
            .split_whitespace()
            .last()
            .unwrap()
            .parse()
            .unwrap()
    }
    const LOOKUPS: u64 = 200_000;
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::with_builtins();
    let (over, published) = (Over::default(), AtomicU64::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0.. {
                registry.register(life.version(&["new"], round)).unwrap();
                registry.unregister("new").unwrap();
                published.fetch_add(2, Ordering::Relaxed);
                if over.is() {
                    return;
                }
            }
        });
        let _ends = over.guard();
        while published.load(Ordering::Relaxed) == 0 {
            thread::yield_now();
        }
        let (before, began) = (sleeps(), published.load(Ordering::Relaxed));
        for _ in 0..LOOKUPS / 2 {
            assert!(registry.pin().resolve("gregorian").is_ok());
            let _ = registry.pin().resolve("new").is_ok();
        }
        let (after, ended) = (sleeps(), published.load(Ordering::Relaxed));
        assert!(
            ended - began > 100,
            "the writer published only {} times",
            ended - began
        );
        assert!(
            after - before < LOOKUPS / 1000,
            "slept {} times",
            after - before
        );
    });
}

/// There, the empty name and names with NUL in them are registered and found.
#[test]
fn no_calendar_has_an_empty_name_or_one_with_nul() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::with_builtins();
    let before = Picture::of(&registry);
    for (name, expected) in [
        ("", NameError::Empty),
        ("\0", NameError::Byte { byte: 0, at: 0 }),
        ("Gregorian\0", NameError::Byte { byte: 0, at: 9 }),
        ("a\0b", NameError::Byte { byte: 0, at: 1 }),
    ] {
        let error = registry.register(life.fake(&["good", name])).unwrap_err();
        assert!(
            matches!(error.reason, ChangeError::InvalidName { error, .. } if error == expected)
        );
        assert_eq!(
            registry.resolve(name),
            Err(ResolveError::InvalidName {
                name: RequestedName::new(name),
                error: expected
            })
        );
        before.assert_unchanged(&registry);
    }
}

/// There, a registration some of whose names are taken is done by half.
#[test]
fn no_registration_is_half_done() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::with_builtins();
    let before = Picture::of(&registry);
    for names in [
        ["x", "y", "Julian"],
        ["x", "julian", "y"],
        ["JULIAN", "x", "y"],
    ] {
        let error = registry.register(life.version(&names, 1)).unwrap_err();
        let ChangeError::NameTaken { holder, .. } = error.reason else {
            panic!()
        };
        assert_eq!(holder.name(), "Julian");
        before.assert_unchanged(&registry);
    }
    let made = registry.register(life.version(&["x", "y"], 2)).unwrap();
    assert_eq!(version(&made), 2);
}
