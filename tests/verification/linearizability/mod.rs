//! Records races of a few threads on a few names, and searches each record for a linearization: an order
//! of the operations that agrees with the order in time, in which [`model::Plain`] gives all the answers.
//!
//! `CALENDAR_REGISTRY_HISTORIES` sets the number of records, `CALENDAR_REGISTRY_SEED` the first seed. A
//! seed determines what each thread does, but not how the threads interleave.

mod checker;
mod known;
mod model;
mod record;

use std::env;

use record::{Seen, record};

/// The number of histories in the three tests together.
const HISTORIES: u64 = if cfg!(miri) { 6 } else { 12_000 };

fn number(variable: &str) -> Option<u64> {
    let text = env::var(variable).ok()?;
    Some(text.parse().unwrap())
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
    // Threads that do not overlap would prove nothing.
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
