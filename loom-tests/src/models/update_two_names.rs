//! An update of two names ∥ readers of both: both change at once, in a snapshot and for lookups.

use crate::fixture::{join, number, registry, see, version, with};
use crate::runner::Model;

pub(super) const MODEL: Model = Model::new("update_two_names", 2, 400, body);

fn body() {
    let registry = registry([version(1, &["a"]), version(1, &["b"])]);
    let writer = with(&registry, |registry| {
        let update = registry.update(|batch| {
            batch.replace("a", version(2, &["a"]))?;
            batch.replace("b", version(2, &["b"]))
        });
        update.is_ok()
    });
    let (a, b) = (see(&registry, "a"), see(&registry, "b"));
    assert!(a <= b, "a was {a}, then b was {b}");
    let snapshot = registry.snapshot();
    let [a, b] = ["a", "b"].map(|name| snapshot.resolve(name).map_or(0, number));
    assert_eq!(a, b, "half an update in a snapshot");
    assert!(join(writer));
    assert_eq!((see(&registry, "b"), see(&registry, "a")), (2, 2));
}
