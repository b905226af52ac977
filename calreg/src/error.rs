//! [`Error`]: why a command failed, and the exit code that says so.

use std::fmt;
use std::io;

use calendar_registry::Snapshot;

use crate::query::QueryError;
use crate::suggest::suggestions;

/// Exit code of a request that failed: a bad date, an unknown calendar, an address in use.
pub const FAILED: u8 = 1;
/// Exit code of a command line that cannot be parsed.
pub const USAGE: u8 = 2;

/// Why a command failed.
#[derive(Debug)]
pub enum Error {
    /// A query has no answer.
    Query {
        /// The option, the variable or the line that the query comes from, if it has to be named.
        place: Option<String>,
        /// The reason.
        error: QueryError,
    },
    /// Some of several dates have no answer. The reasons are already reported.
    Reported,
    /// The standard input cannot be read.
    Input(io::Error),
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

impl Error {
    /// Names the place that an error of a query comes from, unless it already has one.
    #[must_use]
    pub fn at(self, name: impl Into<String>) -> Self {
        match self {
            Error::Query { place: None, error } => Error::Query {
                place: Some(name.into()),
                error,
            },
            other => other,
        }
    }

    /// Returns what may help the user: names that are similar to an unknown one.
    #[must_use]
    pub fn hint(&self, snapshot: &Snapshot) -> Option<String> {
        let Error::Query { error, .. } = self else {
            return None;
        };
        let similar = suggestions(snapshot, error.requested_name()?.as_bytes());
        Some(match similar.split_last() {
            None => "calreg list prints the names of the calendars".to_owned(),
            Some((only, [])) => format!("did you mean {only}?"),
            Some((last, others)) => format!("did you mean {} or {last}?", others.join(", ")),
        })
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Error::Output(error)
    }
}

impl From<QueryError> for Error {
    fn from(error: QueryError) -> Self {
        Error::Query { place: None, error }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Query { place: None, error } => write!(f, "{error}"),
            Error::Query {
                place: Some(place),
                error,
            } => write!(f, "{place}: {error}"),
            Error::Reported => f.write_str("some dates have no answer"),
            Error::Input(error) => write!(f, "cannot read the standard input: {error}"),
            Error::Output(error) => write!(f, "cannot write the output: {error}"),
            Error::Usage(error) => write!(f, "{error}"),
            Error::Definitions(errors) => f.write_str(&errors.join("\nerror: ")),
            Error::Server(message) => f.write_str(message),
            Error::Logged => f.write_str("the log has the reason"),
        }
    }
}
