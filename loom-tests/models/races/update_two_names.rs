//! An update of two names ∥ readers of both: both change at once, in a snapshot and for lookups.

use crate::fixture::{join, registry, see, version, with};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("update_two_names", 2, 400, body);

fn body() {
    let registry = registry([version(1, &["alpha"]), version(1, &["beta"])]);
    let writer = with(&registry, |registry| {
        let update = registry.update(|edits| {
            edits.replace("alpha", version(2, &["alpha"]))?;
            edits.replace("beta", version(2, &["beta"]))
        });
        update.is_ok()
    });
    let (a, b) = (see(&registry, "alpha"), see(&registry, "beta"));
    assert!(a <= b, "a was {a}, then b was {b}");
    let shown = registry.shown(&["alpha", "beta"]);
    assert!(
        shown == [1, 1] || shown == [2, 2],
        "half an update in a snapshot: {shown:?}"
    );
    assert!(join(writer));
    assert_eq!((see(&registry, "beta"), see(&registry, "alpha")), (2, 2));
}
