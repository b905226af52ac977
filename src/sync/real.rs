//! Outside a loom model: `ArcSwap`, `DashMap` and `std`.
#![allow(unsafe_code, reason = "pointers are valid by the epoch")]

use core::hash::BuildHasherDefault;
use core::marker::PhantomData;
use std::cell::Cell;
use std::sync::atomic::AtomicPtr;
use std::sync::{Arc, OnceLock, PoisonError};
use std::thread::{available_parallelism, yield_now};

use arc_swap::ArcSwap;
use dashmap::DashMap;
use dashmap::mapref::entry::Entry;
use dashmap::try_result::TryResult;

use super::identity_hasher::IdentityHasher;
use super::ordering::{TABLE_READ, TABLE_SWAP};
use super::{Counter, EpochGuard, Found};

macro_rules! local {
    ($vis:vis static $name:ident: $type:ty = $value:expr) => {
        std::thread_local! { $vis static $name: $type = const { $value } }
    };
}
pub(crate) use local;
pub(crate) use std::thread::LocalKey;

/// Defines a function that makes its value at the first call.
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

/// A mutex that ignores poisoning: the next writer repairs what a panicking writer left.
pub(crate) struct Mutex<T>(std::sync::Mutex<T>);

impl<T> Mutex<T> {
    pub(crate) fn new(value: T) -> Self {
        Mutex(std::sync::Mutex::new(value))
    }

    /// Runs a function while it holds the mutex.
    pub(crate) fn lock<R>(&self, act: impl FnOnce(&mut T) -> R) -> R {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The pointer to the current value of something that is never changed in place.
pub(crate) struct Published<T>(ArcSwap<T>);

impl<T> Published<T> {
    pub(crate) fn new(first: Arc<T>) -> Self {
        Published(ArcSwap::new(first))
    }

    /// Returns an owner of the current value.
    pub(crate) fn load(&self) -> Arc<T> {
        self.0.load_full()
    }

    /// Borrows the current value for as long as the guard lives, without counting.
    #[inline]
    pub(crate) fn peek<'p>(&'p self, _guard: &'p EpochGuard) -> &'p T {
        let value: *const T = Arc::as_ptr(&self.0.load());
        // SAFETY: the pointer came from the `Arc` that was current while the guard was alive. The
        // caller of `swap` keeps an owner of it until that guard is dropped, and `self` is borrowed
        // for `'p`, so its drop does not free the value either.
        unsafe { &*value }
    }

    /// Publishes a new value and returns the old one.
    ///
    /// Acquire and release, by `ArcSwap`'s documentation: what the caller did before happens before
    /// what follows a load of the new value.
    ///
    /// # Safety
    /// The old value must be kept until every guard that was taken before this call returned has
    /// been dropped.
    pub(crate) unsafe fn swap(&self, new: Arc<T>) -> Arc<T> {
        self.0.swap(new)
    }
}

/// The pointer to a value that readers load often and a writer seldom replaces: a plain load, where
/// [`Published`] takes a slot of the thread.
pub(crate) struct Pointer<T>(AtomicPtr<T>, PhantomData<Arc<T>>);

impl<T> Pointer<T> {
    pub(crate) fn new(first: Arc<T>) -> Self {
        Pointer(AtomicPtr::new(Arc::into_raw(first).cast_mut()), PhantomData)
    }

    /// Borrows the current value for as long as the guard lives.
    #[inline(always)]
    pub(crate) fn peek<'p>(&'p self, _guard: &'p EpochGuard) -> &'p T {
        let value = self.0.load(TABLE_READ);
        // SAFETY: it was current while the guard was alive. The caller of `swap` keeps an owner of it
        // until that guard is dropped, and `self` is borrowed for `'p`.
        unsafe { &*value }
    }

    /// Publishes a new value and returns the old one.
    ///
    /// # Safety
    /// As for [`Published::swap`].
    pub(crate) unsafe fn swap(&self, new: Arc<T>) -> Arc<T> {
        let old = self.0.swap(Arc::into_raw(new).cast_mut(), TABLE_SWAP);
        // SAFETY: it came from `Arc::into_raw`, and each value is swapped out once.
        unsafe { Arc::from_raw(old) }
    }
}

impl<T> Drop for Pointer<T> {
    fn drop(&mut self) {
        // SAFETY: it came from `Arc::into_raw`, and it has not been swapped out.
        drop(unsafe { Arc::from_raw(*self.0.get_mut()) });
    }
}

/// A flat map from hashes of names to pointers, read without waiting. It owns no value.
pub(crate) struct Index<V>(DashMap<u64, Address<V>, BuildHasherDefault<IdentityHasher>>);

struct Address<V>(*const V);

// SAFETY: the index only copies the pointer. Making a `&V` of it on another thread requires
// `V: Sync`.
unsafe impl<V: Sync> Send for Address<V> {}
// SAFETY: as for `Send`; a shared `Address` only yields a copy of itself.
unsafe impl<V: Sync> Sync for Address<V> {}

impl<V> Index<V> {
    pub(crate) fn new() -> Self {
        Index(DashMap::with_hasher(BuildHasherDefault::default()))
    }

    /// R4: returns the value of a hash. Never waits.
    #[inline]
    pub(crate) fn try_get(&self, hash: u64) -> Found<*const V> {
        match self.0.try_get(&hash) {
            TryResult::Present(value) => Found::Present(value.0),
            TryResult::Absent => Found::Absent,
            TryResult::Locked => Found::Locked,
        }
    }

    /// W3: sets the value of a hash in place, or removes it. A reader never finds a hash absent
    /// while its value is replaced.
    pub(crate) fn put(&self, hash: u64, value: Option<&Arc<V>>) {
        match (self.entry(hash), value.map(Arc::as_ptr)) {
            (Entry::Occupied(mut entry), Some(value)) => drop(entry.insert(Address(value))),
            (Entry::Vacant(entry), Some(value)) => drop(entry.insert(Address(value))),
            (Entry::Occupied(entry), None) => drop(entry.remove()),
            (Entry::Vacant(_), None) => {}
        }
    }

    /// Waits for readers in the middle of a probe by spinning. It never parks, because a reader
    /// would then have to wake this writer when it releases the lock.
    fn entry(&self, hash: u64) -> Entry<'_, u64, Address<V>> {
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

    /// Runs a function while the part of the index of a hash is locked.
    #[cfg(test)]
    pub(crate) fn locked<T>(&self, hash: u64, run: impl FnOnce() -> T) -> T {
        let _entry = self.entry(hash);
        run()
    }

    /// Returns all hashes in it. Only a writer calls it, so it meets no exclusive holder.
    pub(crate) fn hashes(&self) -> Vec<u64> {
        self.0.iter().map(|entry| *entry.key()).collect()
    }
}

/// How often a writer retries before it yields to other threads.
const SPINS: u32 = 64;

/// Detects uses after free in a loom model. Here it does nothing.
#[derive(Clone)]
pub(crate) struct Canary;

impl Canary {
    pub(crate) fn new() -> Self {
        Canary
    }

    #[inline(always)]
    pub(crate) fn touch(&self) {}
}

/// Returns the stripe of this thread, a number that never changes. Values laid out in [`stripes`]
/// copies are picked by it, so that threads seldom share a cache line.
pub(crate) fn stripe() -> usize {
    static NEXT: Counter = Counter::new(1);
    local! { static STRIPE: Cell<u64> = Cell::new(0) }
    let stripe = STRIPE.with(|stripe| match stripe.get() {
        0 => {
            let drawn = NEXT.add(1);
            stripe.set(drawn);
            drawn
        }
        stripe => stripe,
    });
    usize::try_from(stripe).unwrap_or_default()
}

/// Returns how many copies are worth their memory: a power of two, and more than there are cores,
/// so that running threads seldom share one.
pub(crate) fn stripes() -> usize {
    static STRIPES: OnceLock<usize> = OnceLock::new();
    *STRIPES.get_or_init(|| {
        let cores = available_parallelism().map_or(1, usize::from);
        cores.saturating_mul(2).clamp(4, 64).next_power_of_two()
    })
}
