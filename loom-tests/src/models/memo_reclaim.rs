//! A memo hit ∥ replacement and reclamation: what the memo points at is not freed under the pin.

use crate::fixture::{join, number, registry, version, with};
use crate::runner::{Model, note};

pub(super) const MODEL: Model = Model::new("memo_reclaim", 2, 10_000, body).wants_note();

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let reader = with(&registry, |registry| {
        for _ in 0..2 {
            let pin = registry.pin();
            let calendar = pin.resolve("alpha").ok();
            assert!(calendar.map_or(0, number) >= 1);
        }
    });
    assert!(registry.replace("alpha", version(2, &["alpha"])).is_ok());
    if registry.reclaim() > 0 {
        note();
    }
    join(reader);
}
