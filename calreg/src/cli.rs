//! The command line: what can be asked, and which exit code answers it.

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::commands::{completions, convert, list, month};
use crate::exchange;
use crate::serve;

/// Exit code of a request that failed: a bad date, an unknown calendar, an address in use.
pub const FAILED: u8 = 1;
/// Exit code of a command line that cannot be understood.
pub const USAGE: u8 = 2;

/// Dates in any registered calendar, on the command line and over HTTP.
#[derive(Parser, Debug)]
#[command(name = "calreg", version, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done, 1 the request failed, 2 wrong usage.")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// List the calendars and their names
    List(list::Arguments),
    /// Convert a date from one calendar to others
    Convert(convert::Arguments),
    /// Print a month, as cal does
    Month(month::Arguments),
    /// Print a script that completes this command in a shell
    Completions(completions::Arguments),
    /// Serve the calendars over HTTP
    Serve(serve::Arguments),
}

/// Why a command ended without doing what it was asked.
#[derive(Debug)]
pub enum Error {
    /// The calendars cannot answer; the names that they know, if that helps.
    Request(exchange::Failure, Vec<String>),
    /// The output cannot be written.
    Output(io::Error),
    /// The command line was understood only so far.
    Usage(clap::Error),
    /// The server could not start, or not finish.
    Server(String),
}

impl From<exchange::Failure> for Error {
    fn from(failure: exchange::Failure) -> Self {
        Error::Request(failure, Vec::new())
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Error::Output(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Request(failure, known) if known.is_empty() => write!(f, "{failure}"),
            Error::Request(failure, known) => {
                write!(f, "{failure}\n  known calendars: {}", known.join(", "))
            }
            Error::Output(error) => write!(f, "cannot write the answer: {error}"),
            Error::Usage(error) => write!(f, "{error}"),
            Error::Server(message) => f.write_str(message),
        }
    }
}

/// Runs the command line and says how it went.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let done = Cli::try_parse_from(negative_last(arguments))
        .map_err(Error::Usage)
        .and_then(|cli| cli.run(&mut io::stdout().lock()));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the output has seen enough of it.
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        // Help and version come this way too, with exit code 0.
        Err(Error::Usage(error)) => {
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(USAGE))
        }
        Err(error) => {
            let _ = writeln!(io::stderr().lock(), "error: {error}");
            ExitCode::from(FAILED)
        }
    }
}

/// The arguments with negative years behind a `--`, where they are not taken for options.
/// Whoever has written a `--` knows what stands behind it.
fn negative_last(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<_> = arguments.into_iter().collect();
    if arguments.iter().any(|argument| argument == "--") {
        return arguments;
    }
    // No option begins with a digit.
    let is_negative =
        |argument: &mut OsString| matches!(argument.as_encoded_bytes(), [b'-', b'0'..=b'9', ..]);
    let negative: Vec<_> = arguments.extract_if(.., is_negative).collect();
    if !negative.is_empty() {
        arguments.push("--".into());
        arguments.extend(negative);
    }
    arguments
}

impl Cli {
    fn run(self, out: &mut impl Write) -> Result<(), Error> {
        match self.command {
            Command::List(arguments) => list::run(&arguments, out),
            Command::Convert(arguments) => convert::run(&arguments, out),
            Command::Month(arguments) => month::run(&arguments, out),
            Command::Completions(arguments) => completions::run(&arguments, out),
            Command::Serve(arguments) => serve::run(&arguments),
        }?;
        Ok(out.flush()?)
    }

    /// The description of the command line, as clap keeps it.
    #[must_use]
    pub fn description() -> clap::Command {
        Cli::command()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_is_consistent() {
        Cli::description().debug_assert();
    }
}
