//! `calreg names`: prints the names of a calendar's months, weekdays and eras.

use std::io::Write;

use calendar_registry::{Guard, Registry};

use super::options::{LocaleOption, calendar_name};
use super::write_json;
use crate::error::Error;
use crate::names::{CodedName, NamesView};
use crate::query::resolve;

/// Arguments of `names`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The calendar
    #[arg(value_name = "CALENDAR", value_parser = calendar_name(), hide_possible_values = true)]
    calendar: String,
    #[command(flatten)]
    locale: LocaleOption,
    /// List the months of this year, in their order
    #[arg(short, long, value_name = "YEAR")]
    year: Option<i32>,
    /// Print one line of JSON
    #[arg(short, long)]
    json: bool,
}

/// Prints the names, each after its code or number.
///
/// # Errors
/// If the calendar is unknown or does not have the year, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let names = names(&Registry::global().pin(), arguments)?;
    if arguments.json {
        return write_json(out, &names);
    }
    let title = names.display_name.as_ref().unwrap_or(&names.calendar);
    writeln!(out, "{title}")?;
    match names.year {
        Some(year) => writeln!(out, "months of {year}")?,
        None => writeln!(out, "months")?,
    }
    write_coded(out, &names.months)?;
    writeln!(out, "weekdays")?;
    for (number, name) in (1..).zip(&names.weekdays) {
        let number: u8 = number;
        writeln!(out, "  {number}  {name}")?;
    }
    if !names.eras.is_empty() {
        writeln!(out, "eras")?;
        write_coded(out, &names.eras)?;
    }
    Ok(())
}

fn names(pin: &Guard<'_>, arguments: &Arguments) -> Result<NamesView, Error> {
    let locale = arguments.locale.locale()?;
    let calendar = resolve(pin, &arguments.calendar)?;
    Ok(NamesView::of(calendar, locale, arguments.year)?)
}

/// The codes are in the first column, since the width of names depends on the terminal.
fn write_coded(out: &mut impl Write, names: &[CodedName]) -> Result<(), Error> {
    let width = names.iter().map(|name| name.code.len()).max().unwrap_or(0);
    for CodedName { code, name } in names {
        writeln!(out, "  {code:width$}  {name}")?;
    }
    Ok(())
}
