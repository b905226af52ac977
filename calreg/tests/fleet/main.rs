//! Three servers on one etcd, which each test starts on loopback.
//!
//! `CALREG_ROUNDS` sets the number of rounds of the long test, `CALREG_SEED` its random numbers.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "tests may panic, and print reports"
)]
#![cfg(feature = "etcd")]

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

mod admin;
mod chaos;
mod commands;
mod http;
mod process;
#[expect(dead_code, reason = "other tests use the rest")]
#[path = "../../../sources/tests/etcd/server.rs"]
mod server;

use process::Calreg;

/// How long a test waits for what has to happen. It fails only if nothing happens at all.
const PATIENCE: Duration = Duration::from_secs(60);

#[track_caller]
fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !holds() {
        assert!(begin.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Returns the field `source.applied_revision` of a server's status.
fn applied(server: &Calreg) -> Option<u64> {
    let (_, body) = server.get("/v1/status")?;
    let status: serde_json::Value = serde_json::from_str(&body).ok()?;
    status["source"]["applied_revision"].as_u64()
}

/// A file with calendars that add `stamp` to the years. Each has an alias that says so, hence one
/// listing of a server shows whether all are of the same revision.
fn file(names: &[&str], stamp: u64) -> String {
    let mut text = "schema = 1\n".to_owned();
    for name in names {
        text += &format!(
            "[[calendar]]\nnames = [\"{name}\", \"{name}/{stamp}\"]\nkind = \"year-offset\"\n\
             base = \"iso8601\"\nyears = {stamp}\n"
        );
    }
    text
}

/// Returns the stamps of all calendars that a server lists.
fn stamps(listing: &str) -> BTreeSet<u64> {
    let listing: serde_json::Value = serde_json::from_str(listing).unwrap();
    let calendars = listing["calendars"].as_array().unwrap().iter();
    let aliases = calendars.flat_map(|calendar| calendar["aliases"].as_array().unwrap().clone());
    let stamp = |alias: serde_json::Value| alias.as_str()?.split_once('/')?.1.parse().ok();
    aliases.filter_map(stamp).collect()
}
