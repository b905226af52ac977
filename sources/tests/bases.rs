//! Calendars that are based on other defined calendars.
#![forbid(unsafe_code)]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests may panic"
)]

use std::path::Path;
use std::sync::Arc;

use calendar_registry::{Context, MonthCode, Registry, Width, conformance};
use calendar_registry_sources::definition::{Document, Format, build_documents};

/// Calendars of each kind that can have a base with names of its eras: the NRF and the Holocene
/// calendar name theirs.
const TEXT: &str = "
schema = 1

[[calendar]]
names = ['offset']
kind = 'year-offset'
base = 'nrf retail'
years = 5

[[calendar]]
names = ['eras']
kind = 'eras'
base = 'holocene'
eras = [{ code = 'x', year_one = 1 }]

[[calendar]]
names = ['cut-over']
kind = 'cut-over'
before = 'holocene'
after = 'holocene'
first_day = 2000-01-01
eras = [{ code = 'x', year_one = 1 }]

[[calendar]]
names = ['overrides']
kind = 'month-overrides'
base = 'holocene'
begins = { 12026-03 = 2026-02-28 }
eras = [{ code = 'x', year_one = 1 }]
";

#[test]
fn inherited_text_leaves_out_the_names_of_other_eras() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../definitions");
    let read = |file: &str| Document::read(&folder.join(file)).unwrap();
    let own = Document::parse("own", TEXT, Format::Toml).unwrap();
    let files = [own, read("fiscal-weeks.toml"), read("year-offsets.toml")];
    let registry = Registry::with_builtins();
    let base = |name: &str| Some(Arc::clone(registry.resolve(name).ok()?.backend()));
    let calendars = build_documents(&files, &base).unwrap_or_else(|error| panic!("{error}"));
    for calendar in &calendars[..4] {
        conformance::check(&**calendar).unwrap_or_else(|error| panic!("{error}"));
    }

    let offset = registry.register(Arc::clone(&calendars[0])).unwrap();
    let english = "en".parse().unwrap();
    let first = MonthCode::common(1).unwrap();
    let name = offset.month_name(english, first, Width::Wide, Context::Format);
    assert_eq!(name, "February");
}
