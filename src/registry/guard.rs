//! [`Guard`]: what a reader holds while it uses borrowed handles.

#![allow(unsafe_code, reason = "hints own nothing")]

use super::version::{Shard, is_odd};
use super::{Entry, Store};
use crate::sync::EpochGuard;

/// A reader's guard. What it borrows from the store is not freed while it lives.
pub(crate) struct Guard<'s, E: Entry> {
    pub(super) store: &'s Store<E>,
    pub(super) epoch: EpochGuard,
}

impl<'s, E: Entry> Guard<'s, E> {
    #[inline]
    pub(crate) fn new(store: &'s Store<E>) -> Self {
        // Before any access of R1 to R4: a version read under this guard proves that the entries of
        // that version are not freed before the guard is dropped.
        Guard {
            store,
            epoch: EpochGuard::new(),
        }
    }

    /// Returns the handle of an id: R1, R2, and R4 as far as there are hints.
    #[inline]
    pub(crate) fn get(&self, id: E::Id) -> Option<&E::Handle> {
        let hash = E::id_hash(id);
        // R1: Acquire; pairs with W4.
        if !is_odd(self.store.versions.read(Shard::of(hash))) {
            // SAFETY: the version is even, and was read after the guard was taken.
            let hint = unsafe {
                self.store
                    .hints
                    .find(hash, &self.epoch, |entry| entry.id() == id)
            };
            if let Some(entry) = hint {
                return Some(entry.handle());
            }
        }
        // R2.
        let snapshot = self.store.current.peek(&self.epoch);
        snapshot.get(id).map(E::handle)
    }
}
