//! Deferred functions of another crate that panic while a registry pins the epoch: the panic reaches the
//! caller, and all garbage is reclaimed. A binary for itself: any test that pins would get the panics.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

use calendar_registry::Registry;
use common::Life;

/// Defers functions that panic, on this thread or after `flush` on any thread that pins.
fn mine(flush: bool) {
    let planted = catch_unwind(|| {
        let guard = crossbeam_epoch::pin();
        for _ in 0..3 {
            guard.defer(|| panic!("another crate's deferred function"));
        }
        if flush {
            guard.flush();
        }
    });
    drop(planted);
}

#[test]
fn a_panic_in_it_holds_back_no_garbage() {
    let hook = take_hook();
    set_hook(Box::new(|_| {}));
    let life = Life::new();
    let registry = Registry::new();
    registry.register(life.fake(&["a"])).unwrap();
    let mut panicked = 0;
    for round in 0..300 {
        mine(round % 3 == 0);
        let replace = || registry.replace("a", life.fake(&["a"])).is_ok();
        panicked += usize::from(catch_unwind(AssertUnwindSafe(replace)).is_err());
    }
    set_hook(hook);
    assert!(panicked > 10, "only {panicked} of the panics hit a writer");
    for _ in 0..200 {
        let _ = catch_unwind(AssertUnwindSafe(|| registry.reclaim()));
    }
    assert_eq!(registry.stats().retired, 0);
    assert_eq!(registry.stats().retired, 0);
    assert_eq!(life.alive(), 1);
}
