//! Registration ∥ lookup: found or not, but found once the registration has returned, and never lost again.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("register_resolve", 3, 10_000, body);

fn body() {
    let registry = registry([]);
    let writer = with(&registry, |registry| {
        registry.register(version(1, &["alpha"])).is_ok()
    });
    let first = see(&registry, "alpha");
    let second = see(&registry, "alpha");
    assert!(first <= second, "seen, then lost");
    assert!(join(writer));
    assert_eq!(see(&registry, "alpha"), 1);
}
