//! Models of the protocol's races. loom runs every interleaving of each, within a bound on
//! preemptions, over stand-ins for `ArcSwap` and `DashMap`.
//!
//! The sources of the protocol are included, not linked: it needs nothing else of the crate, and a
//! copy with one mutant compiles in seconds. Usage: `models list`, `models one MODEL [BOUND]`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it reports to the runner"
)]

#[cfg(loom)]
mod fixture;
#[cfg(loom)]
mod harness;
#[cfg(loom)]
mod races;
#[cfg(loom)]
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    unreachable_pub,
    reason = "not all is used"
)]
#[path = "../../src/registry/mod.rs"]
mod registry;
#[cfg(loom)]
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    unreachable_pub,
    reason = "not all is used"
)]
#[path = "../../src/sync/mod.rs"]
mod sync;

#[cfg(loom)]
fn main() -> std::process::ExitCode {
    use std::process::ExitCode;

    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (name, bound) = match words.as_slice() {
        ["list"] => {
            for model in races::MODELS {
                let variant = model.variant.unwrap_or("-");
                println!("{}\t{}\t{variant}", model.name, model.bound);
            }
            return ExitCode::SUCCESS;
        }
        ["one", name] => (name, None),
        ["one", name, bound] => (name, bound.parse().ok()),
        _ => {
            eprintln!("usage: models [list | one MODEL [BOUND]]");
            return ExitCode::from(2);
        }
    };
    match races::MODELS.iter().find(|model| model.name == *name) {
        Some(model) => model.run(bound.unwrap_or(model.bound)),
        None => {
            eprintln!("no model is called {name}");
            ExitCode::from(2)
        }
    }
}

#[cfg(not(loom))]
fn main() {
    println!("The models need `--cfg loom`: run `loom-tests/run`.");
    eprintln!("Nothing was checked.");
}
