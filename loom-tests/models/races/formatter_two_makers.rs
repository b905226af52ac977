//! Two threads that make a formatter ∥ a replacement whose formatter is made too: a registration keeps
//! one formatter, it is that of its own version, and the formatter that came second is dropped.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::fixture::{Handle, formatter_of, join, number, registry, version, with};
use crate::harness::{Model, note};

pub(super) const MODEL: Model = Model::new("formatter_two_makers", 2, 5_000, body).must_note();

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    // The formatters of each version that are alive.
    let alive = [(); 2].map(|()| Arc::new(AtomicU64::new(0)));
    let theirs = alive.clone();
    let other = with(&registry, move |registry| {
        let guard = registry.pin();
        let handle = guard.resolve("alpha");
        assert!(handle.is_some_and(|handle| is_own(handle, &theirs)));
    });
    let first = registry.resolve("alpha");
    assert!(first.as_ref().is_some_and(|handle| is_own(handle, &alive)));
    assert!(registry.replace("alpha", version(2, &["alpha"])).is_ok());
    let second = registry.resolve("alpha");
    assert!(second.is_some_and(|handle| is_own(&handle, &alive)));
    join(other);
    let alive = alive.map(|alive| alive.load(Ordering::Relaxed));
    assert!(alive.iter().all(|alive| *alive <= 1), "{alive:?} are alive");
    drop(first);
    if alive == [1, 1] {
        note();
    }
}

/// Makes or reads the formatter of a handle, and returns whether it is that of its version.
fn is_own(handle: &Handle, [first, second]: &[Arc<AtomicU64>; 2]) -> bool {
    let alive = if number(handle) == 1 { first } else { second };
    formatter_of(handle, alive) == number(handle)
}
