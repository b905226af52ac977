//! An update of two names that have tags of their own ∥ a reader of one that tells a reader of the
//! other: both tags are odd before either name can be seen to have changed.

use std::sync::atomic::Ordering;

use loom::sync::atomic::AtomicU32;

use crate::fixture::{Arc, join, registry, see, version, with};
use crate::runner::Model;

pub(super) const MODEL: Model = Model::new("update_two_parts", 2, 100, body).unpinned();

fn body() {
    let registry = registry([version(1, &["a"]), version(1, &["b"])]);
    // Now the old one is in this thread's memo.
    assert_eq!(see(&registry, "a"), 1);
    let told = Arc::new(AtomicU32::new(0));
    let writer = with(&registry, |registry| {
        let update = registry.update(|batch| {
            batch.replace("a", version(2, &["a"]))?;
            batch.replace("b", version(2, &["b"]))
        });
        update.is_ok()
    });
    let teller = {
        let told = Arc::clone(&told);
        with(&registry, move |registry| {
            told.store(see(registry, "b"), Ordering::Release)
        })
    };
    let heard = told.load(Ordering::Acquire);
    let seen = see(&registry, "a");
    assert!(seen >= heard, "b was {heard}, and then a was {seen}");
    join(teller);
    assert!(join(writer));
}
