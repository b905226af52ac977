//! `calreg show`: prints a year of a defined calendar.

use std::io::Write;
use std::path::{Path, PathBuf};

use calendar_registry::{
    Calendar, Context, DateError, Locale, Registry, ShowCalendar, Width, YearMonth,
};
use calendar_registry_sources::definition::Document;
use serde::Serialize;

use super::options::LocaleOption;
use super::validate::{built_in, report};
use super::{explain, write_json};
use crate::error::Error;
use crate::query::{QueryError, resolve};
use crate::today::Zone;

/// Arguments of `show`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// A file of definitions, TOML or JSON
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A calendar of the file
    #[arg(value_name = "NAME")]
    name: String,
    /// The year; by default the current one, or the first one with published data
    #[arg(long, allow_negative_numbers = true)]
    year: Option<i32>,
    #[command(flatten)]
    locale: LocaleOption,
    #[command(flatten)]
    zone: Zone,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

/// Prints the months of the year, with their first days.
///
/// # Errors
/// If the file is wrong, it has no such calendar, the calendar does not have the year, or the output
/// cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let registry = registry_of(&arguments.file)?;
    let explain = |error| explain(&registry, error);
    let pin = registry.pin();
    let calendar = resolve(&pin, &arguments.name).map_err(explain)?;
    let year = arguments
        .year
        .unwrap_or_else(|| year_of(calendar, &arguments.zone));
    let locale = arguments.locale.locale().map_err(explain)?;
    let view = YearView::of(calendar, locale, year).map_err(explain)?;
    if arguments.json {
        return write_json(out, &view);
    }
    let (name, days) = (&view.calendar, view.days);
    writeln!(out, "{name} {year}: {days} days")?;
    // The widths of names depend on the terminal, so they are last.
    for month in &view.months {
        let (code, first, days, name) = (&month.code, &month.first_day, month.days, &month.name);
        writeln!(out, "  {code:4}  {first}  {days:3}  {name}")?;
    }
    Ok(())
}

/// Returns a registry with the calendars of a file only.
fn registry_of(file: &Path) -> Result<Registry, Error> {
    let failed = |error| Error::Definitions(vec![report(&error)]);
    let document = Document::read(file).map_err(failed)?;
    let registry = Registry::new();
    for backend in document.build(&built_in).map_err(failed)? {
        let registered = registry.register(backend);
        registered.map_err(|error| Error::Definitions(vec![error.to_string()]))?;
    }
    Ok(registry)
}

/// Returns the current year, or the first authoritative one if the calendar does not have today.
fn year_of(calendar: &Calendar, zone: &Zone) -> i32 {
    let today = calendar.date(zone.today());
    let first = || calendar.authoritative_years().map(|years| *years.start());
    today.ok().map(|date| date.year).or_else(first).unwrap_or(1)
}

/// A year of a calendar.
#[derive(Serialize, Debug)]
struct YearView {
    calendar: String,
    year: i32,
    days: u16,
    months: Vec<MonthView>,
}

/// A month of a year.
#[derive(Serialize, Debug)]
struct MonthView {
    code: String,
    /// The date of ISO 8601.
    first_day: String,
    /// The number of days that exist.
    days: u8,
    name: String,
}

impl YearView {
    fn of(calendar: &Calendar, locale: Locale, year: i32) -> Result<Self, QueryError> {
        let view = || {
            let months = 1..=calendar.months_in_year(year)?;
            let months = months.map(|month| MonthView::of(calendar, locale, year, month));
            Ok(YearView {
                calendar: calendar.name().to_owned(),
                year,
                days: calendar.days_in_year(year)?,
                months: months.collect::<Result<_, DateError>>()?,
            })
        };
        view().map_err(|error| QueryError::NoSuchYear {
            calendar: calendar.name().to_owned(),
            year,
            error,
        })
    }
}

impl MonthView {
    fn of(calendar: &Calendar, locale: Locale, year: i32, month: u8) -> Result<Self, DateError> {
        let code = calendar.month_code(year, month)?;
        let month_of_year = YearMonth::new(calendar, year, month)?;
        let first = month_of_year.first_day().display(ShowCalendar::Never);
        Ok(MonthView {
            code: code.to_string(),
            first_day: first.to_string(),
            days: calendar.days_in_month(year, month)?,
            name: calendar.month_name(locale, code, Width::Wide, Context::Standalone),
        })
    }
}
