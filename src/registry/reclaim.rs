//! Reclamation: when what was replaced can be freed, and who frees it.
//!
//! `crossbeam_epoch` runs deferred functions inside anybody's `pin`, a reader's too. So a
//! deferred function here frees nothing: it marks that a grace period has passed. The
//! freeing is done by writers and by [`Registry::reclaim`](super::Registry::reclaim).
#![forbid(unsafe_code)]

use std::collections::VecDeque;

use super::snapshot::Snapshot;
use crate::sync::{Arc, AtomicU64, Counter, Ordering, Step, broken, epoch, weakened};

/// So many marks of one registry are under way at the most: `crossbeam_epoch` keeps some
/// 2 KiB for each while a pin is stalled.
const MARKS_UNDER_WAY: u64 = 32;

/// What was replaced and may still be in a reader's reach, oldest first.
#[derive(Default)]
pub(super) struct Garbage {
    retired: VecDeque<Retired>,
    /// How many snapshots have been retired since the registry was made.
    number: u64,
}

/// A replaced snapshot. It owns its calendars, so it keeps those that are gone.
pub(super) struct Retired {
    number: u64,
    _snapshot: Arc<Snapshot>,
}

impl Garbage {
    /// Makes room, so that `push` allocates nothing.
    pub(super) fn reserve(&mut self) {
        self.retired.reserve(1);
    }

    /// Keeps a replaced snapshot, and returns the number of its retirement.
    pub(super) fn push(&mut self, snapshot: Arc<Snapshot>) -> u64 {
        self.number = self.number.saturating_add(1);
        self.retired.push_back(Retired { number: self.number, _snapshot: snapshot });
        self.number
    }

    /// The number of the latest retirement.
    pub(super) fn latest(&self) -> u64 {
        self.number
    }

    /// Takes out what is out of reach. The caller drops it with nothing held: that runs
    /// the backends' `Drop`.
    #[must_use]
    pub(super) fn take(&mut self, passed: u64) -> Vec<Retired> {
        let ready = self.retired.iter().take_while(|retired| retired.number <= passed).count();
        self.retired.drain(..ready).collect()
    }
}

/// How far the grace periods of a registry's retirements have passed.
pub(super) struct Grace {
    marks: Arc<Marks>,
    /// The latest retirement that a mark is or was under way for.
    asked: Counter,
}

struct Marks {
    /// Every retirement up to this one is out of every pin's reach.
    passed: AtomicU64,
    under_way: Counter,
}

impl Grace {
    pub(super) fn new() -> Self {
        let marks = Marks { passed: AtomicU64::new(0), under_way: Counter::new(0) };
        Grace { marks: Arc::new(marks), asked: Counter::new(0) }
    }

    /// Every retirement up to this one is out of every pin's reach.
    pub(super) fn passed(&self) -> u64 {
        if broken(Step::GraceChecked) {
            return u64::MAX;
        }
        // Acquire pairs with the Release in `ask`: what readers did under their pins
        // comes before the freeing.
        self.marks.passed.load(weakened(Step::GraceAcquire, Ordering::Acquire))
    }

    /// The latest retirement that has been asked for.
    pub(super) fn asked(&self) -> u64 {
        self.asked.get()
    }

    /// Asks for a mark once every pin of now has ended. What is called with a number has
    /// published it, or has seen it under the writers' mutex. Retirements are numbered in the
    /// order of publication, so a pin that can reach an earlier one was there already:
    /// the mark holds for all of them.
    pub(super) fn ask(&self, number: u64) {
        if self.marks.under_way.get() >= MARKS_UNDER_WAY {
            return;
        }
        self.asked.raise(number);
        self.marks.under_way.add(1);
        let marks = Arc::clone(&self.marks);
        let guard = epoch::pin();
        // Two words, so the guard does not box it. Dropping `marks` frees them only if the
        // registry is gone.
        guard.defer(move || {
            // Release pairs with the Acquire in `passed`.
            marks.passed.fetch_max(number, weakened(Step::GraceRelease, Ordering::Release));
            marks.under_way.subtract(1);
        });
        guard.flush();
    }

    /// Lets epochs pass, if no pin forbids, until everything asked for is marked.
    pub(super) fn turn(&self, rounds: u32) {
        for _ in 0..rounds {
            if self.passed() >= self.asked() {
                return;
            }
            epoch::pin().flush();
        }
    }
}
