//! [`Hold`]: a reader's epoch guard, which a model or a mutant can do without.
#![forbid(unsafe_code)]

use crossbeam_epoch::Guard;

/// Keeps alive what its holder may point at. Neither `Send` nor `Sync`.
#[cfg(not(any(loom, calendar_registry_mutants)))]
pub(crate) struct Hold(#[expect(dead_code, reason = "it acts by being there")] Guard);

#[cfg(any(loom, calendar_registry_mutants))]
pub(crate) struct Hold(#[expect(dead_code, reason = "it acts by being there")] Option<Guard>);

impl Hold {
    #[cfg(not(any(loom, calendar_registry_mutants)))]
    #[inline]
    pub(crate) fn take() -> Self {
        Hold(crossbeam_epoch::pin())
    }

    #[cfg(any(loom, calendar_registry_mutants))]
    pub(crate) fn take() -> Self {
        let pinned = !super::nothing_is_freed() && !super::broken(super::Step::Pin);
        Hold(pinned.then(crossbeam_epoch::pin))
    }
}

/// Whether this is a model in which nothing is ever freed.
#[cfg(not(loom))]
#[inline(always)]
pub(crate) const fn nothing_is_freed() -> bool {
    false
}
