//! Registration ∥ registration of one name: exactly one wins.

use crate::fixture::{Registry, join, number, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("register_register", 2, 5, body).without_epochs();

fn body() {
    let registry = registry([]);
    let attempt = |registry: &Registry, number| registry.register(version(number, &["alpha"]));
    let other = with(&registry, move |registry| attempt(registry, 1).is_ok());
    let mine = attempt(&registry, 2);
    assert!(mine.is_ok() != join(other), "exactly one wins");
    let winner = mine.as_ref().map_or(1, number);
    assert_eq!(see(&registry, "alpha"), winner);
    assert_eq!(registry.generation(), 1);
}
