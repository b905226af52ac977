//! Calendars made of data: the conformance suite, comparisons with built-in calendars, and the checks
//! of the constructors.

mod cut_over;
mod eras;
mod fiscal;
mod leap_cycle;
mod month_overrides;
mod month_table;
mod random;
mod year_offset;

use calendar_registry::Backend;
use calendar_registry::calendars::defined::Metadata;
use calendar_registry::conformance::Check;

/// Checks a calendar with fewer samples than those of a built-in one.
fn conforms(calendar: &dyn Backend) {
    if let Err(violation) = Check::new().samples(200).run(calendar) {
        panic!("{:?}: {violation}", calendar.names());
    }
}

fn named(name: &str) -> Metadata {
    Metadata::new([name])
}
