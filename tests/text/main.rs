//! Text: dates, plain values and names.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

#[path = "../common/mod.rs"]
mod common;
mod dates;
mod names;
