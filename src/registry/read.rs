//! The reader: R1 to R4.
#![allow(unsafe_code, reason = "index and cache own nothing")]

use core::ptr;

use super::cache::{Cached, Long, Medium, Sets, Short, Spelled, Spelling};
use super::version::{Shard, is_odd};
use super::{Entry, Guard, Key};
use crate::sync::Found as Indexed;

type Answer<'g, E> = Result<&'g <E as Entry>::Handle, <<E as Entry>::Name as Key>::Miss>;

impl<E: Entry> Guard<'_, E> {
    /// Looks up a spelling. It never waits, allocates or frees.
    ///
    /// R3 comes first here: a cache slot is found by the spelling, and its version names the shard
    /// to load (R1), so a hit needs no folding and no hash. Slots never have odd versions, which
    /// makes R2 part of the comparison. The slot is this thread's, so reading it before R1 changes
    /// nothing.
    #[inline(always)]
    pub(crate) fn find(&self, spelling: &[u8]) -> Answer<'_, E> {
        let Some(short) = Short::new(spelling) else {
            return self.find_other(spelling);
        };
        let sets = &E::cache().short;
        match sets.get(&short, &self.store.versions) {
            Some(Cached::Hit(handle)) => Ok(self.cached(handle)),
            Some(Cached::Miss(miss)) => Err(miss.get()),
            None => self.find_uncached(spelling, short.hash, sets),
        }
    }

    /// The same for spellings of fewer than 4 or more than 16 bytes.
    #[inline(never)]
    fn find_other(&self, spelling: &[u8]) -> Answer<'_, E> {
        let cache = E::cache();
        if let Some(medium) = Medium::read(spelling) {
            self.find_in(spelling, medium, &cache.medium)
        } else if let Some(long) = Long::read(spelling) {
            self.find_in(spelling, long, &cache.long)
        } else if let Some(few) = Short::read(spelling) {
            self.find_in(spelling, few, &cache.short)
        } else {
            // Longer than any name.
            Err(E::Name::miss(spelling))
        }
    }

    #[inline(always)]
    fn find_in<S: Spelling, const N: usize>(
        &self,
        spelling: &[u8],
        spelled: Spelled<S>,
        sets: &Sets<S, E, N>,
    ) -> Answer<'_, E> {
        match sets.get(&spelled, &self.store.versions) {
            Some(Cached::Hit(handle)) => Ok(self.cached(handle)),
            Some(Cached::Miss(miss)) => Err(miss.get()),
            None => self.find_uncached(spelling, spelled.hash, sets),
        }
    }

    /// R1 to R4 for a spelling that is not cached under the current version.
    #[inline(never)]
    fn find_uncached<S: Spelling, const N: usize>(
        &self,
        spelling: &[u8],
        hash_in_cache: u64,
        sets: &Sets<S, E, N>,
    ) -> Answer<'_, E> {
        let store = self.store;
        debug_assert!(spelling.len() <= S::LONGEST, "a spelling of this class");
        if spelling.len() > S::LONGEST {
            // Never. So the compiler folds and compares as many words as this class has.
            return self.find_in_snapshot(spelling);
        }
        let Some(name) = E::Name::fold(spelling) else {
            // In no state. Cached under a version so that all slots are validated the same way.
            let version = store.versions.read(Shard::FIRST);
            return Err(self.cache_miss(spelling, hash_in_cache, sets, version));
        };
        let hash = E::Name::folded_hash(&name);
        let shard = Shard::of(hash);
        // R1: Acquire; pairs with W4. Hints and index are at least as new as this version.
        let version = store.versions.read(shard);
        // R2: a publication is under way, and the index is neither old nor new. Nothing is cached:
        // the answer may be the old one, and the version stays the same when the new one is out.
        if is_odd(version) {
            return self.find_in_snapshot(spelling);
        }
        // R3: `find` saw no slot with this spelling and version.
        // R4: a hint first.
        // SAFETY: the version is even, and was read after the guard was taken.
        let hint = unsafe {
            store
                .hints
                .find(hash, &self.epoch, |entry| has(entry, &name))
        };
        if let Some(entry) = hint {
            let handle = entry.handle();
            sets.insert(spelling, hash_in_cache, version, Ok(ptr::from_ref(handle)));
            return Ok(handle);
        }
        self.find_in_index(spelling, hash_in_cache, sets, version)
    }

    /// R4 without a hint: the index. Folds again, so that the name stays in registers until here.
    #[cold]
    fn find_in_index<S: Spelling, const N: usize>(
        &self,
        spelling: &[u8],
        hash_in_cache: u64,
        sets: &Sets<S, E, N>,
        version: u64,
    ) -> Answer<'_, E> {
        let Some(name) = E::Name::fold(spelling) else {
            return self.find_in_snapshot(spelling);
        };
        match self.store.index.try_get(E::Name::folded_hash(&name)) {
            Indexed::Present(entry) => {
                // SAFETY: the index points at an entry of a snapshot that was current after the
                // guard was taken. That snapshot owns the entry and is retired through the epoch,
                // so it lives at least until the guard is dropped.
                let entry: &E = unsafe { &*entry };
                if !has(entry, &name) {
                    // Another name of the same hash.
                    return self.find_in_snapshot(spelling);
                }
                let handle = entry.handle();
                sets.insert(spelling, hash_in_cache, version, Ok(ptr::from_ref(handle)));
                Ok(handle)
            }
            Indexed::Absent => Err(self.cache_miss(spelling, hash_in_cache, sets, version)),
            // A writer has locked this part of the index. The snapshot needs no lock.
            Indexed::Locked => self.find_in_snapshot(spelling),
        }
    }

    /// R2: the current snapshot answers.
    #[cold]
    fn find_in_snapshot(&self, spelling: &[u8]) -> Answer<'_, E> {
        let snapshot = self.store.current.peek(&self.epoch);
        let found = E::Name::fold(spelling).and_then(|name| snapshot.find(&name));
        found.map(E::handle).ok_or_else(|| E::Name::miss(spelling))
    }

    /// Caches the error of a spelling under an even version.
    fn cache_miss<S: Spelling, const N: usize>(
        &self,
        spelling: &[u8],
        hash_in_cache: u64,
        sets: &Sets<S, E, N>,
        version: u64,
    ) -> <E::Name as Key>::Miss {
        let miss = E::Name::miss(spelling);
        if !is_odd(version) {
            sets.insert(spelling, hash_in_cache, version, Err(miss));
        }
        miss
    }

    /// Dereferences a handle that the cache has under the version just read.
    #[inline]
    fn cached(&self, handle: *const E::Handle) -> &E::Handle {
        // SAFETY: `find_uncached` inserted it under this version, which is unique in the process, so
        // it is a handle of the entry that had the name in the snapshot of that version. The version
        // was read after the guard was taken and was current then. That snapshot owns the entry and
        // is retired through the epoch, so it lives at least until the guard is dropped.
        unsafe { &*handle }
    }
}

/// Returns whether an entry has a name.
#[inline(always)]
fn has<E: Entry>(entry: &E, name: &<E::Name as Key>::Folded) -> bool {
    match entry.names() {
        [first, others @ ..] => first.is(name) || others.iter().any(|own| own.is(name)),
        [] => false,
    }
}
