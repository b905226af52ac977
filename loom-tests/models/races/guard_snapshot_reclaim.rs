//! A reader with a guard of the snapshot ∥ replacement and reclamation.

use crate::fixture::{id_of, join, number, registry, version, with};
use crate::harness::{Model, note};

pub(super) const MODEL: Model = Model::new("guard_snapshot_reclaim", 2, 6000, body).must_note();

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let id = id_of(&registry, "alpha");
    let reader = with(&registry, move |registry| {
        let guard = registry.pin();
        let calendar = guard.get(id);
        let (first, second) = (calendar.map_or(0, number), calendar.map_or(0, number));
        assert!(first >= 1 && first == second);
    });
    assert!(registry.replace("alpha", version(2, &["alpha"])).is_ok());
    if registry.reclaim() > 0 {
        note();
    }
    join(reader);
}
