//! Replacement ∥ a reader that tells another what it saw: nobody sees old after another saw new.

use std::sync::atomic::Ordering;

use loom::sync::atomic::AtomicU32;

use crate::fixture::{Arc, join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("replace_two_readers", 3, 1000, body).without_epochs();

pub(super) fn body() {
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
    let heard = told.load(Ordering::Acquire);
    let seen = see(&registry, "alpha");
    assert!(
        seen >= heard,
        "one saw {heard}, and then another saw {seen}"
    );
    join(teller);
    assert!(join(writer));
}
