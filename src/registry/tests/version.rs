//! A publication changes the versions of the shards of its names only. If it changed more, nothing would be
//! wrong, but cached lookups would not stay valid.

use crate::registry::version::{Shard, ShardVersions, Shards};

/// The shards whose versions are not what they were.
fn changed(before: &[u64], after: &[u64]) -> Vec<usize> {
    let both = before.iter().zip(after).zip(0..);
    both.filter_map(|((before, after), place)| (before != after).then_some(place))
        .collect()
}

#[test]
fn each_shard_has_its_own_version() {
    let versions = ShardVersions::new();
    let all = versions.all();
    assert_eq!(all.len(), 64);
    for (hash, version) in (0_u64..).zip(&all) {
        let again = hash + 64 * 1_000_003;
        assert_eq!(versions.read(Shard::of(hash)), *version);
        assert_eq!(versions.read(Shard::of(again)), *version);
        assert!(version % 2 == 0 && versions.is_current(*version));
        assert_eq!(all.iter().filter(|other| *other == version).count(), 1);
    }
}

#[test]
fn only_the_shards_of_the_names_change() {
    let versions = ShardVersions::new();
    for (hashes, places) in [
        (&[0][..], &[0][..]),
        (&[63], &[63]),
        (&[69, 5, 133], &[5]),
        (&[62, 2, 1], &[1, 2, 62]),
        (&[], &[]),
    ] {
        let shards = Shards::of(hashes.iter().copied());
        assert_eq!(shards.is_empty(), hashes.is_empty());
        let before = versions.all();
        versions.begin_write(shards);
        let written = versions.all();
        assert_eq!(changed(&before, &written), places);
        versions.begin_write(shards);
        assert_eq!(versions.all(), written, "odd stays odd");
        for place in places {
            assert_eq!(written[*place], before[*place] + 1);
            assert!(!versions.is_current(before[*place]));
        }
        versions.end_write(shards);
        let after = versions.all();
        assert_eq!(changed(&before, &after), places);
        for place in places {
            assert!(after[*place] > before[*place] && versions.is_current(after[*place]));
        }
    }
}

#[test]
fn shards_are_united() {
    let both = Shards::of([3]).union(Shards::of([3, 40]));
    assert_eq!(both, Shards::of([40, 3]));
    assert_eq!(Shards::default(), Shards::of([]));
    assert_ne!(both, Shards::of([3]));
}
