//! Runs models: all, one, or one under a mutant. Each runs in a process of its own, so
//! that a broken step, or a crash, stays in it.

use std::process::{Command, ExitCode};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use calendar_registry::model;

use crate::models::MODELS;

/// One race.
pub(crate) struct Model {
    /// Who races whom.
    pub(crate) name: &'static str,
    /// The most preemptions of an execution in the default run.
    pub(crate) bound: usize,
    /// Fewer executions than this mean that the model checks nothing.
    pub(crate) floor: usize,
    /// Whether the index can answer `Locked`.
    pub(crate) locks: bool,
    /// Whether readers go without pins, over memory that is never freed.
    pub(crate) unpinned: bool,
    /// Whether some execution must reach `note`.
    pub(crate) wants_note: bool,
    pub(crate) body: fn(),
}

impl Model {
    pub(crate) const fn new(name: &'static str, bound: usize, floor: usize, body: fn()) -> Self {
        Model {
            name,
            bound,
            floor,
            locks: false,
            unpinned: false,
            wants_note: false,
            body,
        }
    }

    pub(crate) const fn locks(mut self) -> Self {
        self.locks = true;
        self
    }

    pub(crate) const fn unpinned(mut self) -> Self {
        self.unpinned = true;
        self
    }

    pub(crate) const fn wants_note(mut self) -> Self {
        self.wants_note = true;
        self
    }

    /// Runs every execution, and returns how many there were.
    fn explore(&self, bound: usize) -> usize {
        static EXECUTIONS: AtomicUsize = AtomicUsize::new(0);
        model::answer_locked(self.locks);
        model::free_nothing(self.unpinned);
        let mut builder = loom::model::Builder::new();
        builder.preemption_bound = Some(bound);
        builder.max_branches = 20_000;
        let body = self.body;
        builder.check(move || {
            EXECUTIONS.fetch_add(1, Ordering::Relaxed);
            body();
        });
        EXECUTIONS.load(Ordering::Relaxed)
    }
}

/// Executions that reached what their model is about.
static NOTED: AtomicUsize = AtomicUsize::new(0);

/// Notes that this execution did.
pub(crate) fn note() {
    NOTED.fetch_add(1, Ordering::Relaxed);
}

pub(crate) fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["list"] => {
            MODELS.iter().for_each(|model| println!("{}", model.name));
            ExitCode::SUCCESS
        }
        ["one", name] => one(name, None, None),
        ["one", name, bound] => one(name, bound.parse().ok(), None),
        ["mutant", step, name] => one(name, None, Some(step)),
        [] => all(0),
        ["deep"] => all(1),
        ["mutants"] => mutants(1),
        ["mutants", "all"] => mutants(usize::MAX),
        _ => {
            eprintln!(
                "usage: run [deep | list | one MODEL [BOUND] | mutants [all] | mutant STEP MODEL]"
            );
            ExitCode::from(2)
        }
    }
}

/// Runs one model in this process.
fn one(name: &str, bound: Option<usize>, step: Option<&str>) -> ExitCode {
    let Some(model) = MODELS.iter().find(|model| model.name == name) else {
        eprintln!("no model is called {name}");
        return ExitCode::from(2);
    };
    #[cfg(calendar_registry_mutants)]
    if let Err(unknown) = model::break_step(step) {
        eprintln!("no step is called {unknown}");
        return ExitCode::from(2);
    }
    #[cfg(not(calendar_registry_mutants))]
    if step.is_some() {
        eprintln!("mutants need `--cfg calendar_registry_mutants`");
        return ExitCode::from(2);
    }
    let bound = bound.unwrap_or(model.bound);
    let start = Instant::now();
    let executions = model.explore(bound);
    println!(
        "{name}\t{bound}\t{executions}\t{:.1}",
        start.elapsed().as_secs_f64()
    );
    if executions < model.floor {
        eprintln!(
            "{name}: {executions} executions are fewer than {}",
            model.floor
        );
        return ExitCode::FAILURE;
    }
    if model.wants_note && NOTED.load(Ordering::Relaxed) == 0 {
        eprintln!("{name}: no execution reached what the model is about");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// What a process of ours printed, and whether it succeeded.
fn process(arguments: &[&str]) -> (bool, String, String) {
    let program = std::env::current_exe().unwrap_or_default();
    match Command::new(program)
        .args(arguments)
        .env("RUST_BACKTRACE", "0")
        .output()
    {
        Ok(output) => (
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).trim().to_owned(),
            String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        ),
        Err(error) => (false, String::new(), error.to_string()),
    }
}

/// Works through a list on every core.
fn on_every_core<T: Sync>(work: &[T], job: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(item) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
                    job(item);
                }
            });
        }
    });
}

/// Runs every model, with `deeper` more preemptions than in the default run.
fn all(deeper: usize) -> ExitCode {
    let failed = Mutex::new(0_usize);
    println!("model\tbound\texecutions\tseconds");
    on_every_core(MODELS, |model| {
        let bound = model.bound.saturating_add(deeper).to_string();
        let (passed, printed, errors) = process(&["one", model.name, &bound]);
        if passed {
            println!("{printed}");
        } else {
            let errors: Vec<&str> = errors.lines().take(8).collect();
            println!("{}\tFAILED\n{}", model.name, errors.join("\n"));
            if let Ok(mut failed) = failed.lock() {
                *failed = failed.saturating_add(1);
            }
        }
    });
    let failed = failed.into_inner().unwrap_or(usize::MAX);
    println!(
        "{} passed, {failed} failed",
        MODELS.len().saturating_sub(failed)
    );
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[cfg(not(calendar_registry_mutants))]
fn mutants(_most: usize) -> ExitCode {
    eprintln!("mutants need `--cfg calendar_registry_mutants`");
    ExitCode::from(2)
}

/// Steps that no model can show to be needed, and why they stay.
#[cfg(calendar_registry_mutants)]
const BEYOND_LOOM: &[(&str, &str)] = &[(
    "GraceRelease",
    "crossbeam_epoch promises that what was done under a pin is before the deferred mark, not that \
     a fence is; its present version issues a SeqCst fence in every `try_advance`, right before it \
     runs deferred functions, and a later Relaxed store is then a release already",
)];

/// Breaks one step after the other, and demands that some model notices; looks for `most`.
#[cfg(calendar_registry_mutants)]
fn mutants(most: usize) -> ExitCode {
    let steps: Vec<String> = model::steps().collect();
    let wrong = AtomicUsize::new(0);
    println!("| step broken | models that notice |\n|---|---|");
    on_every_core(&steps, |step| {
        let killers: Vec<&str> = MODELS
            .iter()
            .map(|model| model.name)
            .filter(|name| !process(&["mutant", step, name]).0)
            .take(most)
            .collect();
        let excuse = BEYOND_LOOM.iter().find(|(name, _)| name == step);
        match (killers.is_empty(), excuse) {
            (false, None) => println!("| {step} | {} |", killers.join(", ")),
            (true, Some((_, reason))) => println!("| {step} | none: {reason} |"),
            (true, None) => println!("| {step} | **none** |"),
            (false, Some(_)) => {
                println!(
                    "| {step} | {}, though **said to be beyond loom** |",
                    killers.join(", ")
                );
            }
        }
        if killers.is_empty() != excuse.is_some() {
            wrong.fetch_add(1, Ordering::Relaxed);
        }
    });
    let wrong = wrong.into_inner();
    println!(
        "\n{} passed, {wrong} failed",
        steps.len().saturating_sub(wrong)
    );
    if wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
