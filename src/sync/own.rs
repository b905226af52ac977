//! [`Own`]: what a thread has to itself.

use core::mem::needs_drop;
use core::ops::Deref;
use core::ptr;

use super::LocalKey;

/// What this thread has under a key. (`LocalKey::with` is not compiled into its caller if much is
/// done in it; this always is.)
///
/// It is neither Send nor Sync, so it stays with its thread.
pub(crate) struct Own<T: 'static>(*const T);

impl<T> Own<T> {
    #[inline(always)]
    pub(crate) fn of(key: &'static LocalKey<T>) -> Self {
        const { assert!(!needs_drop::<T>(), "it would end before its thread does") }
        Own(key.with(ptr::from_ref))
    }
}

impl<T> Deref for Own<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: it is in this thread's storage, where it has no destructor to end it, and
        // `self` cannot leave the thread. It is never lent out to be changed.
        unsafe { &*self.0 }
    }
}
