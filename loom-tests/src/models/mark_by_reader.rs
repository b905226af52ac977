//! A reader that happens to find garbage dead ∥ a writer that frees it: what the reader did comes first.

use crate::fixture::{join, let_epochs_pass, registry, see, version, with};
use crate::runner::{Model, note};

pub(super) const MODEL: Model = Model::new("mark_by_reader", 1, 10, body).wants_note();

fn body() {
    let registry = registry([version(1, &["a"])]);
    let reader = with(&registry, |registry| {
        let seen = see(registry, "a");
        assert!(seen >= 1);
        let_epochs_pass();
    });
    assert!(registry.replace("a", version(2, &["a"])).is_ok());
    if registry.reclaim() > 0 {
        note();
    }
    join(reader);
}
