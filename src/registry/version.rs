//! Shards of names, and the version of each.
//!
//! A version is a sequence number: even while the shard is stable, odd while a writer updates it. A
//! publication changes the versions of the shards of its names only, so cached lookups of other
//! names stay valid, and the cache lines of their versions are not written.

use crate::sync::ordering::{VERSION_BEGIN, VERSION_CHECK, VERSION_END, VERSION_OWN, VERSION_READ};
use crate::sync::{AtomicU64, CachePadded, Counter, Ordering};

/// The number of shards: a power of two, and at most the number of bits of [`Shards`].
pub(super) const SHARDS: usize = if cfg!(loom) { 2 } else { 64 };

/// A shard of all possible names, chosen by the low bits of their hashes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Shard(u8);

impl Shard {
    pub(super) const FIRST: Shard = Shard(0);

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "takes the low bits")]
    pub(super) fn of(hash: u64) -> Self {
        Shard(hash as u8)
    }

    /// Returns the shard that a version belongs to.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "takes the low bits")]
    fn of_version(version: u64) -> Self {
        Shard((version >> 1) as u8)
    }

    #[inline]
    fn position(self) -> usize {
        usize::from(self.0) % SHARDS
    }
}

/// A set of shards.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Shards(u64);

impl Shards {
    pub(super) fn of(hashes: impl IntoIterator<Item = u64>) -> Self {
        let bit = |hash| 1 << Shard::of(hash).position();
        Shards(
            hashes
                .into_iter()
                .map(bit)
                .fold(0, |all, bit: u64| all | bit),
        )
    }

    pub(super) fn union(self, other: Shards) -> Self {
        Shards(self.0 | other.0)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Iterates over the positions of the set bits, lowest first.
    fn positions(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        core::iter::from_fn(move || {
            let position = usize::try_from(left.trailing_zeros()).ok()?;
            // Clears the lowest bit; there is none if `left` is 0.
            left &= left.checked_sub(1)?;
            Some(position)
        })
    }
}

/// Returns whether a version was read while a writer updates the shard.
#[inline]
pub(super) fn is_odd(version: u64) -> bool {
    version & 1 == 1
}

/// Draws an even version for the first shard. It is unique in the process, and so are the versions
/// of the other shards that [`for_shard`] derives from it.
fn draw_version() -> u64 {
    const STEP: u64 = 2 * SHARDS as u64;
    static NEXT: Counter = Counter::new(STEP);
    NEXT.add(STEP)
}

/// Returns the version of another shard with the same drawn number.
fn for_shard(version: u64, position: usize) -> u64 {
    version | (position as u64) << 1
}

/// The versions of all shards of one store. The bits above the lowest name the shard, so a cached
/// version alone says which one to load.
pub(super) struct ShardVersions([CachePadded<AtomicU64>; SHARDS]);

impl ShardVersions {
    pub(super) fn new() -> Self {
        let first = draw_version();
        ShardVersions(core::array::from_fn(|position| {
            CachePadded::new(AtomicU64::new(for_shard(first, position)))
        }))
    }

    /// R1: loads the version of a shard.
    #[inline]
    pub(super) fn read(&self, shard: Shard) -> u64 {
        // Acquire; pairs with the Release store in `end_write`.
        self.load(shard, VERSION_READ)
    }

    #[inline(always)]
    fn load(&self, shard: Shard, ordering: Ordering) -> u64 {
        let version = self.0.get(shard.position());
        version.map_or(1, |version| version.load(ordering))
    }

    /// R1 for a cached even version: returns whether it is still the current one of its shard.
    #[inline]
    pub(super) fn is_current(&self, version: u64) -> bool {
        // Relaxed: this thread has read the same version by `read` when it cached the answer.
        self.load(Shard::of_version(version), VERSION_CHECK) == version
    }

    /// W1: makes the versions of these shards odd. Odd ones, of a writer that panicked, stay as they
    /// are. The caller holds the writers' mutex.
    pub(super) fn begin_write(&self, shards: Shards) {
        for (_, version) in self.select(shards) {
            let odd = version.load(VERSION_OWN) | 1;
            // Relaxed: W2 and W3 follow and are Release operations, so a reader that sees anything
            // of the next state sees this store too.
            version.store(odd, VERSION_BEGIN);
        }
    }

    /// W4: gives these shards a new even version. The caller holds the writers' mutex.
    pub(super) fn end_write(&self, shards: Shards) {
        // Never a version that a shard had before: a cache slot with it would be valid again.
        let drawn = draw_version();
        for (position, version) in self.select(shards) {
            // Release; pairs with the Acquire load in `read`.
            version.store(for_shard(drawn, position), VERSION_END);
        }
    }

    fn select(&self, shards: Shards) -> impl Iterator<Item = (usize, &AtomicU64)> {
        let positions = shards.positions();
        positions.filter_map(|position| Some((position, &**self.0.get(position)?)))
    }

    #[cfg(test)]
    pub(super) fn all(&self) -> Vec<u64> {
        let versions = self.0.iter();
        versions.map(|version| version.load(VERSION_OWN)).collect()
    }
}
