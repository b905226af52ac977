//! When marks are requested. Outside, this shows only as memory that is freed sooner or later.

use std::thread;
use std::time::{Duration, Instant};

use super::super::reclaim::Garbage;
use super::super::snapshot::Snapshot;
use super::{Guard, Record, Test};
use crate::sync::{Arc, epoch};

fn retire(garbage: &mut Garbage<Record>) {
    garbage.reserve();
    garbage.push(Arc::new(Snapshot::empty()), vec![]);
}

#[test]
fn one_request_is_pending_at_a_time() {
    let mut garbage = Garbage::default();
    assert_eq!((garbage.request(0), garbage.pending()), (None, None));
    retire(&mut garbage);
    assert_eq!((garbage.request(0), garbage.pending()), (Some(1), Some(1)));
    retire(&mut garbage);
    retire(&mut garbage);
    assert_eq!((garbage.request(0), garbage.pending()), (None, Some(1)));
    // The first has passed. The next mark covers everything since.
    assert_eq!(garbage.take(1, &mut vec![]), 1);
    assert_eq!((garbage.request(1), garbage.pending()), (Some(3), Some(3)));
    assert_eq!((garbage.request(1), garbage.request(2)), (None, None));
    assert_eq!(garbage.take(2, &mut vec![]), 1);
    assert_eq!(garbage.take(3, &mut vec![]), 1);
    assert_eq!((garbage.request(3), garbage.pending()), (None, None));
}

#[test]
fn lost_mark_is_requested_again() {
    let mut garbage = Garbage::default();
    retire(&mut garbage);
    assert_eq!(garbage.request(0), Some(1));
    garbage.withdraw(1);
    retire(&mut garbage);
    assert_eq!(garbage.request(0), Some(2));
    // A lost earlier mark also withdraws later requests.
    garbage.withdraw(1);
    assert_eq!(garbage.request(0), Some(2));
}

#[test]
fn publication_requests_its_own_mark() {
    let test = Test::new();
    test.register(&["a"], 1).unwrap();
    let began = Instant::now();
    while test.store.grace.passed() < 1 {
        assert!(began.elapsed() < Duration::from_secs(20), "no request");
        epoch::pin().flush();
        thread::yield_now();
    }
}

#[test]
fn stalled_guard_causes_no_second_request() {
    let test = Test::new();
    let guard = Guard::new(&test.store);
    for name in ["a", "b", "c"] {
        test.register(&[name], 1).ok();
        let passed = test.store.grace.passed();
        let again = test
            .store
            .writers
            .lock(|writers| writers.garbage.request(passed));
        assert_eq!((passed, again), (0, None));
    }
    drop(guard);
}
