//! `calreg diff`: counts the time between two dates.

use std::io::Write;

use calendar_registry::{Calendar, Date, DateSpan, Registry, Unit};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use super::options::{FromOption, LocaleOption};
use super::write_json;
use crate::error::Error;
use crate::query::QueryError;
use crate::today::{self, Zone};
use crate::view::DateView;

/// Arguments of `diff`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The first date, in any form that convert reads
    first: String,
    /// The second date
    #[arg(default_value = today::WORD)]
    second: String,
    /// The largest unit of the span
    #[arg(short, long, value_name = "UNIT", default_value = "years", value_parser = units())]
    unit: Unit,
    #[command(flatten)]
    from: FromOption,
    #[command(flatten)]
    locale: LocaleOption,
    #[command(flatten)]
    zone: Zone,
    /// Print one line of JSON
    #[arg(short, long)]
    json: bool,
}

fn units() -> impl TypedValueParser<Value = Unit> {
    PossibleValuesParser::new(["years", "months", "weeks", "days"]).map(|unit| {
        match unit.as_str() {
            "years" => Unit::Year,
            "months" => Unit::Month,
            "weeks" => Unit::Week,
            _ => Unit::Day,
        }
    })
}

/// The span between two dates.
#[derive(Serialize)]
struct Difference {
    /// The span, as an ISO 8601 duration.
    span: String,
    years: i64,
    months: i64,
    weeks: i64,
    days: i64,
    /// The whole span in days.
    total_days: i64,
    from: DateView,
    to: DateView,
}

/// Prints the span from the first date to the second one, in the calendar of the first one, and its
/// days.
///
/// # Errors
/// If a date does not exist or is outside the calendar's range, or the output cannot be written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Error> {
    let pin = Registry::global().pin();
    let reader = arguments
        .from
        .reader(&pin, &arguments.locale, &arguments.zone)?;
    let (first, second) = (
        reader.read(&arguments.first)?,
        reader.read(&arguments.second)?,
    );
    let between = |unit| until(&first, &second, unit);
    let (span, total) = (between(arguments.unit)?, between(Unit::Day)?.days);
    if arguments.json {
        let difference = Difference {
            span: span.to_string(),
            years: span.years,
            months: span.months,
            weeks: span.weeks,
            days: span.days,
            total_days: total,
            from: DateView::of(&first, None)?,
            to: DateView::of(&second, None)?,
        };
        return write_json(out, &difference);
    }
    let days = if total.unsigned_abs() == 1 {
        "day"
    } else {
        "days"
    };
    Ok(writeln!(out, "{span} ({total} {days})")?)
}

fn until(first: &Date, second: &Date, unit: Unit) -> Result<DateSpan, QueryError> {
    let calendar: &Calendar = first.calendar();
    let span = first.until(second, unit);
    span.map_err(|error| QueryError::OutOfRange {
        description: calendar.describe(error).to_string(),
    })
}
