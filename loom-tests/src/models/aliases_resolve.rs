//! Registration with aliases ∥ lookup of each: all names appear at once.

use crate::fixture::{join, registry, see, version, with};
use crate::runner::Model;

pub(super) const MODEL: Model = Model::new("aliases_resolve", 3, 20_000, body);

fn body() {
    let registry = registry([]);
    let writer = with(&registry, |registry| {
        registry.register(version(1, &["a", "b"])).is_ok()
    });
    let (chief, alias) = (see(&registry, "a"), see(&registry, "b"));
    assert!(chief <= alias, "the chief name was there before the alias");
    assert!(join(writer));
    assert_eq!((see(&registry, "b"), see(&registry, "a")), (1, 1));
}
