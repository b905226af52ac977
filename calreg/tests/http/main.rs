//! The server, end to end: real sockets on the loopback interface, and a client that writes
//! and reads plain bytes, so that it can misbehave.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "tests may panic"
)]

mod api;
mod client;
mod hostile;
mod limits;
mod load;
mod metrics;
mod readme;
mod server;
mod shutdown;
