//! `calreg weekday`: prints the weekdays of dates.

use std::io::Write;

use calendar_registry::{Context, Date, Locale, Registry, ShowCalendar, WeekRule, Width};
use serde::Serialize;

use super::inputs::for_each;
use super::options::{FromOption, LocaleOption};
use super::write_json;
use crate::error::Error;
use crate::today::Zone;

/// Arguments of `weekday`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The dates, in any form that convert reads; "-" reads one from each line of standard input
    #[arg(value_name = "DATE", required = true)]
    dates: Vec<String>,
    #[command(flatten)]
    from: FromOption,
    #[command(flatten)]
    locale: LocaleOption,
    #[command(flatten)]
    zone: Zone,
    /// Print one line of JSON for each date, with weeks and the day of the year
    #[arg(short, long)]
    json: bool,
}

/// The weekday of a date, and its place in the year.
#[derive(Serialize)]
struct WeekdayView {
    /// The name in the locale.
    weekday: String,
    /// The number, from 1 for Monday to 7 for Sunday.
    number: u8,
    calendar: String,
    date: String,
    iso_date: String,
    /// The day of the year in the calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    day_of_year: Option<u16>,
    /// The week by the rule of the locale, in the calendar's years.
    #[serde(skip_serializing_if = "Option::is_none")]
    week: Option<String>,
    /// The week of ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    iso_week: Option<String>,
}

/// Prints the weekday of each date in the language of the locale.
///
/// # Errors
/// If a date does not exist, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let pin = Registry::global().pin();
    let locale = arguments.locale.locale()?;
    let reader = arguments
        .from
        .reader(&pin, &arguments.locale, &arguments.zone)?;
    for_each(&arguments.dates, out, |text, out| {
        let date = reader.read(text)?;
        if arguments.json {
            write_json(out, &WeekdayView::of(&date, locale))?;
        } else {
            writeln!(out, "{}", name(&date, locale))?;
        }
        Ok(Vec::new())
    })
}

fn name(date: &Date, locale: Locale) -> String {
    let calendar = date.calendar();
    calendar.weekday_name(locale, date.weekday(), Width::Wide, Context::Standalone)
}

impl WeekdayView {
    fn of(date: &Date, locale: Locale) -> Self {
        let iso = calendar_registry::Calendar::from(calendar_registry::calendars::Iso);
        let iso = date.in_calendar(&iso).ok();
        let iso_week = iso.and_then(|date| date.week(WeekRule::ISO).ok());
        WeekdayView {
            weekday: name(date, locale),
            number: date.weekday().number(),
            calendar: date.calendar().name().to_owned(),
            date: date.year_month_day().to_string(),
            iso_date: date.display(ShowCalendar::Never).to_string(),
            day_of_year: date.day_of_year().ok(),
            week: date
                .week(locale.week_rule())
                .ok()
                .map(|week| week.to_string()),
            iso_week: iso_week.map(|week| week.to_string()),
        }
    }
}
