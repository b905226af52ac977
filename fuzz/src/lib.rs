//! What the fuzz targets do with an input, one module for each: `run` panics if the library is
//! wrong. `cargo fuzz` calls it with inputs that it makes up; on a stable toolchain the same binaries
//! run the files that they are given, and `tests/replay.rs` runs all of `corpus/`.
//!
//! Each target has its own idea of what is right, written from the documentation.
#![forbid(unsafe_code)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a check panics when it fails"
)]

pub mod dates;
pub mod fields;
mod lunisolar;
pub mod names;
pub mod operations;
pub mod queries;

mod plain;

/// Runs the files that the command line names.
///
/// # Errors
/// If one cannot be read.
pub fn replay(run: fn(&[u8])) -> std::io::Result<()> {
    for file in std::env::args_os().skip(1) {
        run(&std::fs::read(file)?);
    }
    Ok(())
}
