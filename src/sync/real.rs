//! Outside a loom model: `ArcSwap`, `DashMap` and `std`.

use core::hash::BuildHasherDefault;
use std::cell::Cell;
use std::sync::{Arc, OnceLock, PoisonError};
use std::thread::{available_parallelism, yield_now};

use arc_swap::ArcSwap;
use dashmap::DashMap;
use dashmap::mapref::entry::Entry;
use dashmap::try_result::TryResult;

use super::{Counter, Found, Hold, Passed};

macro_rules! local {
    ($vis:vis static $name:ident: $type:ty = $value:expr) => {
        std::thread_local! { $vis static $name: $type = const { $value } }
    };
}
pub(crate) use local;
pub(crate) use std::thread::LocalKey;

/// A function that makes its value at the first call.
macro_rules! once {
    ($(#[$meta:meta])* $vis:vis fn $name:ident() -> &'static $type:ty { $make:expr }) => {
        $(#[$meta])*
        #[must_use]
        $vis fn $name() -> &'static $type {
            static VALUE: std::sync::OnceLock<$type> = std::sync::OnceLock::new();
            VALUE.get_or_init(|| $make)
        }
    };
}
pub(crate) use once;

/// A mutex that does not care whether a holder panicked: what it guards is
/// mended by the next writer.
pub(crate) struct Mutex<T>(std::sync::Mutex<T>);

impl<T> Mutex<T> {
    pub(crate) fn new(value: T) -> Self {
        Mutex(std::sync::Mutex::new(value))
    }

    /// Holds it for the length of a turn.
    pub(crate) fn turn<R>(&self, act: impl FnOnce(&mut T) -> R) -> R {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The pointer to the current version of something that is never changed in place.
pub(crate) struct Published<T>(ArcSwap<T>);

impl<T> Published<T> {
    pub(crate) fn new(first: Arc<T>) -> Self {
        Published(ArcSwap::new(first))
    }

    /// The current version, to keep.
    pub(crate) fn load(&self) -> Arc<T> {
        self.0.load_full()
    }

    /// The current version, for as long as the caller stays pinned.
    #[inline]
    pub(crate) fn peek<'p>(&'p self, _pinned: &'p Hold) -> &'p T {
        let version: *const T = Arc::as_ptr(&self.0.load());
        // SAFETY: the pointer came from the `Arc` that was current while the caller was
        // pinned. Whoever swaps it out keeps an owner until that pin ends, as `swap` demands,
        // and `self` is borrowed for `'p`, so its drop does not free it either.
        unsafe { &*version }
    }

    /// Publishes a new version and returns the old one.
    ///
    /// Acquire and release, by `ArcSwap`'s documentation: what the caller did before is
    /// seen by whoever loads the new version.
    ///
    /// # Safety
    /// The old version must be kept until no guard is left that was pinned before this call
    /// returned, unless nobody can have peeked.
    pub(crate) unsafe fn swap(&self, new: Arc<T>) -> Arc<T> {
        self.0.swap(new)
    }
}

/// What each hash of a name leads to, read without ever waiting. It owns no value.
pub(crate) struct Index<V>(DashMap<u64, Pointer<V>, BuildHasherDefault<Passed>>);

struct Pointer<V>(*const V);

// SAFETY: the pointer is only ever handed on as a pointer; whoever makes a `&V` of it on
// another thread needs what `V: Sync` grants.
unsafe impl<V: Sync> Send for Pointer<V> {}
// SAFETY: as for `Send`; a shared `Pointer` gives nothing but a copy of itself.
unsafe impl<V: Sync> Sync for Pointer<V> {}

impl<V> Index<V> {
    pub(crate) fn new() -> Self {
        Index(DashMap::with_hasher(BuildHasherDefault::default()))
    }

    /// The value of a hash. Never waits.
    #[inline]
    pub(crate) fn try_get(&self, hash: u64) -> Found<*const V> {
        match self.0.try_get(&hash) {
            TryResult::Present(value) => Found::Present(value.0),
            TryResult::Absent => Found::Absent,
            TryResult::Locked => Found::Locked,
        }
    }

    /// Sets the value of a hash, or removes it.
    pub(crate) fn put(&self, hash: u64, value: Option<&Arc<V>>) {
        match (self.entry(hash), value.map(Arc::as_ptr)) {
            (Entry::Occupied(mut entry), Some(value)) => drop(entry.insert(Pointer(value))),
            (Entry::Vacant(entry), Some(value)) => drop(entry.insert(Pointer(value))),
            (Entry::Occupied(entry), None) => drop(entry.remove()),
            (Entry::Vacant(_), None) => {}
        }
    }

    /// Waits for readers in the middle of a probe, but never parks: a reader that left
    /// the lock would have to wake this writer.
    fn entry(&self, hash: u64) -> Entry<'_, u64, Pointer<V>> {
        let mut spins = 0_u32;
        loop {
            if let Some(entry) = self.0.try_entry(hash) {
                return entry;
            }
            if spins < SPINS {
                spins = spins.saturating_add(1);
                core::hint::spin_loop();
            } else {
                yield_now();
            }
        }
    }

    /// Runs this while the part of the index that a hash belongs to is locked.
    #[cfg(test)]
    pub(crate) fn locked<T>(&self, hash: u64, run: impl FnOnce() -> T) -> T {
        let _entry = self.entry(hash);
        run()
    }

    /// All hashes in it.
    pub(crate) fn hashes(&self) -> Vec<u64> {
        self.0.iter().map(|entry| *entry.key()).collect()
    }
}

/// How often a writer looks again before it lets others run.
const SPINS: u32 = 64;

/// In a loom model, finds uses after free. Here it is nothing.
#[derive(Clone)]
pub(crate) struct Canary;

impl Canary {
    pub(crate) fn new() -> Self {
        Canary
    }

    #[inline(always)]
    pub(crate) fn touch(&self) {}
}

/// The lane of this thread, where things are laid out in [`lanes`] so that threads do not meet in
/// one: an arbitrary number, which stays.
pub(crate) fn lane() -> usize {
    static NEXT: Counter = Counter::new(1);
    local! { static LANE: Cell<u64> = Cell::new(0) }
    let lane = LANE.with(|lane| match lane.get() {
        0 => {
            let drawn = NEXT.add(1);
            lane.set(drawn);
            drawn
        }
        lane => lane,
    });
    usize::try_from(lane).unwrap_or_default()
}

/// How many lanes are worth while: a power of two, and some more than there are cores, so that
/// the threads that happen to be at work seldom share one.
pub(crate) fn lanes() -> usize {
    static LANES: OnceLock<usize> = OnceLock::new();
    *LANES.get_or_init(|| {
        let cores = available_parallelism().map_or(1, usize::from);
        cores.saturating_mul(2).clamp(4, 64).next_power_of_two()
    })
}
