//! `calreg convert`: converts dates from one calendar to others.

use std::io::Write;

use calendar_registry::{Calendar, Date, Guard, Registry};

use super::inputs::for_each;
use super::options::{
    ALL, FromOption, LocaleOption, StyleOption, calendar_for, calendar_name_or_all, named,
    text_form,
};
use super::{write_date, write_json};
use crate::error::Error;
use crate::query::{QueryError, date_on};
use crate::text::TextForm;
use crate::today::Zone;
use crate::view::{Conversion, DateView};

/// Arguments of `convert`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The dates; "-" reads one from each line of standard input, "today" is the current date
    ///
    /// A date is YEAR-MONTH-DAY in the --from calendar. The year may be negative: -0044-03-15. The
    /// month may be a code, and the year that of an era: 5787-M05L-01, "reiwa 8-11-25".
    ///
    /// A date may also be in another form of ISO 8601: 20261122, 2026-W47-7, 2026-326; with an
    /// annotation, 2026-11-22[u-ca=hebrew]; text in the language of the locale: "22 November 2026";
    /// or what this command printed, JSON included.
    #[arg(value_name = "DATE", required = true)]
    dates: Vec<String>,
    /// Calendars to convert to, separated by commas; may be repeated. By default that of the
    /// --locale, otherwise all
    #[arg(short, long, value_name = "NAMES", value_delimiter = ',')]
    #[arg(value_parser = calendar_name_or_all(), hide_possible_values = true)]
    to: Vec<String>,
    #[command(flatten)]
    from: FromOption,
    #[command(flatten)]
    locale: LocaleOption,
    #[command(flatten)]
    style: StyleOption,
    #[command(flatten)]
    zone: Zone,
    /// Print one line of JSON for each date
    #[arg(short, long)]
    json: bool,
}

/// Prints each date in each calendar, in the order of the arguments.
///
/// # Errors
/// If a calendar is unknown, a date does not exist, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let pin = Registry::global().pin();
    let snapshot = Registry::global().snapshot();
    let form = text_form(&arguments.locale, &arguments.style)?;
    let all = snapshot.iter().collect();
    let calendars = targets(&pin, all, arguments, form)?;
    let reader = arguments
        .from
        .reader(&pin, &arguments.locale, &arguments.zone)?;
    for_each(&arguments.dates, out, |text, out| {
        let date = reader.read(text)?;
        let (views, errors) = convert(&date, &calendars, form);
        if arguments.json && !views.is_empty() {
            write_json(out, &Conversion::new(&date, views, form)?)?;
        } else {
            for view in &views {
                write_date(out, view)?;
            }
        }
        Ok(errors)
    })
}

/// Returns the calendars to convert to.
fn targets<'p>(
    pin: &'p Guard<'_>,
    all: Vec<&'p Calendar>,
    arguments: &Arguments,
    form: Option<TextForm>,
) -> Result<Vec<&'p Calendar>, Error> {
    if arguments.to.is_empty() {
        return match form.filter(|_| arguments.locale.is_given()) {
            Some(form) => Ok(vec![calendar_for(pin, form.locale)?]),
            None => Ok(all),
        };
    }
    let mut calendars = Vec::new();
    for name in &arguments.to {
        if name == ALL {
            calendars.extend(all.iter().copied());
        } else {
            calendars.push(named(pin, "--to", name.trim())?);
        }
    }
    Ok(calendars)
}

/// Converts a date to each calendar whose range contains it.
fn convert(
    date: &Date,
    calendars: &[&Calendar],
    form: Option<TextForm>,
) -> (Vec<DateView>, Vec<Error>) {
    let mut views = Vec::with_capacity(calendars.len());
    let mut errors = Vec::new();
    for calendar in calendars {
        match view(calendar, date, form) {
            Ok(view) => views.push(view),
            Err(error) => errors.push(error.into()),
        }
    }
    (views, errors)
}

fn view(calendar: &Calendar, date: &Date, form: Option<TextForm>) -> Result<DateView, QueryError> {
    DateView::of(&date_on(calendar, date.julian_day())?, form)
}
