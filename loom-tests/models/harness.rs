//! [`Model`]: one race, and how loom explores it.

use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

/// One race.
pub(crate) struct Model {
    /// The threads that race.
    pub(crate) name: &'static str,
    /// The number of preemptions of an execution, by default.
    pub(crate) bound: usize,
    /// Fewer executions mean that the model checks nothing.
    pub(crate) floor: usize,
    locked_index: bool,
    without_epochs: bool,
    must_note: bool,
    /// The variant of the sources that it needs, from `mutants.toml`.
    pub(crate) variant: Option<&'static str>,
    body: fn(),
}

impl Model {
    pub(crate) const fn new(name: &'static str, bound: usize, floor: usize, body: fn()) -> Self {
        Model {
            name,
            bound,
            floor,
            locked_index: false,
            without_epochs: false,
            must_note: false,
            variant: None,
            body,
        }
    }

    /// The index can answer `Locked`.
    pub(crate) const fn with_locked_index(mut self) -> Self {
        self.locked_index = true;
        self
    }

    /// Readers take no epoch guards, and memory is never freed.
    pub(crate) const fn without_epochs(mut self) -> Self {
        self.without_epochs = true;
        self
    }

    /// Some execution must reach [`note`].
    pub(crate) const fn must_note(mut self) -> Self {
        self.must_note = true;
        self
    }

    /// The model runs on patched sources only.
    pub(crate) const fn on_variant(mut self, variant: &'static str) -> Self {
        self.variant = Some(variant);
        self
    }

    /// Runs every execution, and checks that there were enough.
    pub(crate) fn run(&self, bound: usize) -> ExitCode {
        static EXECUTIONS: AtomicUsize = AtomicUsize::new(0);
        crate::sync::answer_locked(self.locked_index);
        crate::sync::free_nothing(self.without_epochs);
        let mut builder = loom::model::Builder::new();
        builder.preemption_bound = Some(bound);
        builder.max_branches = 20_000;
        let body = self.body;
        builder.check(move || {
            EXECUTIONS.fetch_add(1, Ordering::Relaxed);
            body();
        });
        let executions = EXECUTIONS.load(Ordering::Relaxed);
        println!("{}\t{bound}\t{executions}", self.name);
        if executions < self.floor {
            eprintln!("{executions} executions are fewer than {}", self.floor);
            return ExitCode::FAILURE;
        }
        if self.must_note && NOTED.load(Ordering::Relaxed) == 0 {
            eprintln!("no execution reached what the model is about");
            return ExitCode::FAILURE;
        }
        ExitCode::SUCCESS
    }
}

/// The number of executions that reached what their model is about.
static NOTED: AtomicUsize = AtomicUsize::new(0);

/// Notes that this execution did.
pub(crate) fn note() {
    NOTED.fetch_add(1, Ordering::Relaxed);
}
