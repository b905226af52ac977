//! The reader: R1 to R4.
#![allow(unsafe_code, reason = "index and cache own nothing")]

use core::ptr;

use super::cache::{Cached, Other, Short};
use super::version::{Shard, is_odd};
use super::{Entry, Guard, Key};
use crate::sync::Found;

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
        match E::cache().short.get(short, &self.store.versions) {
            Some(Cached::Hit(handle)) => Ok(self.cached(handle)),
            Some(Cached::Miss(miss)) => Err(miss.get()),
            None => self.find_uncached(spelling),
        }
    }

    /// The same for spellings that are not short.
    #[inline(never)]
    fn find_other(&self, spelling: &[u8]) -> Answer<'_, E> {
        let cache = E::cache();
        let other = Other::new(spelling);
        match other.and_then(|other| cache.other.get(other, &self.store.versions)) {
            Some(Cached::Hit(handle)) => Ok(self.cached(handle)),
            Some(Cached::Miss(miss)) => Err(miss.get()),
            None => self.find_uncached(spelling),
        }
    }

    /// R1 to R4 for a spelling that is not cached under the current version.
    #[cold]
    fn find_uncached(&self, spelling: &[u8]) -> Answer<'_, E> {
        let store = self.store;
        let name = match E::Name::fold(spelling) {
            Ok(name) => name,
            Err(miss) => return Err(self.cache_invalid(spelling, miss)),
        };
        let hash = E::Name::folded_hash(&name);
        // R1: Acquire; pairs with W4. The index is at least as new as this version.
        let version = store.versions.read(Shard::of(hash));
        // R2: a publication is under way, and the index is neither old nor new. Nothing is cached:
        // the answer may be the old one, and the version stays the same when the new one is out.
        if is_odd(version) {
            return self.find_in_snapshot(spelling, &name);
        }
        // R3: `find` saw no slot with this spelling and version.
        // R4: the index.
        match store.index.try_get(hash) {
            Found::Present(entry) => {
                // SAFETY: the index points at an entry of a snapshot that was current after the
                // guard was taken. That snapshot owns the entry and is retired through the epoch,
                // so it lives at least until the guard is dropped.
                let entry: &E = unsafe { &*entry };
                if !entry.names().iter().any(|own| own.is(&name)) {
                    // Another name of the same hash.
                    return self.find_in_snapshot(spelling, &name);
                }
                let handle = entry.handle();
                E::cache().insert(spelling, version, Ok(ptr::from_ref(handle)));
                Ok(handle)
            }
            Found::Absent => {
                let miss = E::Name::unknown(spelling);
                E::cache().insert(spelling, version, Err(miss));
                Err(miss)
            }
            // A writer has locked this part of the index. The snapshot needs no lock.
            Found::Locked => self.find_in_snapshot(spelling, &name),
        }
    }

    /// R2: the current snapshot answers.
    fn find_in_snapshot(&self, spelling: &[u8], name: &<E::Name as Key>::Folded) -> Answer<'_, E> {
        let snapshot = self.store.current.peek(&self.epoch);
        let found = snapshot.find(name).map(E::handle);
        found.ok_or_else(|| E::Name::unknown(spelling))
    }

    /// Caches the error of a spelling that is not a name. It holds in every state; it is cached under
    /// a version so that all slots are validated the same way.
    fn cache_invalid(
        &self,
        spelling: &[u8],
        miss: <E::Name as Key>::Miss,
    ) -> <E::Name as Key>::Miss {
        let version = self.store.versions.read(Shard::FIRST);
        if !is_odd(version) {
            E::cache().insert(spelling, version, Err(miss));
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
