//! Lookup by id ∥ replacement: the id stays, and the calendar is never older than what the name led to.

use crate::fixture::{id_of, join, number, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("get_resolve", 3, 1000, body);

fn body() {
    let registry = registry([]);
    assert!(registry.register(version(1, &["alpha"])).is_ok());
    let id = id_of(&registry, "alpha");
    let writer = with(&registry, |registry| {
        registry.replace("alpha", version(2, &["alpha"])).is_ok()
    });
    let by_name = see(&registry, "alpha");
    let by_id = registry.pin().get(id).map_or(0, number);
    assert!(1 <= by_name && by_name <= by_id, "{by_name}, then {by_id}");
    assert!(join(writer));
    assert_eq!(registry.pin().get(id).map_or(0, number), 2);
}
