//! A name that this thread has found unknown ∥ its registration: what is remembered of the
//! one ends with the other.

use crate::fixture::{join, registry, see, version, with};
use crate::runner::Model;

pub(super) const MODEL: Model = Model::new("unknown_register", 2, 10, body);

fn body() {
    let registry = registry([version(1, &["b"])]);
    // Now it is in the memo that nobody has it.
    assert_eq!((see(&registry, "a"), see(&registry, "a")), (0, 0));
    let writer = with(&registry, |registry| {
        registry.register(version(2, &["a"])).is_ok()
    });
    let first = see(&registry, "a");
    let second = see(&registry, "a");
    assert!(first <= second, "seen, then unknown");
    assert!(join(writer));
    assert_eq!((see(&registry, "a"), see(&registry, "b")), (2, 1));
}
