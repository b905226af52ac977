//! Readers neither allocate nor free the registry's memory, and never drop a backend.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use calendar_registry::{Guard, Registry, System};

use crate::alloc::{Use, used};
use crate::common::waiting::{StopFlag, exclusive};
use crate::common::{Life, version};

const TIME: Duration = Duration::from_millis(if cfg!(miri) { 1 } else { 400 });

/// Runs readers beside a writer that replaces without pause, and asserts that only the writer drops backends.
fn beside_a_busy_writer(read: impl Fn(&Registry) + Send + Sync) {
    let life = Life::new();
    let registry = Registry::new();
    registry.register(life.fake(&["hot", "warm"])).unwrap();
    let (stop, start) = (StopFlag::default(), Barrier::new(3));
    thread::scope(|scope| {
        let reader = || {
            start.wait();
            let mut reads = 0_u64;
            while !stop.is_set() || reads == 0 {
                read(&registry);
                reads += 1;
            }
        };
        scope.spawn(reader);
        scope.spawn(reader);
        let (registry, life, stop) = (&registry, &life, &stop);
        let writer = scope.spawn({
            let start = &start;
            move || {
                let _ends = stop.on_drop();
                start.wait();
                let began = Instant::now();
                let mut count = 0;
                while began.elapsed() < TIME || count < 20 {
                    count += 1;
                    registry
                        .replace("hot", life.version(&["hot", "warm"], count))
                        .unwrap();
                    registry.reclaim();
                }
                thread::current().id()
            }
        });
        let writer = writer.join().unwrap();
        let droppers = life.droppers();
        assert!(
            droppers.len() > 5,
            "only {} backends were dropped",
            droppers.len()
        );
        let strangers = droppers
            .iter()
            .filter(|dropper| **dropper != writer)
            .count();
        assert_eq!(strangers, 0, "of {} drops", droppers.len());
    });
}

#[test]
fn lookups_by_name_drop_no_backend() {
    let _exclusive = exclusive();
    beside_a_busy_writer(|registry| {
        let pin = registry.pin();
        version(pin.resolve("hot").unwrap());
        version(pin.resolve("warm").unwrap());
        assert!(pin.resolve("cold").is_err());
    });
}

#[test]
fn lookups_by_id_drop_no_backend() {
    let _exclusive = exclusive();
    beside_a_busy_writer(|registry| {
        let id = registry.pin().resolve("hot").unwrap().id();
        version(registry.pin().get(id).unwrap());
    });
}

#[test]
fn reading_stats_drops_no_backend() {
    let _exclusive = exclusive();
    beside_a_busy_writer(|registry| {
        assert!(registry.generation() <= registry.stats().generation);
        assert!(!format!("{registry:?}").is_empty());
    });
}

/// Makes the first lookups of a thread, which initialize its thread-locals. While the returned guard lives,
/// other guards of this thread do no maintenance of the epochs, which may allocate on behalf of others.
fn warm(registry: &Registry) -> Guard<'_> {
    let pin = registry.pin();
    let _ = pin.resolve("julian").is_ok();
    let _ = pin.get(System::Julian).is_some();
    pin
}

#[test]
fn lookups_do_not_allocate() {
    let _exclusive = exclusive();
    let registry = Registry::with_builtins();
    let _warm = warm(&registry);
    let long = "x".repeat(64);
    let kinds: [(&str, &dyn Fn()); 12] = [
        ("a pin", &|| drop(registry.pin())),
        ("a first hit", &|| {
            assert!(registry.pin().resolve("gregorian").is_ok())
        }),
        ("another hit", &|| {
            assert!(registry.pin().resolve("GREGORIAN").is_ok())
        }),
        ("a hit by bytes", &|| {
            assert!(registry.pin().resolve(b"islamic_civil").is_ok())
        }),
        ("a miss", &|| {
            assert!(registry.pin().resolve("nobody").is_err())
        }),
        ("a long miss", &|| {
            assert!(registry.pin().resolve(&long).is_err())
        }),
        ("no name", &|| {
            assert!(registry.pin().resolve("a\0").is_err())
        }),
        ("an empty name", &|| {
            assert!(registry.pin().resolve("").is_err())
        }),
        ("an id", &|| {
            assert!(registry.pin().get(System::Jalali).is_some())
        }),
        ("an owned calendar", &|| {
            assert!(registry.resolve("jalali").is_ok())
        }),
        ("the generation", &|| assert_eq!(registry.generation(), 1)),
        ("the figures", &|| {
            assert_eq!(registry.stats().calendars, System::ALL.len())
        }),
    ];
    for (kind, lookup) in kinds {
        let ((), usage) = used(|| (0..200).for_each(|_| lookup()));
        assert_eq!(usage, Use::default(), "{kind}");
    }
}

#[test]
fn cache_update_after_a_publication_does_not_allocate() {
    let _exclusive = exclusive();
    let life = Life::new();
    let registry = Registry::with_builtins();
    drop(warm(&registry));
    thread::scope(|scope| {
        let (ask, asked) = std::sync::mpsc::sync_channel(0);
        let (told, tell) = std::sync::mpsc::sync_channel(0);
        let registry = &registry;
        scope.spawn(move || {
            for round in asked {
                registry.register(life.version(&["new"], round)).unwrap();
                registry.unregister("new").unwrap();
                told.send(()).unwrap();
            }
        });
        // One guard for all lookups of a round, since `pin` itself may do maintenance for the writer.
        for round in 0..20 {
            ask.send(round).unwrap();
            tell.recv().unwrap();
            let pin = registry.pin();
            let (found, usage) = used(|| {
                let found = pin.resolve("gregorian").is_ok() && pin.resolve("gregorian").is_ok();
                found && pin.resolve("new").is_err() && pin.get(System::Julian).is_some()
            });
            assert!(found);
            assert_eq!(usage, Use::default());
        }
    });
}

#[test]
fn lookups_beside_a_busy_writer_do_not_allocate() {
    let _exclusive = exclusive();
    let life = Life::new();
    let registry = Registry::with_builtins();
    drop(warm(&registry));
    let stop = StopFlag::default();
    thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0.. {
                registry
                    .register(life.version(&["new", "new:2"], round))
                    .unwrap();
                registry.unregister("new").unwrap();
                if stop.is_set() {
                    return;
                }
            }
        });
        let _ends = stop.on_drop();
        let began = Instant::now();
        let mut total = Use::default();
        while began.elapsed() < TIME {
            let pin = registry.pin();
            let (found, usage) = used(|| {
                let _ = pin.resolve("new").is_ok() | pin.resolve("new/3").is_ok();
                pin.resolve("gregory").is_ok() && pin.get(System::Julian).is_some()
            });
            assert!(found);
            total.allocations += usage.allocations;
            total.frees += usage.frees;
        }
        assert_eq!(total, Use::default());
    });
}

#[test]
fn error_copies_a_bounded_part_of_the_name() {
    let _exclusive = exclusive();
    let registry = Registry::with_builtins();
    let long = vec![0; 1 << 20];
    let (refused, usage) = used(|| registry.unregister(&long).is_err());
    assert!(refused);
    assert!(usage.bytes < 1 << 12, "{} bytes", usage.bytes);
}

#[cfg(feature = "cldr")]
#[test]
fn showing_a_date_allocates_nothing() {
    use calendar_registry::{JulianDay, Locale, Style};

    let _exclusive = exclusive();
    let registry = Registry::with_builtins();
    let show = |day| {
        let guard = registry.pin();
        for (name, tag) in [("persian", "fa"), ("gregory", "de-AT"), ("hebrew", "he")] {
            let calendar = guard.resolve(name).unwrap();
            let locale = Locale::new(tag).unwrap();
            for style in Style::ALL {
                let formatter = calendar.formatter(locale, style).unwrap();
                let mut buffer = [0; 128];
                let text = formatter.write_day(JulianDay::new(day), &mut buffer);
                assert!(text.is_ok_and(|text| !text.is_empty()));
            }
        }
    };
    // Compiles the formatters.
    show(2_461_367);
    let (_, used) = used(|| (0..50).for_each(|day| show(2_461_367 + day)));
    assert_eq!(used, Use::default());
}
