//! Two registries and one thread's cache: neither answers for the other.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("two_registries", 2, 100, body);

fn body() {
    let ours = registry([version(1, &["alpha"])]);
    let other = registry([version(5, &["alpha"])]);
    assert_eq!((see(&ours, "alpha"), see(&other, "alpha")), (1, 5));
    let writer = with(&ours, |ours| {
        ours.replace("alpha", version(2, &["alpha"])).is_ok()
    });
    let first = see(&ours, "alpha");
    assert_eq!(see(&other, "alpha"), 5);
    assert!(join(writer));
    assert!(first == 1 || first == 2);
    assert_eq!((see(&ours, "alpha"), see(&other, "alpha")), (2, 5));
}
