//! Properties of the whole crate: linearizability, stress, layering, auto traits, dependencies.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod auto_traits;
#[path = "../common/mod.rs"]
mod common;
mod dependencies;
mod layering;
mod linearizability;
mod stress;
