//! Runs the models of the protocol, and the mutants that they must notice.
#![forbid(unsafe_code)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a runner reports"
)]

mod build;
mod mutants;
mod process;

use std::process::ExitCode;

use process::{Failure, on_every_core};

const HELP: &str = "\
usage: run [COMMAND]
  (none)           every model, by its default bound, and tests/downstream.rs
  deep             every model, with one preemption more
  list             the models and their bounds
  one MODEL [N]    one model, with N preemptions
  mutants [NAME…]  the mutants (all, or these), each on the models that must notice it
  mutants check    only whether each mutant applies
  explore [NAME…]  the mutants on every model: prints which notice";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [] => models(0).and_then(|()| build::downstream()),
        ["deep"] => models(1),
        ["list"] => build::models().and_then(|binary| {
            println!("{}", binary.run(&["list"])?);
            Ok(())
        }),
        ["one", rest @ ..] => build::models().and_then(|binary| {
            println!("{}", binary.run(&[&["one"], rest].concat())?);
            Ok(())
        }),
        ["mutants", "check"] => mutants::check(),
        ["mutants", "all"] | ["mutants"] => mutants::run(&[]),
        ["mutants", names @ ..] => mutants::run(names),
        ["explore", names @ ..] => mutants::explore(names),
        _ => Err(HELP.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Runs every model, with `deeper` more preemptions than by default. Models of a variant run on the
/// sources of that variant.
fn models(deeper: usize) -> Result<(), Failure> {
    let binary = build::models()?;
    let models = binary.models()?;
    let variants = mutants::variants()?;
    let outcomes = on_every_core(&models, |model| {
        let binary = match &model.variant {
            None => &binary,
            Some(name) => variants.get(name).ok_or(format!("no variant {name}"))?,
        };
        let bound = model.bound.saturating_add(deeper).to_string();
        let printed = binary.run(&["one", &model.name, &bound]);
        match &printed {
            Ok(printed) => println!("{}", printed.replace('\t', " ")),
            Err(failure) => println!("{}: FAILED\n{failure}", model.name),
        }
        printed
    });
    let failed = outcomes.iter().filter(|outcome| outcome.is_err()).count();
    println!("{} models, {failed} failed", models.len());
    if failed == 0 && outcomes.len() == models.len() {
        Ok(())
    } else {
        Err("models failed".to_owned())
    }
}
