//! A locked index ∥ lookup: the snapshot answers.

use crate::fixture::{join, registry, see, version, with};
use crate::runner::Model;

pub(super) const MODEL: Model = Model::new("index_locked_resolve", 3, 10, body).locks();

fn body() {
    let registry = registry([version(1, &["a"])]);
    let writer = with(&registry, |registry| {
        registry.replace("a", version(2, &["a"])).is_ok()
    });
    let first = see(&registry, "a");
    let second = see(&registry, "a");
    assert!(first >= 1 && first <= second, "{first}, then {second}");
    assert!(join(writer));
    assert_eq!(see(&registry, "a"), 2);
}
