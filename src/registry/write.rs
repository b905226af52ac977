//! The writer: W1 to W5.
#![allow(unsafe_code, reason = "`Published::swap` needs the caller to retire")]

use core::mem::take;

use super::draft::Draft;
use super::hints::Table;
use super::reclaim::{Garbage, Retirement, WRITER_ROUNDS};
use super::snapshot::Snapshot;
use super::version::Shards;
use super::{Entry, Store};
use crate::sync::Arc;

/// What the writers' mutex protects.
pub(super) struct Writers<E: Entry> {
    pub(super) garbage: Garbage<E>,
    /// The shards whose versions are odd. Between writers: those that a panicked writer left.
    odd: Shards,
    /// The table of hints that readers find.
    pub(super) table: Arc<Table<E>>,
}

impl<E: Entry> Writers<E> {
    pub(super) fn new(table: Arc<Table<E>>) -> Self {
        Writers {
            garbage: Garbage::default(),
            odd: Shards::default(),
            table,
        }
    }
}

impl<E: Entry> Writers<E> {
    /// Removes the hints of the entries that this publication retires, and adds its own.
    fn sync_hints(&self, next: &Snapshot<E>, draft: &Draft<E>) {
        for entry in self.garbage.newest() {
            self.table.remove(entry);
        }
        for hash in &draft.touched {
            if let Some(entry) = next.of_hash(*hash) {
                self.table.add(*hash, entry);
            }
        }
        for id in &draft.touched_ids {
            if let Some(entry) = next.owner(*id) {
                self.table.add(E::id_hash(*id), entry);
            }
        }
    }
}

/// The answer of an edit, and the generation that it was published in.
pub(crate) struct Publication<A> {
    pub(crate) answer: A,
    pub(crate) generation: u64,
}

impl<E: Entry> Store<E> {
    /// Publishes an edit of the current state, or rejects it as a whole. `edit` runs while the writer
    /// holds the mutex, so it must not call user code.
    pub(crate) fn publish<A, R>(
        &self,
        edit: impl FnOnce(&mut Draft<E>) -> Result<A, R>,
    ) -> Result<Publication<A>, R> {
        // First, because dropping entries is user code: if it panics, nothing has changed yet.
        self.collect(WRITER_ROUNDS);
        self.commit(edit)
    }

    /// Checks, drafts and publishes in one turn of the writers' mutex.
    fn commit<A, R>(
        &self,
        edit: impl FnOnce(&mut Draft<E>) -> Result<A, R>,
    ) -> Result<Publication<A>, R> {
        // Both are declared outside the turn, so that they are dropped after it, on a rejection and
        // on unwinding too: dropping them may run user code.
        let mut retirement = Retirement::new(self);
        let mut draft = None;
        let publication = self.writers.lock(|writers| {
            let current = self.current.load();
            let draft = draft.insert(Draft::of(&current));
            let answer = edit(draft)?;
            let generation = draft.next.generation();
            let publication = Publication { answer, generation };
            if draft.is_unchanged() {
                return Ok(publication);
            }
            // Everything is checked. From here on nothing fails and no user code runs. The snapshot and
            // the room for the old one are allocated first. `interrupted` are the shards that an
            // earlier writer left odd when it panicked.
            let next = Arc::new(draft.next.clone());
            writers.garbage.reserve();
            let interrupted = writers.odd;
            let ids = draft.touched_ids.iter().map(|id| E::id_hash(*id));
            let touched = Shards::of(draft.touched.iter().copied().chain(ids));
            let shards = interrupted.union(touched);
            let table = match interrupted.is_empty() {
                true => writers.table.outgrown(&next),
                // The writer that panicked may have left hints of entries that are freed since.
                false => Some(Table::of(&next)),
            };
            writers.odd = shards;
            // W1: all shards, before W2. A reader that sees any part of the next state then finds
            // every cached answer of the old one outdated, also in the other shards.
            self.versions.begin_write(shards);
            // W2: the linearization point.
            // SAFETY: the old snapshot goes into the garbage at once. It is freed after the grace
            // period that `retirement` requests after this call, or with the store.
            let old = unsafe { self.current.swap(Arc::clone(&next)) };
            writers.garbage.push(old, take(&mut draft.displaced));
            retirement.number = writers.garbage.request(self.grace.passed());
            self.retired.add(1);
            // W3: hints and index follow.
            if let Some(table) = table {
                writers.table = table;
                // SAFETY: the old table goes into the garbage with the old snapshot.
                let old = unsafe { self.hints.swap(&writers.table) };
                writers.garbage.push_table(old);
            } else {
                writers.sync_hints(&next, draft);
            }
            // An interrupted writer may have updated some of it.
            if interrupted.is_empty() {
                self.sync_index(&next, draft.touched.iter().copied());
            } else {
                self.sync_index(&next, self.index.hashes());
                self.sync_index(&next, next.hashes());
            }
            // W4: Release; pairs with R1. The index equals the snapshot again.
            self.versions.end_write(shards);
            writers.odd = Shards::default();
            Ok(publication)
        })?;
        // W5: the mutex is released. Requests the grace period, which may run deferred functions of
        // other crates. Explicit, so that a panic there does not leak `publication`.
        drop(retirement);
        Ok(publication)
    }

    /// Sets the index to what the snapshot says of these hashes.
    pub(super) fn sync_index(&self, next: &Snapshot<E>, hashes: impl IntoIterator<Item = u64>) {
        for hash in hashes {
            self.index.put(hash, next.of_hash(hash));
        }
    }
}
