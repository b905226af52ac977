//! A guard ∥ replacement and reclamation: nothing is freed under the guard, and much is freed after it.

use crate::fixture::{join, number, registry, see, version, with};
use crate::harness::{Model, note};

pub(super) const MODEL: Model = Model::new("guard_reclaim", 2, 10_000, body).must_note();

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let reader = with(&registry, |registry| {
        let guard = registry.pin();
        let calendar = guard.resolve("alpha");
        let (first, second) = (calendar.map_or(0, number), calendar.map_or(0, number));
        assert!(first >= 1 && first == second);
    });
    assert!(registry.replace("alpha", version(2, &["alpha"])).is_ok());
    if registry.reclaim() > 0 {
        note();
    }
    join(reader);
    assert_eq!(see(&registry, "alpha"), 2);
}
