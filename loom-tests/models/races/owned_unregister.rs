//! An owned handle ∥ removal and reclamation: the handle keeps its calendar.

use crate::fixture::{join, number, registry, see, version, with};
use crate::harness::{Model, note};

pub(super) const MODEL: Model = Model::new("owned_unregister", 2, 10_000, body).must_note();

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let reader = with(&registry, |registry| {
        let owned = registry.resolve("alpha");
        let (first, second) = (
            owned.as_ref().map_or(0, number),
            owned.as_ref().map_or(0, number),
        );
        assert_eq!(first, second);
        drop(owned);
    });
    assert!(registry.unregister("alpha").is_ok());
    if registry.reclaim() > 0 {
        note();
    }
    join(reader);
    assert_eq!(see(&registry, "alpha"), 0);
}
