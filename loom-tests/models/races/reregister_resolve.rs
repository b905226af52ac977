//! Removal, then registration of another under the name ∥ lookup: old, none, new, in this order.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("reregister_resolve", 2, 700, body);

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let writer = with(&registry, |registry| {
        registry.unregister("alpha").is_ok() && registry.register(version(2, &["alpha"])).is_ok()
    });
    let place = |seen| match seen {
        1 => 0,
        0 => 1,
        _ => 2,
    };
    let first = see(&registry, "alpha");
    let second = see(&registry, "alpha");
    assert!(place(first) <= place(second), "{first}, then {second}");
    assert!(join(writer));
    assert_eq!(see(&registry, "alpha"), 2);
}
