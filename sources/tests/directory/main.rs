//! Tests of the directory source, with real files.
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
#![cfg(feature = "directory")]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use calendar_registry::{JulianDay, Registry};
use calendar_registry_sources::directory::Directory;
use calendar_registry_sources::{Follower, Status};
use tempfile::TempDir;

mod changes;
mod config_map;
mod limits;

/// How long a test waits for what has to happen. It fails only if nothing happens at all.
const PATIENCE: Duration = Duration::from_secs(60);

/// A directory, a registry that follows it, and its follower.
struct Fixture {
    folder: TempDir,
    registry: Arc<Registry>,
    follower: Option<Follower>,
}

impl Fixture {
    /// Does not follow the directory yet.
    fn new() -> Self {
        Fixture {
            folder: tempfile::tempdir().unwrap(),
            registry: Arc::new(Registry::with_builtins()),
            follower: None,
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Follows the directory by notices: the interval never passes.
    fn follow(&mut self) {
        self.follow_with(|directory| directory.interval(Duration::from_secs(86_400)));
    }

    fn follow_with(&mut self, set_up: impl FnOnce(Directory) -> Directory) {
        let directory = Directory::new(self.path()).quiet_time(Duration::from_millis(20));
        let follower = set_up(directory).follow(Arc::clone(&self.registry));
        self.follower = Some(follower.unwrap());
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path().join(file), text).unwrap();
    }

    fn status(&self) -> Status {
        self.follower.as_ref().unwrap().status().get()
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

/// A file with one calendar.
fn offset(name: &str, years: i32) -> String {
    format!(
        "schema = 1\n[[calendar]]\nnames = [\"{name}\"]\nkind = \"year-offset\"\n\
         base = \"iso8601\"\nyears = {years}\n"
    )
}
