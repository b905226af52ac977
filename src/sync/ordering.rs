//! The memory orderings of the registry, by access: the table of all atomic accesses.
//!
//! Each constant names one access or one kind of access, its partner (the access that it
//! synchronises with) and the reason. `docs/memory-ordering.md` has the whole argument. Accesses
//! inside `ArcSwap`, `DashMap`, `crossbeam_epoch` and the mutex are theirs; the last section is for
//! the stand-ins that replace them in a loom model.

use super::Ordering;

// Versions of shards (`registry/version.rs`). Writers store under the writers' mutex.

/// R1: a reader loads a shard's version. Partner: [`VERSION_END`]. A reader that sees an even
/// version sees the index as it was when that version was stored.
pub(crate) const VERSION_READ: Ordering = Ordering::Acquire;
/// W1: a writer makes a version odd. Partner: none needed. A reader that sees anything of the next
/// state gets it from W2 or W3, which are both Release operations and follow this store.
pub(crate) const VERSION_BEGIN: Ordering = Ordering::Relaxed;
/// W4: a writer stores a new even version. Partner: [`VERSION_READ`]. It publishes the index
/// updates of W3 together with the version.
pub(crate) const VERSION_END: Ordering = Ordering::Release;
/// A writer loads a version that only writers store. Partner: none, the mutex orders writers.
pub(crate) const VERSION_OWN: Ordering = Ordering::Relaxed;

// The grace period of retired state (`registry/reclaim.rs`).

/// A deferred function marks that a grace period has passed. Partner: [`GRACE_READ`]. What readers
/// did under their guards happens before the retired state is freed.
pub(crate) const GRACE_MARK: Ordering = Ordering::Release;
/// A writer or `reclaim` loads the mark before it frees. Partner: [`GRACE_MARK`].
pub(crate) const GRACE_READ: Ordering = Ordering::Acquire;

// Counters (`sync/counter.rs`): versions, ids, stripes, statistics.

/// Partner: none. Atomicity alone makes the drawn numbers unique, and statistics may be stale.
pub(crate) const COUNTER: Ordering = Ordering::Relaxed;

// Values made at the first use (`sync/once_box.rs`).

/// A thread reads the value. Partner: [`ONCE_SET`]. It sees what the maker wrote.
#[cfg(feature = "text")]
pub(crate) const ONCE_READ: Ordering = Ordering::Acquire;
/// A thread publishes the value that it made. Partner: [`ONCE_READ`].
#[cfg(feature = "text")]
pub(crate) const ONCE_SET: Ordering = Ordering::Release;

/// What the stand-ins of a loom model promise: no more than `ArcSwap` and `DashMap` document.
#[cfg(loom)]
pub(crate) mod model {
    use super::Ordering;

    /// `ArcSwap::swap` (W2). Partner: [`CURRENT_LOAD`].
    pub(crate) const CURRENT_SWAP: Ordering = Ordering::AcqRel;
    /// `ArcSwap::load` (R2). Partner: [`CURRENT_SWAP`].
    pub(crate) const CURRENT_LOAD: Ordering = Ordering::Acquire;
    /// Setting a `DashMap` entry (W3). Partner: [`INDEX_LOAD`].
    pub(crate) const INDEX_STORE: Ordering = Ordering::Release;
    /// `DashMap::try_get` (R4). Partner: [`INDEX_STORE`].
    pub(crate) const INDEX_LOAD: Ordering = Ordering::Acquire;
    /// Whether a shard of the index is locked. Partner: none, only the fact is used.
    pub(crate) const INDEX_LOCKED: Ordering = Ordering::Relaxed;
}
