//! Publication: the writer's side of the protocol.
//!
//! `docs/memory-ordering.md` has the argument; the numbers here are the steps there.

use super::Registry;
use super::change::{Change, Draft, Made};
use super::events;
use super::reclaim::{Garbage, Grace};
use super::refusal::Refusal;
use super::snapshot::Snapshot;
use crate::name::Name;
use crate::sync::{Arc, Counter, Ordering, crash};

/// What only the writer whose turn it is may touch.
#[derive(Default)]
pub(super) struct Writers {
    pub(super) garbage: Garbage,
}

/// An even tag that no registry of the process has had.
pub(super) fn fresh_tag() -> u64 {
    static NEXT: Counter = Counter::new(2);
    NEXT.add(2)
}

impl Registry {
    /// Makes all of the changes in one publication, or none.
    pub(super) fn publish(&self, changes: &[Change]) -> Result<Made, Refusal> {
        // What earlier writers left is freed first, with nothing held: it is user
        // code, and if it panics nothing has been changed.
        self.free(WRITER_ROUNDS);
        let made = self.make(changes);
        match &made {
            Ok(made) => made.outcomes.iter().for_each(|outcome| {
                events::outcome(outcome, made.generation);
            }),
            Err(refusal) => events::refused(refusal),
        }
        made
    }

    /// Takes a turn: checks, prepares, publishes.
    fn make(&self, changes: &[Change]) -> Result<Made, Refusal> {
        // Declared before the turn, and so dropped after it, on a refusal and on unwinding too:
        // what becomes of a draft's calendars, and a retirement, take no part in the turn.
        let mut retirement = Retirement { grace: &self.grace, number: None };
        let mut draft;
        let mut turn = self.writers.lock();
        draft = Draft::of(&self.published.load());
        changes.iter().try_for_each(|change| draft.make(change))?;
        let Draft { next, made } = draft;
        if !made.outcomes.is_empty() {
            self.install(Arc::new(next), &made.touched, &mut turn.garbage, &mut retirement);
        }
        drop(turn);
        Ok(made)
    }

    /// Steps 1 to 4. From here on nothing is refused and no user code runs.
    fn install(
        &self,
        next: Arc<Snapshot>,
        touched: &[Name],
        garbage: &mut Garbage,
        retirement: &mut Retirement<'_>,
    ) {
        garbage.reserve();
        // Relaxed: only writers store to the tag, and the mutex orders them.
        let tag = self.tag.load(Ordering::Relaxed);
        // 1. Relaxed: a reader that sees anything of the next state has it from the
        // swap or from the index, both Release and both after this store.
        self.tag.store(tag | 1, Ordering::Relaxed);
        // 2. The linearization point.
        // SAFETY: the old version goes into the garbage at once. It is taken out and dropped only
        // after the grace period that `Retirement` asks for after this call, or with the
        // registry, which no pin outlives.
        let old = unsafe { self.published.swap(Arc::clone(&next)) };
        retirement.number = Some(garbage.push(old));
        self.retired.add(1);
        crash::point(crash::Point::AfterSwap);
        // 3. A tag that was odd already is what a writer left that panicked before step 4:
        // nobody knows how far it came.
        if tag & 1 == 1 {
            self.rebuild(&next);
        } else {
            self.bring(&next, touched);
        }
        // 4. Release pairs with the readers' Acquire load in `Pin::find`: who sees this
        // tag sees the index as it is now.
        self.tag.store(fresh_tag(), Ordering::Release);
    }

    /// Brings the index to the next snapshot where they may differ.
    pub(super) fn bring<'n>(&self, next: &Snapshot, names: impl IntoIterator<Item = &'n Name>) {
        for name in names {
            self.index.put(name, next.find(name.folded()).map(core::ptr::from_ref));
        }
    }

    fn rebuild(&self, next: &Snapshot) {
        self.bring(next, &self.index.names());
        self.bring(next, next.names());
    }

    /// Frees what is out of every pin's reach, and returns how many publications it was from.
    pub(super) fn free(&self, rounds: u32) -> usize {
        if self.retired.get() == 0 {
            return 0;
        }
        let latest = self.writers.lock().garbage.latest();
        if self.grace.asked() < latest {
            self.grace.ask(latest);
        }
        self.grace.turn(rounds);
        let ready = self.writers.lock().garbage.take(self.grace.passed());
        let count = ready.len();
        self.retired.subtract(u64::try_from(count).unwrap_or(u64::MAX));
        // User code, and so after the lock is left.
        drop(ready);
        count
    }
}

/// So many epochs have to pass before something is out of reach.
pub(super) const WRITER_ROUNDS: u32 = 2;

/// Step 5, after the turn: asks for a grace period for what was replaced.
struct Retirement<'r> {
    grace: &'r Grace,
    number: Option<u64>,
}

impl Drop for Retirement<'_> {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            self.grace.ask(number);
        }
    }
}
