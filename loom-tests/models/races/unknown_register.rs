//! A name that this thread has found unknown ∥ its registration: what is remembered of the
//! one ends with the other.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("unknown_register", 2, 10, body);

fn body() {
    let registry = registry([version(1, &["beta"])]);
    // Now it is in the cache that nobody has it.
    assert_eq!((see(&registry, "alpha"), see(&registry, "alpha")), (0, 0));
    let writer = with(&registry, |registry| {
        registry.register(version(2, &["alpha"])).is_ok()
    });
    let first = see(&registry, "alpha");
    let second = see(&registry, "alpha");
    assert!(first <= second, "seen, then unknown");
    assert!(join(writer));
    assert_eq!((see(&registry, "alpha"), see(&registry, "beta")), (2, 1));
}
