//! End-to-end tests of the server over loopback sockets. The client writes raw bytes, so that it can
//! send malformed requests.
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
mod batch;
mod binary;
mod caching;
mod calendars;
mod client;
mod connections;
mod conversion;
mod hostile;
mod limits;
mod load;
mod log;
mod metrics;
mod month;
mod openapi;
mod operating;
mod page;
mod problems;
mod readme;
mod server;
mod shutdown;
mod signals;
mod text;
#[path = "../transcripts/mod.rs"]
mod transcripts;
