//! `calreg parse`: reads a date that is written as text.

use std::io::Write;

use calendar_registry::{Date, Guard, Registry, Style};

use super::options::{LocaleOption, StyleOption, calendar_name, named_or_local};
use super::write_json;
use crate::error::Error;
use crate::query::invalid_text;
use crate::text::no_text;
use crate::view::DayView;

/// Arguments of `parse`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The date as text: "25 November 2026"
    text: String,
    #[command(flatten)]
    locale: LocaleOption,
    /// The calendar; by default that of the locale
    #[arg(short, long, value_name = "NAME", value_parser = calendar_name())]
    #[arg(hide_possible_values = true)]
    calendar: Option<String>,
    #[command(flatten)]
    style: StyleOption,
    /// Accept any case, width of names, digits and punctuation
    #[arg(long)]
    lenient: bool,
    /// Print one line of JSON
    #[arg(short, long)]
    json: bool,
}

/// Prints the date in the form of ISO 8601, with its calendar.
///
/// # Errors
/// If the text is not a date in this style, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let date = date(&Registry::global().pin(), arguments)?;
    if arguments.json {
        return write_json(out, &DayView::of(&date, None)?);
    }
    Ok(writeln!(out, "{date}")?)
}

fn date(pin: &Guard<'_>, arguments: &Arguments) -> Result<Date, Error> {
    let locale = arguments.locale.locale()?;
    let calendar = named_or_local(pin, "--calendar", arguments.calendar.as_ref(), locale)?;
    let style = arguments.style.style.unwrap_or(Style::Long);
    let formatter = calendar.formatter(locale, style);
    let formatter = formatter.map_err(|error| no_text(calendar, error))?;
    let text = &arguments.text;
    let date = if arguments.lenient {
        formatter.read(text)
    } else {
        formatter.parse(text)
    };
    Ok(date.map_err(|error| invalid_text(text, locale, error))?)
}
