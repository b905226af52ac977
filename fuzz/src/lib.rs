//! The fuzz targets, one module each. `run` panics if the library returns a wrong result. `cargo fuzz`
//! calls `run` with generated inputs. On stable, the same binaries run the files that the command line
//! names, and `tests/replay.rs` runs all of `corpus/`.
//!
//! Each target has a model, written from the documentation, not from the code.
#![forbid(unsafe_code)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failed check panics"
)]

mod backends;
pub mod dates;
pub mod definitions;
pub mod fields;
pub mod locales;
pub mod names;
pub mod operations;
pub mod patterns;
pub mod queries;
pub mod read_dates;
mod temporal;
pub mod text;

mod plain;

/// Defines the entry point of a target: libFuzzer's, or on stable a `main` that runs files.
#[macro_export]
macro_rules! target {
    ($target:ident) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|input: &[u8]| $crate::$target::run(input));

        #[cfg(not(fuzzing))]
        fn main() -> std::io::Result<()> {
            $crate::replay($crate::$target::run)
        }
    };
}

/// Runs the files that the command line names.
///
/// # Errors
/// If a file cannot be read.
pub fn replay(run: fn(&[u8])) -> std::io::Result<()> {
    for file in std::env::args_os().skip(1) {
        run(&std::fs::read(file)?);
    }
    Ok(())
}
