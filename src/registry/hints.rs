//! [`Hints`]: where readers look first for an entry, without a lock and without a write.
//!
//! A table of pointers to entries, by the hashes of their names and of their ids. It may lack an
//! entry: a bucket has room for seven, and a writer leaves out what does not fit. So *present* is an
//! answer, and *absent* sends the reader to the index or to the snapshot, which have everything. That
//! is why an entry is found at its bucket or not at all, nothing is ever moved, and a slot is changed
//! by one store.
//!
//! Hashes of one bucket belong to one shard, because the lowest bits choose both. So the version of a
//! shard decides for every pointer of a bucket whether it may be dereferenced.
#![allow(unsafe_code, reason = "slots own nothing")]

use core::ptr;

use super::snapshot::Snapshot;
use super::version::SHARDS;
use super::{Entry, Key};
use crate::sync::ordering::{HINT_OWN, HINT_READ, HINT_TAGS, HINT_WRITE};
use crate::sync::{Arc, AtomicPtr, AtomicU64, Canary, EpochGuard, Pointer};

/// The number of slots of a bucket: with the word of tags a cache line.
const SLOTS: usize = if cfg!(loom) { 1 } else { 7 };

/// How many hashes a bucket has on average: in a new table, and at most. With more, buckets overflow
/// often.
const AVERAGE: usize = if cfg!(loom) { 1 } else { 4 };
const AVERAGE_AT_MOST: usize = if cfg!(loom) { 1 } else { 5 };

/// Pointers to entries, by hash.
pub(super) struct Hints<E: Entry>(Pointer<Table<E>>);

impl<E: Entry> Hints<E> {
    pub(super) fn new(table: &Arc<Table<E>>) -> Self {
        Hints(Pointer::new(Arc::clone(table)))
    }

    /// R4: returns an entry of this hash for which `is` holds, if there is a hint. Never waits.
    ///
    /// # Safety
    /// After `guard` was taken, the caller has read an even version of the shard of this hash.
    #[inline(always)]
    pub(super) unsafe fn find<'g>(
        &'g self,
        hash: u64,
        guard: &'g EpochGuard,
        is: impl Fn(&E) -> bool,
    ) -> Option<&'g E> {
        let table = self.0.peek(guard);
        table.canary.touch();
        let bucket = table.bucket(hash)?;
        // Relaxed: tags only select slots. The pointer is checked for itself.
        let mut marks = equal_bytes(bucket.tags.load(HINT_TAGS), tag(hash));
        while marks != 0 {
            // Acquire; pairs with the Release store of W3. The entry is complete.
            let hint = bucket.slot(marks.trailing_zeros() / 8)?.load(HINT_READ);
            marks &= marks.wrapping_sub(1);
            // SAFETY: null, or an entry of a snapshot that was current after the guard was taken:
            // those that are older have left the bucket before the version that the caller has read.
            // That snapshot owns it and is retired through the epoch.
            let entry = unsafe { hint.cast_const().as_ref() };
            if let Some(entry) = entry.filter(|entry| is(entry)) {
                return Some(entry);
            }
        }
        None
    }

    /// W3: replaces the table.
    ///
    /// # Safety
    /// As for [`Pointer::swap`].
    pub(super) unsafe fn swap(&self, table: &Arc<Table<E>>) -> Arc<Table<E>> {
        // SAFETY: as the caller promises.
        unsafe { self.0.swap(Arc::clone(table)) }
    }
}

/// A table of one size.
pub(super) struct Table<E> {
    /// A multiple of [`SHARDS`].
    buckets: Box<[Bucket<E>]>,
    canary: Canary,
}

/// A cache line: pointers, and for each of them a byte of the hash that it is there for. The byte of
/// an empty slot is zero.
#[cfg_attr(not(loom), repr(align(64)))]
struct Bucket<E> {
    tags: AtomicU64,
    slots: [AtomicPtr<E>; SLOTS],
}

impl<E> Bucket<E> {
    fn new() -> Self {
        Bucket {
            tags: AtomicU64::new(0),
            slots: core::array::from_fn(|_| AtomicPtr::new(ptr::null_mut())),
        }
    }

    #[inline(always)]
    fn slot(&self, at: u32) -> Option<&AtomicPtr<E>> {
        self.slots.get(usize::try_from(at).unwrap_or(SLOTS))
    }

    /// Returns the slots with their positions and tags. For writers.
    fn entries(&self) -> impl Iterator<Item = (usize, u8, *const E)> {
        // Relaxed: only writers store, under the mutex.
        let tags = self.tags.load(HINT_OWN).to_le_bytes();
        let slots = self.slots.iter().zip(tags).enumerate();
        slots.map(|(at, (slot, tag))| (at, tag, slot.load(HINT_OWN).cast_const()))
    }

    /// W3: sets a slot and its tag.
    fn set(&self, at: usize, tag: u8, hint: *const E) {
        let mut tags = self.tags.load(HINT_OWN).to_le_bytes();
        if let (Some(slot), Some(byte)) = (self.slots.get(at), tags.get_mut(at)) {
            // Release; pairs with the Acquire load in `find`.
            slot.store(hint.cast_mut(), HINT_WRITE);
            *byte = tag;
            self.tags.store(u64::from_le_bytes(tags), HINT_TAGS);
        }
    }
}

impl<E: Entry> Table<E> {
    /// Creates the table of a snapshot.
    pub(super) fn of(snapshot: &Snapshot<E>) -> Arc<Self> {
        let least = count_hashes(snapshot).div_ceil(AVERAGE);
        let table = Table {
            buckets: (0..least.max(1).next_multiple_of(SHARDS))
                .map(|_| Bucket::new())
                .collect(),
            canary: Canary::new(),
        };
        for entry in snapshot.owners() {
            for hash in hashes(&**entry) {
                table.add(hash, entry);
            }
        }
        Arc::new(table)
    }

    /// Returns a larger table, if this one is too small for a snapshot.
    pub(super) fn outgrown(&self, next: &Snapshot<E>) -> Option<Arc<Self>> {
        let least = count_hashes(next).div_ceil(AVERAGE_AT_MOST);
        (self.buckets.len() < least).then(|| Table::of(next))
    }

    /// W3: removes the hints of an entry, before it can be freed. The caller holds the writers' mutex.
    pub(super) fn remove(&self, entry: &Arc<E>) {
        for bucket in hashes(&**entry).filter_map(|hash| self.bucket(hash)) {
            for (at, _, hint) in bucket.entries() {
                if hint == Arc::as_ptr(entry) {
                    bucket.set(at, 0, ptr::null());
                }
            }
        }
    }

    /// W3: adds a hint for a hash of an entry, if there is room. The caller holds the writers' mutex.
    pub(super) fn add(&self, hash: u64, entry: &Arc<E>) {
        let Some(bucket) = self.bucket(hash) else {
            return;
        };
        let hint = Arc::as_ptr(entry);
        let is_there = |(_, own, other)| own == tag(hash) && other == hint;
        // Another hash of the same entry may have put it there with the same tag.
        if !bucket.entries().any(is_there)
            && let Some((at, ..)) = bucket.entries().find(|(.., other)| other.is_null())
        {
            bucket.set(at, tag(hash), hint);
        }
    }

    /// Returns all entries that there are hints for.
    #[cfg(test)]
    pub(super) fn all(&self) -> Vec<*const E> {
        let slots = self.buckets.iter().flat_map(Bucket::entries);
        let hints = slots.map(|(.., hint)| hint);
        hints.filter(|hint| !hint.is_null()).collect()
    }

    /// Returns the bucket of a hash: the group by the high bits, in it the shard by the low bits.
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "takes bits")]
    fn bucket(&self, hash: u64) -> Option<&Bucket<E>> {
        let groups = (self.buckets.len() / SHARDS) as u64;
        let group = (u128::from(hash).wrapping_mul(u128::from(groups)) >> 64) as usize;
        let place = group.wrapping_mul(SHARDS) | (hash as usize % SHARDS);
        self.buckets.get(place)
    }
}

/// The hashes that lead to an entry: those of its names, and that of its id.
fn hashes<E: Entry>(entry: &E) -> impl Iterator<Item = u64> {
    let names = entry.names().iter().map(Key::hash);
    names.chain([E::id_hash(entry.id())])
}

/// Returns the number of hashes that lead to the entries of a snapshot.
fn count_hashes<E: Entry>(snapshot: &Snapshot<E>) -> usize {
    snapshot.count_names().saturating_add(snapshot.len())
}

/// Returns the tag of a hash: bits that do not choose the bucket, and never zero.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "takes bits")]
fn tag(hash: u64) -> u8 {
    (hash >> 16) as u8 | 1
}

/// Marks the bytes of a word that are equal to a byte, by their highest bit. The byte above an equal
/// one may be marked too ("Determine if a word has a zero byte", S. E. Anderson, "Bit Twiddling
/// Hacks").
#[inline(always)]
fn equal_bytes(word: u64, byte: u8) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let zero = word ^ ONES.wrapping_mul(u64::from(byte));
    zero.wrapping_sub(ONES) & !zero & (ONES << 7)
}
