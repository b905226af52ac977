//! Reclamation: when what was replaced can be freed, and who frees it.
//!
//! `crossbeam_epoch` runs deferred functions inside anybody's `pin`, a reader's too. So a
//! deferred function here frees nothing: it marks that a grace period has passed. The
//! freeing is done by writers and by [`Registry::reclaim`](super::Registry::reclaim).
#![forbid(unsafe_code)]

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::calendar::Registration;
use super::snapshot::Snapshot;
use crate::sync::{Arc, AtomicU64, Ordering, Step, broken, epoch, nothing_is_freed, weakened};

/// What was replaced and may still be in a reader's reach. Guarded by the writers' mutex.
#[derive(Default)]
pub(super) struct Garbage {
    /// Oldest first.
    retired: VecDeque<Retired>,
    /// The number of the latest retirement; the first is 1.
    latest: u64,
    /// The latest retirement that a mark has been asked for. One mark is under way at a time:
    /// `crossbeam_epoch` keeps some 2 KiB for each while a pin is stalled.
    asked: u64,
}

/// A replaced snapshot, and what of it is not in the next one. All its calendars are owned by the
/// next one too, or are among these: so dropping the snapshot itself drops no backend.
pub(super) struct Retired {
    number: u64,
    snapshot: Arc<Snapshot>,
    displaced: Vec<Arc<Registration>>,
}

impl Garbage {
    /// Makes room, so that `push` allocates nothing.
    pub(super) fn reserve(&mut self) {
        self.retired.reserve(1);
    }

    /// Keeps a replaced snapshot, and what is not in the next one.
    pub(super) fn push(&mut self, snapshot: Arc<Snapshot>, displaced: Vec<Arc<Registration>>) {
        self.latest = self.latest.saturating_add(1);
        self.retired.push_back(Retired {
            number: self.latest,
            snapshot,
            displaced,
        });
    }

    /// The retirement that the caller is to [ask](Grace::ask) a mark for after its turn:
    /// the latest, unless a mark is under way.
    pub(super) fn ask(&mut self, passed: u64) -> Option<u64> {
        let needed = self.asked <= passed && passed < self.latest;
        needed.then(|| {
            self.asked = self.latest;
            self.latest
        })
    }

    /// Takes back that a mark has been asked for.
    pub(super) fn lost(&mut self, number: u64) {
        self.asked = self.asked.min(number.saturating_sub(1));
    }

    /// The retirement whose mark is under way, if anything is to be freed at all.
    pub(super) fn awaited(&self) -> Option<u64> {
        (!self.retired.is_empty()).then_some(self.asked)
    }

    /// Takes out what is out of reach. The caller drops it with nothing held: that runs
    /// the backends' `Drop`.
    #[must_use]
    pub(super) fn take(&mut self, passed: u64) -> Vec<Retired> {
        let ready = self
            .retired
            .iter()
            .take_while(|retired| retired.number <= passed)
            .count();
        self.retired.drain(..ready).collect()
    }

    /// The number that the next retirement will have.
    pub(super) fn next(&self) -> u64 {
        self.latest.saturating_add(1)
    }
}

/// Drops each backend by itself: one whose `Drop` panics takes no other along. The first panic
/// goes on to the caller, once all is done.
pub(super) fn drop_each(ready: Vec<Retired>) {
    let mut panicked = None;
    for Retired {
        snapshot,
        displaced,
        ..
    } in ready
    {
        drop(snapshot);
        for registration in displaced {
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| drop(registration))) {
                panicked.get_or_insert(panic);
            }
        }
    }
    if let Some(panic) = panicked {
        resume_unwind(panic);
    }
}

/// How far the grace periods of a registry's retirements have passed.
pub(super) struct Grace {
    /// Every retirement up to this one is out of every pin's reach.
    passed: Arc<AtomicU64>,
}

impl Grace {
    pub(super) fn new() -> Self {
        Grace {
            passed: Arc::new(AtomicU64::new(0)),
        }
    }

    /// Every retirement up to this one is out of every pin's reach.
    pub(super) fn passed(&self) -> u64 {
        if broken(Step::GraceChecked) {
            return u64::MAX;
        }
        // Acquire pairs with the Release in `ask`: what readers did under their pins
        // comes before the freeing.
        self.passed
            .load(weakened(Step::GraceAcquire, Ordering::Acquire))
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
        // The mark gets a bag of its own: should a deferred function of another crate panic, the
        // rest of its bag is never run.
        guard.flush();
        // Two words, so the guard does not box it. It frees the count only if the
        // registry is gone.
        guard.defer(move || {
            // Release pairs with the Acquire in `passed`.
            passed.fetch_max(number, weakened(Step::GraceRelease, Ordering::Release));
        });
        guard.flush();
    }

    /// Lets epochs pass until this retirement is out of reach, or the rounds are used
    /// up; whether it is out of reach.
    pub(super) fn turn(&self, number: u64, rounds: &mut u32) -> bool {
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
