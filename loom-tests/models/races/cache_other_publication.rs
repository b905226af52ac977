//! A cache hit ∥ publication, of a spelling that is not short: the cache keeps those elsewhere.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("cache_other_publication", 3, 400, body);

/// Too long to be compared at once.
const NAME: &str = "a name of more than sixteen bytes";

fn body() {
    let registry = registry([version(1, &[NAME])]);
    assert_eq!(see(&registry, NAME), 1);
    let writer = with(&registry, |registry| {
        registry.replace(NAME, version(2, &[NAME])).is_ok()
    });
    let first = see(&registry, NAME);
    let second = see(&registry, NAME);
    assert!(first >= 1 && first <= second, "{first}, then {second}");
    assert!(join(writer));
    assert_eq!(see(&registry, NAME), 2, "the cache outlived its state");
}
