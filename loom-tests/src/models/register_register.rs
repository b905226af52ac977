//! Registration ∥ registration of one name: one wins, the other gets its backend back.

use calendar_registry::Registry;

use crate::fixture::{Version, join, number, registry, see, version, with};
use crate::runner::Model;

pub(super) const MODEL: Model = Model::new("register_register", 2, 5, body).unpinned();

fn body() {
    let registry = registry([]);
    let attempt = |registry: &Registry, number| match registry.register(version(number, &["alpha"]))
    {
        Ok(calendar) => (true, self::number(&calendar)),
        Err(refused) => {
            let backend: &dyn std::any::Any = refused.backend.as_ref();
            (
                false,
                backend
                    .downcast_ref::<Version>()
                    .map_or(0, |version| version.number),
            )
        }
    };
    let other = with(&registry, move |registry| attempt(registry, 1));
    let (mine, my_number) = attempt(&registry, 2);
    let (theirs, their_number) = join(other);
    assert_eq!(
        (my_number, their_number),
        (2, 1),
        "each has its own backend"
    );
    assert!(mine != theirs, "exactly one wins");
    assert_eq!(see(&registry, "alpha"), if mine { 2 } else { 1 });
    assert_eq!(registry.generation(), 1);
}
