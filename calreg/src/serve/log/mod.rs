//! The log of the server: events of `tracing` as lines of text or JSON on standard error.
//!
//! A thread of its own writes the lines. If standard error does not take them, for example because it
//! is a pipe that nobody reads, lines are dropped and counted: the server never waits for its log.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, IsTerminal};
use std::sync::OnceLock;

use tracing::level_filters::LevelFilter;

use lines::Lines;

mod lines;

/// How a line of the log is written.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum LogFormat {
    /// Text for people
    Text,
    /// One JSON object on each line
    Json,
}

static LINES: OnceLock<Lines> = OnceLock::new();

/// The number of lines that were dropped since the start of the process.
pub(super) fn dropped_lines() -> u64 {
    LINES.get().map_or(0, Lines::dropped)
}

/// The log of the process. Its drop writes the remaining lines, for at most a second.
#[derive(Debug)]
pub(super) struct Log(Lines);

impl Log {
    /// Writes a line that no level suppresses, after the lines of the events before.
    pub(super) fn line(&self, text: &str) {
        self.0.push(format!("{text}\n").as_bytes());
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        self.0.finish();
    }
}

/// Starts the log of the process. `most` is the number of lines that may wait for standard error.
///
/// # Errors
/// If the thread cannot be started.
pub(super) fn start(level: LevelFilter, format: LogFormat, most: usize) -> io::Result<Log> {
    let lines = Lines::start(io::stderr(), most)?;
    let _ = LINES.set(lines.clone());
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let log = tracing_subscriber::fmt()
        .with_writer(lines.clone())
        .with_max_level(level)
        // A failed log write must not panic.
        .log_internal_errors(false);
    match format {
        LogFormat::Text => log
            .with_ansi(io::stderr().is_terminal() && !no_color)
            .init(),
        LogFormat::Json => log.json().flatten_event(true).with_ansi(false).init(),
    }
    std::panic::set_hook(Box::new(|panic| {
        let backtrace = Backtrace::capture();
        let captured = backtrace.status() == BacktraceStatus::Captured;
        let backtrace = captured.then(|| tracing::field::display(&backtrace));
        // The default hook writes to standard error itself, and could wait there.
        tracing::error!(%panic, backtrace, "a calendar or the server panicked");
    }));
    Ok(Log(lines))
}
