//! Tests of the etcd source with a real server, which each test starts on loopback.
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

use std::sync::Arc;
use std::time::{Duration, Instant};

use calendar_registry::{JulianDay, Registry};
use calendar_registry_sources::definition::Definition;
use calendar_registry_sources::etcd::{Etcd, Writer};
use calendar_registry_sources::{Follower, Status};

mod disk;
mod follow;
mod push;
mod report;
mod server;

use server::Server;

/// How long a test waits for what has to happen. It fails only if nothing happens at all.
const PATIENCE: Duration = Duration::from_secs(60);
const PREFIX: &str = "/calendars/";

/// A registry that follows etcd.
struct Reader {
    registry: Arc<Registry>,
    follower: Follower,
}

impl Reader {
    fn follow(etcd: Etcd) -> Self {
        let registry = Arc::new(Registry::with_builtins());
        let follower = etcd.follow(Arc::clone(&registry)).unwrap();
        Reader { registry, follower }
    }

    fn status(&self) -> Status {
        self.follower.status().get()
    }

    #[track_caller]
    fn reach(&self, revision: u64) {
        let reached = self.follower.status().wait_for_revision(revision, PATIENCE);
        assert!(reached.is_ok(), "{reached:?} {:?}", self.status());
    }

    /// Returns what the calendar of a name adds to the Gregorian year, if there is one.
    fn years(&self, name: &str) -> Option<i32> {
        let calendar = self.registry.resolve(name).ok()?;
        Some(calendar.date(JulianDay::new(2_461_367)).unwrap().year - 2026)
    }

    #[track_caller]
    fn wait_until(&self, mut holds: impl FnMut(&Self) -> bool) {
        let begin = Instant::now();
        while !holds(self) {
            assert!(begin.elapsed() < PATIENCE, "{:?}", self.status());
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// A writer, and a runtime for its calls.
struct Pusher {
    runtime: tokio::runtime::Runtime,
    writer: Writer,
}

impl Pusher {
    fn new(server: &Server) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let writer = runtime.block_on(Writer::connect(&[server.url()], PREFIX));
        let writer = writer.unwrap();
        Pusher { runtime, writer }
    }

    /// Pushes calendars `(name, years)` in one transaction.
    #[track_caller]
    fn push(&mut self, calendars: &[(&str, i32)]) -> u64 {
        let set: Vec<_> = calendars
            .iter()
            .map(|(name, years)| offset(name, *years))
            .collect();
        self.runtime.block_on(self.writer.push(&set)).unwrap()
    }
}

/// A calendar whose years are those of ISO 8601 and `years` more.
fn offset(name: &str, years: i32) -> Definition {
    let json = serde_json::json!({
        "names": [name], "kind": "year-offset", "base": "iso8601", "years": years,
    });
    serde_json::from_value(json).unwrap()
}
