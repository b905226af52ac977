//! A registration that makes the table of hints too small ∥ lookup: the reader may still be in the old
//! table, and no name is lost.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("grow_resolve", 2, 500, body);

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let writer = with(&registry, |registry| {
        let grown = registry.register(version(2, &["beta", "gamma"])).is_ok();
        registry.reclaim();
        grown
    });
    assert_eq!(see(&registry, "alpha"), 1);
    assert_eq!(see(&registry, "alpha"), 1);
    assert!(join(writer));
    assert_eq!(see(&registry, "gamma"), 2);
}
