//! The dependencies of the registry, each in isolation: a report of Miri here is about the dependency.
//! `.ci/miri` runs these tests under tree borrows.

use std::sync::Arc;
use std::thread;

use arc_swap::ArcSwap;
use dashmap::DashMap;
use dashmap::try_result::TryResult;

#[test]
fn crossbeam_epoch_in_isolation() {
    thread::scope(|scope| {
        scope.spawn(|| {
            let guard = crossbeam_epoch::pin();
            guard.defer(|| {});
            guard.flush();
        });
        crossbeam_epoch::pin().flush();
    });
}

#[test]
fn arc_swap_in_isolation() {
    let shared = ArcSwap::new(Arc::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            let seen = [*shared.load_full(), **shared.load()];
            assert!(seen[0] <= seen[1]);
        });
        assert_eq!(*shared.swap(Arc::new(1)), 0);
    });
    assert_eq!(**shared.load(), 1);
}

#[test]
fn dashmap_in_isolation() {
    let shared = DashMap::new();
    shared.insert(1, Arc::new(1));
    thread::scope(|scope| {
        scope.spawn(|| match shared.try_get(&1) {
            TryResult::Present(found) => assert!((1..3).contains(&**found)),
            TryResult::Absent | TryResult::Locked => {}
        });
        shared.insert(1, Arc::new(2));
        shared.insert(2, Arc::new(3));
        assert!(shared.remove(&1).is_some());
    });
    assert_eq!(shared.len(), 1);
}

#[test]
fn imbl_in_isolation() {
    let mut old = imbl::OrdMap::new();
    for number in 0..100 {
        old.insert(number, Arc::new(number));
    }
    let mut new = old.clone();
    thread::scope(|scope| {
        scope.spawn(|| assert_eq!(old.get(&50).map(|number| **number), Some(50)));
        new.remove(&50);
        new.insert(100, Arc::new(100));
    });
    drop(old);
    assert_eq!((new.len(), new.contains_key(&50)), (100, false));
}
