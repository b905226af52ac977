//! Names with equal hashes.

use super::{Miss, Test, label};
use crate::registry::Target;

/// Names of one hash: see `Label`.
const NAMES: [&str; 5] = ["7:a", "7:b", "7:c", "7:d", "7:e"];

/// The number of each name's entry: by a lookup, again by the cache, and by the snapshot.
#[track_caller]
fn holders(test: &Test) -> [u32; 5] {
    let snapshot = test.store.snapshot();
    NAMES.map(|name| {
        let holder = snapshot.holder(&label(name));
        let listed = holder.map_or(0, |entry| *entry.handle.number);
        for _ in 0..2 {
            let found = test.find(name);
            assert_eq!(
                found,
                if listed == 0 {
                    Err(Miss::Unknown)
                } else {
                    Ok(listed)
                }
            );
        }
        listed
    })
}

#[test]
fn names_of_one_hash_are_distinguished() {
    let [a, b, c, d, e] = NAMES;
    // Each can be removed first, whichever of them the index has.
    for order in [
        [d, a, e],
        [a, e, d],
        [e, d, a],
        [e, a, d],
        [a, d, e],
        [d, e, a],
    ] {
        let test = Test::new();
        test.register(&[a], 1).unwrap();
        assert_eq!(holders(&test), [1, 0, 0, 0, 0]);
        test.register(&[b, c], 2).unwrap();
        test.register(&[d], 3).unwrap();
        assert_eq!(holders(&test), [1, 2, 2, 3, 0]);
        test.assert_index_is_the_snapshot();
        for name in [a, b, c, d] {
            assert!(test.register(&[name], 9).is_err(), "{name} is taken");
        }
        test.replace(&Target::Named(label(c)), &[c, e], 4).unwrap();
        let mut left = [1, 0, 4, 3, 4];
        assert_eq!(holders(&test), left);
        // A name of another hash removes none of them.
        test.register(&["elsewhere"], 5).unwrap();
        test.unregister("elsewhere").unwrap();
        assert_eq!(holders(&test), left);
        for name in order {
            let removed = *test.unregister(name).unwrap().number;
            left = left.map(|holder| if holder == removed { 0 } else { holder });
            assert_eq!(holders(&test), left, "without {name}");
            test.assert_index_is_the_snapshot();
        }
        assert_eq!(test.store.snapshot().count_names(), 0);
    }
}
