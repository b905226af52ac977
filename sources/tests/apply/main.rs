//! Tests of the applier: one publication for each set, all of it or nothing.
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

use std::sync::Arc;

use calendar_registry::{JulianDay, Registry};
use calendar_registry_sources::definition::Definition;
use calendar_registry_sources::{Applier, DefinitionSet, StatusHandle};

mod model;
mod other_code;
mod sets;
mod status;

/// A registry and an applier for it.
struct Fixture {
    registry: Arc<Registry>,
    applier: Applier,
    revision: u64,
}

impl Fixture {
    fn new() -> Self {
        let registry = Arc::new(Registry::with_builtins());
        let applier = Applier::new(Arc::clone(&registry), StatusHandle::new("test"));
        Fixture {
            registry,
            applier,
            revision: 0,
        }
    }

    /// Applies definitions under the next revision, and returns the error's text.
    fn apply(
        &mut self,
        definitions: impl IntoIterator<Item = Definition>,
    ) -> Result<calendar_registry_sources::Changes, String> {
        self.revision += 1;
        let set = DefinitionSet::new(self.revision, definitions);
        self.applier.apply(&set).map_err(|error| error.to_string())
    }

    /// Returns what the calendar of a name adds to the Gregorian year, if there is one.
    fn years(&self, name: &str) -> Option<i32> {
        let calendar = self.registry.resolve(name).ok()?;
        Some(calendar.date(JulianDay::new(2_461_367)).unwrap().year - 2026)
    }
}

/// A calendar whose years are those of another one and `years` more.
fn offset(names: &[&str], base: &str, years: i32) -> Definition {
    let json = serde_json::json!({
        "names": names, "kind": "year-offset", "base": base, "years": years,
    });
    serde_json::from_value(json).unwrap()
}
