//! How much memory does a name take, and a calendar's table of years? Does a lookup allocate?
//!
//! The allocator counts what this thread asks for and gives back. The names' text and the backends
//! are made before the counting begins, so what is counted is the registry's own.
#![allow(unsafe_code, reason = "an allocator is unsafe by its trait")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::time::Instant;

use benches::backend::{Shared, named};
use benches::names::{NAMES, many};
use benches::settings::{keep, testing};
use benches::ways;
use calendar_registry::{JulianDay, Registry};
use serde_json::{Value, json};

thread_local! {
    static LIVE: Cell<i64> = const { Cell::new(0) };
    static PEAK: Cell<i64> = const { Cell::new(0) };
    static CALLS: Cell<u64> = const { Cell::new(0) };
}

struct Counting;

fn note(bytes: i64) {
    LIVE.set(LIVE.get() + bytes);
    PEAK.set(PEAK.get().max(LIVE.get()));
    CALLS.set(CALLS.get() + 1);
}

fn size(layout: Layout) -> i64 {
    i64::try_from(layout.size()).unwrap_or(i64::MAX)
}

// SAFETY: every call is handed on as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(size(layout));
        // SAFETY: the caller's duty is `System`'s.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        note(-size(layout));
        // SAFETY: the caller's duty is `System`'s.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    let sizes: &[usize] = if testing() { &[10] } else { &[1_000, 100_000] };
    let names: Vec<Value> = sizes.iter().map(|size| per_name(*size)).collect();
    let figures = json!({ "names": names, "lookups": lookups(), "tables": tables() });
    println!("{figures}");
    keep("memory", &figures);
}

/// Bytes a name: what stays, and what there is at the height of the update that brings them all.
fn per_name(size: usize) -> Value {
    let names = many(size);
    let backends: Vec<Shared> = names.iter().map(|name| named(name)).collect();
    let before = LIVE.get();
    PEAK.set(before);
    let registry = Registry::new();
    let update = registry.update(|batch| {
        let mut backends = backends.iter();
        backends.try_for_each(|backend| batch.register(backend.clone()))
    });
    drop(update.unwrap());
    // What the update replaced is not a part of what stays.
    registry.reclaim();
    let each = |bytes: i64| bytes as f64 / size as f64;
    json!({
        "size": size, "stays": each(LIVE.get() - before), "height": each(PEAK.get() - before),
    })
}

/// How often 1,000 rounds of hits, and of misses, call the allocator.
fn lookups() -> Value {
    let registry = ways::registry(&NAMES);
    let calls = |names: &[&str]| {
        let run = || {
            for name in names {
                _ = std::hint::black_box(registry.pin().resolve(name));
            }
        };
        // A thread's first lookup makes its place in the epochs, and each 128th pin may
        // tidy up there; neither is the lookup's.
        (0..1_000).for_each(|_| run());
        let before = CALLS.get();
        (0..1_000).for_each(|_| run());
        CALLS.get() - before
    };
    json!({
        "hit": calls(&NAMES), "unknown": calls(&["nobody"]), "invalid": calls(&["no--body", ""]),
    })
}

/// How long the first conversion takes of calendars that make a table of their years for it, once
/// in a process, and how many bytes stay.
fn tables() -> Vec<Value> {
    let registry = Registry::with_builtins().snapshot();
    let calendars = registry.calendars();
    let first = calendars.map(|calendar| {
        let before = LIVE.get();
        let begin = Instant::now();
        let date = std::hint::black_box(calendar.date(JulianDay::UNIX_EPOCH));
        let nanoseconds = begin.elapsed().as_nanos() as u64;
        date.unwrap();
        json!({
            "calendar": calendar.name(), "nanoseconds": nanoseconds, "bytes": LIVE.get() - before,
        })
    });
    first
        .filter(|table| table["bytes"].as_i64() > Some(0))
        .collect()
}
