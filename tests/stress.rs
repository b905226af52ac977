//! Writers without pause beside readers: what the readers see never goes back, is never half
//! of a change, and is never gone.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic, in its helpers too"
)]

mod common;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use calendar_registry::{Backend, ChangeError, Registry};
use common::{Life, Over, Random, assert_consistent, version};

const TIME: Duration = Duration::from_millis(if cfg!(miri) { 1 } else { 800 });
/// Of each writer, however short the time.
const ROUNDS: u64 = if cfg!(miri) { 6 } else { 200 };
/// Of each reader, however fast the writers.
const READS: u64 = if cfg!(miri) { 10 } else { 200 };
const READERS: usize = if cfg!(miri) { 2 } else { 3 };

/// Runs a writer's round without pause beside readers, then looks at what is left.
fn race(
    registry: &Registry,
    write: impl Fn(u64) + Send + Sync,
    read: impl Fn(&mut u64, usize) + Send + Sync,
) {
    let over = Over::default();
    let start = Barrier::new(READERS + 1);
    thread::scope(|scope| {
        let (read, over, start) = (&read, &over, &start);
        let readers: Vec<_> = (0..READERS)
            .map(|reader| {
                scope.spawn(move || {
                    start.wait();
                    let (mut seen, mut reads) = (0, 0);
                    while !over.is() || reads < READS {
                        read(&mut seen, reader);
                        reads += 1;
                    }
                })
            })
            .collect();
        let _ends = over.guard();
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

/// Not less than what this reader saw before.
#[track_caller]
fn forward(seen: &mut u64, now: u64) {
    assert!(*seen <= now, "saw {now} after {seen}");
    *seen = now;
}

#[test]
fn a_replaced_calendar_is_always_found_and_never_goes_back() {
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
        // Each under a pin of its own: under one, an older answer may be kept.
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
fn what_one_reader_saw_the_next_one_sees() {
    let life = Life::new();
    let registry = Registry::new();
    registry.register(life.version(&["a"], 0)).unwrap();
    let told = AtomicU64::new(0);
    let write = |round| {
        registry.replace("a", life.version(&["a"], round)).unwrap();
    };
    race(&registry, write, |_, reader| {
        let before = told.load(Ordering::Acquire);
        let now = match reader % 3 {
            0 => version(registry.pin().resolve("a").unwrap()),
            1 => version(registry.snapshot().resolve("a").unwrap()),
            _ => version(&registry.resolve("A").unwrap()),
        };
        assert!(before <= now, "{now}, when somebody had seen {before}");
        told.fetch_max(now, Ordering::AcqRel);
    });
}

#[test]
fn what_a_writer_has_done_every_reader_sees() {
    let life = Life::new();
    let registry = Registry::new();
    // Twice the number of registrations done, plus one while "a" is registered.
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
        // It was registered before, and nobody had begun to remove it after.
        if before % 2 == 1 && after == before {
            assert_eq!(found, [Ok(before / 2), Ok(before / 2)]);
        }
        for answer in found.into_iter().flatten() {
            assert!(answer >= before / 2, "{answer} was removed before {before}");
        }
    });
}

#[test]
fn an_update_is_seen_whole() {
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
        // One after the other, and so the second is not older.
        let pin = registry.pin();
        for name in ["a", "b", "a2", "b"] {
            forward(seen, version(pin.resolve(name).unwrap()));
        }
    });
    drop(registry);
    assert_eq!(life.alive(), 0);
}

#[test]
fn a_registration_brings_all_its_names_at_once() {
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
        // Any one of them, then all: from the first one seen, none is of an older version, and
        // one that is missing says that it is removed for good.
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
fn of_two_registrations_of_one_name_one_wins() {
    let life = Life::new();
    let registry = Registry::new();
    let rounds = if cfg!(miri) { 8 } else { 3_000 };
    let (wins, start) = (AtomicU64::new(0), Barrier::new(2));
    thread::scope(|scope| {
        for writer in 0..2 {
            let (registry, life, wins, start) = (&registry, &life, &wins, &start);
            scope.spawn(move || {
                for round in 0..rounds {
                    let mine = Arc::new(life.version(&[["x", "y"][writer], "prize"], round));
                    let backend: Arc<dyn Backend> = Arc::clone(&mine) as Arc<dyn Backend>;
                    start.wait();
                    match registry.register(backend) {
                        Ok(made) => {
                            wins.fetch_add(1, Ordering::Relaxed);
                            assert_eq!(registry.resolve("prize").unwrap(), made);
                        }
                        Err(error) => {
                            let ChangeError::NameTaken { name, holder } = error.reason else {
                                panic!()
                            };
                            assert_eq!((name.as_str(), version(&holder)), ("prize", round));
                            drop(error.backend);
                            assert_eq!(Arc::strong_count(&mine), 1);
                            assert!(registry.resolve(["x", "y"][writer]).is_err());
                        }
                    }
                    if start.wait().is_leader() {
                        registry.unregister("prize").unwrap();
                    }
                    start.wait();
                }
            });
        }
    });
    assert_eq!(wins.into_inner(), rounds);
    drop(registry);
    assert_eq!(life.alive(), 0);
}

#[test]
fn many_writers_of_all_kinds_leave_a_registry_that_agrees_with_itself() {
    let life = Life::new();
    let registry = Registry::new();
    let names = ["a", "b", "c", "d", "e", "f"];
    let done = AtomicU64::new(0);
    let (over, began) = (Over::default(), Instant::now());
    thread::scope(|scope| {
        for writer in 0..if cfg!(miri) { 2 } else { 4 } {
            let (registry, life, done, over) = (&registry, &life, &done, &over);
            scope.spawn(move || {
                let _ends = over.guard();
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
        while !over.is() {
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
