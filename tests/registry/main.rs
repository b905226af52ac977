//! The registry with one thread: registration, updates, handles, year tables and events.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod alias;
#[path = "../common/mod.rs"]
mod common;
#[cfg(feature = "tracing")]
mod events;
mod handles;
mod registration;
mod tables;
#[cfg(feature = "text")]
mod text;
mod update;
