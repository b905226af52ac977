//! Durations of the benchmarks, and where results are stored.

use std::path::PathBuf;
use std::time::Duration;

use criterion::Criterion;
use serde_json::Value;

/// Whether each benchmark runs only once, as a test (`cargo bench -- --test`).
#[must_use]
pub fn testing() -> bool {
    std::env::args().any(|argument| argument == "--test")
}

/// Whether `BENCHES=quick` is set: a third of the time, less precise.
#[must_use]
pub fn quick() -> bool {
    std::env::var_os("BENCHES").is_some_and(|mode| mode == "quick")
}

/// The sample size and times of criterion.
#[must_use]
pub fn criterion() -> Criterion {
    let (warm_up, measurement) = if quick() { (20, 60) } else { (40, 150) };
    Criterion::default()
        .sample_size(10)
        .nresamples(1_000)
        .warm_up_time(Duration::from_millis(warm_up))
        .measurement_time(Duration::from_millis(measurement))
        .configure_from_args()
}

/// The number of rounds in `benches::turns`.
#[must_use]
pub fn turns() -> usize {
    match () {
        () if testing() => 1,
        () if quick() => 3,
        () => 5,
    }
}

/// The time of one measurement in benchmarks without criterion.
#[must_use]
pub fn span() -> Duration {
    Duration::from_millis(match () {
        () if testing() => 2,
        () if quick() => 300,
        () => 1_000,
    })
}

/// The folder of all results: `CRITERION_HOME`, which the script `run` sets.
#[must_use]
pub fn home() -> Option<PathBuf> {
    std::env::var_os("CRITERION_HOME").map(PathBuf::from)
}

/// Stores the results of a benchmark without criterion for the report.
pub fn keep(bench: &str, figures: &Value) {
    if let Some(home) = home().filter(|_| !testing()) {
        let folder = home.join("figures");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{bench}.json")), format!("{figures:#}")).unwrap();
    }
}
