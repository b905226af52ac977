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
/// R1 of a cached answer: a reader loads the version of its slot's shard. Partner: none needed. If it is
/// the slot's version, this thread has read it before, by [`VERSION_READ`], when it filled the slot.
pub(crate) const VERSION_CHECK: Ordering = Ordering::Relaxed;
/// W1: a writer makes a version odd. Partner: none needed. A reader that sees anything of the next
/// state gets it from W2 or W3, which are both Release operations and follow this store.
pub(crate) const VERSION_BEGIN: Ordering = Ordering::Relaxed;
/// W4: a writer stores a new even version. Partner: [`VERSION_READ`]. It publishes the index
/// updates of W3 together with the version.
pub(crate) const VERSION_END: Ordering = Ordering::Release;
/// A writer loads a version that only writers store. Partner: none, the mutex orders writers.
pub(crate) const VERSION_OWN: Ordering = Ordering::Relaxed;

// Hints (`registry/hints.rs`). Writers store under the writers' mutex.

/// R4 and W3: the tags of a bucket are loaded and stored. Partner: none needed. A tag only selects a
/// slot. With an old tag a reader finds no hint, or an entry that it compares.
pub(crate) const HINT_TAGS: Ordering = Ordering::Relaxed;
/// R4: a reader loads a hint. Partner: [`HINT_WRITE`]. The entry is complete, and W1 and W2 of its
/// publication happen before what the reader does next.
pub(crate) const HINT_READ: Ordering = Ordering::Acquire;
/// W3: a writer adds or removes a hint. Partner: [`HINT_READ`].
pub(crate) const HINT_WRITE: Ordering = Ordering::Release;
/// A writer loads a hint that only writers store. Partner: none, the mutex orders writers.
pub(crate) const HINT_OWN: Ordering = Ordering::Relaxed;
/// R4: a reader loads the pointer to the table. Partner: [`TABLE_SWAP`].
#[cfg(not(loom))]
pub(crate) const TABLE_READ: Ordering = Ordering::Acquire;
/// W3: a writer replaces the table by a larger one. Partner: [`TABLE_READ`].
#[cfg(not(loom))]
pub(crate) const TABLE_SWAP: Ordering = Ordering::AcqRel;

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
