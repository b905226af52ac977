//! Registration ∥ a reader that tells another what it saw: who has been told that a name is
//! there does not remember that it was not.

use std::sync::atomic::Ordering;

use loom::sync::atomic::AtomicU32;

use crate::fixture::{Arc, join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("unknown_two_readers", 2, 100, body).without_epochs();

fn body() {
    let registry = registry([]);
    assert_eq!(see(&registry, "alpha"), 0);
    let told = Arc::new(AtomicU32::new(0));
    let writer = with(&registry, |registry| {
        registry.register(version(1, &["alpha"])).is_ok()
    });
    let teller = {
        let told = Arc::clone(&told);
        with(&registry, move |registry| {
            told.store(see(registry, "alpha"), Ordering::Release)
        })
    };
    let heard = told.load(Ordering::Acquire);
    let seen = see(&registry, "alpha");
    assert!(
        seen >= heard,
        "one saw {heard}, and then another saw {seen}"
    );
    join(teller);
    assert!(join(writer));
}
