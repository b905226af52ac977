//! The protocol of the etcd source, run against a simulated etcd through random histories.
//!
//! A history is made from its seed alone: a failure names the seed, and
//! `CALENDAR_REGISTRY_HISTORY=seed` repeats it. The number of histories is 10,000 in release builds and
//! 1,000 otherwise, or `CALENDAR_REGISTRY_HISTORIES`; `CALENDAR_REGISTRY_SEED` is the first seed.
//!
//! After each publication the test checks that
//!
//! - its entries are exactly those of its revision, so no half revision and no lost one is ever seen;
//! - revisions ascend, unless the cluster was restored;
//! - the registry serves the latest good revision as a whole, after one publication;
//!
//! and at the end of a history, when the faults have stopped, that the entries, the registry and the
//! set on disk are the latest state of etcd.
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

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use calendar_registry_sources::etcd::{Protocol, Timing, drive};

mod observer;
mod random;
mod server;

use observer::Observer;
use random::Random;
use server::Server;

fn run(seed: u64) {
    let mut random = Random::new(seed);
    let timing = Timing::default();
    let mut protocol = Protocol::new(timing, seed);
    let mut server = Server::new(random.fork(), timing);
    let mut observer = Observer::new(seed, server.shared());
    {
        // Every future of the simulation is ready, until the history ends: then one is pending.
        let history = pin!(drive(&mut protocol, &mut server, &mut observer));
        let polled = history.poll(&mut Context::from_waker(Waker::noop()));
        assert_eq!(polled, Poll::Pending, "seed {seed}");
    }
    observer.check_end();
}

#[test]
fn histories_converge_and_show_no_half_revision() {
    let number =
        |name, default: u64| std::env::var(name).map_or(default, |number| number.parse().unwrap());
    let default = if cfg!(debug_assertions) {
        1_000
    } else {
        10_000
    };
    let (mut first, mut count) = (
        number("CALENDAR_REGISTRY_SEED", 0),
        number("CALENDAR_REGISTRY_HISTORIES", default),
    );
    if let Ok(seed) = std::env::var("CALENDAR_REGISTRY_HISTORY") {
        (first, count) = (seed.parse().unwrap(), 1);
    }
    for seed in first..first + count {
        let ran = std::panic::catch_unwind(|| run(seed));
        assert!(ran.is_ok(), "CALENDAR_REGISTRY_HISTORY={seed} fails");
    }
}
