//! An allocator that counts for each thread separately.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The calls of a thread to its allocator.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Use {
    pub(crate) allocations: u64,
    pub(crate) frees: u64,
    pub(crate) bytes: u64,
}

thread_local! {
    static USE: Cell<Use> = const { Cell::new(Use { allocations: 0, frees: 0, bytes: 0 }) };
}

/// The system's allocator with counters.
pub(crate) struct Counting;

fn note(change: impl FnOnce(&mut Use)) {
    let mut now = USE.get();
    change(&mut now);
    USE.set(now);
}

// SAFETY: every call is forwarded unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(|now| {
            now.allocations += 1;
            now.bytes += u64::try_from(layout.size()).unwrap_or(u64::MAX);
        });
        // SAFETY: the caller's duty is `System`'s.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        note(|now| now.frees += 1);
        // SAFETY: the caller's duty is `System`'s.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// Returns the result of `run`, and its calls to the allocator on this thread.
pub(crate) fn used<T>(run: impl FnOnce() -> T) -> (T, Use) {
    let before = USE.get();
    let result = run();
    let after = USE.get();
    let used = Use {
        allocations: after.allocations - before.allocations,
        frees: after.frees - before.frees,
        bytes: after.bytes - before.bytes,
    };
    (result, used)
}
