//! `calreg convert`: converts a date from one calendar to others.

use std::io::Write;

use calendar_registry::{Guard, Registry};

use super::{explain, write_json};
use crate::error::Error;
use crate::query::{QueryError, date_in, date_on, parse_date, resolve};
use crate::today;
use crate::view::{Conversion, DateView};

/// Arguments of `convert`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The date, YEAR-MONTH-DAY in the --from calendar, or "today" (in UTC)
    ///
    /// The year has at least four digits and may be negative: -0044-03-15.
    date: String,
    /// A calendar to convert to; may be repeated
    #[arg(long, value_name = "NAME", required = true)]
    to: Vec<String>,
    /// The calendar to convert from
    #[arg(long, value_name = "NAME", default_value = "gregorian")]
    from: String,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

/// Prints the date in each calendar, in the order of the arguments.
///
/// # Errors
/// If a calendar is unknown, the date does not exist, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let registry = Registry::global();
    let conversion =
        convert(&registry.pin(), arguments).map_err(|error| explain(registry, error))?;
    if arguments.json {
        return write_json(out, &conversion);
    }
    for date in &conversion.to {
        writeln!(out, "{} {}", date.date, date.calendar)?;
    }
    Ok(())
}

fn convert(
    pin: &Guard<'_>,
    arguments: &Arguments,
) -> Result<Conversion<Vec<DateView>>, QueryError> {
    let from = resolve(pin, &arguments.from)?;
    let date = if arguments.date == today::WORD {
        date_on(from, today::utc())?
    } else {
        date_in(from, parse_date(&arguments.date)?)?
    };
    let day = date.julian_day();
    let to: Result<Vec<_>, QueryError> = arguments
        .to
        .iter()
        .map(|name| Ok(DateView::of(&date_on(resolve(pin, name)?, day)?)))
        .collect();
    Ok(Conversion::new(&date, to?))
}
