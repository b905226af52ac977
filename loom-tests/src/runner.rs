//! Runs models: all, one, or one under a mutant. Each runs in a process of its own, so
//! that a broken step, or a crash, stays in it.

use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicUsize, Ordering};

use calendar_registry::model;

use crate::models::MODELS;
use crate::mutants::mutants;

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
        [] => models(0).show(),
        ["deep"] => models(1).show(),
        ["mutants"] => mutants(1, false).show(),
        ["mutants", "all"] => mutants(usize::MAX, false).show(),
        ["proof"] => crate::proof::write(),
        _ => {
            eprintln!(
                "usage: run [deep | list | one MODEL [BOUND] | mutants [all] | mutant STEP MODEL | proof]"
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
    if let Err(unknown) = model::break_step(step) {
        eprintln!("no step is called {unknown}");
        return ExitCode::from(2);
    }
    let bound = bound.unwrap_or(model.bound);
    let executions = model.explore(bound);
    println!("{name}\t{bound}\t{executions}");
    if step.is_some() {
        // A mutant is noticed by what goes wrong in it, not by how often.
        return ExitCode::SUCCESS;
    }
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
pub(crate) fn process(arguments: &[&str]) -> (bool, String, String) {
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

/// Works through a list on every core; the results are in the list's order.
pub(crate) fn on_every_core<T: Sync, R: Send>(work: &[T], job: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores)
            .map(|_| {
                scope.spawn(|| {
                    let places = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
                    let mine = places.map_while(|at| Some((at, work.get(at)?)));
                    mine.map(|(at, item)| (at, job(item))).collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_default())
            .collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The rows of a table, the header first, and how many of them tell of a failure.
pub(crate) struct Table {
    pub(crate) rows: Vec<Vec<String>>,
    pub(crate) failed: usize,
}

impl Table {
    pub(crate) fn new(header: &[&str], rows: Vec<(Vec<String>, bool)>, expected: usize) -> Self {
        let failed = rows.iter().filter(|(_, passed)| !passed).count();
        // A worker that died took its rows along.
        let lost = expected.saturating_sub(rows.len());
        let mut all = vec![header.iter().map(|cell| (*cell).to_owned()).collect()];
        all.extend(rows.into_iter().map(|(row, _)| row));
        Table {
            rows: all,
            failed: failed.saturating_add(lost),
        }
    }

    /// The row that begins with this.
    pub(crate) fn row(&self, name: &str) -> Option<&[String]> {
        let row = self
            .rows
            .iter()
            .find(|row| row.first().is_some_and(|first| first == name));
        row.map(Vec::as_slice)
    }

    /// What the rows begin with, the code marks left out.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let first = self.rows.iter().skip(1).filter_map(|row| row.first());
        first.map(|name| name.trim_matches('`'))
    }

    pub(crate) fn text(&self) -> String {
        let mut rows = self
            .rows
            .iter()
            .map(|row| format!("| {} |", row.join(" | ")));
        let header = rows.next().unwrap_or_default();
        let columns = self.rows.first().map_or(0, Vec::len);
        let ruler = format!("|{}", " --- |".repeat(columns));
        let rows: Vec<_> = [header, ruler].into_iter().chain(rows).collect();
        rows.join("\n")
    }

    pub(crate) fn show(&self) -> ExitCode {
        println!("{}", self.text());
        let passed = self
            .rows
            .len()
            .saturating_sub(1)
            .saturating_sub(self.failed);
        println!("\n{passed} passed, {} failed", self.failed);
        if self.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

/// Runs every model, with `deeper` more preemptions than in the default run.
pub(crate) fn models(deeper: usize) -> Table {
    let rows = on_every_core(MODELS, |model| {
        let bound = model.bound.saturating_add(deeper).to_string();
        let (passed, printed, errors) = process(&["one", model.name, &bound]);
        if passed {
            if deeper > 0 {
                // That may be stopped at any time.
                eprintln!("{}", printed.replace('\t', " "));
            }
            return (printed.split('\t').map(str::to_owned).collect(), true);
        }
        let errors: Vec<&str> = errors.lines().take(8).collect();
        eprintln!("{}: FAILED\n{}", model.name, errors.join("\n"));
        let row = [model.name, &bound, "**failed**"].map(str::to_owned);
        (row.into(), false)
    });
    Table::new(&["model", "preemptions", "executions"], rows, MODELS.len())
}
