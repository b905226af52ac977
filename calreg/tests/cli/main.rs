//! End-to-end tests of the command line: output, errors and exit codes of the binary.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

mod arithmetic;
mod convert;
mod definitions;
mod errors;
mod help;
mod list;
mod month;
mod readme;
mod run;
mod stdin;
mod text;
#[path = "../transcripts/mod.rs"]
mod transcripts;
