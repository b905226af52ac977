//! A concurrent map from names to entries: lookups never wait, writers publish whole states.
//!
//! It knows no calendar. What it stores is an [`Entry`]: an id, names, and a handle that lookups
//! borrow. `docs/memory-ordering.md` has the argument why it is right; W1 to W5 and R1 to R4 in the
//! comments are its steps.
//!
//! ```text
//!    current: Published<Snapshot>   the truth: immutable, persistent maps
//!    hints: hash -> *const Entry    most names and ids, read without a lock
//!    index: hash -> *const Entry    every name of the current snapshot, flat, updated in place
//!    versions: one per shard        even: the index equals the snapshot; odd: it is being updated
//!    LookupCache, per thread        spellings resolved lately, each with the version it is valid for
//! ```
//!
//! | file | content |
//! |---|---|
//! | `snapshot` | the persistent maps of one state |
//! | `version` | shards of names and their versions |
//! | `cache` | the lookup cache of a thread |
//! | `hints` | where readers look first: a table that may lack an entry |
//! | `guard`, `read` | the reader: guard, R1 to R4 |
//! | `draft` | the next state, while it is checked and edited |
//! | `write` | the writer: W1 to W5 |
//! | `reclaim` | when replaced state is freed, and by which thread |

mod cache;
mod draft;
mod guard;
mod hints;
mod read;
mod reclaim;
mod snapshot;
#[cfg(test)]
mod tests;
mod version;
mod write;

pub(crate) use cache::LookupCache;
pub(crate) use draft::{Conflict, Draft, Target};
pub(crate) use guard::Guard;
pub(crate) use snapshot::{Entries, Snapshot};

use crate::sync::{Arc, Counter, EpochGuard, Index, LocalRef, Mutex, Published};
use hints::{Hints, Table};
use reclaim::Grace;
use version::ShardVersions;
use write::Writers;

/// A name that entries are found by. Different spellings can fold to the same name.
pub(crate) trait Key: Clone + Eq + 'static {
    /// A folded spelling: what a lookup compares with names.
    type Folded;
    /// The error of a lookup, with all that it says: a cached one is only copied.
    type Miss: Copy + 'static;
    /// Any error, for empty slots of the cache.
    const NO_MISS: Self::Miss;

    /// Folds a spelling. `None` if no name has its length. What is not a name folds to no name.
    fn fold(spelling: &[u8]) -> Option<Self::Folded>;
    /// Returns the error of a spelling that no entry has, or that is not a name.
    fn miss(spelling: &[u8]) -> Self::Miss;
    /// Returns the hash of a folded spelling.
    fn folded_hash(folded: &Self::Folded) -> u64;
    /// Returns the hash of this name: that of each of its spellings.
    fn hash(&self) -> u64;
    /// Returns whether this is the name of a folded spelling.
    fn is(&self, folded: &Self::Folded) -> bool;
}

/// What the registry stores.
pub(crate) trait Entry: Sized + 'static {
    /// Identifies the entry, and those that replace it. Ids order by registration.
    type Id: Copy + Ord + 'static;
    type Name: Key;
    /// What lookups hand out. Equal handles are handles of the same entry.
    type Handle: Clone + Eq + 'static;

    fn id(&self) -> Self::Id;
    fn names(&self) -> &[Self::Name];
    /// Returns the handle for this thread.
    fn handle(&self) -> &Self::Handle;
    /// Returns a hash of an id, which differs from those of other ids in all bits.
    fn id_hash(id: Self::Id) -> u64;
    /// Returns this thread's lookup cache, one for all registries of such entries.
    fn cache() -> LocalRef<LookupCache<Self>>;
}

/// The concurrent map.
pub(crate) struct Store<E: Entry> {
    versions: ShardVersions,
    current: Published<Snapshot<E>>,
    hints: Hints<E>,
    index: Index<E>,
    writers: Mutex<Writers<E>>,
    grace: Grace,
    /// The number of publications whose replaced state is not freed yet.
    retired: Counter,
}

impl<E: Entry> Store<E> {
    /// Creates a store in the state of a draft. No other thread knows it yet.
    pub(crate) fn new(first: Draft<E>) -> Self {
        let first = Arc::new(first.into_snapshot());
        let table = Table::of(&first);
        let store = Store {
            versions: ShardVersions::new(),
            current: Published::new(Arc::clone(&first)),
            hints: Hints::new(&table),
            index: Index::new(),
            writers: Mutex::new(Writers::new(table)),
            grace: Grace::new(),
            retired: Counter::new(0),
        };
        store.sync_index(&first, first.hashes());
        store
    }

    /// Returns an owner of the current snapshot.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot<E>> {
        // Inside the load, `ArcSwap` may take and drop a second owner of a snapshot that a writer
        // has just replaced. Under a guard that is never the last one, so no entry is dropped here.
        let _guard = EpochGuard::new();
        self.current.load()
    }

    /// Reads the current snapshot under a guard. Owning it could drop entries here, at the end.
    pub(crate) fn with_snapshot<T>(&self, read: impl FnOnce(&Snapshot<E>) -> T) -> T {
        read(self.current.peek(&EpochGuard::new()))
    }

    /// Returns the number of publications whose replaced state is not freed yet.
    pub(crate) fn retired(&self) -> usize {
        usize::try_from(self.retired.get()).unwrap_or(usize::MAX)
    }
}
