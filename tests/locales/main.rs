//! Locales: tags, regions, negotiation, and the calendars that they choose.
#![cfg(feature = "text")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

#[path = "../common/csv.rs"]
#[allow(dead_code, unreachable_pub, reason = "a module of other tests")]
#[cfg(feature = "cldr")]
mod csv;

mod calendars;
#[cfg(feature = "cldr")]
mod data;
mod hostile;
mod negotiation;
#[cfg(feature = "cldr")]
mod oracle;
mod tags;

use calendar_registry::Locale;

fn locale(tag: &str) -> Locale {
    Locale::new(tag).unwrap_or_else(|error| panic!("{tag}: {error}"))
}
