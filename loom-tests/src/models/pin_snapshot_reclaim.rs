//! A pinned reader of the snapshot ∥ replacement and reclamation.

use crate::fixture::{join, number, registry, version, with};
use crate::runner::{Model, note};

pub(super) const MODEL: Model = Model::new("pin_snapshot_reclaim", 2, 6000, body).wants_note();

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let id = registry.resolve("alpha").map(|calendar| calendar.id());
    let reader = with(&registry, move |registry| {
        let pin = registry.pin();
        let calendar = id.ok().and_then(|id| pin.get(id));
        let (first, second) = (calendar.map_or(0, number), calendar.map_or(0, number));
        assert!(first >= 1 && first == second);
    });
    assert!(registry.replace("alpha", version(2, &["alpha"])).is_ok());
    if registry.reclaim() > 0 {
        note();
    }
    join(reader);
}
