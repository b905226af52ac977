//! An update of two names that have versions of their own ∥ a reader of one that tells a reader of the
//! other: both versions are odd before either name can be seen to have changed.

use std::sync::atomic::Ordering;

use loom::sync::atomic::AtomicU32;

use crate::fixture::{Arc, join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("update_two_shards", 2, 100, body).without_epochs();

fn body() {
    let registry = registry([version(1, &["alpha"]), version(1, &["beta"])]);
    // The old answer is in this thread's cache.
    assert_eq!(see(&registry, "alpha"), 1);
    let told = Arc::new(AtomicU32::new(0));
    let writer = with(&registry, |registry| {
        let update = registry.update(|edits| {
            edits.replace("alpha", version(2, &["alpha"]))?;
            edits.replace("beta", version(2, &["beta"]))
        });
        update.is_ok()
    });
    let teller = {
        let told = Arc::clone(&told);
        with(&registry, move |registry| {
            told.store(see(registry, "beta"), Ordering::Release)
        })
    };
    let heard = told.load(Ordering::Acquire);
    let seen = see(&registry, "alpha");
    assert!(seen >= heard, "b was {heard}, and then a was {seen}");
    join(teller);
    assert!(join(writer));
}
