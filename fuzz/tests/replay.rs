//! Every kept input, on every toolchain.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;

use calendar_registry_fuzz::{dates, fields, names, operations, queries};

/// One target's pins would hold back what another's `reclaim` is to free.
static TURN: Mutex<()> = Mutex::new(());

fn replay(target: &str, run: fn(&[u8])) {
    let _turn = TURN.lock();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target);
    let mut files = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let input = fs::read(&path).unwrap();
        if catch_unwind(AssertUnwindSafe(|| run(&input))).is_err() {
            panic!("{} fails", path.display());
        }
        files += 1;
    }
    assert!(files > 0, "{} is empty", folder.display());
}

#[test]
fn names_of_the_corpus() {
    replay("names", names::run);
}

#[test]
fn operations_of_the_corpus() {
    replay("operations", operations::run);
}

#[test]
fn dates_of_the_corpus() {
    replay("dates", dates::run);
}

#[test]
fn fields_of_the_corpus() {
    replay("fields", fields::run);
}

#[test]
fn queries_of_the_corpus() {
    replay("queries", queries::run);
}
