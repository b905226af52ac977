//! What the models share: a small entry that the protocol stores, and its operations.

use std::sync::atomic::{AtomicU64, Ordering};

use loom::thread::JoinHandle;

use crate::registry::{Conflict, Draft, Entry, Key, LookupCache, Store};
use crate::sync::{Canary, LocalKey, LocalRef, OnceBox, local};

pub(crate) use loom::sync::Arc;
pub(crate) use loom::thread::spawn;

/// A name is its bytes. It is valid unless it is empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Label(Vec<u8>);

impl Key for Label {
    type Folded = Label;
    type Miss = ();
    const NO_MISS: () = ();

    fn fold(spelling: &[u8]) -> Option<Label> {
        (!spelling.is_empty()).then(|| Label(spelling.to_vec()))
    }

    fn miss(_spelling: &[u8]) {}

    fn folded_hash(folded: &Label) -> u64 {
        folded.hash()
    }

    /// The first byte decides on the shard, so "alpha" and "beta" are in different ones.
    fn hash(&self) -> u64 {
        let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        let first = self.0.first().copied().unwrap_or_default();
        self.0.iter().fold(0xcbf2, mix) << 1 | u64::from(first & 1)
    }

    fn is(&self, folded: &Label) -> bool {
        self == folded
    }
}

/// A handle knows a number that tells registrations apart, and detects a use after free.
#[derive(Clone)]
pub(crate) struct Handle {
    registration: std::sync::Arc<u32>,
    formatter: std::sync::Arc<OnceBox<Formatter>>,
    canary: Canary,
}

/// A value that a registration keeps, and that is made at the first use.
pub(crate) struct Formatter {
    number: u32,
    alive: std::sync::Arc<AtomicU64>,
    canary: Canary,
}

impl Drop for Formatter {
    fn drop(&mut self) {
        self.alive.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Returns the version that a handle's formatter is of, after making it if there is none. `alive`
/// counts the formatters of that version.
pub(crate) fn formatter_of(handle: &Handle, alive: &std::sync::Arc<AtomicU64>) -> u32 {
    let place = &handle.formatter;
    let formatter = place.get().unwrap_or_else(|| {
        alive.fetch_add(1, Ordering::Relaxed);
        let made = Formatter {
            number: number(handle),
            alive: std::sync::Arc::clone(alive),
            canary: Canary::new(),
        };
        place.set(made).0
    });
    formatter.canary.touch();
    formatter.number
}

impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        std::sync::Arc::ptr_eq(&self.registration, &other.registration)
    }
}

impl Eq for Handle {}

/// An id, names and a handle.
pub(crate) struct Record {
    id: u64,
    names: std::sync::Arc<[Label]>,
    handle: Handle,
}

local! {
    static CACHE: LookupCache<Record> = LookupCache::new()
}

impl Entry for Record {
    type Id = u64;
    type Name = Label;
    type Handle = Handle;

    fn id(&self) -> u64 {
        self.id
    }

    fn names(&self) -> &[Label] {
        self.handle.canary.touch();
        &self.names
    }

    fn handle(&self) -> &Handle {
        &self.handle
    }

    /// The number of the version decides on the shard: that of 1 is not the shard of "alpha".
    fn id_hash(id: u64) -> u64 {
        (id >> 8).wrapping_add(1)
    }

    fn cache() -> LocalRef<LookupCache<Self>> {
        const KEY: &LocalKey<LookupCache<Record>> = &CACHE;
        LocalRef::new(KEY)
    }
}

/// What a model registers: version `number` under these names.
pub(crate) struct Version {
    number: u32,
    names: std::sync::Arc<[Label]>,
}

pub(crate) fn version(number: u32, names: &[&str]) -> Version {
    let names = names.iter().map(|name| label(name));
    Version {
        number,
        names: names.collect(),
    }
}

fn label(name: &str) -> Label {
    Label(name.as_bytes().to_vec())
}

fn record(id: u64, names: std::sync::Arc<[Label]>, number: u32) -> Record {
    let handle = Handle {
        registration: std::sync::Arc::new(number),
        formatter: std::sync::Arc::new(OnceBox::new()),
        canary: Canary::new(),
    };
    Record { id, names, handle }
}

/// Returns the number of the version that a handle is of.
pub(crate) fn number(handle: &Handle) -> u32 {
    handle.canary.touch();
    *handle.registration
}

type Target = crate::registry::Target<Record>;
type Changed = Result<Handle, Conflict<Label, Handle>>;

/// The operations of a registry, by names.
pub(crate) struct Registry(Store<Record>);

impl Registry {
    pub(crate) fn register(&self, new: Version) -> Changed {
        self.update(|draft| draft.register(new))
    }

    pub(crate) fn replace(&self, name: &str, new: Version) -> Changed {
        self.update(|draft| draft.replace(name, new))
    }

    pub(crate) fn unregister(&self, name: &str) -> Changed {
        self.update(|draft| draft.0.unregister(&Target::Named(label(name))))
    }

    /// Publishes several changes at once.
    pub(crate) fn update<T>(
        &self,
        edit: impl FnOnce(&mut Edits<'_>) -> Result<T, Conflict<Label, Handle>>,
    ) -> Result<T, Conflict<Label, Handle>> {
        let published = self.0.publish(|draft| edit(&mut Edits(draft)));
        published.map(|publication| publication.answer)
    }

    pub(crate) fn pin(&self) -> Guard<'_> {
        Guard(crate::registry::Guard::new(&self.0))
    }

    /// Returns an owned handle.
    pub(crate) fn resolve(&self, name: &str) -> Option<Handle> {
        self.pin().resolve(name).cloned()
    }

    /// Returns the version that a snapshot of now has under a name, 0 for none.
    pub(crate) fn shown(&self, names: &[&str]) -> Vec<u32> {
        let snapshot = self.0.snapshot();
        let shown = names.iter().map(|name| {
            let entry = snapshot.find(&label(name));
            entry.map_or(0, |entry| number(entry.handle()))
        });
        shown.collect()
    }

    pub(crate) fn generation(&self) -> u64 {
        self.0.with_snapshot(|snapshot| snapshot.generation())
    }

    pub(crate) fn count_names(&self) -> usize {
        self.0.with_snapshot(|snapshot| snapshot.count_names())
    }

    pub(crate) fn reclaim(&self) -> usize {
        self.0.reclaim()
    }

    pub(crate) fn retired(&self) -> usize {
        self.0.retired()
    }
}

/// The changes of one publication.
pub(crate) struct Edits<'d>(&'d mut Draft<Record>);

impl Edits<'_> {
    pub(crate) fn register(&mut self, new: Version) -> Changed {
        // Not drawn: the hash of an id must be the same in every execution.
        let number = new.number;
        let first = new.names.first().and_then(|name| name.0.first());
        let id = u64::from(number) << 8 | first.map_or(0, |byte| u64::from(*byte));
        self.0.register(&new.names, |names| {
            std::sync::Arc::new(record(id, names, number))
        })
    }

    pub(crate) fn replace(&mut self, name: &str, new: Version) -> Changed {
        let (target, number) = (Target::Named(label(name)), new.number);
        self.0.replace(&target, &new.names, |id, names| {
            std::sync::Arc::new(record(id, names, number))
        })
    }
}

/// A reader's guard.
pub(crate) struct Guard<'r>(crate::registry::Guard<'r, Record>);

impl Guard<'_> {
    pub(crate) fn resolve(&self, name: &str) -> Option<&Handle> {
        self.0.find(name.as_bytes()).ok()
    }

    /// Looks a handle up by the id of another handle's entry.
    pub(crate) fn get(&self, id: u64) -> Option<&Handle> {
        self.0.get(id)
    }
}

/// Returns the id of the entry of a name.
pub(crate) fn id_of(registry: &Registry, name: &str) -> u64 {
    let find =
        |snapshot: &crate::registry::Snapshot<Record>| snapshot.find(&label(name)).map(Entry::id);
    registry.0.with_snapshot(find).unwrap_or(u64::MAX)
}

/// Creates a registry with these versions, shared among a model's threads.
pub(crate) fn registry(versions: impl IntoIterator<Item = Version>) -> Arc<Registry> {
    let registry = Registry(Store::new(Draft::empty()));
    for version in versions {
        assert!(registry.register(version).is_ok());
    }
    // So that a model frees only what it replaces.
    registry.reclaim();
    Arc::new(registry)
}

/// Returns the version that a name leads to now, 0 for none.
pub(crate) fn see(registry: &Registry, name: &str) -> u32 {
    registry.pin().resolve(name).map_or(0, number)
}

/// Starts a thread that works on the registry.
pub(crate) fn with<T: 'static>(
    registry: &Arc<Registry>,
    work: impl FnOnce(&Registry) -> T + 'static,
) -> JoinHandle<T> {
    let registry = Arc::clone(registry);
    spawn(move || work(&registry))
}

/// Returns what a thread returned.
pub(crate) fn join<T>(thread: JoinHandle<T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Advances the epoch twice, so that this thread can run its deferred functions.
pub(crate) fn let_epochs_pass() {
    for _ in 0..2 {
        crossbeam_epoch::pin().flush();
    }
}

local! {
    static ARMED: std::cell::Cell<bool> = std::cell::Cell::new(false)
}

/// Lets the next publication of this thread panic, in the sources that the variant
/// `panic_after_swap` of `mutants.toml` has patched.
pub(crate) fn panic_in_next_publication() {
    ARMED.with(|armed| armed.set(true));
}

/// The point where it panics. Only patched sources call it.
#[allow(dead_code, reason = "only patched sources call it")]
#[expect(clippy::panic, reason = "this is its purpose")]
pub(crate) fn panic_point() {
    if ARMED.with(std::cell::Cell::take) {
        panic!("a model asked for this panic");
    }
}
