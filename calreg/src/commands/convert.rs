//! `calreg convert`: converts a date from one calendar to others.

use std::io::Write;

use calendar_registry::{Guard, Registry};

use super::options::{LocaleOption, StyleOption, calendar_for, date, text_form};
use super::{explain, write_json};
use crate::error::Error;
use crate::query::{QueryError, date_on, resolve};
use crate::today::Zone;
use crate::view::{Conversion, DateView};

/// Arguments of `convert`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The date, YEAR-MONTH-DAY in the --from calendar, or "today"
    ///
    /// The year may be negative: -0044-03-15. The month may be a code, and the year that of an era:
    /// 5787-M05L-01, "reiwa 8-11-25". A date with an annotation is a date of ISO 8601:
    /// 2026-11-22[u-ca=hebrew].
    date: String,
    /// A calendar to convert to; may be repeated. By default that of the --locale
    #[arg(long, value_name = "NAME", required_unless_present = "locale")]
    to: Vec<String>,
    /// The calendar to convert from
    #[arg(long, value_name = "NAME", default_value = "gregorian")]
    from: String,
    #[command(flatten)]
    locale: LocaleOption,
    #[command(flatten)]
    style: StyleOption,
    #[command(flatten)]
    zone: Zone,
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
        write!(out, "{} {}", date.date, date.calendar)?;
        let notes = notes(date);
        if !notes.is_empty() {
            write!(out, " ({})", notes.join(", "))?;
        }
        if let Some(text) = &date.text {
            write!(out, ": {text}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// What the numbers of the date do not show: the month code if its number differs from the month's
/// ordinal, the era if its year differs from the year by more than the sign, and an approximation.
fn notes(date: &DateView) -> Vec<String> {
    let mut notes = Vec::new();
    let ordinal = format!("M{:02}", date.month);
    notes.extend(date.month_code.clone().filter(|code| *code != ordinal));
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

fn convert(
    pin: &Guard<'_>,
    arguments: &Arguments,
) -> Result<Conversion<Vec<DateView>>, QueryError> {
    let form = text_form(&arguments.locale, &arguments.style)?;
    let from = resolve(pin, &arguments.from)?;
    let date = date(pin, from, &arguments.date, &arguments.zone)?;
    let named = arguments.to.iter().map(|name| resolve(pin, name));
    let mut to = named.collect::<Result<Vec<_>, QueryError>>()?;
    if let (true, Some(form)) = (to.is_empty(), form) {
        to.push(calendar_for(pin, form.locale)?);
    }
    let views = to.into_iter().map(|calendar| {
        let date = date_on(calendar, date.julian_day())?;
        DateView::of(&date, form)
    });
    let views = views.collect::<Result<Vec<_>, QueryError>>()?;
    Conversion::new(&date, views, form)
}
