//! In a loom model: stand-ins that order no more than `ArcSwap` and `DashMap` promise.
//!
//! A stand-in built on a lock would be too strong: it would order accesses that the real ones do not
//! order, and hide races. Here the current snapshot and an index entry are atomic indices into
//! append-only arenas. `std` mutexes hide the arenas' bookkeeping from loom; they are never held
//! across an access that loom sees.
//!
//! Memory that was freed too early must be detected, not read: the arenas keep a `Weak` of
//! everything, so that the [`Canary`] of a dropped value can still be checked.
#![allow(unsafe_code, reason = "pointers from the arenas stay valid")]

use std::cell::Cell;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, MutexGuard, PoisonError, Weak};

use loom::cell::UnsafeCell;
use loom::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::ordering::model::{CURRENT_LOAD, CURRENT_SWAP, INDEX_LOAD, INDEX_LOCKED, INDEX_STORE};
use super::{EpochGuard, Found};

macro_rules! local {
    ($vis:vis static $name:ident: $type:ty = $value:expr) => {
        loom::thread_local! { $vis static $name: $type = $value }
    };
}
pub(crate) use local;
pub(crate) use loom::thread::LocalKey;

macro_rules! once {
    ($(#[$meta:meta])* $vis:vis fn $name:ident() -> &'static $type:ty { $make:expr }) => {
        $(#[$meta])*
        #[must_use]
        $vis fn $name() -> &'static $type {
            loom::lazy_static! { static ref VALUE: $type = $make; }
            &VALUE
        }
    };
}
pub(crate) use once;

pub(crate) struct Mutex<T>(loom::sync::Mutex<T>);

impl<T> Mutex<T> {
    pub(crate) fn new(value: T) -> Self {
        Mutex(loom::sync::Mutex::new(value))
    }

    /// Loom's mutex does not survive a panic of its holder, so none reaches it.
    pub(crate) fn lock<R>(&self, act: impl FnOnce(&mut T) -> R) -> R {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let done = catch_unwind(AssertUnwindSafe(|| act(&mut held)));
        drop(held);
        done.unwrap_or_else(|panic| resume_unwind(panic))
    }
}

/// Bookkeeping that loom must not see.
#[derive(Default)]
struct Aside<T>(std::sync::Mutex<T>);

impl<T> Aside<T> {
    fn open(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) struct Published<T> {
    current: AtomicUsize,
    versions: Aside<Vec<Version<T>>>,
}

struct Version<T> {
    pointer: *const T,
    memory: Weak<T>,
    /// Until it is swapped out.
    owner: Option<Arc<T>>,
}

impl<T> Version<T> {
    fn new(version: Arc<T>) -> Self {
        Version {
            pointer: Arc::as_ptr(&version),
            memory: Arc::downgrade(&version),
            owner: Some(version),
        }
    }
}

impl<T> Published<T> {
    pub(crate) fn new(first: Arc<T>) -> Self {
        let versions = Aside(std::sync::Mutex::new(vec![Version::new(first)]));
        Published {
            current: AtomicUsize::new(0),
            versions,
        }
    }

    /// `ArcSwap` confirms that the version it returns was still current. Where this load's version
    /// has been freed already, `ArcSwap` would have loaded again: the newest version is returned.
    pub(crate) fn load(&self) -> Arc<T> {
        let seen = self.current.load(CURRENT_LOAD);
        let version = self
            .versions
            .open()
            .get(seen)
            .and_then(|version| version.memory.upgrade());
        version.unwrap_or_else(|| {
            let newest = self.current.fetch_add(0, Ordering::AcqRel);
            let version = self
                .versions
                .open()
                .get(newest)
                .and_then(|v| v.memory.upgrade());
            version.unwrap_or_else(|| fail("the current version has been freed"))
        })
    }

    pub(crate) fn peek<'p>(&'p self, _guard: &'p EpochGuard) -> &'p T {
        let seen = self.current.load(CURRENT_LOAD);
        let pointer = self
            .versions
            .open()
            .get(seen)
            .map(|version| version.pointer);
        let pointer = pointer.unwrap_or_else(|| fail("no such version"));
        // SAFETY: the arena keeps the memory until the model ends. Whether the value is still alive
        // is what the model checks, by its canary.
        unsafe { &*pointer }
    }

    /// # Safety
    /// As outside a model.
    pub(crate) unsafe fn swap(&self, new: Arc<T>) -> Arc<T> {
        let next = {
            let mut versions = self.versions.open();
            versions.push(Version::new(new));
            versions.len().wrapping_sub(1)
        };
        let old = self.current.swap(next, CURRENT_SWAP);
        let owner = self
            .versions
            .open()
            .get_mut(old)
            .and_then(|version| version.owner.take());
        owner.unwrap_or_else(|| fail("a version was swapped out twice"))
    }
}

/// The stand-in orders as an atomic pointer does: Acquire to load, AcqRel to swap.
pub(crate) type Pointer<T> = Published<T>;

pub(crate) struct Index<V> {
    /// The hashes that have had a value, each with the entry of the same place.
    hashes: Aside<Vec<u64>>,
    /// 0: absent. Otherwise one more than the place among the values. They are made with the
    /// index: making one later would be a write that no reader is ordered after.
    entries: [AtomicUsize; ENTRIES],
    values: Aside<Vec<Weak<V>>>,
    writing: AtomicBool,
}

/// The number of names that a model can use.
const ENTRIES: usize = 8;

/// Whether the index answers `Locked` while a writer is in it. Not loom's, because it is chosen before
/// a model begins. Most models do without, because it costs executions.
static ANSWERS_LOCKED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

/// Chooses whether the index can answer `Locked` in the models to come.
pub fn answer_locked(does: bool) {
    ANSWERS_LOCKED.store(does, Ordering::SeqCst);
}

/// Whether epochs are left out: no reader pins and nothing is freed. Two pinned readers and a writer
/// take loom too long, so models of two communicating readers do without.
static FREES_NOTHING: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

/// Chooses whether the models to come do without epochs.
pub fn free_nothing(does: bool) {
    FREES_NOTHING.store(does, Ordering::SeqCst);
}

pub(crate) fn nothing_is_freed() -> bool {
    FREES_NOTHING.load(Ordering::SeqCst)
}

impl<V> Index<V> {
    pub(crate) fn new() -> Self {
        Index {
            hashes: Aside(std::sync::Mutex::default()),
            entries: core::array::from_fn(|_| AtomicUsize::new(0)),
            values: Aside(std::sync::Mutex::default()),
            writing: AtomicBool::new(false),
        }
    }

    fn entry(&self, hash: u64) -> Option<&AtomicUsize> {
        let place = self.hashes.open().iter().position(|known| *known == hash)?;
        self.entries.get(place)
    }

    /// The entry of a hash that may be new.
    fn entry_or_new(&self, hash: u64) -> &AtomicUsize {
        self.entry(hash).unwrap_or_else(|| {
            let mut hashes = self.hashes.open();
            hashes.push(hash);
            let entry = hashes
                .len()
                .checked_sub(1)
                .and_then(|place| self.entries.get(place));
            entry.unwrap_or_else(|| fail("more names than a model's index has entries"))
        })
    }

    pub(crate) fn try_get(&self, hash: u64) -> Found<*const V> {
        if ANSWERS_LOCKED.load(Ordering::SeqCst) && self.writing.load(INDEX_LOCKED) {
            return Found::Locked;
        }
        let Some(entry) = self.entry(hash) else {
            return Found::Absent;
        };
        let value = entry.load(INDEX_LOAD);
        match value
            .checked_sub(1)
            .and_then(|at| self.values.open().get(at).map(Weak::as_ptr))
        {
            Some(value) => Found::Present(value),
            None => Found::Absent,
        }
    }

    pub(crate) fn put(&self, hash: u64, value: Option<&Arc<V>>) {
        let place = value.map_or(0, |value| {
            let mut values = self.values.open();
            values.push(Arc::downgrade(value));
            values.len()
        });
        let entry = self.entry_or_new(hash);
        let locks = ANSWERS_LOCKED.load(Ordering::SeqCst);
        if locks {
            self.writing.store(true, INDEX_LOCKED);
        }
        entry.store(place, INDEX_STORE);
        if locks {
            self.writing.store(false, INDEX_LOCKED);
        }
    }

    pub(crate) fn hashes(&self) -> Vec<u64> {
        self.hashes.open().clone()
    }
}

/// Returns the stripe of this thread: loom's number of it, the same in every execution.
pub(crate) fn stripe() -> usize {
    let mut hasher = DefaultHasher::new();
    loom::thread::current().id().hash(&mut hasher);
    usize::try_from(hasher.finish() % 2).unwrap_or_default()
}

pub(crate) fn stripes() -> usize {
    2
}

/// Detects a use after free, ordered or not: touching a dropped canary fails, and a creation or a drop
/// that races with a touch fails by loom's rules.
pub(crate) struct Canary {
    cell: UnsafeCell<()>,
    dead: Cell<bool>,
}

// SAFETY: loom runs one thread at a time, so the plain `Cell` is never accessed concurrently; the
// other cell is loom's own, which finds races.
unsafe impl Sync for Canary {}

impl Canary {
    pub(crate) fn new() -> Self {
        let cell = UnsafeCell::new(());
        // A write, so that a touch fails if its thread has not seen the creation.
        cell.with_mut(|_| ());
        Canary {
            cell,
            dead: Cell::new(false),
        }
    }

    pub(crate) fn touch(&self) {
        if self.dead.get() {
            fail("used after it was freed");
        }
        self.cell.with(|_| ());
    }
}

impl Clone for Canary {
    fn clone(&self) -> Self {
        self.touch();
        Canary::new()
    }
}

impl Drop for Canary {
    fn drop(&mut self) {
        self.dead.set(true);
        self.cell.with_mut(|_| ());
    }
}

#[expect(clippy::panic, reason = "a model has found a fault")]
#[cold]
fn fail(what: &str) -> ! {
    panic!("model: {what}")
}
