//! Reclamation ∥ reclamation: everything is freed once.

use crate::fixture::{join, registry, version, with};
use crate::harness::{Model, note};

pub(super) const MODEL: Model = Model::new("reclaim_reclaim", 2, 10_000, body).must_note();

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    assert!(registry.replace("alpha", version(2, &["alpha"])).is_ok());
    let other = with(&registry, |registry| registry.reclaim());
    let mine = registry.reclaim();
    let theirs = join(other);
    let left = registry.retired();
    let freed = mine.saturating_add(theirs);
    // The first registration replaced the empty snapshot.
    assert!(
        freed.saturating_add(left) <= 2,
        "{freed} freed and {left} left"
    );
    if freed > 0 {
        note();
    }
}
