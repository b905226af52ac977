//! A reader that happens to find garbage dead ∥ a writer that frees it: what the reader did comes
//! first. Each yields where the other is to go on, which spares preemptions.

use loom::thread::yield_now;

use crate::fixture::{join, let_epochs_pass, number, registry, version, with};
use crate::harness::{Model, note};

pub(super) const MODEL: Model = Model::new("mark_by_reader", 2, 7000, body).must_note();

fn body() {
    let registry = registry([version(1, &["alpha"])]);
    let writer = with(&registry, |registry| {
        assert!(registry.replace("alpha", version(2, &["alpha"])).is_ok());
        yield_now();
        if registry.reclaim() > 0 {
            note();
        }
    });
    let guard = registry.pin();
    assert!(guard.resolve("alpha").map_or(0, number) >= 1);
    yield_now();
    drop(guard);
    let_epochs_pass();
    join(writer);
}
