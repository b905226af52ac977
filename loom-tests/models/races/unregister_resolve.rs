//! Removal ∥ lookup: gone once it has returned, and never seen again.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("unregister_resolve", 3, 800, body);

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let writer = with(&registry, |registry| registry.unregister("alpha").is_ok());
    let first = see(&registry, "alpha");
    let second = see(&registry, "alpha");
    assert!(first >= second, "gone, then back");
    assert!(join(writer));
    assert_eq!(see(&registry, "alpha"), 0);
}
