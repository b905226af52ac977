//! The command line: parses the arguments, runs the command, returns the exit code.

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::arguments::separate;
use crate::commands::{
    add, completions, convert, diff, format, import, list, man, month, names, parse, show,
    validate, weekday, write_error,
};
#[cfg(feature = "etcd")]
use crate::commands::{push, watch};
use crate::error::{Error, FAILED, USAGE};
use crate::serve;

const EXIT_CODES: &str = "\
Exit codes:
  0  success
  1  the request failed: no such date, no such calendar, an output that cannot be written; of \
several dates, at least one failed
  2  wrong usage: an unknown option, a missing argument";

/// Convert dates between calendars, on the command line and over HTTP.
#[derive(Parser, Debug)]
#[command(name = "calreg", version, arg_required_else_help = true)]
#[command(after_help = EXIT_CODES)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// List the calendars and their names
    List(list::Arguments),
    /// Convert dates from one calendar to others
    Convert(convert::Arguments),
    /// Add a span of time to a date
    Add(add::Arguments),
    /// Count the time between two dates
    Diff(diff::Arguments),
    /// Print the weekday of a date
    Weekday(weekday::Arguments),
    /// Print a date as text in a language
    Format(format::Arguments),
    /// Read a date that is written as text in a language
    Parse(parse::Arguments),
    /// Print the names of a calendar's months, weekdays and eras
    Names(names::Arguments),
    /// Print a month, like cal
    Month(month::Arguments),
    /// Print a year, like cal
    Year(month::YearArguments),
    /// Check files that define calendars
    Validate(validate::Arguments),
    /// Print a year of a calendar that a file defines
    Show(show::Arguments),
    /// Convert a file of other software to a definition of a calendar
    Import(import::Arguments),
    /// Print a script that completes this command in a shell
    Completions(completions::Arguments),
    /// Print a manual page: calreg man convert | man -l -
    Man(man::Arguments),
    /// Write definitions of calendars to etcd
    #[cfg(feature = "etcd")]
    Push(push::Arguments),
    /// Print the changes of the calendars in etcd
    #[cfg(feature = "etcd")]
    Watch(watch::Arguments),
    /// Serve the calendars over HTTP
    Serve(serve::Arguments),
}

/// Output is written in parts of this size, in bytes. Standard output by itself writes each line.
const BUFFER: usize = 1 << 16;

/// Runs the command line and returns its exit code.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    let result = Cli::try_parse_from(separate(&Cli::command(), arguments))
        .map_err(Error::Usage)
        .and_then(|cli| cli.run(&mut out));
    // The answers come before the error.
    let result = out.flush().map_err(Error::Output).and(result);
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
        Err(Error::Reported) => ExitCode::from(FAILED),
        Err(error) => {
            write_error(&error);
            ExitCode::from(FAILED)
        }
    }
}

impl Cli {
    fn run(self, out: &mut impl Write) -> Result<(), Error> {
        match self.command {
            Command::List(arguments) => list::run(&arguments, out),
            Command::Convert(arguments) => convert::run(&arguments, out),
            Command::Add(arguments) => add::run(&arguments, out),
            Command::Diff(arguments) => diff::run(&arguments, out),
            Command::Weekday(arguments) => weekday::run(&arguments, out),
            Command::Format(arguments) => format::run(&arguments, out),
            Command::Parse(arguments) => parse::run(&arguments, out),
            Command::Names(arguments) => names::run(&arguments, out),
            Command::Month(arguments) => month::run(&arguments, out),
            Command::Year(arguments) => month::run_year(&arguments, out),
            Command::Validate(arguments) => validate::run(&arguments, out),
            Command::Show(arguments) => show::run(&arguments, out),
            Command::Import(arguments) => import::run(&arguments, out),
            Command::Completions(arguments) => {
                completions::run(&arguments, &mut Cli::command(), out)
            }
            Command::Man(arguments) => man::run(&arguments, Cli::command(), out),
            #[cfg(feature = "etcd")]
            Command::Push(arguments) => push::run(&arguments, out),
            #[cfg(feature = "etcd")]
            Command::Watch(arguments) => watch::run(&arguments, out),
            Command::Serve(arguments) => serve::run(&arguments),
        }
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
