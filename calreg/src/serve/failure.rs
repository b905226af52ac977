//! [`Failure`]: how a connection ended other than by a close between two requests.

use std::error::Error as _;
use std::io;

/// How a connection ended other than by a close between two requests.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Failure {
    /// The bytes are not HTTP. hyper has responded 400.
    Malformed,
    /// The request head exceeds hyper's buffer. hyper has responded 414 or 431.
    TooLarge,
    /// The client closed its connection within a request.
    Incomplete,
    /// The client read too slowly, or not at all.
    SlowReader,
    /// The connection was reset.
    Reset,
}

impl Failure {
    pub(super) const ALL: [Failure; 5] = [
        Failure::Malformed,
        Failure::TooLarge,
        Failure::Incomplete,
        Failure::SlowReader,
        Failure::Reset,
    ];

    /// Returns `None` for a timeout of a request head, which has a response and a metric of its own.
    pub(super) fn of(error: &hyper::Error) -> Option<Self> {
        if error.is_timeout() {
            return None;
        }
        if error.is_parse_too_large() {
            return Some(Failure::TooLarge);
        }
        if error.is_parse() {
            return Some(Failure::Malformed);
        }
        if error.is_incomplete_message() {
            return Some(Failure::Incomplete);
        }
        let source = error.source().and_then(|source| source.downcast_ref());
        let timed_out = |error: &io::Error| error.kind() == io::ErrorKind::TimedOut;
        Some(match source.is_some_and(timed_out) {
            true => Failure::SlowReader,
            false => Failure::Reset,
        })
    }

    /// The name in the log and the label in the metrics.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Failure::Malformed => "malformed",
            Failure::TooLarge => "too_large",
            Failure::Incomplete => "incomplete",
            Failure::SlowReader => "slow_reader",
            Failure::Reset => "reset",
        }
    }
}
