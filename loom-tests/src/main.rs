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

#[cfg(all(loom, calendar_registry_mutants))]
mod fixture;
#[cfg(all(loom, calendar_registry_mutants))]
mod invariants;
#[cfg(all(loom, calendar_registry_mutants))]
mod models;
#[cfg(all(loom, calendar_registry_mutants))]
mod mutants;
#[cfg(all(loom, calendar_registry_mutants))]
mod proof;
#[cfg(all(loom, calendar_registry_mutants))]
mod runner;

#[cfg(all(loom, calendar_registry_mutants))]
fn main() -> std::process::ExitCode {
    runner::main()
}

#[cfg(not(all(loom, calendar_registry_mutants)))]
fn main() {
    println!("The models need `--cfg loom`: run `loom-tests/run`.");
    eprintln!("Nothing was checked.");
}
