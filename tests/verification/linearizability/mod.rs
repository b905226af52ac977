//! Real races of a few threads on a few names, recorded, and each record searched for an order
//! that explains all of its answers: one that agrees with the order in time, and in which the registry
//! is the plain one of `model`.
//!
//! `CALENDAR_REGISTRY_HISTORIES` says how many, `CALENDAR_REGISTRY_SEED` where to begin. The same
//! seed gives the same plans, but the races are the machine's.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a test may panic and count, in its helpers too"
)]

mod checker;
#[path = "../common/mod.rs"]
mod common;
mod known;
mod model;
mod record;

use std::env;

use record::{Seen, record};

/// In all three tests together.
const HISTORIES: u64 = if cfg!(miri) { 6 } else { 12_000 };

fn number(variable: &str) -> Option<u64> {
    let text = env::var(variable).ok()?;
    Some(text.parse().expect("a number"))
}

fn histories_of(threads: usize) {
    let wanted = number("CALENDAR_REGISTRY_HISTORIES").unwrap_or(HISTORIES);
    let seed = number("CALENDAR_REGISTRY_SEED").unwrap_or(0) + threads as u64 * 1_000_000;
    let seen = record(threads, usize::try_from(wanted.div_ceil(3)).unwrap(), seed);
    let Seen {
        histories,
        operations,
        overlapping,
    } = seen;
    println!(
        "{threads} threads: {histories} histories of {operations} operations, {overlapping} with a change that something overlapped; all linearizable"
    );
    // Threads that come one after the other show nothing.
    assert!(cfg!(miri) || overlapping > 0, "too few races: {seen:?}");
}

#[test]
fn two_threads() {
    histories_of(2);
}

#[test]
fn three_threads() {
    histories_of(3);
}

#[test]
fn four_threads() {
    histories_of(4);
}
