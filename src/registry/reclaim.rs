//! Reclamation: when what was replaced can be freed, and who frees it.
//!
//! `crossbeam_epoch` runs deferred functions inside anybody's `pin`, a reader's too. So a
//! deferred function here frees nothing: it marks that a grace period has passed. The
//! freeing is done by writers and by [`Registry::reclaim`](super::Registry::reclaim).
#![forbid(unsafe_code)]

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::calendar::Calendar;
use super::snapshot::Snapshot;
use crate::sync::{Arc, AtomicU64, Counter, Ordering, Step, broken, epoch, weakened};

/// So many marks of one registry are under way at the most: `crossbeam_epoch` keeps some
/// 2 KiB for each while a pin is stalled, and runs but a few in a round once it has ended.
const MARKS_UNDER_WAY: u64 = 4;

/// What was replaced and may still be in a reader's reach, oldest first.
#[derive(Default)]
pub(super) struct Garbage {
    retired: VecDeque<Retired>,
    /// How many snapshots have been retired since the registry was made.
    number: u64,
}

/// A replaced snapshot, and what of it is not in the next one. All its calendars are owned by the
/// next one too, or are among these: so dropping the snapshot itself drops no backend.
pub(super) struct Retired {
    number: u64,
    snapshot: Arc<Snapshot>,
    displaced: Vec<Arc<Calendar>>,
}

impl Garbage {
    /// Makes room, so that `push` allocates nothing.
    pub(super) fn reserve(&mut self) {
        self.retired.reserve(1);
    }

    /// Keeps a replaced snapshot, and returns the number of its retirement.
    pub(super) fn push(&mut self, snapshot: Arc<Snapshot>, displaced: Vec<Arc<Calendar>>) -> u64 {
        self.number = self.number.saturating_add(1);
        self.retired.push_back(Retired { number: self.number, snapshot, displaced });
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

/// Drops each backend by itself: one whose `Drop` panics takes no other along. The first panic
/// goes on to the caller, once all is done.
pub(super) fn drop_each(ready: Vec<Retired>) {
    let mut panicked = None;
    for Retired { snapshot, displaced, .. } in ready {
        drop(snapshot);
        for calendar in displaced {
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| drop(calendar))) {
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

    /// Lets epochs pass, if no pin forbids, until the retirements up to this one are marked.
    /// The caller has seen it under the writers' mutex.
    pub(super) fn turn(&self, latest: u64, rounds: u32) {
        for _ in 0..rounds {
            // Beside a stalled pin there may have been too many marks to ask for this one.
            if self.asked.get() < latest {
                self.ask(latest);
            }
            if self.passed() >= latest {
                return;
            }
            epoch::pin().flush();
        }
    }
}
