//! Every backend is dropped exactly once, and as soon as no guard, handle or snapshot reaches it.

use std::sync::{Arc, MutexGuard, mpsc};
use std::thread;

use calendar_registry::Registry;

use crate::common::waiting::exclusive;
use crate::common::{Life, version};

/// More than the deferred reclamations that a registry keeps pending.
const MANY: usize = if cfg!(miri) { 40 } else { 1_200 };

fn fresh() -> (MutexGuard<'static, ()>, Life, Registry) {
    (exclusive(), Life::new(), Registry::new())
}

#[test]
fn dropped_registry_drops_all_backends() {
    let (_exclusive, life, registry) = fresh();
    for name in ["a", "b", "c"] {
        registry
            .register(life.fake(&[name, &format!("{name}2")]))
            .unwrap();
    }
    registry.replace("a", life.fake(&["a"])).unwrap();
    assert_eq!(life.made(), 4);
    drop(registry);
    assert_eq!((life.dropped(), life.alive()), (4, 0));
}

#[test]
fn reclaim_drops_the_replaced_backend() {
    let (_exclusive, life, registry) = fresh();
    registry.register(life.fake(&["a"])).unwrap();
    registry.reclaim();
    registry.replace("a", life.fake(&["a"])).unwrap();
    assert_eq!(registry.stats().retired, 1);
    assert_eq!(registry.reclaim(), 1);
    assert_eq!(registry.stats().retired, 0);
    assert_eq!((life.made(), life.dropped()), (2, 1));
    assert_eq!(registry.reclaim(), 0);
    drop(registry);
    assert_eq!(life.alive(), 0);
}

#[test]
fn aliases_share_the_backend_and_free_it_once() {
    let (_exclusive, life, registry) = fresh();
    registry.register(life.fake(&["a"])).unwrap();
    for alias in ["b", "c"] {
        registry.alias(alias, "a").unwrap();
    }
    registry.reclaim();
    assert_eq!((life.made(), life.alive()), (1, 1));
    registry.unregister("c").unwrap();
    registry.reclaim();
    assert_eq!(life.alive(), 0);
    assert!(registry.snapshot().names().next().is_none());
}

#[test]
fn next_writer_drops_retired_backends() {
    let (_exclusive, life, registry) = fresh();
    registry.register(life.fake(&["a"])).unwrap();
    registry.replace("a", life.fake(&["a"])).unwrap();
    assert_eq!(life.dropped(), 0);
    registry.register(life.fake(&["b"])).unwrap();
    assert_eq!(life.dropped(), 1);
    // Only the snapshot before this registration is retired.
    assert_eq!(registry.stats().retired, 1);
}

#[test]
fn rejected_writer_drops_retired_backends() {
    let (_exclusive, life, registry) = fresh();
    registry.register(life.fake(&["a"])).unwrap();
    registry.replace("a", life.fake(&["a"])).unwrap();
    let refused = registry.register(life.fake(&["a"])).unwrap_err();
    assert_eq!((life.dropped(), registry.stats().retired), (1, 0));
    drop(refused);
    assert_eq!(life.dropped(), 2);
}

#[test]
fn unregistered_backend_lives_as_long_as_its_handle() {
    let (_exclusive, life, registry) = fresh();
    registry.register(life.version(&["a"], 7)).unwrap();
    let removed = registry.unregister("a").unwrap();
    registry.reclaim();
    assert_eq!(registry.stats().retired, 0);
    assert_eq!(version(&removed), 7);
    assert_eq!(Arc::strong_count(removed.backend()), 1);
    drop(removed);
    assert_eq!(life.dropped(), 1);
}

#[test]
fn owned_calendar_outlives_the_registry() {
    let (_exclusive, life, registry) = fresh();
    registry.register(life.version(&["a"], 3)).unwrap();
    let owned = registry.resolve("a").unwrap();
    drop(registry);
    thread::spawn(move || assert_eq!(version(&owned), 3))
        .join()
        .unwrap();
    assert_eq!(life.alive(), 0);
}

#[test]
fn held_snapshot_keeps_only_its_own_calendars() {
    let (_exclusive, life, registry) = fresh();
    registry.register(life.version(&["a"], 1)).unwrap();
    let held = registry.snapshot();
    registry.replace("a", life.version(&["a"], 2)).unwrap();
    registry.replace("a", life.version(&["a"], 3)).unwrap();
    registry.reclaim();
    assert_eq!(registry.stats().retired, 0);
    // The second version is dropped, the first is held.
    assert_eq!(life.dropped(), 1);
    assert_eq!(version(held.resolve("a").unwrap()), 1);
    drop(registry);
    assert_eq!(
        (life.dropped(), version(held.resolve("a").unwrap())),
        (2, 1)
    );
    drop(held);
    assert_eq!(life.alive(), 0);
}

#[test]
fn rejected_backends_are_returned_to_the_caller() {
    let (_exclusive, life, registry) = fresh();
    registry.register(life.fake(&["a"])).unwrap();
    drop(registry.register(life.fake(&["a"])));
    drop(registry.register(life.fake(&[])));
    drop(registry.register(life.fake(&["a\0"])));
    drop(registry.replace("b", life.fake(&["b"])));
    drop(registry.replace("\0", life.fake(&["b"])));
    assert_eq!((life.made(), life.dropped()), (6, 5));
    let refused = registry.update(|batch| {
        batch.register(life.fake(&["b"]))?;
        batch.replace("a", life.fake(&["c"]))?;
        batch.register(life.fake(&["B"]))
    });
    let refused = refused.unwrap_err();
    assert_eq!((life.made(), life.dropped()), (9, 5));
    // The reason owns the holder of the name, which is a backend of this update.
    drop(refused.reason);
    assert!(
        refused
            .backends
            .iter()
            .all(|backend| Arc::strong_count(backend) == 1)
    );
    drop(refused.backends);
    assert_eq!(life.dropped(), 8);
    let cancelled = registry.update(|batch| {
        batch.register(life.fake(&["b"]))?;
        Err(Box::<dyn std::error::Error>::from("no"))
    });
    drop(cancelled);
    assert_eq!(life.alive(), 1);
}

#[test]
fn backends_of_one_update_are_dropped_once() {
    let (_exclusive, life, registry) = fresh();
    let outcomes = registry.update(|batch| {
        batch.register(life.version(&["a"], 1))?;
        batch.replace("a", life.version(&["a"], 2))?;
        batch.unregister("a")
    });
    let outcomes = outcomes.unwrap();
    assert_eq!((outcomes.len(), life.dropped()), (3, 0));
    drop(outcomes);
    registry.reclaim();
    assert_eq!((life.made(), life.dropped()), (2, 2));
    assert!(registry.snapshot().is_empty());
}

#[test]
fn guard_delays_drops_of_reachable_backends() {
    let (_exclusive, life, registry) = fresh();
    registry.register(life.version(&["a"], 1)).unwrap();
    registry.reclaim();
    let pin = registry.pin();
    let held = pin.resolve("a").unwrap();
    registry.replace("a", life.version(&["a"], 2)).unwrap();
    assert_eq!(registry.reclaim(), 0);
    assert_eq!(
        (version(held), life.dropped(), registry.stats().retired),
        (1, 0, 1)
    );
    // The same guard finds the new version beside the old one.
    assert_eq!(version(pin.resolve("a").unwrap()), 2);
    assert_eq!(version(held), 1);
    drop(pin);
    assert_eq!((registry.reclaim(), life.dropped()), (1, 1));
}

#[test]
fn guards_nest() {
    let (_exclusive, life, registry) = fresh();
    registry.register(life.version(&["a"], 1)).unwrap();
    registry.reclaim();
    let outer = registry.pin();
    let held = outer.resolve("a").unwrap();
    for round in 2..5 {
        let inner = registry.pin();
        registry.replace("a", life.version(&["a"], round)).unwrap();
        assert_eq!(version(inner.resolve("a").unwrap()), round);
        drop(inner);
        registry.reclaim();
        assert_eq!((version(held), life.dropped()), (1, 0));
    }
    drop(outer);
    registry.reclaim();
    assert_eq!((life.dropped(), registry.stats().retired), (3, 0));
}

/// A guard on another thread, until `end`.
struct Stall {
    end: mpsc::Sender<()>,
    thread: thread::JoinHandle<()>,
}

impl Stall {
    fn begin() -> Self {
        let (end, wait) = mpsc::channel();
        let (pinned, ready) = mpsc::channel();
        let thread = thread::spawn(move || {
            let registry = Registry::new();
            let _pin = registry.pin();
            pinned.send(()).unwrap();
            wait.recv().unwrap();
        });
        ready.recv().unwrap();
        Stall { end, thread }
    }

    fn end(self) {
        self.end.send(()).unwrap();
        self.thread.join().unwrap();
    }
}

/// Replaces a calendar many times beside a stalled guard.
fn replaced_beside_a_stalled_pin(life: &Life) -> Registry {
    let registry = Registry::new();
    registry.register(life.fake(&["a"])).unwrap();
    registry.reclaim();
    assert_eq!(registry.stats().retired, 0);
    let stall = Stall::begin();
    for count in 1..=MANY {
        registry.replace("a", life.fake(&["a"])).unwrap();
        let retired = registry.stats().retired;
        assert!(
            retired <= count,
            "{retired} retired by {count} publications"
        );
    }
    // Up to two epochs ended before the guard was pinned.
    assert!(registry.stats().retired >= MANY - 2);
    registry.reclaim();
    assert!(registry.stats().retired >= MANY - 2);
    stall.end();
    registry
}

#[test]
fn reclaim_after_a_stalled_guard_drops_everything() {
    let _exclusive = exclusive();
    let life = Life::new();
    let registry = replaced_beside_a_stalled_pin(&life);
    registry.reclaim();
    assert_eq!((registry.stats().retired, life.alive()), (0, 1));
}

#[test]
fn next_writer_after_a_stalled_guard_drops_everything() {
    let _exclusive = exclusive();
    let life = Life::new();
    let registry = replaced_beside_a_stalled_pin(&life);
    registry.register(life.fake(&["b"])).unwrap();
    // The snapshot before this registration is retired; "a" and "b" are alive.
    assert_eq!((registry.stats().retired, life.alive()), (1, 2));
}

#[test]
fn dropped_registry_drops_retired_backends_despite_guards() {
    let _exclusive = exclusive();
    let life = Life::new();
    let stall = Stall::begin();
    let registry = Registry::new();
    registry.register(life.fake(&["a"])).unwrap();
    for _ in 0..if cfg!(miri) { 10 } else { 100 } {
        registry.replace("a", life.fake(&["a"])).unwrap();
    }
    drop(registry);
    assert_eq!(life.alive(), 0);
    stall.end();
    // The deferred functions of the dropped registry run now, without effect.
    let other = Registry::new();
    for _ in 0..if cfg!(miri) { 10 } else { 300 } {
        other.register(life.fake(&["a"])).unwrap();
        other.unregister("a").unwrap();
    }
    other.reclaim();
    assert_eq!((other.stats().retired, life.alive()), (0, 0));
}

#[test]
fn many_replacements_leave_no_garbage() {
    let (_exclusive, life, registry) = fresh();
    registry.register(life.fake(&["a"])).unwrap();
    let mut held_back = 0;
    for _ in 0..MANY {
        registry.replace("a", life.fake(&["a"])).unwrap();
        // Without a guard each writer reclaims what the one before it retired. A thread of an earlier test may
        // delay it once, since it pins as it ends.
        if registry.stats().retired > 1 {
            held_back += 1;
            while registry.stats().retired > 1 {
                registry.reclaim();
                thread::yield_now();
            }
        }
    }
    assert!(held_back < MANY / 4, "{held_back} of {MANY}");
    registry.reclaim();
    assert_eq!((registry.stats().retired, life.alive()), (0, 1));
}
