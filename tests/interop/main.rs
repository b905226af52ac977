//! Other crates, as far as their features are enabled: conversions, `serde`, `arbitrary` and `proptest`.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

#[path = "../common/mod.rs"]
mod common;
#[cfg(all(
    feature = "jiff-1",
    feature = "chrono-0_4",
    feature = "time-0_3",
    feature = "icu_calendar-2"
))]
mod conversions;
#[cfg(all(feature = "arbitrary", feature = "proptest"))]
mod generated;
#[cfg(feature = "serde")]
mod serde;
