//! The memory per name and per year table, and the allocations of lookups.
//!
//! The allocator counts per thread. Names and backends are created before counting starts, so the counts
//! contain only the registry's own memory.
#![allow(unsafe_code, reason = "an allocator is unsafe by its trait")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::time::Instant;

use benches::backend::{Shared, named};
use benches::names::{NAMES, many};
use benches::settings::{keep, testing};
use benches::text::{self, CASES};
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

// SAFETY: every call is forwarded unchanged to `System`.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(size(layout));
        // SAFETY: the caller upholds the contract of `System`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        note(-size(layout));
        // SAFETY: the caller upholds the contract of `System`.
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

/// Bytes per name: after the update that registers all names, and at its peak.
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
    // Frees what the update replaced.
    registry.reclaim();
    let each = |bytes: i64| bytes as f64 / size as f64;
    json!({
        "size": size, "stays": each(LIVE.get() - before), "height": each(PEAK.get() - before),
    })
}

/// The allocator calls of 1,000 rounds of hits, misses and invalid names, and of formatters by the text
/// of their locale.
fn lookups() -> Value {
    let registry = ways::registry(&NAMES);
    let calls = |names: &[&str]| {
        let run = || {
            for name in names {
                _ = std::hint::black_box(registry.pin().resolve(name));
            }
        };
        // The first lookup of a thread registers it with crossbeam_epoch; the warm-up excludes that.
        (0..1_000).for_each(|_| run());
        let before = CALLS.get();
        (0..1_000).for_each(|_| run());
        CALLS.get() - before
    };
    let registry = text::registry();
    let calendars = CASES.map(|case| registry.resolve(case.calendar).unwrap());
    let find = || {
        for (case, calendar) in CASES.iter().zip(&calendars) {
            text::find(case, calendar);
        }
    };
    find();
    let before = CALLS.get();
    find();
    let formatter = CALLS.get() - before;
    json!({
        "formatter": formatter,
        "hit": calls(&NAMES), "unknown": calls(&["nobody"]), "invalid": calls(&["no--body", ""]),
    })
}

/// The time of the first conversion in calendars that build a year table, once per process, and the
/// bytes of the table.
fn tables() -> Vec<Value> {
    let registry = Registry::with_builtins().snapshot();
    let calendars = registry.calendars();
    let first = calendars.map(|calendar| {
        let before = LIVE.get();
        let begin = Instant::now();
        let date = std::hint::black_box(calendar.date(JulianDay::UNIX_EPOCH));
        let nanoseconds = begin.elapsed().as_nanos() as u64;
        let bytes = LIVE.get() - before;
        date.unwrap();
        json!({
            "calendar": calendar.name(), "nanoseconds": nanoseconds, "bytes": bytes,
        })
    });
    first
        .filter(|table| table["bytes"].as_i64() > Some(0))
        .collect()
}
