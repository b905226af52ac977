//! A writer's panic in mid-publication ∥ lookup: readers go on, and the next writer mends the index.

use crate::fixture::{join, panic_in_next_publication, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model =
    Model::new("panic_resolve", 2, 500, body).on_variant("panic_after_swap");

fn body() {
    let registry = registry([version(1, &["alpha", "delta"])]);
    let writer = with(&registry, |registry| {
        panic_in_next_publication();
        let replace = || {
            registry
                .replace("alpha", version(2, &["alpha", "beta"]))
                .is_ok()
        };
        let crashed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(replace));
        assert!(crashed.is_err(), "the crash was asked for");
        assert_eq!((see(registry, "alpha"), see(registry, "beta")), (2, 2));
        // About other names: the index is mended all the same.
        registry.register(version(3, &["gamma"])).is_ok()
    });
    let first = see(&registry, "alpha");
    let second = see(&registry, "alpha");
    assert!(first >= 1 && first <= second, "{first}, then {second}");
    assert!(join(writer));
    assert_eq!(
        (
            see(&registry, "alpha"),
            see(&registry, "beta"),
            see(&registry, "gamma")
        ),
        (2, 2, 3)
    );
    // A name without a hint is looked up in the index.
    assert_eq!(see(&registry, "delta"), 0);
}
