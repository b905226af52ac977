//! [`Error`]: why a command failed, and the exit code that says so.

use std::fmt;
use std::io;

use crate::query::QueryError;

/// Exit code of a request that failed: a bad date, an unknown calendar, an address in use.
pub const FAILED: u8 = 1;
/// Exit code of a command line that cannot be parsed.
pub const USAGE: u8 = 2;

/// Why a command failed.
#[derive(Debug)]
pub enum Error {
    /// A query has no answer.
    Query {
        /// The reason.
        error: QueryError,
        /// The primary names of the registered calendars, empty where they do not help.
        registered: Vec<String>,
    },
    /// The output cannot be written.
    Output(io::Error),
    /// The command line cannot be parsed, or asks for help or the version.
    Usage(clap::Error),
    /// Files of definitions are wrong: one text for each error.
    Definitions(Vec<String>),
    /// The server could not start, or it cut off connections at its end.
    Server(String),
    /// The server has written the reason to its log.
    Logged,
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Error::Output(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Query { error, registered } if registered.is_empty() => write!(f, "{error}"),
            Error::Query { error, registered } => {
                let names = registered.join(", ");
                write!(f, "{error}\n  registered calendars: {names}")
            }
            Error::Output(error) => write!(f, "cannot write the output: {error}"),
            Error::Usage(error) => write!(f, "{error}"),
            Error::Definitions(errors) => f.write_str(&errors.join("\nerror: ")),
            Error::Server(message) => f.write_str(message),
            Error::Logged => f.write_str("the log has the reason"),
        }
    }
}
