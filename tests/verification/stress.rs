//! Writers without pause beside readers: readers see no older version after a newer one, no partial change,
//! and no dropped backend.

use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use calendar_registry::Registry;

use crate::common::waiting::StopFlag;
use crate::common::{Life, Random, assert_consistent, version};

const TIME: Duration = Duration::from_millis(if cfg!(miri) { 1 } else { 500 });
/// The least number of changes by each writer.
const ROUNDS: u64 = if cfg!(miri) { 6 } else { 200 };
/// The least number of reads by each reader.
const READS: u64 = if cfg!(miri) { 10 } else { 200 };
const READERS: usize = if cfg!(miri) { 2 } else { 3 };

/// Runs `write` without pause beside readers, then checks the registry.
fn race(
    registry: &Registry,
    write: impl Fn(u64) + Send + Sync,
    read: impl Fn(&mut u64, usize) + Send + Sync,
) {
    let stop = StopFlag::default();
    let start = Barrier::new(READERS + 1);
    thread::scope(|scope| {
        let (read, stop, start) = (&read, &stop, &start);
        let readers: Vec<_> = (0..READERS)
            .map(|reader| {
                scope.spawn(move || {
                    start.wait();
                    let (mut seen, mut reads) = (0, 0);
                    while !stop.is_set() || reads < READS {
                        read(&mut seen, reader);
                        reads += 1;
                    }
                })
            })
            .collect();
        let _ends = stop.on_drop();
        start.wait();
        let began = Instant::now();
        let mut round = 0;
        while (began.elapsed() < TIME || round < ROUNDS)
            && !readers.iter().any(thread::ScopedJoinHandle::is_finished)
        {
            round += 1;
            write(round);
        }
    });
    assert_consistent(registry);
}

/// Asserts that a version is not older than those that this reader saw.
#[track_caller]
fn forward(seen: &mut u64, now: u64) {
    assert!(*seen <= now, "saw {now} after {seen}");
    *seen = now;
}

#[test]
fn replaced_calendar_is_always_found_and_never_older() {
    let life = Life::new();
    let registry = Registry::new();
    registry.register(life.version(&["a", "a2"], 0)).unwrap();
    let id = registry.resolve("a").unwrap().id();
    let write = |round| {
        registry
            .replace("a", life.version(&["a", "a2"], round))
            .unwrap();
    };
    race(&registry, write, |seen, _| {
        // One guard each, since one guard may return an older version again.
        forward(seen, version(registry.pin().resolve("a").unwrap()));
        forward(seen, version(registry.pin().resolve("A2").unwrap()));
        forward(seen, version(&registry.resolve("a").unwrap()));
        forward(seen, version(registry.pin().get(id).unwrap()));
        forward(seen, version(registry.snapshot().resolve("a2").unwrap()));
        let pin = registry.pin();
        for name in ["a", "a", "A", "a2"] {
            forward(seen, version(pin.resolve(name).unwrap()));
        }
        forward(seen, version(pin.get(id).unwrap()));
    });
    drop(registry);
    assert_eq!(life.alive(), 0);
}

#[test]
fn finished_changes_are_visible_to_every_reader() {
    let life = Life::new();
    let registry = Registry::new();
    // Twice the number of finished registrations, plus one while "a" is registered.
    let done = AtomicU64::new(0);
    let write = |round: u64| {
        registry.register(life.version(&["a", "b"], round)).unwrap();
        done.store(2 * round + 1, Ordering::Release);
        thread::yield_now();
        done.store(2 * round, Ordering::Release);
        registry.unregister("b").unwrap();
    };
    race(&registry, write, |_, _| {
        let before = done.load(Ordering::Acquire);
        let pin = registry.pin();
        let found = [pin.resolve("a").map(version), pin.resolve("b").map(version)];
        let after = done.load(Ordering::Acquire);
        // It was registered before, and its removal had not begun after.
        if before % 2 == 1 && after == before {
            assert_eq!(found, [Ok(before / 2), Ok(before / 2)]);
        }
        for answer in found.into_iter().flatten() {
            assert!(answer >= before / 2, "{answer} was removed before {before}");
        }
    });
}

#[test]
fn update_is_atomic_for_readers() {
    let life = Life::new();
    let registry = Registry::new();
    registry.register(life.version(&["a", "a2"], 0)).unwrap();
    registry.register(life.version(&["b"], 0)).unwrap();
    let write = |round: u64| {
        let outcome = registry.update(|batch| {
            batch.replace("a", life.version(&["a", "a2"], round))?;
            if round % 2 == 1 {
                batch.unregister("b")?;
                return batch.register(life.version(&["b"], round));
            }
            batch.replace("b", life.version(&["b"], round))
        });
        outcome.unwrap();
    };
    race(&registry, write, |seen, _| {
        let snapshot = registry.snapshot();
        let of = |name| version(snapshot.resolve(name).unwrap());
        assert_eq!([of("a2"), of("b")], [of("a"); 2]);
        assert_eq!(snapshot.generation(), of("a") + 2);
        forward(seen, of("a"));
        // Lookups of one guard do not go back either.
        let pin = registry.pin();
        for name in ["a", "b", "a2", "b"] {
            forward(seen, version(pin.resolve(name).unwrap()));
        }
    });
    drop(registry);
    assert_eq!(life.alive(), 0);
}

#[test]
fn all_names_of_a_registration_appear_at_once() {
    let life = Life::new();
    let registry = Registry::new();
    let names = ["n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8"];
    registry.register(life.fake(&["always"])).unwrap();
    let write = |round| {
        registry.register(life.version(&names, round)).unwrap();
        registry
            .unregister(names[usize::try_from(round % 8).unwrap()])
            .unwrap();
    };
    race(&registry, write, |seen, reader| {
        let snapshot = registry.snapshot();
        assert!(matches!(snapshot.names().len(), 1 | 9));
        let pin = registry.pin();
        // After one name is seen, none has an older version.
        let first = pin.resolve(names[reader % 8]).map(version);
        for name in names {
            let next = pin.resolve(name).map(version);
            if let (Ok(first), Ok(next)) = (first, next) {
                assert!(next >= first);
            }
            if let Ok(next) = next {
                forward(seen, next);
            }
        }
        assert_eq!(version(pin.resolve("always").unwrap()), 0);
    });
}

#[test]
fn concurrent_writers_leave_a_consistent_registry() {
    let life = Life::new();
    let registry = Registry::new();
    let names = ["a", "b", "c", "d", "e", "f"];
    let done = AtomicU64::new(0);
    let (stop, began) = (StopFlag::default(), Instant::now());
    thread::scope(|scope| {
        for writer in 0..if cfg!(miri) { 2 } else { 4 } {
            let (registry, life, done, stop) = (&registry, &life, &done, &stop);
            scope.spawn(move || {
                let _ends = stop.on_drop();
                let mut random = Random(writer);
                let mut round = 0;
                while began.elapsed() < TIME || round < ROUNDS {
                    round += 1;
                    let (one, two) = (names[random.below(6)], names[random.below(6)]);
                    let fake = || life.version(&[one, two], round);
                    let changed = match random.below(6) {
                        0 | 1 => registry.register(life.fake(&[one])).is_ok(),
                        2 => registry.unregister(one).is_ok(),
                        3 => registry.replace(two, fake()).is_ok(),
                        4 => match registry.resolve(one) {
                            Ok(held) => registry.replace_if(&held, fake()).is_ok(),
                            Err(_) => false,
                        },
                        _ => {
                            let update = registry.update(|batch| {
                                batch.unregister(one)?;
                                batch.register(life.fake(&[one]))
                            });
                            update.is_ok()
                        }
                    };
                    done.fetch_add(u64::from(changed), Ordering::Relaxed);
                    if random.below(8) == 0 {
                        registry.reclaim();
                    }
                }
            });
        }
        let (mut seen, mut generation) = (0, 0);
        while !stop.is_set() {
            forward(&mut seen, registry.generation());
            let snapshot = registry.snapshot();
            forward(&mut generation, snapshot.generation());
            for name in snapshot.names() {
                version(snapshot.resolve(name.as_str()).unwrap());
            }
            let pin = registry.pin();
            names
                .iter()
                .flat_map(|name| pin.resolve(name))
                .for_each(|found| {
                    version(found);
                });
        }
    });
    assert_consistent(&registry);
    assert_eq!(registry.generation(), done.into_inner());
    drop(registry);
    assert_eq!(life.alive(), 0);
}

/// In Qt, listing the names beside a registration crashes.
#[test]
fn snapshot_names_agree_with_its_calendars() {
    let life = Life::new();
    let registry = Registry::with_builtins();
    let write = |round| {
        let names = [format!("n{}", round % 100), format!("m{}", round % 100)];
        let names = names.each_ref().map(String::as_str);
        if registry.register(life.version(&names, round)).is_err() {
            registry.unregister(names[0]).unwrap();
        }
    };
    race(&registry, write, |_, _| {
        let snapshot = registry.snapshot();
        let names: Vec<_> = snapshot.names().collect();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]));
        let listed: usize = snapshot.calendars().map(|c| c.names().len()).sum();
        assert_eq!(listed, names.len());
        for name in &names {
            let found = snapshot.resolve(name.as_str()).unwrap();
            assert!(found.names().contains(name));
        }
    });
}
