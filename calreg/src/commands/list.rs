//! `calreg list`: lists the calendars and their names.

use std::io::Write;

use calendar_registry::Registry;

use super::write_json;
use crate::error::Error;
use crate::view::{CalendarView, Listing};

/// Arguments of `list`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Print one line of JSON instead of a table
    #[arg(short, long)]
    json: bool,
}

/// The columns of the table. Names cannot be empty, other cells can.
const HEADER: [&str; COLUMNS] = [
    "NAME",
    "ID",
    "KIND",
    "UNICODE ID",
    "PUBLISHED",
    "ERAS",
    "OTHER NAMES",
];
const COLUMNS: usize = 7;

/// Prints the calendars under a header.
///
/// # Errors
/// If the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let listing = Listing::of(&Registry::global().snapshot());
    if arguments.json {
        return write_json(out, &listing);
    }
    let rows = listing.calendars.iter().map(row);
    let rows: Vec<_> = [HEADER.map(str::to_owned)]
        .into_iter()
        .chain(rows)
        .collect();
    let mut widths = [0; COLUMNS];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.len().max(*width);
        }
    }
    for row in &rows {
        let cells = row.iter().zip(widths);
        let cells: Vec<_> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }
    Ok(())
}

fn row(calendar: &CalendarView) -> [String; COLUMNS] {
    let unicode_id = calendar.unicode_id.clone();
    let published = calendar.authoritative_years;
    let published = published.map(|(first, last)| format!("{first} to {last}"));
    [
        calendar.name.clone(),
        calendar.id.to_string(),
        calendar.kind.to_owned(),
        unicode_id.unwrap_or_default(),
        published.unwrap_or_default(),
        calendar.eras.join(" "),
        calendar.aliases.join(", "),
    ]
}
