//! The commands that answer at once.

use std::io::{self, Write};

use calendar_registry::Registry;
use serde::Serialize;

use crate::cli::Error;
use crate::exchange::Failure;

pub mod completions;
pub mod convert;
pub mod list;
pub mod month;

/// One line of JSON.
fn write_json(out: &mut impl Write, value: &impl Serialize) -> Result<(), Error> {
    let mut line = serde_json::to_vec(value).map_err(io::Error::from)?;
    line.push(b'\n');
    Ok(out.write_all(&line)?)
}

/// The failure, with the names that are known where the wanted one is not.
fn explain(registry: &Registry, failure: Failure) -> Error {
    let known = match failure {
        Failure::UnknownCalendar(_) | Failure::BadName(_) => registry
            .snapshot()
            .calendars()
            .into_iter()
            .map(|calendar| calendar.name().to_owned())
            .collect(),
        _ => Vec::new(),
    };
    Error::Request(failure, known)
}

/// A date or a month as it was given. A hyphen opens a negative year only before a digit;
/// anywhere else it is an option that is not known.
fn no_option(text: &str) -> Result<String, &'static str> {
    let mut bytes = text.bytes();
    if bytes.next() == Some(b'-') && !bytes.next().is_some_and(|byte| byte.is_ascii_digit()) {
        return Err("no such option, and a negative year is written with a digit after the hyphen");
    }
    Ok(text.to_owned())
}
