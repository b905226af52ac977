//! Processes and threads.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What went wrong, for the terminal.
pub(crate) type Failure = String;

/// A program that holds the models.
pub(crate) struct Binary(pub(crate) PathBuf);

/// A model, as `models list` prints it.
pub(crate) struct Model {
    pub(crate) name: String,
    pub(crate) bound: usize,
    pub(crate) variant: Option<String>,
}

impl Binary {
    /// Runs it in a process of its own, and returns what it printed, or the end of its errors.
    pub(crate) fn run(&self, arguments: &[&str]) -> Result<String, Failure> {
        let mut command = Command::new(&self.0);
        output(command.args(arguments).env("RUST_BACKTRACE", "0"))
    }

    /// Returns the models in it.
    pub(crate) fn models(&self) -> Result<Vec<Model>, Failure> {
        let list = self.run(&["list"])?;
        let models = list.lines().map(|line| {
            let mut columns = line.split('\t');
            let name = columns.next()?.to_owned();
            let bound = columns.next()?.parse().ok()?;
            let variant = columns.next().filter(|name| *name != "-");
            Some(Model {
                name,
                bound,
                variant: variant.map(str::to_owned),
            })
        });
        let models: Option<Vec<_>> = models.collect();
        models.ok_or(format!("not a list of models: {list}"))
    }
}

/// Runs a command, and returns what it printed, or the end of its errors.
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = errors.trim().lines().collect();
    let last = lines.get(lines.len().saturating_sub(12)..);
    Err(last.unwrap_or_default().join("\n"))
}

/// Works through a list on every core, and returns the results in its order.
pub(crate) fn on_every_core<T: Sync, R: Send>(work: &[T], job: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = work.get(at) else { break };
                    let result = job(item);
                    if let Ok(mut done) = done.lock() {
                        done.push((at, result));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
