//! Registration ∥ registration of another name: neither is lost.

use crate::fixture::{join, registry, see, version, with};
use crate::runner::Model;

pub(super) const MODEL: Model = Model::new("writers_take_turns", 2, 5, body).unpinned();

fn body() {
    let registry = registry([]);
    let other = with(&registry, |registry| {
        registry.register(version(1, &["alpha"])).is_ok()
    });
    assert!(registry.register(version(2, &["beta"])).is_ok());
    assert!(join(other));
    assert_eq!((see(&registry, "alpha"), see(&registry, "beta")), (1, 2));
    assert_eq!(registry.stats().names, 2);
}
