//! Snapshots ∥ lookups beside a writer: they agree in both orders.

use crate::fixture::Registry;

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("snapshot_resolve", 3, 1000, body);

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let writer = with(&registry, |registry| {
        registry.replace("alpha", version(2, &["alpha"])).is_ok()
    });
    let shown = |registry: &Registry| registry.shown(&["alpha"]).first().copied().unwrap_or(0);
    let first = shown(&registry);
    let second = see(&registry, "alpha");
    let third = shown(&registry);
    assert!(
        1 <= first && first <= second && second <= third,
        "{first}, {second}, {third}"
    );
    assert!(join(writer));
    assert_eq!((shown(&registry), see(&registry, "alpha")), (2, 2));
}
