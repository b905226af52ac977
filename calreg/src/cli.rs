//! The command line: parses the arguments, runs the command, returns the exit code.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::commands::{completions, convert, format, list, month, names, parse, show, validate};
#[cfg(feature = "etcd")]
use crate::commands::{push, watch};
use crate::error::{Error, FAILED, USAGE};
use crate::serve;

/// Convert dates between calendars, on the command line and over HTTP.
#[derive(Parser, Debug)]
#[command(name = "calreg", version, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 success, 1 the request failed, 2 wrong usage.")]
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
    /// Print a date as text in a language
    Format(format::Arguments),
    /// Read a date that is written as text in a language
    Parse(parse::Arguments),
    /// Print the names of a calendar's months, weekdays and eras
    Names(names::Arguments),
    /// Print a month, like cal
    Month(month::Arguments),
    /// Check files that define calendars
    Validate(validate::Arguments),
    /// Print a year of a calendar that a file defines
    Show(show::Arguments),
    /// Print a script that completes this command in a shell
    Completions(completions::Arguments),
    /// Write definitions of calendars to etcd
    #[cfg(feature = "etcd")]
    Push(push::Arguments),
    /// Print the changes of the calendars in etcd
    #[cfg(feature = "etcd")]
    Watch(watch::Arguments),
    /// Serve the calendars over HTTP
    Serve(serve::Arguments),
}

/// Runs the command line and returns its exit code.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let result = Cli::try_parse_from(negative_last(arguments))
        .map_err(Error::Usage)
        .and_then(|cli| cli.run(&mut io::stdout().lock()));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of a pipe may stop early, like `head`.
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Error::Logged) => ExitCode::from(FAILED),
        // clap returns help and version as errors with exit code 0.
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

/// Moves dates with negative years behind a `--`, so that clap does not parse them as options.
/// Does nothing if the user wrote a `--`.
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
            Command::Format(arguments) => format::run(&arguments, out),
            Command::Parse(arguments) => parse::run(&arguments, out),
            Command::Names(arguments) => names::run(&arguments, out),
            Command::Month(arguments) => month::run(&arguments, out),
            Command::Validate(arguments) => validate::run(&arguments, out),
            Command::Show(arguments) => show::run(&arguments, out),
            Command::Completions(arguments) => {
                completions::run(&arguments, &mut Cli::command(), out)
            }
            #[cfg(feature = "etcd")]
            Command::Push(arguments) => push::run(&arguments, out),
            #[cfg(feature = "etcd")]
            Command::Watch(arguments) => watch::run(&arguments, out),
            Command::Serve(arguments) => serve::run(&arguments),
        }?;
        Ok(out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clap_accepts_the_command_definition() {
        Cli::command().debug_assert();
    }
}
