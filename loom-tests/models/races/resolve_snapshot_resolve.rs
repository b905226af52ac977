//! Replacement ∥ lookup, snapshot, lookup: an answer that was read under an odd version is not cached,
//! or the second lookup would find it after the snapshot has shown a newer one.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model =
    Model::new("resolve_snapshot_resolve", 3, 300, body).without_epochs();

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let reader = with(&registry, |registry| {
        let first = see(registry, "alpha");
        let shown = registry.shown(&["alpha"]).first().copied();
        let second = see(registry, "alpha");
        assert!(
            Some(first) <= shown && shown <= Some(second),
            "{first}, {shown:?}, {second}"
        );
    });
    assert!(registry.replace("alpha", version(2, &["alpha"])).is_ok());
    join(reader);
    assert_eq!(see(&registry, "alpha"), 2);
}
