//! A cache hit ∥ publication: a cache answers for its own state only.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("cache_publication", 3, 400, body);

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    assert_eq!(see(&registry, "alpha"), 1);
    let writer = with(&registry, |registry| {
        registry.replace("alpha", version(2, &["alpha"])).is_ok()
    });
    let first = see(&registry, "alpha");
    let second = see(&registry, "alpha");
    assert!(first >= 1 && first <= second, "{first}, then {second}");
    assert!(join(writer));
    assert_eq!(see(&registry, "alpha"), 2, "the cache outlived its state");
}
