//! [`EpochGuard`]: a reader's epoch guard.

use crossbeam_epoch::Guard;

/// Keeps alive what its owner may point at. Neither `Send` nor `Sync`.
#[cfg(not(loom))]
pub(crate) struct EpochGuard(#[expect(dead_code, reason = "it acts by existing")] Guard);

/// In a model without epochs there is no guard.
#[cfg(loom)]
pub(crate) struct EpochGuard(#[expect(dead_code, reason = "it acts by existing")] Option<Guard>);

impl EpochGuard {
    #[cfg(not(loom))]
    #[inline]
    pub(crate) fn new() -> Self {
        EpochGuard(crossbeam_epoch::pin())
    }

    #[cfg(loom)]
    pub(crate) fn new() -> Self {
        let pins = !super::nothing_is_freed();
        EpochGuard(pins.then(crossbeam_epoch::pin))
    }
}

/// Returns whether this is a model in which nothing is ever freed.
#[cfg(not(loom))]
#[inline(always)]
pub(crate) const fn nothing_is_freed() -> bool {
    false
}
