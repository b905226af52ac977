//! Backends that call the registry or panic.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex, Weak, mpsc};
use std::thread;

use calendar_registry::{JulianDay, Registry, System};

use crate::common::waiting::{exclusive, in_time, lock};
use crate::common::{Life, assert_consistent, version};

/// Calls all operations of a registry, if it still exists.
fn all_operations(registry: &Weak<Registry>, life: &Life, name: &str) {
    let Some(registry) = registry.upgrade() else {
        return;
    };
    let pin = registry.pin();
    assert!(pin.resolve("julian").is_ok());
    assert!(registry.resolve("nobody").is_err());
    registry.register(life.fake(&[name])).unwrap();
    registry.replace(name, life.fake(&[name])).unwrap();
    let taken = registry.register(life.fake(&[name])).unwrap_err();
    drop(taken);
    let update = registry.update(|batch| {
        batch.unregister(name)?;
        batch.register(life.fake(&[name]))
    });
    update.unwrap();
    assert!(registry.snapshot().resolve(name).is_ok());
    registry.unregister(name).unwrap();
    registry.reclaim();
    assert!(registry.stats().generation > 0);
}

#[test]
fn backend_methods_may_call_the_registry() {
    let _exclusive = exclusive();
    in_time(|| {
        let life = Life::new();
        let registry = Arc::new(Registry::with_builtins());
        let hook = |name: &'static str| {
            let (weak, life) = (Arc::downgrade(&registry), life.clone());
            move || all_operations(&weak, &life, name)
        };
        let fake = life
            .version(&["caller"], 4)
            .on_names(hook("n"))
            .on_date(hook("d"));
        registry.register(fake).unwrap();
        let pin = registry.pin();
        assert_eq!(
            pin.resolve("caller")
                .unwrap()
                .date(JulianDay::new(0))
                .unwrap()
                .year,
            4
        );
        drop(pin);
        let again = life
            .version(&["caller"], 5)
            .on_names(hook("n"))
            .on_date(hook("d"));
        registry.replace("caller", again).unwrap();
        let outcome = registry.update(|batch| {
            batch.register(life.fake(&["other"]).on_names(hook("o")))?;
            batch.replace("caller", life.fake(&["caller"]).on_names(hook("o")))
        });
        outcome.unwrap();
        assert_consistent(&registry);
        drop(registry);
        assert_eq!(life.alive(), 0);
    });
}

#[test]
fn backend_drop_may_call_the_registry() {
    in_time(|| {
        let _exclusive = exclusive();
        let life = Life::new();
        let registry = Arc::new(Registry::with_builtins());
        let called = Arc::new(AtomicUsize::new(0));
        let fake = |version| {
            let (weak, inner) = (Arc::downgrade(&registry), life.clone());
            let called = Arc::clone(&called);
            life.version(&["dropper"], version).on_drop(move || {
                called.fetch_add(1, Ordering::SeqCst);
                all_operations(&weak, &inner, "last words");
            })
        };
        registry.register(fake(1)).unwrap();
        // Dropped by the next writer, by reclaim, by a rejection, and by the closure of an update.
        registry.replace("dropper", fake(2)).unwrap();
        registry.register(life.fake(&["next"])).unwrap();
        assert_eq!(called.load(Ordering::SeqCst), 1);
        registry.replace("dropper", fake(3)).unwrap();
        registry.reclaim();
        assert_eq!(called.load(Ordering::SeqCst), 2);
        drop(registry.register(fake(4)).unwrap_err());
        drop(registry.update(|batch| {
            drop(fake(5));
            batch.register(fake(6))
        }));
        assert_eq!(called.load(Ordering::SeqCst), 5);
        let outcome = registry.update(|batch| {
            batch.unregister("dropper")?;
            batch.register(fake(7))?;
            batch.unregister("dropper")
        });
        drop(outcome.unwrap());
        registry.reclaim();
        assert_eq!(called.load(Ordering::SeqCst), 7);
        assert_consistent(&registry);
        drop(registry);
        assert_eq!(life.alive(), 0);
    });
}

#[test]
fn chain_of_drops_terminates() {
    in_time(|| {
        let _exclusive = exclusive();
        let life = Life::new();
        let registry = Arc::new(Registry::new());
        // Each backend registers its successor when it is dropped.
        fn successor(registry: &Arc<Registry>, life: &Life, left: u64) {
            let (weak, next) = (Arc::downgrade(registry), life.clone());
            let fake = life.version(&["heir"], left).on_drop(move || {
                let Some(registry) = weak.upgrade().filter(|_| left > 0) else {
                    return;
                };
                successor(&registry, &next, left - 1);
                drop(registry.unregister("heir"));
                registry.reclaim();
            });
            registry.register(fake).unwrap();
        }
        successor(&registry, &life, 20);
        drop(registry.unregister("heir"));
        registry.reclaim();
        assert_eq!((life.made(), life.alive()), (21, 0));
    });
}

#[test]
fn backend_panic_reaches_only_its_caller() {
    let _exclusive = exclusive();
    let life = Life::new();
    let registry = Registry::with_builtins();
    let caught = |run: &dyn Fn()| catch_unwind(AssertUnwindSafe(run)).is_err();
    let generation = registry.generation();
    let panicking = || panic!("the backend's own");
    assert!(caught(&|| drop(
        registry.register(life.fake(&["p"]).on_names(panicking))
    )));
    assert!(caught(&|| drop(
        registry.replace("julian", life.fake(&["p"]).on_names(panicking))
    )));
    assert!(caught(&|| {
        drop(registry.update(|batch| {
            batch.unregister("julian")?;
            batch.register(life.fake(&["p"]).on_names(panicking))
        }));
    }));
    assert_eq!((registry.generation(), life.alive()), (generation, 0));
    assert_consistent(&registry);
    // Under a guard.
    registry
        .register(life.fake(&["p"]).on_date(panicking))
        .unwrap();
    assert!(caught(&|| {
        let _ = registry.pin().resolve("p").unwrap().date(JulianDay::new(0));
    }));
    // In its drop: by reclaim, and by a writer before its change.
    for by_writer in [false, true] {
        registry
            .replace("p", life.fake(&["p"]).on_drop(panicking))
            .unwrap();
        registry.reclaim();
        registry.replace("p", life.version(&["p"], 3)).unwrap();
        let before = registry.generation();
        if by_writer {
            assert!(caught(&|| drop(registry.register(life.fake(&["q"])))));
        } else {
            assert!(caught(&|| {
                registry.reclaim();
            }));
        }
        assert_eq!(
            (registry.generation(), registry.stats().retired),
            (before, 0)
        );
        assert!(registry.resolve("q").is_err());
        assert_consistent(&registry);
    }
    registry.register(life.fake(&["q"])).unwrap();
    assert_eq!(version(&registry.resolve("p").unwrap()), 3);
    drop(registry);
    assert_eq!(life.alive(), 0);
}

/// Two panics at once would abort the process, and a panic inside a map would leak its other entries.
#[test]
fn every_backend_is_dropped_although_drops_panic() {
    let _exclusive = exclusive();
    let life = Life::new();
    let registry = Registry::new();
    let names = ["a", "b", "c"];
    for name in names {
        registry
            .register(life.fake(&[name]).on_drop(|| panic!("the backend's own")))
            .unwrap();
    }
    registry.reclaim();
    let pin = registry.pin();
    for name in names {
        registry.unregister(name).unwrap();
    }
    drop(pin);
    assert_eq!((registry.stats().retired, life.dropped()), (3, 0));
    assert!(catch_unwind(AssertUnwindSafe(|| registry.reclaim())).is_err());
    assert_eq!((registry.stats().retired, life.dropped()), (0, 3));
    registry.register(life.fake(&["a"])).unwrap();
    assert_consistent(&registry);
}

/// The older snapshots that a slow reclaimer has taken own what a second reclaimer frees meanwhile. Were
/// they the last owners, both panics would come out of one map's drop, and abort the process.
#[test]
fn drops_panic_one_by_one_beside_a_slow_reclaimer() {
    let _exclusive = exclusive();
    let life = Life::new();
    let registry = Registry::new();
    let (entered, wait_entered) = mpsc::channel();
    let (release, wait_release) = mpsc::channel();
    let wait_release = Mutex::new(wait_release);
    let slow = move || {
        entered.send(()).unwrap();
        lock(&wait_release).recv().ok();
    };
    registry
        .register(life.fake(&["slow"]).on_drop(slow))
        .unwrap();
    registry.register(life.fake(&["quick"])).unwrap();
    let names = ["a", "b", "c"];
    for name in names {
        registry
            .register(life.fake(&[name]).on_drop(|| panic!("the backend's own")))
            .unwrap();
    }
    registry.reclaim();
    let unregister_all = |names: &[&str]| {
        let guard = registry.pin();
        for name in names {
            registry.unregister(name).unwrap();
        }
        drop(guard);
    };
    unregister_all(&["slow", "quick"]);
    thread::scope(|scope| {
        // Dropped if this fails, so that the reclaimer ends too.
        let release = release;
        let reclaimer = scope.spawn(|| registry.reclaim());
        wait_entered.recv().unwrap();
        unregister_all(&names);
        assert!(catch_unwind(AssertUnwindSafe(|| registry.reclaim())).is_err());
        assert_eq!(life.alive(), 1, "all but the quick one");
        release.send(()).unwrap();
        assert_eq!(reclaimer.join().unwrap(), 2);
    });
    assert_eq!(life.alive(), 0);
    assert_consistent(&registry);
}

#[test]
fn global_registry_is_a_singleton() {
    let _exclusive = exclusive();
    let threads = if cfg!(miri) { 3 } else { 16 };
    let start = Barrier::new(threads);
    thread::scope(|scope| {
        for number in 0..threads {
            let start = &start;
            scope.spawn(move || {
                start.wait();
                let registry = Registry::global();
                assert!(std::ptr::eq(registry, Registry::global()));
                assert!(registry.pin().resolve("gregorian").is_ok());
                let life = Life::new();
                let name = format!("thread {number}");
                registry.register(life.fake(&[&name])).unwrap();
                assert!(Registry::global().resolve(&name).is_ok());
            });
        }
    });
    assert_eq!(
        Registry::global().stats().calendars,
        System::ALL.len() + threads
    );
}
