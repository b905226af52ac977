//! [`LocalRef`]: a reference to a thread-local value.
#![allow(unsafe_code, reason = "it outlives the call of `LocalKey::with`")]

use core::mem::needs_drop;
use core::ops::Deref;
use core::ptr;

use super::LocalKey;

/// Borrows this thread's value of a key. `LocalKey::with` is not inlined if its closure is large;
/// this always is.
///
/// The raw pointer makes it neither `Send` nor `Sync`, so it stays on its thread.
pub(crate) struct LocalRef<T: 'static>(*const T);

impl<T> LocalRef<T> {
    #[inline(always)]
    pub(crate) fn new(key: &'static LocalKey<T>) -> Self {
        const {
            assert!(
                !needs_drop::<T>(),
                "the value would be dropped before its thread ends"
            )
        }
        LocalRef(key.with(ptr::from_ref))
    }
}

impl<T> Deref for LocalRef<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: the value is in this thread's storage. It has no destructor, so it is valid until
        // the thread ends, and `self` cannot leave the thread. No `&mut` to it is ever made.
        unsafe { &*self.0 }
    }
}
