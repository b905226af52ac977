//! Publication: the writer's side of the protocol.
//!
//! `docs/memory-ordering.md` has the argument; the numbers here are the steps there.

use core::mem::{forget, take};

use super::Registry;
use super::change::{Change, Draft, Made};
use super::events;
use super::reclaim::{Garbage, drop_each};
use super::refusal::Refusal;
use super::snapshot::Snapshot;
use crate::name::Name;
use crate::sync::{Arc, Counter, Ordering, Step, broken, crash, weakened};

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
        // Declared outside the turn, and so dropped after it, on a refusal and on unwinding too:
        // a draft's calendars and a retirement take no part in the turn.
        let mut retirement = Retirement {
            registry: self,
            number: None,
        };
        let mut draft = None;
        let early = broken(Step::WritersTakeTurns).then(|| self.published.load());
        self.writers.turn(|writers| {
            let current = early.unwrap_or_else(|| self.published.load());
            let draft = draft.insert(Draft::of(&current));
            changes.iter().try_for_each(|change| draft.make(change))?;
            if !draft.made.outcomes.is_empty() {
                self.install(draft, &mut writers.garbage, &mut retirement);
            }
            Ok(())
        })?;
        // 5. Not left to the end of the scope: should it panic, a value on its way out of
        // the function would leak.
        drop(retirement);
        Ok(draft.map(|draft| draft.made).unwrap_or_default())
    }

    /// Steps 1 to 4. From here on nothing is refused and no user code runs.
    fn install(&self, draft: &mut Draft, garbage: &mut Garbage, retirement: &mut Retirement<'_>) {
        if broken(Step::RetireAfterSwap) {
            self.grace.ask(garbage.next());
        }
        if broken(Step::AliasesTogether) {
            self.install_chief_names(draft, garbage);
        }
        let next = Arc::new(draft.next.clone());
        self.swap_in(&next, &mut draft.made, garbage, retirement);
    }

    /// What a mutant publishes first.
    fn install_chief_names(&self, draft: &Draft, garbage: &mut Garbage) {
        let mut retirement = Retirement {
            registry: self,
            number: None,
        };
        let partial = Arc::new(draft.without_new_aliases(&self.published.load()));
        let mut made = Made {
            touched: draft.made.touched.clone(),
            ..Made::default()
        };
        self.swap_in(&partial, &mut made, garbage, &mut retirement);
    }

    fn swap_in(
        &self,
        next: &Arc<Snapshot>,
        made: &mut Made,
        garbage: &mut Garbage,
        retirement: &mut Retirement<'_>,
    ) {
        garbage.reserve();
        // Relaxed: only writers store to the tag, and the mutex orders them.
        let tag = self.tag.load(Ordering::Relaxed);
        let odd = if broken(Step::OddStaysOdd) {
            tag.wrapping_add(1)
        } else {
            tag | 1
        };
        // 1. Relaxed: a reader that sees anything of the next state has it from the
        // swap or from the index, both Release and both after this store.
        if !broken(Step::OddMark) && !broken(Step::OddMarkBeforeSwap) {
            self.tag.store(odd, Ordering::Relaxed);
        }
        // 2. The linearization point.
        // SAFETY: the old version goes into the garbage at once. It is taken out and dropped only
        // after the grace period that `Retirement` asks for after this call, or with the
        // registry, which no pin outlives.
        let old = unsafe { self.published.swap(Arc::clone(next)) };
        if broken(Step::OddMarkBeforeSwap) {
            self.tag.store(odd, Ordering::Relaxed);
        }
        if broken(Step::RetireThroughEpoch) {
            drop(old);
        } else {
            garbage.push(old, take(&mut made.displaced));
            retirement.number = garbage.ask(self.grace.passed());
            self.retired.add(1);
        }
        crash::point(crash::Point::AfterSwap);
        let even = if broken(Step::FreshTag) {
            tag & !1
        } else {
            fresh_tag()
        };
        if broken(Step::EvenMarkAfterIndex) {
            self.tag.store(even, Ordering::Release);
        }
        // 3. A tag that was odd already is what a writer left that panicked before step 4:
        // nobody knows how far it came.
        if tag & 1 == 1 && !broken(Step::Rebuild) {
            self.rebuild(next);
        } else {
            self.bring(next, &made.touched);
        }
        // 4. Release pairs with the readers' Acquire load in `Pin::find`: who sees this
        // tag sees the index as it is now.
        self.tag
            .store(even, weakened(Step::EvenMarkRelease, Ordering::Release));
    }

    /// Brings the index to the next snapshot where they may differ.
    pub(super) fn bring<'n>(&self, next: &Snapshot, names: impl IntoIterator<Item = &'n Name>) {
        for name in names {
            let calendar = next.find(name.folded());
            if calendar.is_some() || !broken(Step::IndexRemoval) {
                self.index.put(name, calendar);
            }
        }
    }

    fn rebuild(&self, next: &Snapshot) {
        self.bring(next, &self.index.names());
        self.bring(next, next.names());
    }

    /// Frees what is out of every pin's reach, and returns how many publications it was from.
    pub(super) fn free(&self, mut rounds: u32) -> usize {
        let mut ready = Vec::new();
        loop {
            let (asked, awaited) = self.writers.turn(|writers| {
                let passed = self.grace.passed();
                let mut more = writers.garbage.take(passed);
                self.retired
                    .subtract(u64::try_from(more.len()).unwrap_or(u64::MAX));
                ready.append(&mut more);
                (writers.garbage.ask(passed), writers.garbage.awaited())
            });
            if let Some(number) = asked {
                self.ask(number);
            }
            match awaited {
                Some(number) if self.grace.turn(number, &mut rounds) => {}
                _ => break,
            }
        }
        let count = ready.len();
        // User code, and so outside any turn.
        drop_each(ready);
        count
    }

    /// Asks for the mark of a retirement. That pins, which may run a deferred function of another
    /// crate: if it panics, the mark may be lost, and has to be asked for again.
    fn ask(&self, number: u64) {
        let lost = Lost {
            registry: self,
            number,
        };
        self.grace.ask(number);
        forget(lost);
    }
}

/// A mark that was to be asked for, and was not.
struct Lost<'r> {
    registry: &'r Registry,
    number: u64,
}

impl Drop for Lost<'_> {
    fn drop(&mut self) {
        self.registry
            .writers
            .turn(|writers| writers.garbage.lost(self.number));
    }
}

/// Two epochs have to pass before something is out of reach; after a stalled pin two more, for
/// what was not asked for beside it. The rest is for others' garbage in the way.
pub(super) const WRITER_ROUNDS: u32 = if cfg!(loom) { 2 } else { 8 };

/// Step 5, after the turn: asks for a grace period for what was replaced.
struct Retirement<'r> {
    registry: &'r Registry,
    number: Option<u64>,
}

impl Drop for Retirement<'_> {
    fn drop(&mut self) {
        let number = self.number.filter(|_| !broken(Step::RetireAfterSwap));
        if let Some(number) = number {
            self.registry.ask(number);
        }
    }
}
