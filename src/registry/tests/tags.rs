//! That a publication touches the tags of its names only. Nobody would find anything wrong without
//! that, but what threads remember would not last.

use crate::registry::tags::{Part, Parts, Tags};
use crate::sync::Ordering;

/// The parts whose tags are not what they were.
fn changed(before: &[u64], after: &[u64]) -> Vec<usize> {
    let both = before.iter().zip(after).zip(0..);
    both.filter_map(|((before, after), place)| (before != after).then_some(place))
        .collect()
}

#[test]
fn each_part_has_a_tag_of_its_own() {
    let tags = Tags::new();
    let all = tags.all();
    assert_eq!(all.len(), 64);
    for (hash, tag) in (0_u64..).zip(&all) {
        let again = hash + 64 * 1_000_003;
        assert_eq!(tags.read(Part::of(hash)), *tag);
        assert_eq!(tags.read(Part::of(again)), *tag);
        assert!(tag % 2 == 0 && tags.stands(*tag));
        assert_eq!(all.iter().filter(|other| *other == tag).count(), 1);
    }
}

#[test]
fn only_the_parts_of_the_names_are_marked_and_settled() {
    let tags = Tags::new();
    for (hashes, places) in [
        (&[0][..], &[0][..]),
        (&[63], &[63]),
        (&[69, 5, 133], &[5]),
        (&[62, 2, 1], &[1, 2, 62]),
        (&[], &[]),
    ] {
        let parts = Parts::of(hashes);
        assert_eq!(parts.is_empty(), hashes.is_empty());
        let before = tags.all();
        tags.mark(parts);
        let marked = tags.all();
        assert_eq!(changed(&before, &marked), places);
        tags.mark(parts);
        assert_eq!(tags.all(), marked, "odd stays odd");
        for place in places {
            assert_eq!(marked[*place], before[*place] + 1);
            assert!(!tags.stands(before[*place]));
        }
        tags.settle(parts, Ordering::Release);
        let settled = tags.all();
        assert_eq!(changed(&before, &settled), places);
        for place in places {
            assert!(settled[*place] > before[*place] && tags.stands(settled[*place]));
        }
    }
}

#[test]
fn parts_are_put_together() {
    let both = Parts::of(&[3]).and(Parts::of(&[3, 40]));
    assert_eq!(both, Parts::of(&[40, 3]));
    assert_eq!(Parts::default(), Parts::of(&[]));
    assert_ne!(both, Parts::of(&[3]));
}
