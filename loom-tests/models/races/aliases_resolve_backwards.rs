//! Registration with aliases ∥ lookup of the alias, then of the primary name.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("aliases_resolve_backwards", 3, 20_000, body);

fn body() {
    let registry = registry([]);
    let writer = with(&registry, |registry| {
        registry.register(version(1, &["alpha", "beta"])).is_ok()
    });
    let (alias, primary) = (see(&registry, "beta"), see(&registry, "alpha"));
    assert!(
        alias <= primary,
        "the alias was there before the primary name"
    );
    assert!(join(writer));
}
