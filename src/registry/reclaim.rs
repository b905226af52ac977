//! Reclamation: when replaced state is freed, and by which thread.
//!
//! `crossbeam_epoch` runs deferred functions inside any thread's `pin`, a reader's too. So a deferred
//! function frees nothing here: it marks that a grace period has passed. Writers and `reclaim` free
//! what is marked, with nothing held.
//!
//! Retirements are numbered in the order of publication, and a mark covers all numbers up to its
//! own: a guard that can reach an earlier retirement was taken before a later one was published.

use core::mem::forget;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::hints::Table;
use super::snapshot::Snapshot;
use super::{Entry, Store};
use crate::sync::ordering::{GRACE_MARK, GRACE_READ};
use crate::sync::{Arc, AtomicU64, epoch, nothing_is_freed};

/// How often a writer tries to advance the epoch. Two rounds free what is retired; after a stalled
/// guard two more free what was retired meanwhile. The rest is for other crates' garbage.
pub(super) const WRITER_ROUNDS: u32 = if cfg!(loom) { 2 } else { 8 };

/// How often [`Store::reclaim`] tries. Epochs advance only while no older guard is left in the
/// process.
const RECLAIM_ROUNDS: u32 = if cfg!(loom) { WRITER_ROUNDS } else { 64 };

impl<E: Entry> Store<E> {
    /// Frees what no guard can reach, and returns the number of publications that it was replaced
    /// by.
    pub(crate) fn reclaim(&self) -> usize {
        self.collect(RECLAIM_ROUNDS)
    }

    /// Frees what no guard can reach. Advances the epoch for up to `rounds` rounds.
    pub(super) fn collect(&self, mut rounds: u32) -> usize {
        let (mut count, mut ready) = (0_usize, Vec::new());
        loop {
            let (requested, pending) = self.writers.lock(|writers| {
                let passed = self.grace.passed();
                let freed = writers.garbage.take(passed, &mut ready);
                self.retired
                    .subtract(u64::try_from(freed).unwrap_or(u64::MAX));
                count = count.saturating_add(freed);
                (writers.garbage.request(passed), writers.garbage.pending())
            });
            if let Some(number) = requested {
                self.request_mark(number);
            }
            match pending {
                Some(number) if self.grace.advance(number, &mut rounds) => {}
                _ => break,
            }
        }
        // Dropping entries is user code, so nothing is held.
        drop_each(ready);
        count
    }

    /// Requests the mark of a retirement. This takes an epoch guard, which may run a deferred
    /// function of another crate. If that panics, the mark is lost, and must be requested again.
    fn request_mark(&self, number: u64) {
        let lost = LostMark {
            store: self,
            number,
        };
        self.grace.request(number);
        forget(lost);
    }
}

/// W5: requests the grace period of what a writer replaced, when it is dropped.
pub(super) struct Retirement<'s, E: Entry> {
    store: &'s Store<E>,
    pub(super) number: Option<u64>,
}

impl<'s, E: Entry> Retirement<'s, E> {
    pub(super) fn new(store: &'s Store<E>) -> Self {
        Retirement {
            store,
            number: None,
        }
    }
}

impl<E: Entry> Drop for Retirement<'_, E> {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            self.store.request_mark(number);
        }
    }
}

/// Takes a request back, when it is dropped on unwinding.
struct LostMark<'s, E: Entry> {
    store: &'s Store<E>,
    number: u64,
}

impl<E: Entry> Drop for LostMark<'_, E> {
    fn drop(&mut self) {
        let writers = &self.store.writers;
        writers.lock(|writers| writers.garbage.withdraw(self.number));
    }
}

/// Replaced state that a guard may still reach. The writers' mutex protects it.
pub(super) struct Garbage<E: Entry> {
    /// Oldest first.
    retired: VecDeque<Retired<E>>,
    /// The number of the latest retirement. The first one is 1.
    latest: u64,
    /// The latest retirement that a mark was requested for. Only one request is pending at a time,
    /// because `crossbeam_epoch` keeps about 2 KiB for each while a guard is stalled.
    requested: u64,
}

/// A replaced snapshot, and the entries that the next one does not have. The next snapshot owns all
/// other entries of this one, so dropping this one drops no entry if the next one still exists.
pub(super) struct Retired<E: Entry> {
    number: u64,
    snapshot: Arc<Snapshot<E>>,
    displaced: Vec<Arc<E>>,
    /// The table of hints, if it was replaced too.
    table: Option<Arc<Table<E>>>,
}

impl<E: Entry> Default for Garbage<E> {
    fn default() -> Self {
        Garbage {
            retired: VecDeque::new(),
            latest: 0,
            requested: 0,
        }
    }
}

impl<E: Entry> Garbage<E> {
    /// Makes room, so that `push` does not allocate.
    pub(super) fn reserve(&mut self) {
        self.retired.reserve(1);
    }

    /// Retires a replaced snapshot and the entries that were removed from it.
    pub(super) fn push(&mut self, snapshot: Arc<Snapshot<E>>, displaced: Vec<Arc<E>>) {
        self.latest = self.latest.saturating_add(1);
        self.retired.push_back(Retired {
            number: self.latest,
            snapshot,
            displaced,
            table: None,
        });
    }

    /// Retires a replaced table with the latest retirement.
    pub(super) fn push_table(&mut self, table: Arc<Table<E>>) {
        if let Some(latest) = self.retired.back_mut() {
            latest.table = Some(table);
        }
    }

    /// Iterates over the removed entries of the latest retirement.
    pub(super) fn newest(&self) -> impl Iterator<Item = &Arc<E>> {
        self.retired
            .back()
            .into_iter()
            .flat_map(|retired| &retired.displaced)
    }

    /// Returns the retirement that the caller must request a mark for after it has released the
    /// mutex: the latest one, unless a request is pending.
    pub(super) fn request(&mut self, passed: u64) -> Option<u64> {
        let needed = self.requested <= passed && passed < self.latest;
        needed.then(|| {
            self.requested = self.latest;
            self.latest
        })
    }

    /// Takes back a request that was not made.
    pub(super) fn withdraw(&mut self, number: u64) {
        self.requested = self.requested.min(number.saturating_sub(1));
    }

    /// Returns the retirement whose mark is pending, if there is anything to free.
    pub(super) fn pending(&self) -> Option<u64> {
        (!self.retired.is_empty()).then_some(self.requested)
    }

    /// Takes out the entries that no guard can reach, and returns how many retirements they are of.
    /// The caller drops them after it has released the mutex.
    ///
    /// The snapshots are dropped here, in their order: outside the mutex, another thread could free a
    /// later retirement first, and then a snapshot would be the last owner of several entries.
    pub(super) fn take(&mut self, passed: u64, entries: &mut Vec<Arc<E>>) -> usize {
        let is_ready = |retired: &&Retired<E>| retired.number <= passed;
        let ready = self.retired.iter().take_while(is_ready).count();
        for retired in self.retired.drain(..ready) {
            entries.extend(retired.displaced);
            drop(retired.snapshot);
            drop(retired.table);
        }
        ready
    }
}

/// Drops each entry by itself, so that a panic in one `Drop` does not keep the others. The first
/// panic continues when all are dropped.
fn drop_each<E: Entry>(ready: Vec<Arc<E>>) {
    let mut panicked = None;
    for entry in ready {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| drop(entry))) {
            panicked.get_or_insert(panic);
        }
    }
    if let Some(panic) = panicked {
        resume_unwind(panic);
    }
}

/// How far the grace periods of a store's retirements have passed.
pub(super) struct Grace {
    /// No guard can reach the retirements up to this one.
    passed: Arc<AtomicU64>,
}

impl Grace {
    pub(super) fn new() -> Self {
        Grace {
            passed: Arc::new(AtomicU64::new(0)),
        }
    }

    /// Returns the latest retirement that no guard can reach.
    pub(super) fn passed(&self) -> u64 {
        // Acquire; pairs with the Release of the mark in `request`. What readers did under their
        // guards happens before the caller frees.
        self.passed.load(GRACE_READ)
    }

    /// Requests a mark once every guard of now has been dropped. The caller has published that
    /// retirement, or got its number from [`Garbage::request`]; a guessed number would be wrong.
    fn request(&self, number: u64) {
        if nothing_is_freed() {
            return;
        }
        let passed = Arc::clone(&self.passed);
        let guard = epoch::pin();
        // Seals the thread's bag first, so that the mark gets a bag without other crates' functions.
        // If one of those panics, `crossbeam_epoch` never runs the rest of its bag.
        guard.flush();
        // Two captured words, so the guard does not box the closure. It frees the counter only if
        // the store is gone.
        guard.defer(move || {
            // Release; pairs with the Acquire load in `passed`.
            passed.fetch_max(number, GRACE_MARK);
        });
        guard.flush();
    }

    /// Advances the epoch until no guard can reach a retirement, or no rounds are left. Returns
    /// whether no guard can reach it.
    fn advance(&self, number: u64, rounds: &mut u32) -> bool {
        while self.passed() < number {
            if *rounds == 0 || nothing_is_freed() {
                return false;
            }
            *rounds = rounds.saturating_sub(1);
            epoch::pin().flush();
        }
        true
    }
}
