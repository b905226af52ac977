//! [`OnceBox`]: a value that is made at the first use, without waiting for another maker.
#![allow(unsafe_code, reason = "it owns what its pointer points at")]

use core::marker::PhantomData;
use core::ptr;

use super::AtomicPtr;
use super::ordering::{ONCE_READ, ONCE_SET};

/// A place for one value. Two threads that find it empty make a value each, and the one that comes
/// second drops its own. No thread waits, so one that is suspended while it makes a value holds up
/// nobody.
pub(crate) struct OnceBox<T> {
    value: AtomicPtr<T>,
    /// It owns a `T`.
    owned: PhantomData<Box<T>>,
}

impl<T> OnceBox<T> {
    pub(crate) fn new() -> Self {
        OnceBox {
            value: AtomicPtr::new(ptr::null_mut()),
            owned: PhantomData,
        }
    }

    /// Returns the value, if there is one.
    #[inline]
    pub(crate) fn get(&self) -> Option<&T> {
        // Acquire; pairs with the Release of `set`: the value is read as its maker wrote it.
        let value = self.value.load(ONCE_READ);
        // SAFETY: null, or a pointer of `set` to a box that is freed only when `self` is dropped.
        // Nobody makes a `&mut` of it before.
        unsafe { value.as_ref() }
    }

    /// Sets the value, unless another thread did. Returns the value that is kept, and whether it is
    /// this one.
    pub(crate) fn set(&self, value: T) -> (&T, bool) {
        let new = Box::into_raw(Box::new(value));
        // Release; pairs with the Acquire in `get`. On failure Acquire; pairs with the Release of
        // the thread that came first.
        let set = self
            .value
            .compare_exchange(ptr::null_mut(), new, ONCE_SET, ONCE_READ);
        let kept = match set {
            Ok(_) => new,
            Err(first) => {
                // SAFETY: `new` was made above from a box, and was not published.
                drop(unsafe { Box::from_raw(new) });
                first
            }
        };
        // SAFETY: as in `get`; not null, since it was published by this call or by another one.
        (unsafe { &*kept }, set.is_ok())
    }
}

impl<T> Drop for OnceBox<T> {
    fn drop(&mut self) {
        // No other thread has a reference, and what they wrote happens before this by the way in
        // which `self` came here; Acquire costs nothing more.
        let value = self.value.load(ONCE_READ);
        if !value.is_null() {
            // SAFETY: `set` made it from a box, and `self` owned it alone.
            drop(unsafe { Box::from_raw(value) });
        }
    }
}

// The pointer is a box in effect: sending or sharing it sends or shares the value.
// SAFETY: `set` through a shared reference moves a `T` to this thread's peers, and `get` shares it.
unsafe impl<T: Send> Send for OnceBox<T> {}
// SAFETY: as above.
unsafe impl<T: Send + Sync> Sync for OnceBox<T> {}
