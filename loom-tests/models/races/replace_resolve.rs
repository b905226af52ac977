//! Replacement ∥ lookup of the same name twice: never new, then old.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("replace_resolve", 3, 1000, body);

pub(super) fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let writer = with(&registry, |registry| {
        registry.replace("alpha", version(2, &["alpha"])).is_ok()
    });
    let first = see(&registry, "alpha");
    let second = see(&registry, "alpha");
    assert!(first >= 1 && first <= second, "{first}, then {second}");
    assert!(join(writer));
    assert_eq!(see(&registry, "alpha"), 2);
}
