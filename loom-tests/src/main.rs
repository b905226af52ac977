//! Models of the registry's races: every interleaving, within a bound on preemptions, of the real
//! registry over stand-ins for `ArcSwap` and `DashMap`.
//!
//! Run by the script `run` beside this crate, which sets the `cfg`s that it needs.
#![cfg_attr(not(loom), forbid(unsafe_code))]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a runner reports"
)]

#[cfg(loom)]
mod fixture;
#[cfg(loom)]
mod models;
#[cfg(loom)]
mod runner;

#[cfg(loom)]
fn main() -> std::process::ExitCode {
    runner::main()
}

#[cfg(not(loom))]
fn main() {
    println!("The models need `--cfg loom`: run `loom-tests/run`.");
    eprintln!("Nothing was checked.");
}
