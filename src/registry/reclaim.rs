//! Reclamation: when what was replaced can be freed, and who frees it.
//!
//! `crossbeam_epoch` runs deferred functions inside anybody's `pin`, a reader's too. So a
//! deferred function here frees nothing: it marks that a grace period has passed. The
//! freeing is done by writers and by [`Registry::reclaim`](super::Registry::reclaim).
#![forbid(unsafe_code)]

use std::collections::VecDeque;

use super::snapshot::Snapshot;
use crate::sync::{Arc, AtomicU64, Ordering, Step, broken, epoch, nothing_is_freed, weakened};

/// So many marks of one registry are under way at the most: `crossbeam_epoch` keeps some
/// 2 KiB for each while a pin is stalled.
const MARKS_UNDER_WAY: usize = 32;

/// What was replaced and may still be in a reader's reach. Guarded by the writers' mutex.
#[derive(Default)]
pub(super) struct Garbage {
    /// Oldest first.
    retired: VecDeque<Retired>,
    /// How many snapshots have been retired since the registry was made.
    number: u64,
    /// The retirements for which a mark is under way, oldest first.
    asked: VecDeque<u64>,
}

/// A replaced snapshot. It owns its calendars, so it keeps those that are gone.
pub(super) struct Retired {
    number: u64,
    _snapshot: Arc<Snapshot>,
}

impl Garbage {
    /// Makes room, so that `push` and `ask` allocate nothing.
    pub(super) fn reserve(&mut self) {
        self.retired.reserve(1);
        self.asked.reserve(1);
    }

    /// Keeps a replaced snapshot.
    pub(super) fn push(&mut self, snapshot: Arc<Snapshot>) {
        self.number = self.number.saturating_add(1);
        self.retired.push_back(Retired { number: self.number, _snapshot: snapshot });
    }

    /// The number of the latest retirement.
    pub(super) fn latest(&self) -> u64 {
        self.number
    }

    pub(super) fn is_empty(&self) -> bool {
        self.retired.is_empty()
    }

    /// The retirement that the caller is to [ask](Grace::ask) a mark for, after its turn:
    /// the latest, unless that is done or too many are under way.
    pub(super) fn ask(&mut self, passed: u64) -> Option<u64> {
        while self.asked.front().is_some_and(|number| *number <= passed) {
            self.asked.pop_front();
        }
        let done = passed.max(self.asked.back().copied().unwrap_or(0));
        let needed = done < self.number && self.asked.len() < MARKS_UNDER_WAY;
        needed.then(|| {
            self.asked.push_back(self.number);
            self.number
        })
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
    /// Every retirement up to this one is out of every pin's reach.
    passed: Arc<AtomicU64>,
}

impl Grace {
    pub(super) fn new() -> Self {
        Grace { passed: Arc::new(AtomicU64::new(0)) }
    }

    /// Every retirement up to this one is out of every pin's reach.
    pub(super) fn passed(&self) -> u64 {
        if broken(Step::GraceChecked) {
            return u64::MAX;
        }
        // Acquire pairs with the Release in `ask`: what readers did under their pins
        // comes before the freeing.
        self.passed.load(weakened(Step::GraceAcquire, Ordering::Acquire))
    }

    /// Asks for a mark once every pin of now has ended. Whoever calls this has published that
    /// retirement, or had its number from [`Garbage::ask`]. Retirements are numbered in the order
    /// of publication, so a pin that can reach an earlier one is there by now, and
    /// the mark holds for all of them.
    pub(super) fn ask(&self, number: u64) {
        if nothing_is_freed() {
            return;
        }
        let passed = Arc::clone(&self.passed);
        let guard = epoch::pin();
        // Two words, so the guard does not box it. It frees the count only if the
        // registry is gone.
        guard.defer(move || {
            // Release pairs with the Acquire in `passed`.
            passed.fetch_max(number, weakened(Step::GraceRelease, Ordering::Release));
        });
        guard.flush();
    }

    /// Lets epochs pass, if no pin forbids, until this retirement is out of reach.
    pub(super) fn turn(&self, number: u64, rounds: u32) {
        for _ in 0..rounds {
            if self.passed() >= number || nothing_is_freed() {
                return;
            }
            epoch::pin().flush();
        }
    }
}
