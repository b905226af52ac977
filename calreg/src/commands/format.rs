//! `calreg format`: prints a date as text.

use std::io::Write;

use calendar_registry::{Guard, Pattern, Registry, Shape, Skeleton, Style};

use super::explain;
use super::options::{LocaleOption, StyleOption, calendar_for, iso_date};
use crate::error::Error;
use crate::query::{QueryError, date_on, resolve};
use crate::today::Zone;

/// Arguments of `format`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The date of ISO 8601, with a calendar if wanted: 2026-11-22[u-ca=hebrew]; or "today"
    date: String,
    /// The calendar; by default that of the date, otherwise that of the locale
    #[arg(long, value_name = "NAME")]
    calendar: Option<String>,
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

/// Prints the text of the date.
///
/// # Errors
/// If the date or a name cannot be read, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let registry = Registry::global();
    let text = text(&registry.pin(), arguments).map_err(|error| explain(registry, error))?;
    Ok(writeln!(out, "{text}")?)
}

fn text(pin: &Guard<'_>, arguments: &Arguments) -> Result<String, QueryError> {
    let locale = arguments.locale.locale()?;
    let date = iso_date(pin, &arguments.date, &arguments.zone)?;
    let calendar = match &arguments.calendar {
        Some(name) => resolve(pin, name)?,
        // The text of an ISO date does not ask for a calendar.
        None if date.calendar().unicode_id() == Some("iso8601") => calendar_for(pin, locale)?,
        None => date.calendar(),
    };
    let text = date_on(calendar, date.julian_day())?.format_in(locale, shape(arguments));
    text.map_err(|error| QueryError::NoText {
        calendar: calendar.name().to_owned(),
        error: error.to_string(),
    })
}

fn shape(arguments: &Arguments) -> Shape {
    match (&arguments.skeleton, &arguments.pattern) {
        (Some(skeleton), _) => (*skeleton).into(),
        (None, Some(pattern)) => pattern.into(),
        (None, None) => arguments.style.style.unwrap_or(Style::Long).into(),
    }
}
