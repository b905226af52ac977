//! The steps of the protocol that a mutant can leave out or weaken. Outside a build with
//! `--cfg calendar_registry_mutants`, no step is ever broken and all of this is
//! compiled away.
#![forbid(unsafe_code)]

use std::sync::atomic::Ordering;

/// A step that some loom model must miss when it is broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(dead_code, reason = "some are in a stand-in or in a mutant only")]
pub(crate) enum Step {
    /// Writer, 1: the odd mark.
    OddMark,
    /// Writer, 1 before 2: the odd mark comes before the swap.
    OddMarkBeforeSwap,
    /// Writer, 4 after 3: the even mark comes after the index.
    EvenMarkAfterIndex,
    /// Writer, 4: the even tag is one never seen before.
    FreshTag,
    /// Writer, 4: the even mark is a Release store.
    EvenMarkRelease,
    /// Writer, 3: a name that is gone leaves the index.
    IndexRemoval,
    /// Writer, 2 and 3: the aliases are published together with the chief name.
    AliasesTogether,
    /// Writer: one at a time, from the check to the even mark.
    WritersTakeTurns,
    /// Writer: an odd tag left behind makes the next writer rebuild the whole index.
    Rebuild,
    /// Writer: an odd tag left behind is left odd until the index is rebuilt.
    OddStaysOdd,
    /// Writer, 5: what was replaced outlives every pin that can reach it.
    RetireThroughEpoch,
    /// Writer, 5: it is retired after the swap, not before.
    RetireAfterSwap,
    /// Retired state is freed only once its grace period has passed.
    GraceChecked,
    /// The mark of a passed grace period is a Release, paired with an Acquire.
    GraceRelease,
    /// The same pair's other half.
    GraceAcquire,
    /// Reader: pinned before the tag is read.
    Pin,
    /// Reader, 1: the tag is read with Acquire.
    TagAcquire,
    /// Reader, 2: an odd tag sends the reader to the snapshot.
    OddReadsSnapshot,
    /// Reader, 3: a memo slot counts only with the tag just read.
    MemoTag,
    /// Reader, 3: a memo slot counts only for its own name.
    MemoName,
    /// Reader, 4: a locked index sends the reader to the snapshot.
    LockedReadsSnapshot,
    /// `ArcSwap`'s promise: a swap is a Release.
    PublishedRelease,
    /// `ArcSwap`'s promise: a load is an Acquire.
    PublishedAcquire,
    /// `DashMap`'s promise: leaving a shard's lock is a Release.
    IndexRelease,
    /// `DashMap`'s promise: entering a shard's lock is an Acquire.
    IndexAcquire,
}

/// Whether a step is to be left out.
#[cfg(not(calendar_registry_mutants))]
#[inline(always)]
pub(crate) const fn broken(_step: Step) -> bool {
    false
}

/// The ordering of a step, unless that is to be weakened to Relaxed.
#[cfg(not(calendar_registry_mutants))]
#[inline(always)]
pub(crate) const fn weakened(_step: Step, ordering: Ordering) -> Ordering {
    ordering
}

#[cfg(calendar_registry_mutants)]
pub use chosen::{break_step, steps};
#[cfg(calendar_registry_mutants)]
pub(crate) use chosen::{broken, weakened};

#[cfg(calendar_registry_mutants)]
mod chosen {
    use super::{Ordering, Step};
    use std::sync::atomic::AtomicUsize;

    /// The place in `STEPS` of the broken one, from 1 on. Not loom's: it is fixed before a model
    /// begins. And Relaxed, so that it orders nothing that a sanitizer is to find unordered.
    static BROKEN: AtomicUsize = AtomicUsize::new(0);

    const STEPS: &[Step] = &[
        Step::OddMark,
        Step::OddMarkBeforeSwap,
        Step::EvenMarkAfterIndex,
        Step::FreshTag,
        Step::EvenMarkRelease,
        Step::IndexRemoval,
        Step::AliasesTogether,
        Step::WritersTakeTurns,
        Step::Rebuild,
        Step::OddStaysOdd,
        Step::RetireThroughEpoch,
        Step::RetireAfterSwap,
        Step::GraceChecked,
        Step::GraceRelease,
        Step::GraceAcquire,
        Step::Pin,
        Step::TagAcquire,
        Step::OddReadsSnapshot,
        Step::MemoTag,
        Step::MemoName,
        Step::LockedReadsSnapshot,
        Step::PublishedRelease,
        Step::PublishedAcquire,
        Step::IndexRelease,
        Step::IndexAcquire,
    ];

    pub(crate) fn broken(step: Step) -> bool {
        let place = BROKEN.load(Ordering::Relaxed);
        place
            .checked_sub(1)
            .is_some_and(|place| STEPS.get(place) == Some(&step))
    }

    pub(crate) fn weakened(step: Step, ordering: Ordering) -> Ordering {
        if broken(step) {
            Ordering::Relaxed
        } else {
            ordering
        }
    }

    /// The names of the steps that can be broken.
    pub fn steps() -> impl Iterator<Item = String> {
        STEPS.iter().map(|step| format!("{step:?}"))
    }

    /// Breaks the step of this name, or none.
    ///
    /// # Errors
    /// Gives an unknown name back.
    pub fn break_step(name: Option<&str>) -> Result<(), String> {
        let place = match name {
            None => 0,
            Some(name) => {
                let named = STEPS.iter().position(|step| format!("{step:?}") == name);
                named.ok_or_else(|| name.to_owned())?.saturating_add(1)
            }
        };
        BROKEN.store(place, Ordering::Relaxed);
        Ok(())
    }
}
