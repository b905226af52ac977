//! Registration ∥ registration of another name: neither is lost.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("register_two_names", 2, 5, body).without_epochs();

fn body() {
    let registry = registry([]);
    let other = with(&registry, |registry| {
        registry.register(version(1, &["alpha"])).is_ok()
    });
    assert!(registry.register(version(2, &["beta"])).is_ok());
    assert!(join(other));
    assert_eq!((see(&registry, "alpha"), see(&registry, "beta")), (1, 2));
    assert_eq!(registry.count_names(), 2);
}
