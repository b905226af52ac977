//! The commands that print an answer and end.

use std::io::{self, Write};

use calendar_registry::{Calendar, Registry};
use serde::Serialize;

use crate::error::Error;
use crate::query::QueryError;

pub mod completions;
pub mod convert;
pub mod format;
pub mod list;
pub mod month;
pub mod names;
mod options;
pub mod parse;
#[cfg(feature = "etcd")]
pub mod push;
pub mod show;
pub mod validate;
#[cfg(feature = "etcd")]
pub mod watch;

/// Writes one line of JSON.
fn write_json(out: &mut impl Write, value: &impl Serialize) -> Result<(), Error> {
    let mut line = serde_json::to_vec(value).map_err(io::Error::from)?;
    line.push(b'\n');
    Ok(out.write_all(&line)?)
}

/// Adds the registered names to an error about a name.
fn explain(registry: &Registry, error: QueryError) -> Error {
    let mut registered = Vec::new();
    if error.is_about_a_name() {
        let primary = |calendar: &Calendar| calendar.name().to_owned();
        registered.extend(registry.snapshot().calendars().map(primary));
    }
    Error::Query { error, registered }
}
