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
mod binary;
mod calendars;
mod client;
mod connections;
mod hostile;
mod limits;
mod load;
mod log;
mod metrics;
mod operating;
mod readme;
mod server;
mod shutdown;
mod signals;
mod text;
