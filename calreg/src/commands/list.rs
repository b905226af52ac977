//! `calreg list`: lists the calendars and their names.

use std::io::Write;

use calendar_registry::Registry;

use super::write_json;
use crate::error::Error;
use crate::view::Listing;

/// Arguments of `list`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Print one line of JSON instead of a table
    #[arg(long)]
    json: bool,
}

/// Prints the calendars.
///
/// # Errors
/// If the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let listing = Listing::of(&Registry::global().snapshot());
    if arguments.json {
        return write_json(out, &listing);
    }
    let names = listing.calendars.iter().map(|calendar| calendar.name.len());
    let width = names.max().unwrap_or(0);
    for calendar in &listing.calendars {
        let (name, kind) = (&calendar.name, calendar.kind);
        let aliases = calendar.aliases.join(", ");
        let line = format!("{name:width$}  {kind:9}  {aliases}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
