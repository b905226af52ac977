//! When marks are asked for: what this decides shows outside only as memory that comes and goes.

use std::thread;
use std::time::{Duration, Instant};

use super::super::reclaim::Garbage;
use super::super::snapshot::Snapshot;
use super::Numbered;
use crate::registry::Registry;
use crate::sync::{Arc, epoch};

fn retire(garbage: &mut Garbage) {
    garbage.reserve();
    garbage.push(Arc::new(Snapshot::empty()), vec![]);
}

#[test]
fn one_mark_is_under_way_at_a_time() {
    let mut garbage = Garbage::default();
    assert_eq!((garbage.ask(0), garbage.awaited()), (None, None));
    retire(&mut garbage);
    assert_eq!((garbage.ask(0), garbage.awaited()), (Some(1), Some(1)));
    retire(&mut garbage);
    retire(&mut garbage);
    assert_eq!((garbage.ask(0), garbage.awaited()), (None, Some(1)));
    // The first has passed, and the next mark is for all that came meanwhile.
    assert_eq!(garbage.take(1).len(), 1);
    assert_eq!((garbage.ask(1), garbage.awaited()), (Some(3), Some(3)));
    assert_eq!((garbage.ask(1), garbage.ask(2)), (None, None));
    assert_eq!(garbage.take(2).len(), 1);
    assert_eq!(garbage.take(3).len(), 1);
    // Nothing is left to be marked.
    assert_eq!((garbage.ask(3), garbage.awaited()), (None, None));
}

#[test]
fn a_mark_that_was_lost_is_asked_for_again() {
    let mut garbage = Garbage::default();
    retire(&mut garbage);
    assert_eq!(garbage.ask(0), Some(1));
    garbage.lost(1);
    retire(&mut garbage);
    assert_eq!(garbage.ask(0), Some(2));
    // An earlier one than that under way: what was asked for is not enough any more.
    garbage.lost(1);
    assert_eq!(garbage.ask(0), Some(2));
    assert_eq!(garbage.next(), 3);
}

/// Not only the next writer does: by then the grace period may have passed.
#[test]
fn a_publication_asks_for_its_own_mark() {
    let (registry, alive) = (Registry::new(), Arc::new(()));
    registry.register(Numbered::new(&["a"], 1, &alive)).unwrap();
    let began = Instant::now();
    while registry.grace.passed() < 1 {
        assert!(began.elapsed() < Duration::from_secs(20), "nobody asked");
        epoch::pin().flush();
        thread::yield_now();
    }
}

/// A mark costs memory for as long as a pin is stalled.
#[test]
fn beside_a_stalled_pin_nothing_is_asked_for_twice() {
    let (registry, alive) = (Registry::new(), Arc::new(()));
    let pin = registry.pin();
    for name in ["a", "b", "c"] {
        registry
            .register(Numbered::new(&[name], 1, &alive))
            .unwrap();
        let passed = registry.grace.passed();
        let again = registry.writers.turn(|writers| writers.garbage.ask(passed));
        assert_eq!((passed, again), (0, None));
    }
    drop(pin);
}
