//! Two registries and one thread's memo: neither answers for the other.

use crate::fixture::{join, registry, see, version, with};
use crate::runner::Model;

pub(super) const MODEL: Model = Model::new("two_registries", 2, 100, body);

fn body() {
    let ours = registry([version(1, &["a"])]);
    let other = registry([version(5, &["a"])]);
    assert_eq!((see(&ours, "a"), see(&other, "a")), (1, 5));
    let writer = with(&ours, |ours| ours.replace("a", version(2, &["a"])).is_ok());
    let first = see(&ours, "a");
    assert_eq!(see(&other, "a"), 5);
    assert!(join(writer));
    assert!(first == 1 || first == 2);
    assert_eq!((see(&ours, "a"), see(&other, "a")), (2, 5));
}
