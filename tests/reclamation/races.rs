//! Small races of the real `arc_swap`, `dashmap` and `crossbeam_epoch`, made for Miri: it runs each one under
//! many schedules and checks every access. Natively each race is repeated.

use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Barrier, mpsc};
use std::thread;

use calendar_registry::{Calendar, Registry, Snapshot};

use crate::common::waiting::exclusive;
use crate::common::{Life, assert_consistent, version};

/// A registry with "a" and "b" in version 0.
fn registry(life: &Life) -> Registry {
    let registry = Registry::new();
    registry.register(life.version(&["a", "a2"], 0)).unwrap();
    registry.register(life.version(&["b"], 0)).unwrap();
    registry
}

fn replace(registry: &Registry, life: &Life, name: &str, now: u64) {
    let names: &[&str] = if name == "a" { &["a", "a2"] } else { &[name] };
    registry.replace(name, life.version(names, now)).unwrap();
}

fn look(registry: &Registry, name: &str) -> u64 {
    version(registry.pin().resolve(name).unwrap())
}

/// Reclaims until nothing is retired. A scope does not wait for its threads' thread-locals, whose destructors
/// pin the epoch once more.
fn settle(registry: &Registry) {
    let left = |_: &u32| {
        registry.reclaim();
        thread::yield_now();
        registry.stats().retired > 0
    };
    assert!((0..10_000).take_while(left).count() < 10_000);
}

/// Runs a race once under Miri, which tries many schedules, and natively many times.
fn again(race: impl Fn(&Life)) {
    let _exclusive = exclusive();
    for _ in 0..if cfg!(miri) { 1 } else { 200 } {
        let life = Life::new();
        race(&life);
        assert_eq!(life.alive(), 0);
    }
}

#[test]
fn two_guards_and_a_retirement() {
    again(|life| {
        let registry = registry(life);
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let pin = registry.pin();
                    let first = pin.resolve("a").unwrap();
                    let seen = version(first);
                    thread::yield_now();
                    let second = version(pin.resolve("a2").unwrap());
                    assert!(seen <= second);
                    assert_eq!(version(first), seen);
                });
            }
            replace(&registry, life, "a", 1);
            registry.reclaim();
            replace(&registry, life, "a", 2);
        });
        settle(&registry);
        assert_eq!(life.alive(), 2);
    });
}

#[test]
fn cache_hit_and_a_publication() {
    again(|life| {
        let registry = registry(life);
        let told = AtomicU64::new(0);
        thread::scope(|scope| {
            scope.spawn(|| {
                assert!(look(&registry, "a") <= 1);
                for _ in 0..3 {
                    let before = told.load(Ordering::Acquire);
                    let seen = [look(&registry, "a"), look(&registry, "A2")];
                    assert!(before <= seen[0] && seen[0] <= seen[1]);
                }
            });
            replace(&registry, life, "a", 1);
            told.store(1, Ordering::Release);
            registry.reclaim();
        });
    });
}

#[test]
fn no_reader_sees_older_than_another() {
    again(|life| {
        let registry = registry(life);
        let told = AtomicU64::new(0);
        thread::scope(|scope| {
            scope.spawn(|| {
                let seen = look(&registry, "a");
                told.store(seen, Ordering::Release);
            });
            scope.spawn(|| {
                assert_eq!(look(&registry, "b"), 0);
                let before = told.load(Ordering::Acquire);
                assert!(before <= look(&registry, "a"));
            });
            replace(&registry, life, "a", 1);
        });
    });
}

#[test]
fn update_and_a_reader_of_both_names() {
    again(|life| {
        let registry = registry(life);
        thread::scope(|scope| {
            scope.spawn(|| {
                let (a, b) = (look(&registry, "a"), look(&registry, "b"));
                assert!(a <= b);
                let snapshot = registry.snapshot();
                let of = |name| version(snapshot.resolve(name).unwrap());
                assert_eq!(of("a2"), of("b"));
                assert!(b <= of("a"));
            });
            let update = registry.update(|batch| {
                batch.replace("a", life.version(&["a", "a2"], 1))?;
                batch.replace("b", life.version(&["b"], 1))
            });
            update.unwrap();
        });
        assert_consistent(&registry);
    });
}

#[test]
fn name_removed_and_registered_again() {
    again(|life| {
        let registry = registry(life);
        thread::scope(|scope| {
            scope.spawn(|| {
                let pin = registry.pin();
                let first = pin.resolve("b").map(version);
                let second = pin.resolve("b").map(version);
                match (first, second) {
                    (Ok(one), Ok(two)) => assert!(one <= two),
                    (Err(_), Ok(two)) => assert_eq!(two, 1),
                    (Ok(one), Err(_)) => assert_eq!(one, 0),
                    (Err(_), Err(_)) => {}
                }
            });
            let removed = registry.unregister("b").unwrap();
            assert_eq!(version(&removed), 0);
            registry.register(life.version(&["b"], 1)).unwrap();
        });
    });
}

#[test]
fn two_writers_of_one_name() {
    again(|life| {
        let registry = registry(life);
        let register = |now| {
            let made = registry.register(life.version(&["c"], now));
            assert!(look(&registry, "c") > 0);
            made.is_ok()
        };
        let wins = thread::scope(|scope| {
            let other = scope.spawn(|| register(1));
            [register(2), other.join().unwrap()]
        });
        assert!(wins[0] != wins[1]);
        assert_consistent(&registry);
    });
}

#[test]
fn owned_handles_outlive_their_registry() {
    again(|life| {
        let registry = registry(life);
        let held: (Calendar, Arc<Snapshot>) = thread::scope(|scope| {
            let other = scope.spawn(|| (registry.resolve("a").unwrap(), registry.snapshot()));
            replace(&registry, life, "a", 1);
            drop(registry.unregister("b").unwrap());
            registry.reclaim();
            other.join().unwrap()
        });
        drop(registry);
        let now = version(held.1.resolve("a2").unwrap());
        assert!(version(&held.0) <= now);
        // Drops the last owners on another thread.
        thread::spawn(move || drop(held)).join().unwrap();
    });
}

#[test]
fn one_thread_reads_two_registries() {
    again(|life| {
        let (one, two) = (registry(life), registry(life));
        replace(&two, life, "a", 10);
        thread::scope(|scope| {
            scope.spawn(|| {
                for _ in 0..2 {
                    assert!(look(&one, "a") < 10);
                    assert!(look(&two, "a") >= 10);
                }
            });
            replace(&one, life, "a", 1);
            replace(&two, life, "a", 11);
        });
        drop(one);
        // A new registry may have the address of the old one, but not its names.
        let three = Registry::new();
        three.register(life.version(&["a"], 20)).unwrap();
        assert_eq!((look(&three, "a"), look(&two, "a")), (20, 11));
    });
}

#[test]
fn readers_and_two_reclaimers() {
    again(|life| {
        let registry = registry(life);
        replace(&registry, life, "a", 1);
        replace(&registry, life, "a", 2);
        thread::scope(|scope| {
            scope.spawn(|| registry.reclaim());
            scope.spawn(|| {
                let pin = registry.pin();
                assert!(version(pin.resolve("a").unwrap()) >= 2);
                drop(pin);
                registry.reclaim();
            });
            replace(&registry, life, "a", 3);
        });
        settle(&registry);
    });
}

#[test]
fn registry_dropped_with_deferred_reclamation_pending() {
    again(|life| {
        let (end, wait) = mpsc::channel::<()>();
        let (pinned, ready) = mpsc::channel();
        let stalled = thread::spawn(move || {
            let other = Registry::new();
            let _pin = other.pin();
            pinned.send(()).unwrap();
            let _ = wait.recv();
        });
        ready.recv().unwrap();
        let dead = registry(life);
        replace(&dead, life, "a", 1);
        drop(dead);
        assert_eq!(life.alive(), 0);
        drop(end);
        stalled.join().unwrap();
        // The next epoch runs the deferred function of the dropped registry.
        let other = registry(life);
        replace(&other, life, "a", 1);
        other.reclaim();
        assert_eq!((other.stats().retired, life.alive()), (0, 2));
    });
}

/// Uses the registry and drops owned handles when its thread ends.
struct Last {
    registry: Arc<Registry>,
    life: Life,
    _owned: Calendar,
}

impl Drop for Last {
    fn drop(&mut self) {
        assert!(look(&self.registry, "a2") <= 1);
        let snapshot = self.registry.snapshot();
        assert_eq!(version(snapshot.resolve("b").unwrap()), 0);
        self.registry
            .register(self.life.version(&["last"], 5))
            .unwrap();
        assert_eq!(look(&self.registry, "last"), 5);
        self.registry.unregister("last").unwrap();
        self.registry.reclaim();
    }
}

/// When a thread looks a name up for the first time. This decides whether its thread-local destructor
/// runs before or after those of the registry and its dependencies.
#[derive(Clone, Copy, PartialEq)]
enum FirstLookup {
    /// Before the destructor is registered.
    Early,
    /// After the destructor is registered.
    Late,
    /// In the destructor.
    Last,
}

fn look_up_as_the_thread_ends(first: FirstLookup, beside: bool) {
    thread_local! {
        static LAST: RefCell<Option<Last>> = const { RefCell::new(None) };
    }
    again(|life| {
        let shared = Arc::new(registry(life));
        let started = Arc::new(AtomicBool::new(false));
        let thread = thread::spawn({
            let last = Last {
                registry: Arc::clone(&shared),
                life: life.clone(),
                _owned: shared.resolve("a").unwrap(),
            };
            let (shared, started) = (Arc::clone(&shared), Arc::clone(&started));
            move || {
                if first == FirstLookup::Early {
                    assert!(look(&shared, "a") <= 1);
                }
                LAST.with(|slot| slot.replace(Some(last)));
                if first == FirstLookup::Late {
                    assert!(look(&shared, "a") <= 1);
                }
                started.store(true, Ordering::Release);
            }
        });
        while beside && !started.load(Ordering::Acquire) {
            thread::yield_now();
        }
        replace(&shared, life, "a", 1);
        thread.join().unwrap();
        shared.reclaim();
        assert_eq!((shared.stats().retired, life.alive()), (0, 2));
    });
}

#[test]
fn thread_that_looked_up_before_its_destructor_ends() {
    look_up_as_the_thread_ends(FirstLookup::Early, true);
}

#[test]
fn thread_that_looked_up_after_its_destructor_ends() {
    look_up_as_the_thread_ends(FirstLookup::Late, true);
}

#[test]
fn thread_that_first_looks_up_in_its_destructor_ends() {
    look_up_as_the_thread_ends(FirstLookup::Last, true);
}

#[test]
fn publication_while_a_thread_ends() {
    look_up_as_the_thread_ends(FirstLookup::Early, false);
}

#[test]
fn short_lived_threads_leave_no_garbage() {
    again(|life| {
        let registry = registry(life);
        for round in 1..4 {
            let start = Barrier::new(2);
            thread::scope(|scope| {
                scope.spawn(|| {
                    start.wait();
                    assert!(look(&registry, "a") < round + 1);
                });
                start.wait();
                replace(&registry, life, "a", round);
            });
        }
        settle(&registry);
    });
}

#[cfg(feature = "text")]
#[test]
fn two_threads_make_one_formatter() {
    use calendar_registry::{JulianDay, Locale, Style};

    again(|life| {
        let registry = registry(life);
        let show = |locale: Locale| {
            let guard = registry.pin();
            let calendar = guard.resolve("a").unwrap();
            let formatter = calendar.formatter(locale, Style::Short).unwrap();
            let text = formatter.format_day(JulianDay::new(0)).unwrap().to_string();
            assert!(!text.is_empty());
        };
        thread::scope(|scope| {
            scope.spawn(|| show(Locale::default()));
            scope.spawn(|| show(Locale::default()));
            replace(&registry, life, "a", 1);
            show(Locale::default());
        });
        settle(&registry);
    });
}
