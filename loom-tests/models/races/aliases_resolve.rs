//! Registration with aliases ∥ lookup of each: all names appear at once.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("aliases_resolve", 3, 20_000, body);

fn body() {
    let registry = registry([]);
    let writer = with(&registry, |registry| {
        registry.register(version(1, &["alpha", "beta"])).is_ok()
    });
    let (primary, alias) = (see(&registry, "alpha"), see(&registry, "beta"));
    assert!(
        primary <= alias,
        "the primary name was there before the alias"
    );
    assert!(join(writer));
    assert_eq!((see(&registry, "beta"), see(&registry, "alpha")), (1, 1));
}
