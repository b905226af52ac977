//! The commands that print an answer and end.

use std::io::{self, Write};

use serde::Serialize;

use crate::error::Error;
use crate::view::DateView;

pub mod add;
pub mod completions;
pub mod convert;
pub mod diff;
pub mod format;
pub mod import;
mod inputs;
pub mod list;
pub mod man;
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
pub mod weekday;

pub(crate) use inputs::write_error;

/// Writes one line of JSON.
fn write_json(out: &mut impl Write, value: &impl Serialize) -> Result<(), Error> {
    let mut line = serde_json::to_vec(value).map_err(io::Error::from)?;
    line.push(b'\n');
    Ok(out.write_all(&line)?)
}

/// Writes a line with the date, its calendar, notes and text.
fn write_date(out: &mut impl Write, date: &DateView) -> Result<(), Error> {
    write!(out, "{} {}", date.date, date.calendar)?;
    let notes = notes(date);
    if !notes.is_empty() {
        write!(out, " ({})", notes.join(", "))?;
    }
    if let Some(text) = &date.text {
        write!(out, ": {text}")?;
    }
    Ok(writeln!(out)?)
}

/// What the numbers of the date do not show: the month code if its number differs from the month's
/// ordinal, the era if its year differs from the year by more than the sign, and an approximation.
fn notes(date: &DateView) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(code) = &date.month_code
        && code
            .strip_prefix('M')
            .and_then(|number| number.parse().ok())
            != Some(date.month)
    {
        notes.push(code.clone());
    }
    if let (Some(era), Some(year)) = (&date.era, date.era_year)
        && year.unsigned_abs() != date.year.unsigned_abs()
    {
        notes.push(format!("{era} {year}"));
    }
    if date.approximate {
        notes.push("approximate".to_owned());
    }
    notes
}
