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
            .map(|calendar| calendar.name().to_owned())
            .collect(),
        _ => Vec::new(),
    };
    Error::Request(failure, known)
}
