//! Replacement ∥ a reader that tells another what it saw, and whose listener has looked before: an
//! answer that was read under an odd version is not cached under it.

use std::sync::atomic::Ordering;

use loom::sync::atomic::AtomicU32;

use crate::fixture::{Arc, join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model =
    Model::new("odd_version_two_readers", 2, 100, body).without_epochs();

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let told = Arc::new(AtomicU32::new(0));
    let writer = with(&registry, |registry| {
        registry.replace("alpha", version(2, &["alpha"])).is_ok()
    });
    let teller = {
        let told = Arc::clone(&told);
        with(&registry, move |registry| {
            told.store(see(registry, "alpha"), Ordering::Release)
        })
    };
    let first = see(&registry, "alpha");
    // Lets the others go on without a preemption.
    loom::thread::yield_now();
    let heard = told.load(Ordering::Acquire);
    let second = see(&registry, "alpha");
    assert!(
        second >= heard && second >= first,
        "one saw {heard}, and then another saw {first} and {second}"
    );
    join(teller);
    assert!(join(writer));
}
