//! Command line and HTTP server over `calendar-registry`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    calreg::cli::main(std::env::args_os())
}
