//! A pin ∥ replacement and reclamation: nothing is freed under the pin, and much is freed after it.

use crate::fixture::{join, number, registry, see, version, with};
use crate::runner::{Model, note};

pub(super) const MODEL: Model = Model::new("pin_reclaim", 2, 10_000, body).wants_note();

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let reader = with(&registry, |registry| {
        let pin = registry.pin();
        let calendar = pin.resolve("alpha").ok();
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
