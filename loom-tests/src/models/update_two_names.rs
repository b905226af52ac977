//! An update of two names ∥ readers of both: both change at once, in a snapshot and for lookups.

use crate::fixture::{join, number, registry, see, version, with};
use crate::runner::Model;

pub(super) const MODEL: Model = Model::new("update_two_names", 2, 400, body);

fn body() {
    let registry = registry([version(1, &["alpha"]), version(1, &["beta"])]);
    let writer = with(&registry, |registry| {
        let update = registry.update(|batch| {
            batch.replace("alpha", version(2, &["alpha"]))?;
            batch.replace("beta", version(2, &["beta"]))
        });
        update.is_ok()
    });
    let (a, b) = (see(&registry, "alpha"), see(&registry, "beta"));
    assert!(a <= b, "a was {a}, then b was {b}");
    let snapshot = registry.snapshot();
    let [a, b] = ["alpha", "beta"].map(|name| snapshot.resolve(name).map_or(0, number));
    assert_eq!(a, b, "half an update in a snapshot");
    assert!(join(writer));
    assert_eq!((see(&registry, "beta"), see(&registry, "alpha")), (2, 2));
}
