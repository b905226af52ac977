//! `calreg format`: prints a date as text.

use std::io::Write;

use calendar_registry::{Date, Guard, Locale, Pattern, Registry, Shape, Skeleton, Style};

use super::inputs::for_each;
use super::options::{FromOption, LocaleOption, StyleOption, calendar_for, calendar_name, named};
use crate::error::Error;
use crate::query::date_on;
use crate::text;
use crate::today::Zone;

/// Arguments of `format`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The dates of ISO 8601, with a calendar if wanted: 2026-11-22[u-ca=hebrew]; "today"; "-" for
    /// the lines of standard input; or another form that convert reads
    #[arg(value_name = "DATE", required = true)]
    dates: Vec<String>,
    /// The calendar of the text; by default that of the date, otherwise that of the locale
    #[arg(short, long, value_name = "NAME", value_parser = calendar_name())]
    #[arg(hide_possible_values = true)]
    calendar: Option<String>,
    #[command(flatten)]
    from: FromOption,
    #[command(flatten)]
    locale: LocaleOption,
    #[command(flatten)]
    style: StyleOption,
    /// The fields to show, in the order of the locale: yMMMEd
    #[arg(long, value_name = "FIELDS", conflicts_with_all = ["style", "pattern"])]
    skeleton: Option<Skeleton>,
    /// Fields and text in this order, in the letters of UTS 35: "d MMMM y"
    #[arg(long, value_name = "PATTERN", conflicts_with = "style")]
    #[arg(value_parser = Pattern::uts35)]
    pattern: Option<Pattern>,
    #[command(flatten)]
    zone: Zone,
}

/// Prints the text of each date.
///
/// # Errors
/// If a date or a name cannot be read, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let pin = Registry::global().pin();
    let locale = arguments.locale.locale()?;
    let reader = arguments
        .from
        .iso_reader(&pin, &arguments.locale, &arguments.zone)?;
    let shape = shape(arguments);
    for_each(&arguments.dates, out, |text, out| {
        let date = in_calendar(&pin, reader.read(text)?, locale, arguments)?;
        let text = text::format(&date, locale, shape.clone())?;
        writeln!(out, "{text}")?;
        Ok(Vec::new())
    })
}

/// Converts a date to the calendar of its text.
fn in_calendar(
    pin: &Guard<'_>,
    date: Date,
    locale: Locale,
    arguments: &Arguments,
) -> Result<Date, Error> {
    let calendar = match &arguments.calendar {
        Some(name) => named(pin, "--calendar", name)?,
        // A date of ISO 8601 does not ask for a calendar.
        None if date.calendar().unicode_id() == Some("iso8601") => calendar_for(pin, locale)?,
        None => return Ok(date),
    };
    Ok(date_on(calendar, date.julian_day())?)
}

fn shape(arguments: &Arguments) -> Shape {
    match (&arguments.skeleton, &arguments.pattern) {
        (Some(skeleton), _) => (*skeleton).into(),
        (None, Some(pattern)) => pattern.into(),
        (None, None) => arguments.style.style.unwrap_or(Style::Long).into(),
    }
}
