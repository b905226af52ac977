//! When and where backends are dropped, and what lookups allocate. A binary for itself: it counts with its
//! own allocator, and a pin in any other test would delay the drops that these tests count.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod alloc;
#[path = "../common/mod.rs"]
mod common;
mod footprint;
mod ownership;
mod races;
mod readers_never_free;
mod reentrancy;

#[global_allocator]
static ALLOCATOR: alloc::Counting = alloc::Counting;
