//! An allocator that counts, for each thread apart.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// What a thread has asked of the allocator.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Use {
    pub(crate) allocations: u64,
    pub(crate) frees: u64,
    pub(crate) bytes: u64,
}

thread_local! {
    static USE: Cell<Use> = const { Cell::new(Use { allocations: 0, frees: 0, bytes: 0 }) };
}

/// The system's allocator, with a tally.
pub(crate) struct Counting;

fn note(change: impl FnOnce(&mut Use)) {
    let mut now = USE.get();
    change(&mut now);
    USE.set(now);
}

// SAFETY: every call is handed on as it came.
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

/// What this thread asks of the allocator while it runs this.
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
