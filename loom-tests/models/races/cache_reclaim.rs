//! A cache hit ∥ replacement and reclamation: what the cache points at is not freed under the guard.

use crate::fixture::{join, number, registry, version, with};
use crate::harness::{Model, note};

pub(super) const MODEL: Model = Model::new("cache_reclaim", 2, 10_000, body).must_note();

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let reader = with(&registry, |registry| {
        for _ in 0..2 {
            let guard = registry.pin();
            let calendar = guard.resolve("alpha");
            assert!(calendar.map_or(0, number) >= 1);
        }
    });
    assert!(registry.replace("alpha", version(2, &["alpha"])).is_ok());
    if registry.reclaim() > 0 {
        note();
    }
    join(reader);
}
