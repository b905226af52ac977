//! A process that ends while calendars, snapshots and guards are held. It has no harness, so that sanitizers
//! and Miri see the end of the process.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::cell::RefCell;
use std::sync::{Arc, mpsc};
use std::thread;

use calendar_registry::{Calendar, Registry, Snapshot};
use common::{Life, version};

/// Held by the main thread until its end, and used in its destructor.
struct Held {
    _calendar: Calendar,
    snapshot: Arc<Snapshot>,
    life: Life,
}

impl Drop for Held {
    fn drop(&mut self) {
        let registry = Registry::global();
        let pin = registry.pin();
        assert_eq!(version(pin.resolve("kept").unwrap()), 2);
        assert_eq!(version(self.snapshot.resolve("kept").unwrap()), 1);
        drop(pin);
        registry
            .replace("kept", self.life.version(&["kept"], 3))
            .unwrap();
    }
}

thread_local! {
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

fn main() {
    let life = Life::new();
    let registry = Registry::global();
    registry.register(life.version(&["kept"], 1)).unwrap();
    HELD.with(|slot| {
        slot.replace(Some(Held {
            _calendar: registry.resolve("kept").unwrap(),
            snapshot: registry.snapshot(),
            life: life.clone(),
        }))
    });
    // A thread that holds a guard, a calendar and its lookup cache when the process ends.
    let (pinned, ready) = mpsc::channel();
    let (end, wait) = mpsc::channel::<()>();
    let stalled = thread::spawn(move || {
        let _owned = Registry::global().resolve("kept").unwrap();
        let pin = Registry::global().pin();
        let kept = pin.resolve("kept").unwrap();
        pinned.send(()).unwrap();
        let _ = wait.recv();
        assert_eq!(version(kept), 1);
    });
    ready.recv().unwrap();
    // The guard of that thread delays the reclamation for ever.
    registry
        .replace("kept", life.version(&["kept"], 2))
        .unwrap();
    registry.reclaim();
    assert_eq!(version(registry.pin().resolve("kept").unwrap()), 2);
    // Miri requires that every thread has ended.
    if cfg!(miri) {
        drop(end);
        stalled.join().unwrap();
    } else {
        std::mem::forget(end);
    }
}
