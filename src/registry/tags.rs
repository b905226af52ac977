//! The tags: for each part of the names, which publication has last touched it.
//!
//! A publication changes the tags of the names that it touches, so what threads remember of the
//! others stays good, and their cache lines are not written.
#![forbid(unsafe_code)]

use crate::sync::{AtomicU64, Counter, Ordering, Step, broken, weakened};

/// So many parts there are: a power of two, and no more than [`Parts`] has bits.
const PARTS: usize = if cfg!(loom) { 2 } else { 64 };

/// One part of all names, by their hashes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Part(u8);

impl Part {
    pub(super) const FIRST: Part = Part(0);

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the low bits are meant")]
    pub(super) fn of(hash: u64) -> Self {
        Part(hash as u8)
    }

    /// The part that a tag is of.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the low bits are meant")]
    fn of_tag(tag: u64) -> Self {
        Part((tag >> 1) as u8)
    }

    #[inline]
    fn place(self) -> usize {
        usize::from(self.0) % PARTS
    }
}

/// Some of the parts.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Parts(u64);

impl Parts {
    pub(super) fn of(hashes: &[u64]) -> Self {
        let bit = |hash: &u64| 1 << Part::of(*hash).place();
        Parts(hashes.iter().map(bit).fold(0, |all, bit: u64| all | bit))
    }

    pub(super) fn and(self, others: Parts) -> Self {
        Parts(self.0 | others.0)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The places of the bits, lowest first.
    fn places(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        core::iter::from_fn(move || {
            let place = usize::try_from(left.trailing_zeros()).ok()?;
            // Without its lowest bit.
            left &= left.checked_sub(1)?;
            Some(place)
        })
    }
}

/// An even tag of the first part that no registry of the process has had; nor one that differs in
/// the number of the part only.
fn fresh_tag() -> u64 {
    const STEP: u64 = 2 * PARTS as u64;
    static NEXT: Counter = Counter::new(STEP);
    NEXT.add(STEP)
}

/// The tag of a part, of one of the first part.
fn of_place(tag: u64, place: usize) -> u64 {
    tag | (place as u64) << 1
}

/// A tag for each part, and with its number in the bits above the lowest. Even: at rest, and the
/// index equals the snapshot in this part. Odd: a publication is under way.
pub(super) struct Tags([Line; PARTS]);

/// By itself in its cache line.
#[repr(align(64))]
struct Line(AtomicU64);

impl Tags {
    pub(super) fn new() -> Self {
        let first = fresh_tag();
        Tags(core::array::from_fn(|place| {
            Line(AtomicU64::new(of_place(first, place)))
        }))
    }

    /// Whether a tag that was read once, and was even, is still that of its part.
    #[inline]
    pub(super) fn stands(&self, tag: u64) -> bool {
        self.read(Part::of_tag(tag)) == tag
    }

    /// A reader's look at the tag of a part.
    #[inline]
    pub(super) fn read(&self, part: Part) -> u64 {
        // Acquire pairs with the Release store of an even tag in `settle`: who sees that tag sees
        // this part of the index as it then was.
        let ordering = weakened(Step::TagAcquire, Ordering::Acquire);
        self.0
            .get(part.place())
            .map_or(1, |tag| tag.0.load(ordering))
    }

    /// Makes the tags of these parts odd. A writer's, in its turn.
    pub(super) fn mark(&self, parts: Parts) {
        let most = if broken(Step::EveryPartOdd) { 1 } else { PARTS };
        for (_, tag) in self.some(parts).take(most) {
            // Relaxed: only writers store to tags, and the mutex orders them.
            let old = tag.load(Ordering::Relaxed);
            let odd = if broken(Step::OddStaysOdd) {
                old.wrapping_add(1)
            } else {
                old | 1
            };
            // Relaxed: a reader that sees anything of the next state has it from the
            // swap or from the index, both Release and both after this store.
            tag.store(odd, Ordering::Relaxed);
        }
    }

    /// Gives these parts an even tag that they never had. A writer's, in its turn.
    pub(super) fn settle(&self, parts: Parts, ordering: Ordering) {
        let fresh = fresh_tag();
        for (place, tag) in self.some(parts) {
            let even = if broken(Step::FreshTag) {
                tag.load(Ordering::Relaxed) & !1
            } else {
                of_place(fresh, place)
            };
            // Release pairs with the readers' Acquire load in `read`.
            tag.store(even, ordering);
        }
    }

    fn some(&self, parts: Parts) -> impl Iterator<Item = (usize, &AtomicU64)> {
        let places = parts.places();
        places.filter_map(|place| Some((place, &self.0.get(place)?.0)))
    }

    /// The tags as they are.
    #[cfg(test)]
    pub(super) fn all(&self) -> Vec<u64> {
        let tags = self.0.iter();
        tags.map(|tag| tag.0.load(Ordering::Relaxed)).collect()
    }
}
