//! Names of one hash, which in unit tests are all that begin with "collide-".

use super::{Numbered, assert_index_is_the_snapshot, number};
use crate::registry::Registry;
use crate::sync::Arc;

const SHORT: [&str; 5] = ["a", "b", "c", "d", "e"];
/// The same in the bytes that a name keeps in place, of which the first has no other.
const LONG: [&str; 5] = [
    "sixteen-bytes-in",
    "sixteen-bytes-in-all",
    "sixteen-bytes-in-all-and-more",
    "sixteen-bytes-in-any",
    "sixteen-bytes-inn",
];

/// Who has which name, by a pin on this thread and by the snapshot.
fn holders(registry: &Registry, names: [&str; 5]) -> [u64; 5] {
    let (pin, snapshot) = (registry.pin(), registry.snapshot());
    names.map(|name| {
        let name = format!("collide-{name}");
        let listed = snapshot.resolve(&name).map_or(0, number);
        for _ in 0..2 {
            assert_eq!(pin.resolve(&name).map_or(0, number), listed, "{name}");
        }
        listed
    })
}

#[test]
fn names_of_one_hash_are_told_apart() {
    for names in [SHORT, LONG] {
        let [a, _, _, d, e] = names;
        // Each may go first, whoever stands for the hash by then.
        for order in [
            [d, a, e],
            [a, e, d],
            [e, d, a],
            [e, a, d],
            [a, d, e],
            [d, e, a],
        ] {
            told_apart(names, order);
        }
    }
}

fn told_apart(names: [&str; 5], order: [&str; 3]) {
    let [a, b, c, d, e] = names;
    let alive = Arc::new(());
    let registry = Registry::new();
    let holders = || holders(&registry, names);
    let calendar = |names: &[&str], number| {
        let names: Vec<String> = names.iter().map(|name| format!("Collide {name}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        Numbered::new(&names, number, &alive)
    };
    registry.register(calendar(&[a], 1)).unwrap();
    assert_eq!(holders(), [1, 0, 0, 0, 0]);
    registry.register(calendar(&[b, c], 2)).unwrap();
    registry.register(calendar(&[d], 3)).unwrap();
    assert_eq!(holders(), [1, 2, 2, 3, 0]);
    assert_eq!(registry.stats().names, 4);
    assert_index_is_the_snapshot(&registry);
    // Taken is what is taken, whoever stands for the hash.
    for name in [a, b, c, d] {
        assert!(registry.register(calendar(&[name], 9)).is_err());
    }
    registry
        .replace(format!("collide-{c}"), calendar(&[c, e], 4))
        .unwrap();
    assert_eq!(holders(), [1, 0, 4, 3, 4]);
    // One of another hash takes none of them along.
    registry
        .register(Numbered::new(&["Elsewhere"], 5, &alive))
        .unwrap();
    registry.unregister("elsewhere").unwrap();
    let mut left = [1, 0, 4, 3, 4];
    assert_eq!(holders(), left);
    for name in order {
        let gone = registry.unregister(format!("collide-{name}")).unwrap();
        left = left.map(|holder| if holder == number(&gone) { 0 } else { holder });
        assert_eq!(holders(), left, "without {name}");
        assert_index_is_the_snapshot(&registry);
        assert_eq!(registry.stats().names, registry.snapshot().names().len());
    }
    assert_eq!(registry.stats().names, 0);
    drop(registry);
    assert_eq!(Arc::strong_count(&alive), 1);
}
