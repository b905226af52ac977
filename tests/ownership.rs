//! Every backend is dropped exactly once, on every way out, and nothing that is out of every
//! pin's reach stays behind.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic, in its helpers too"
)]

mod common;

use std::sync::{Arc, mpsc};
use std::thread;

use calendar_registry::Registry;
use common::{Life, alone, version};

/// More than the marks that a registry lets be under way.
const MANY: usize = if cfg!(miri) { 40 } else { 1_200 };

#[test]
fn with_the_registry_go_all_its_backends() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
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
fn a_replaced_backend_goes_with_reclaim() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
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
fn the_next_writer_frees() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
    registry.register(life.fake(&["a"])).unwrap();
    registry.replace("a", life.fake(&["a"])).unwrap();
    assert_eq!(life.dropped(), 0);
    registry.register(life.fake(&["b"])).unwrap();
    assert_eq!(life.dropped(), 1);
    // Only this registration itself has retired something.
    assert_eq!(registry.stats().retired, 1);
}

#[test]
fn a_refused_writer_frees_too() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
    registry.register(life.fake(&["a"])).unwrap();
    registry.replace("a", life.fake(&["a"])).unwrap();
    let refused = registry.register(life.fake(&["a"])).unwrap_err();
    assert_eq!((life.dropped(), registry.stats().retired), (1, 0));
    drop(refused);
    assert_eq!(life.dropped(), 2);
}

#[test]
fn an_unregistered_backend_lives_as_its_handle() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
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
fn an_owned_calendar_outlives_the_registry() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
    registry.register(life.version(&["a"], 3)).unwrap();
    let owned = registry.resolve("a").unwrap();
    drop(registry);
    thread::spawn(move || assert_eq!(version(&owned), 3))
        .join()
        .unwrap();
    assert_eq!(life.alive(), 0);
}

#[test]
fn a_held_snapshot_keeps_its_calendars_and_holds_back_nothing_else() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
    registry.register(life.version(&["a"], 1)).unwrap();
    let held = registry.snapshot();
    registry.replace("a", life.version(&["a"], 2)).unwrap();
    registry.replace("a", life.version(&["a"], 3)).unwrap();
    registry.reclaim();
    assert_eq!(registry.stats().retired, 0);
    // The second one is gone, the first is held.
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
fn refused_backends_are_the_callers_to_drop() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
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
    // The reason names the holder, which was to be registered too, and so owns it.
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
fn what_comes_and_goes_in_one_update_is_dropped_once() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
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
fn a_pin_holds_back_what_it_can_reach() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
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
    // Found anew under the same pin: the new one, beside the old one.
    assert_eq!(version(pin.resolve("a").unwrap()), 2);
    assert_eq!(version(held), 1);
    drop(pin);
    assert_eq!((registry.reclaim(), life.dropped()), (1, 1));
}

#[test]
fn pins_nest() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
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

/// A pin on another thread, for as long as it is kept.
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

/// A registry of one name, replaced many times beside a stalled pin.
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
    // At the most two epochs were over before the pin began to count.
    assert!(registry.stats().retired >= MANY - 2);
    registry.reclaim();
    assert!(registry.stats().retired >= MANY - 2);
    stall.end();
    registry
}

#[test]
fn after_a_stalled_pin_one_reclaim_frees_all() {
    let _alone = alone();
    let life = Life::new();
    let registry = replaced_beside_a_stalled_pin(&life);
    registry.reclaim();
    assert_eq!((registry.stats().retired, life.alive()), (0, 1));
}

#[test]
fn after_a_stalled_pin_the_next_writer_frees_all() {
    let _alone = alone();
    let life = Life::new();
    let registry = replaced_beside_a_stalled_pin(&life);
    registry.register(life.fake(&["b"])).unwrap();
    // This registration itself has retired a snapshot; "a" and "b" live.
    assert_eq!((registry.stats().retired, life.alive()), (1, 2));
}

#[test]
fn garbage_goes_with_its_registry_whatever_is_pinned() {
    let _alone = alone();
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
    // What the dead registry had asked for happens now, and harms nobody.
    let other = Registry::new();
    for _ in 0..if cfg!(miri) { 10 } else { 300 } {
        other.register(life.fake(&["a"])).unwrap();
        other.unregister("a").unwrap();
    }
    other.reclaim();
    assert_eq!((other.stats().retired, life.alive()), (0, 0));
}

#[test]
fn many_replacements_leave_nothing_behind() {
    let _alone = alone();
    let life = Life::new();
    let registry = Registry::new();
    registry.register(life.fake(&["a"])).unwrap();
    let mut held_back = 0;
    for _ in 0..MANY {
        registry.replace("a", life.fake(&["a"])).unwrap();
        // With no pin in the way, each writer frees what the one before it left. The thread of an
        // earlier test may be in the way once, as it pins while it ends.
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
