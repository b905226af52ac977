//! A cache in which names share places: a slot answers for its own name only.

use crate::fixture::{registry, see, version};
use crate::harness::Model;

pub(super) const MODEL: Model = Model::new("cache_two_names", 1, 1, body).without_epochs();

fn body() {
    // They share one set, which has two slots. Of each pair, the marks or the words beside them are
    // equal.
    let names = ["name0", "name1", "0 of one end", "1 of one end", "n0", "n1"];
    let registry = registry([]);
    let all = registry.update(|edits| {
        names
            .iter()
            .zip(1..)
            .try_for_each(|(name, number)| edits.register(version(number, &[name])).map(drop))
    });
    assert!(all.is_ok());
    let seen: Vec<u32> = names.iter().map(|name| see(&registry, name)).collect();
    let expected: Vec<u32> = names.iter().zip(1..).map(|(_, number)| number).collect();
    assert_eq!(seen, expected);
}
