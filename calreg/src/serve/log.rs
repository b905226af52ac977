//! The log of the server: events of `tracing` as lines of text or JSON on standard error.
//!
//! A thread of its own writes the lines. If standard error does not take them, for example because it
//! is a pipe that nobody reads, lines are dropped and counted: the server never waits for its log.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::OnceLock;

use tracing::level_filters::LevelFilter;
use tracing_appender::non_blocking::{ErrorCounter, NonBlocking, NonBlockingBuilder, WorkerGuard};

/// How a line of the log is written.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum LogFormat {
    /// Text for people
    Text,
    /// One JSON object on each line
    Json,
}

/// The lines that the thread writes at once.
const CAPACITY: usize = 64 * 1024;

static DROPPED: OnceLock<ErrorCounter> = OnceLock::new();

/// The number of lines that were dropped since the start of the process.
pub(super) fn dropped_lines() -> u64 {
    let dropped = DROPPED.get().map_or(0, ErrorCounter::dropped_lines);
    u64::try_from(dropped).unwrap_or(u64::MAX)
}

/// The log of the process. Its drop writes the remaining lines, for at most a second.
#[derive(Debug)]
pub(super) struct Log {
    writer: NonBlocking,
    _guard: WorkerGuard,
}

impl Log {
    /// Writes a line that no level suppresses, after the lines of the events before.
    pub(super) fn line(&self, text: &str) {
        let _ = self
            .writer
            .clone()
            .write_all(format!("{text}\n").as_bytes());
    }
}

/// Starts the log of the process. `lines` is the number of lines that may wait for standard error.
pub(super) fn start(level: LevelFilter, format: LogFormat, lines: usize) -> Log {
    let stderr = BufWriter::with_capacity(CAPACITY, io::stderr());
    let (writer, guard) = NonBlockingBuilder::default()
        .buffered_lines_limit(lines)
        .thread_name("log")
        .finish(stderr);
    let _ = DROPPED.set(writer.error_counter());
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let log = tracing_subscriber::fmt()
        .with_writer(writer.clone())
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
    Log {
        writer,
        _guard: guard,
    }
}
